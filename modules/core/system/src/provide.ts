import type { Context, Job, LiveTopic, Provided } from "@minato/kit";
import { Registry } from "prom-client";

import "./context.ts";
import { Figures } from "./figures.ts";
import { JobQueue } from "./job-queue.ts";
import { LiveEvents } from "./live/live-events.ts";
import { systemTopics } from "./live/topics.ts";
import { LogRing } from "./logs/log-ring.ts";
import { registerSystemMetrics } from "./metrics.ts";

/** What the list of modules tells this one. */
export interface SystemParts {
  jobs: readonly Job[];
  /** What people watch of the other modules. */
  topics: readonly LiveTopic[];
  /** Of the product. */
  version: string;
}

/** Starts the job queue and makes the registry of metrics. */
export async function provideSystem(
  ctx: Context,
  { jobs, topics, version }: SystemParts,
): Promise<Provided> {
  const queue = new JobQueue(ctx.db, jobs, ctx.log);
  await queue.start();
  const metrics = new Registry();
  registerSystemMetrics(ctx, metrics);
  const live = new LiveEvents(ctx, [...systemTopics, ...topics]);
  // The server hands one in that its log writes to; commands and tests keep no lines.
  const given: LogRing | undefined = ctx.logRing;
  return {
    context: {
      live,
      logRing: given ?? new LogRing(),
      version,
      jobs: queue,
      metrics,
      figures: new Figures(),
      send: (job, data, options) => queue.send(job, data, options),
    },
    close: () => {
      live.close();
      return queue.stop();
    },
  };
}
