import { defineJob } from "@minato/kit";
import { z } from "zod";

import { workRestore } from "../work-restore.ts";

const EXPIRE_SECONDS = 24 * 60 * 60;

/** Restores what was asked for. The run itself counts tries that came no further. */
export const workRestoreJob = defineJob({
  name: "exchange.restore",
  data: z.object({ runId: z.int() }),
  retryLimit: 50,
  expireInSeconds: EXPIRE_SECONDS,
  run: (ctx, { runId }, signal) => workRestore(ctx, runId, signal),
});
