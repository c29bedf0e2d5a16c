import { defineJob, type Context } from "@minato/kit";
import { z } from "zod";

import { classifyTorrentsJob } from "./jobs.ts";

/** Ids looked at in one statement: two walks of indexes side by side. */
const STEP = 50_000;
/** Torrents that one look takes up again; the next one goes on. */
const MAX_MISSED = 50_000;
/** So many jobs share what was missed: the one torrent that makes a job fail stands alone soon. */
const JOBS = 200;
const MAX_JOB = 500;

/** The ids are looked up before any row is read, so that both sides are index-only scans. */
const MISSED = `
select t.id from torrents t
where t.id > $1 and t.id <= $2
  and not exists (select from torrent_attributes a where a.torrent_id = t.id)
order by t.id limit $3`;

/**
 * What waits or runs comes by itself. A torrent that failed by itself is left to whoever reads its
 * error, as another try would only add another failure.
 */
const UNATTENDED = `
with attended as materialized (
  select e::int as id from pgboss.job j, jsonb_array_elements_text(j.data -> 'torrentIds') e
  where j.name = $2 and (j.state in ('created', 'retry', 'active')
    or j.state = 'failed' and jsonb_array_length(j.data -> 'torrentIds') = 1)
)
select u.id from unnest($1::int[]) u(id)
join torrents t on t.id = u.id
where not exists (select from torrent_attributes a where a.torrent_id = u.id)
  and not exists (select from attended d where d.id = u.id)
order by u.id`;

/** Looks for torrents whose classification failed for good. */
export const requeueMissedJob = defineJob({
  name: "classify.requeueMissed",
  data: z.object({}),
  schedule: "37 * * * *",
  retryLimit: 1,
  async run(ctx, _, signal) {
    await requeueMissed(ctx, signal);
  },
});

/**
 * Sends torrents that were never classified to the queue again: those of jobs that failed for good.
 * Says how many.
 */
export async function requeueMissed(ctx: Context, signal: AbortSignal): Promise<number> {
  const missed = await findMissed(ctx, signal);
  if (missed.length === 0) return 0;
  const { rows } = await ctx.db.$client.query<{ id: number }>(UNATTENDED, [
    missed,
    classifyTorrentsJob.name,
  ]);
  const ids = rows.map(({ id }) => id);
  const size = Math.min(MAX_JOB, Math.ceil(ids.length / JOBS));
  for (let start = 0; start < ids.length; start += size) {
    signal.throwIfAborted();
    await ctx.send(classifyTorrentsJob, { torrentIds: ids.slice(start, start + size) });
  }
  if (ids.length > 0) ctx.log.warn({ torrents: ids.length }, "unclassified torrents queued again");
  return ids.length;
}

async function findMissed(ctx: Context, signal: AbortSignal): Promise<number[]> {
  const pool = ctx.db.$client;
  const newest = await pool.query<{ id: number | null }>("select max(id) as id from torrents");
  const lastId = newest.rows[0]?.id ?? 0;
  const missed: number[] = [];
  for (let from = 0; from < lastId && missed.length < MAX_MISSED; from += STEP) {
    signal.throwIfAborted();
    const { rows } = await pool.query<{ id: number }>({
      name: "classify-missed",
      text: MISSED,
      values: [from, Math.min(lastId, from + STEP), MAX_MISSED - missed.length],
    });
    missed.push(...rows.map(({ id }) => id));
  }
  return missed;
}
