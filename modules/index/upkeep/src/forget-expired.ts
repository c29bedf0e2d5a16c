import type { Context } from "@minato/kit";

const BATCH = 5000;
const KEEP_RUNS_DAYS = 90;
const DAY_MS = 86_400_000;

/** Forgets deleted torrents whose time is up, runs of long ago, and notes on torrents that are gone. */
export async function forgetExpired(ctx: Context, signal: AbortSignal): Promise<void> {
  const now = ctx.now();
  const forgotten = await deleteInBatches(
    ctx,
    `delete from purgatory where torrent_id in (
       select torrent_id from purgatory where expires_at <= $1 order by expires_at limit ${BATCH})`,
    now,
    signal,
  );
  await deleteInBatches(
    ctx,
    `delete from bulk_chunks where (run_id, number) in (
       select c.run_id, c.number from bulk_chunks c join bulk_runs r on r.id = c.run_id
       where r.finished_at is not null and coalesce(r.undoable_until, r.finished_at) <= $1
         and not exists (select from bulk_runs u where u.undo_of = r.id and u.finished_at is null)
       limit ${BATCH})`,
    now,
    signal,
  );
  const pool = ctx.db.$client;
  await pool.query(
    "delete from bulk_runs where finished_at < $1 and (undoable_until is null or undoable_until < $2)",
    [new Date(now.getTime() - KEEP_RUNS_DAYS * DAY_MS), now],
  );
  for (const table of ["torrent_requests", "torrent_unseeded"]) {
    await pool.query(
      `delete from ${table} x where not exists (select from torrents t where t.id = x.torrent_id)`,
    );
  }
  if (forgotten > 0) ctx.log.info({ torrents: forgotten }, "deleted torrents forgotten");
}

async function deleteInBatches(
  ctx: Context,
  statement: string,
  now: Date,
  signal: AbortSignal,
): Promise<number> {
  let total = 0;
  for (;;) {
    signal.throwIfAborted();
    const { rowCount } = await ctx.db.$client.query(statement, [now]);
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < BATCH) return total;
  }
}
