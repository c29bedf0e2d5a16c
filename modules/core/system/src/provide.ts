import type { Context, Job, Provided } from "@minato/kit";
import { Registry } from "prom-client";

import "./context.ts";
import { Figures } from "./figures.ts";
import { JobQueue } from "./job-queue.ts";
import { registerSystemMetrics } from "./metrics.ts";

/** Starts the job queue and makes the registry of metrics. */
export async function provideSystem(ctx: Context, jobs: readonly Job[]): Promise<Provided> {
  const queue = new JobQueue(ctx.db, jobs, ctx.log);
  await queue.start();
  const metrics = new Registry();
  registerSystemMetrics(ctx, metrics);
  return {
    context: {
      jobs: queue,
      metrics,
      figures: new Figures(),
      send: (job, data, options) => queue.send(job, data, options),
    },
    close: () => queue.stop(),
  };
}
