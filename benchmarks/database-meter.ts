import { setTimeout as sleep } from "node:timers/promises";

import type { Database } from "@minato/database";

/** What the database has done so far. */
export interface Work {
  rowsWritten: number;
  torrentRowsUpdated: number;
  walBytes: number;
}

const QUIET_LIMIT = 600_000;
const QUIET_SECONDS = 2;
const QUIET_WAL_BYTES = 64 * 1024;
/** An idle PostgreSQL session reports its row counts after ten seconds. */
const STATISTICS_DELAY = 11_000;

/** Waits until background work has stopped writing; answers how many seconds that took. */
export async function waitUntilQuiet(db: Database): Promise<number> {
  const started = performance.now();
  let last = await readWalBytes(db);
  for (let quiet = 0; quiet < QUIET_SECONDS;) {
    if (performance.now() - started > QUIET_LIMIT) {
      console.error(`the server still wrote after ${QUIET_LIMIT} ms`);
      break;
    }
    await sleep(1000);
    const position = await readWalBytes(db);
    quiet = position - last < QUIET_WAL_BYTES ? quiet + 1 : 0;
    last = position;
  }
  return Math.max(0, (performance.now() - started) / 1000 - QUIET_SECONDS);
}

/** Does something and tells what that cost the database, background work included. */
export async function meter<T>(db: Database, action: () => Promise<T>): Promise<[T, Work]> {
  const before = await readWork(db);
  const result = await action();
  await waitUntilQuiet(db);
  await sleep(STATISTICS_DELAY);
  const after = await readWork(db);
  return [
    result,
    {
      rowsWritten: after.rowsWritten - before.rowsWritten,
      torrentRowsUpdated: after.torrentRowsUpdated - before.torrentRowsUpdated,
      walBytes: after.walBytes - before.walBytes,
    },
  ];
}

async function readWork(db: Database): Promise<Work> {
  const { rows } = await db.$client.query<Omit<Work, "walBytes">>(
    `select (tup_inserted + tup_updated + tup_deleted)::float8 as "rowsWritten",
       (select n_tup_upd::float8 from pg_stat_user_tables
        where schemaname = 'public' and relname = 'torrents') as "torrentRowsUpdated"
     from pg_stat_database where datname = current_database()`,
  );
  const { rowsWritten = 0, torrentRowsUpdated = 0 } = rows[0] ?? {};
  return { rowsWritten, torrentRowsUpdated, walBytes: await readWalBytes(db) };
}

async function readWalBytes(db: Database): Promise<number> {
  const { rows } = await db.$client.query<{ bytes: number }>(
    "select (pg_current_wal_insert_lsn() - '0/0')::float8 as bytes",
  );
  return rows[0]?.bytes ?? 0;
}
