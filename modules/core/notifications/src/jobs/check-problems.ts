import { defineJob, type Job, type ProblemCheck } from "@minato/kit";
import { z } from "zod";

import { checkProblems } from "../check-problems.ts";

/** Looks every minute for what is wrong; the checks of all modules come through a function. */
export function createCheckJob(checks: () => readonly ProblemCheck[]): Job {
  return defineJob({
    name: "notifications.check",
    data: z.object({}),
    schedule: "* * * * *",
    // The next minute looks again.
    retryLimit: 0,
    expireInSeconds: 300,
    run: (ctx) => checkProblems(ctx, checks()),
  }) as Job;
}
