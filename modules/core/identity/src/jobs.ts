import { defineJob } from "@minato/kit";
import { z } from "zod";

import { pruneAttempts } from "./attempts/attempt-counts.ts";

/** Deletes what is remembered of attempts to sign in and of networks, once it is of no use. */
export const pruneAttemptsJob = defineJob({
  name: "identity.prune",
  data: z.object({}),
  schedule: "50 3 * * *",
  run: pruneAttempts,
});
