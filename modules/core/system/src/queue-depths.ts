import type { Context } from "@minato/kit";
import { z } from "zod";

import "./context.ts";
import { phaseOfJob, PHASES } from "./job-phase.ts";

/** How much of one kind of work waits, runs and has failed. */
export const QueueDepth = z.object({
  name: z.string(),
  phase: z.enum(PHASES).nullable().describe("null for upkeep"),
  waiting: z.int(),
  running: z.int(),
  failed: z.int(),
  oldestWaitingSince: z.iso.datetime().nullable(),
  oldestWaitingSeconds: z.number().nullable(),
});

/** How much of one kind of work waits, runs and has failed. */
export type QueueDepth = z.output<typeof QueueDepth>;

interface Row {
  name: string;
  waiting: number;
  running: number;
  failed: number;
  oldest: Date | null;
  age: number | null;
}

/** How much of each kind waits, runs and has failed. */
export async function loadQueueDepths(ctx: Context): Promise<QueueDepth[]> {
  const names = ctx.jobs.jobs.map(({ name }) => name);
  const { rows } = await ctx.db.$client.query<Row>(
    `select name, count(*) filter (where state in ('created', 'retry'))::int as waiting,
       count(*) filter (where state = 'active')::int as running,
       count(*) filter (where state = 'failed')::int as failed,
       min(created_on) filter (where state in ('created', 'retry')) as oldest,
       extract(epoch from now() - min(created_on) filter (where state in ('created', 'retry')))::float8
         as age
     from pgboss.job where name = any($1::text[]) and state in ('created', 'retry', 'active', 'failed')
     group by name`,
    [names],
  );
  const byName = new Map(rows.map((row) => [row.name, row]));
  return names.map((name) => {
    const row = byName.get(name);
    return {
      name,
      phase: phaseOfJob(name) ?? null,
      waiting: row?.waiting ?? 0,
      running: row?.running ?? 0,
      failed: row?.failed ?? 0,
      oldestWaitingSince: row?.oldest?.toISOString() ?? null,
      oldestWaitingSeconds: row?.age ?? null,
    };
  });
}
