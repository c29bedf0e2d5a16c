import type { Context } from "@minato/kit";
import { z } from "zod";

import { loadQueueDepths, QueueDepth } from "./queue-depths.ts";

/** States of a job, as pg-boss calls them. */
const BOSS_STATES = {
  waiting: ["created", "retry"],
  running: ["active"],
  failed: ["failed"],
  cancelled: ["cancelled"],
  finished: ["completed"],
} as const;

const STATES = ["waiting", "running", "failed", "cancelled", "finished"] as const;

const CURSOR = /^(\d{1,16})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** One piece of background work. */
export const JobEntry = z.object({
  id: z.uuid(),
  queue: z.string(),
  state: z.enum(STATES),
  tries: z.int().describe("Including the one that runs"),
  createdAt: z.iso.datetime(),
  startAfter: z.iso.datetime().describe("Not tried before"),
  startedAt: z.iso.datetime().nullable(),
  completedAt: z.iso.datetime().nullable(),
  error: z.string().nullable().describe("Of the last try that failed"),
});

export const JobListInput = z.object({
  queue: z.string().max(100).optional().describe("Only jobs of this kind"),
  state: z.enum(STATES).default("failed"),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().regex(CURSOR, "must be a cursor from an earlier answer").optional(),
});

export const JobPage = z.object({
  queues: z.array(QueueDepth),
  items: z.array(JobEntry),
  nextCursor: z.string().optional(),
});

interface Row {
  id: string;
  queue: string;
  state: string;
  tries: number;
  createdAt: Date;
  startAfter: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  error: string | null;
  micros: number;
}

/** Answers every queue's depth and a page of the jobs in one state, the newest first. */
export async function listJobs(
  ctx: Context,
  input: z.output<typeof JobListInput>,
): Promise<z.output<typeof JobPage>> {
  const { queue, state, limit, cursor } = input;
  const [, micros, id] = CURSOR.exec(cursor ?? "") ?? [];
  const { rows } = await ctx.db.$client.query<Row>(
    `select id, name as queue, state,
       case when started_on is null then 0 else retry_count + 1 end as tries,
       created_on as "createdAt", start_after as "startAfter", started_on as "startedAt",
       completed_on as "completedAt",
       case when state in ('retry', 'failed') then
         left(coalesce(output ->> 'message', output -> 'value' ->> 'message', output::text), 2000)
       end as error,
       (extract(epoch from created_on) * 1000000)::int8 as micros
     from pgboss.job
     where name = any($1::text[]) and state::text = any($2::text[])
       and ($3::int8 is null or (created_on, id)
         < ('epoch'::timestamptz + $3::int8 * interval '1 microsecond', $4::uuid))
     order by created_on desc, id desc limit $5`,
    [
      queue === undefined ? ctx.jobs.jobs.map(({ name }) => name) : [queue],
      BOSS_STATES[state],
      micros ?? null,
      id ?? null,
      limit + 1,
    ],
  );
  const last = rows[limit - 1];
  return {
    queues: await loadQueueDepths(ctx),
    items: rows.slice(0, limit).map((row) => toEntry(row, state)),
    nextCursor: rows.length > limit && last ? `${last.micros}_${last.id}` : undefined,
  };
}

function toEntry(row: Row, state: (typeof STATES)[number]): z.output<typeof JobEntry> {
  const { id, queue, tries, error } = row;
  return {
    id,
    queue,
    state,
    tries,
    error,
    createdAt: row.createdAt.toISOString(),
    startAfter: row.startAfter.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
  };
}
