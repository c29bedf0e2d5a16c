import { defineJob } from "@minato/kit";
import "@minato/torrents/provide";
import { z } from "zod";

import { workBatch } from "../work-run.ts";

/** A job works this long and then sends itself for the rest, well inside its own expiry. */
const SLICE_MS = 60_000;

/** Works off a run, batch by batch. */
export const runJob = defineJob({
  name: "upkeep.run",
  data: z.object({ runId: z.int() }),
  // After a crash the job is taken up again this soon.
  expireInSeconds: 180,
  concurrency: 2,
  async run(ctx, { runId }, signal) {
    const until = performance.now() + SLICE_MS;
    while (await workBatch(ctx, runId)) {
      signal.throwIfAborted();
      await ctx.torrents.pressure.ease(signal);
      if (performance.now() < until) continue;
      await ctx.send(runJob, { runId });
      return;
    }
  },
});
