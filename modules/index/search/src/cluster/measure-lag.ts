import type { Pool } from "pg";

import type { ChangePosition } from "../embedded/read-changes.ts";

/** How old the oldest change behind a position is, in seconds; 0 when there is none. */
export async function measureLag(pool: Pool, position: ChangePosition): Promise<number> {
  const { rows } = await pool.query<{ seconds: number }>(
    `select extract(epoch from clock_timestamp() - at)::float8 as seconds from torrent_changes
     where (transaction_id, id) >= ($1::xid8, $2::bigint)
       and not ((transaction_id, id) = ($1::xid8, $2::bigint)
         and cardinality(torrent_ids) <= $3)
     order by transaction_id, id limit 1`,
    [position.transactionId, position.id, position.offset],
  );
  return Math.max(0, Math.round(rows[0]?.seconds ?? 0));
}
