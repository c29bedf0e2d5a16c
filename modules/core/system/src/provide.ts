import type { Context, Job, Provided } from "@minato/kit";

import "./context.ts";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";

import { JobQueue } from "./job-queue.ts";

/** Starts the job queue and makes the registry of metrics. */
export async function provideSystem(ctx: Context, jobs: readonly Job[]): Promise<Provided> {
  const queue = new JobQueue(ctx.db, jobs, ctx.log);
  await queue.start();
  const metrics = createRegistry(ctx, queue);
  return {
    context: {
      jobs: queue,
      metrics,
      send: (job, data, options) => queue.send(job, data, options),
    },
    close: () => queue.stop(),
  };
}

function createRegistry(ctx: Context, queue: JobQueue): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "minato_" });
  void new Gauge({
    name: "minato_jobs_waiting",
    help: "Jobs that wait to be run, by queue",
    labelNames: ["queue"],
    registers: [registry],
    async collect() {
      for (const { name, waiting } of await queue.depths()) this.set({ queue: name }, waiting);
    },
  });
  void new Gauge({
    name: "minato_database_bytes",
    help: "Size of the database with all indexes",
    registers: [registry],
    async collect() {
      const { rows } = await ctx.db.$client.query<{ bytes: number }>(
        "select pg_database_size(current_database()) as bytes",
      );
      this.set(Number(rows[0]?.bytes ?? 0));
    },
  });
  return registry;
}
