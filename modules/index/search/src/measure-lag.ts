import type { Pool } from "pg";

import type { ChangePosition } from "./documents/read-changes.ts";

/** How far an index is behind the database. */
export interface Lag {
  /** Age of the oldest change behind a position; 0 when there is none. */
  lagSeconds: number;
  /** Changed torrents behind it, as often as they changed. */
  pending: number;
}

/** More changes than this are not counted one by one. */
const MAX_CHANGES = 100_000;

/** How far a position is behind the newest change. */
export async function measureLag(pool: Pool, position: ChangePosition): Promise<Lag> {
  const { rows } = await pool.query<{ seconds: number | null; pending: number }>(
    `select extract(epoch from clock_timestamp() - min(at))::float8 as seconds,
       coalesce(sum(torrents), 0)::int as pending
     from (select at, cardinality(torrent_ids)
         - case when (transaction_id, id) = ($1::xid8, $2::bigint) then $3::int else 0 end as torrents
       from torrent_changes where (transaction_id, id) >= ($1::xid8, $2::bigint)
       order by transaction_id, id limit ${MAX_CHANGES}) c
     where torrents > 0`,
    [position.transactionId, position.id, position.offset],
  );
  const [row] = rows;
  return {
    lagSeconds: Math.max(0, Math.round(row?.seconds ?? 0)),
    pending: row?.pending ?? 0,
  };
}
