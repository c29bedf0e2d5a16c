import type { Context } from "@minato/kit";
import { z } from "zod";

import "./context.ts";

const Quantiles = z.object({ p50: z.number().nullable(), p95: z.number().nullable() });

/** How long jobs that finished within the last hour waited and ran, in milliseconds. */
export const JobLatency = z.object({
  queue: z.string(),
  finished: z.int(),
  waitedMs: Quantiles,
  ranMs: Quantiles,
});

/** How long jobs that finished within the last hour waited and ran, in milliseconds. */
export type JobLatency = z.output<typeof JobLatency>;

interface Row {
  queue: string;
  finished: number;
  waited: [number, number];
  ran: [number, number];
}

/** The middle and the slow end of what jobs took within the last hour, by queue. */
export function loadJobLatency(ctx: Context): Promise<JobLatency[]> {
  return ctx.figures.get("jobs.latency", async () => {
    const { rows } = await ctx.db.$client.query<Row>(
      `select name as queue, count(*)::int as finished,
         percentile_cont('{0.5,0.95}'::float8[]) within group (order by
           1000 * extract(epoch from started_on - greatest(created_on, start_after))::float8) as waited,
         percentile_cont('{0.5,0.95}'::float8[]) within group (order by
           1000 * extract(epoch from completed_on - started_on)::float8) as ran
       from pgboss.job
       where state = 'completed' and completed_on > now() - interval '1 hour'
         and name = any($1::text[])
       group by name order by name`,
      [ctx.jobs.jobs.map(({ name }) => name)],
    );
    return rows.map(({ queue, finished, waited, ran }) => ({
      queue,
      finished,
      waitedMs: toQuantiles(waited),
      ranMs: toQuantiles(ran),
    }));
  });
}

function toQuantiles([p50, p95]: [number, number]): z.output<typeof Quantiles> {
  // The clocks of two statements may disagree by a moment.
  return { p50: Math.max(0, p50), p95: Math.max(0, p95) };
}
