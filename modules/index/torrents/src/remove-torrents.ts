import type { PoolClient } from "pg";

import { recordChange } from "./record-change.ts";

/** Tables whose rows belong to one torrent and go with it, by their column `torrent_id`. */
export const OWNED_TABLES = [
  "torrent_attributes",
  "torrent_corrections",
  "torrent_external_ids",
  "torrent_files",
  "torrent_metainfo",
  "torrent_sources",
  "torrent_stats",
] as const;

/** Removes torrents with everything that belongs to them; the caller holds the lock for deletion. */
export async function removeTorrents(
  client: PoolClient,
  torrentIds: readonly number[],
): Promise<void> {
  for (const table of OWNED_TABLES) {
    await client.query(`delete from ${table} where torrent_id = any($1::int[])`, [torrentIds]);
  }
  const { rows } = await client.query<{ id: number; infoHash: Buffer }>(
    `delete from torrents where id = any($1::int[]) returning id, info_hash as "infoHash"`,
    [torrentIds],
  );
  await recordChange(
    client,
    "deleted",
    rows.map(({ id }) => id),
    rows.map(({ infoHash }) => infoHash),
  );
}
