import { binaryArray } from "@minato/database/binary-array";
import type { PoolClient } from "pg";

/** Ways in which torrents change, as the numbers the database holds. */
export const CHANGE_KINDS = {
  inserted: 1,
  updated: 2,
  deleted: 3,
  /** Only swarm numbers. */
  counted: 4,
} as const;

/** A way in which torrents change. */
export type ChangeKind = keyof typeof CHANGE_KINDS;

/** Notes that a transaction changed torrents; it is seen when, and only if, that commits. */
export async function recordChange(
  client: PoolClient,
  kind: ChangeKind,
  torrentIds: readonly number[],
  infoHashes?: readonly Buffer[],
): Promise<void> {
  if (torrentIds.length === 0) return;
  await client.query({
    name: "torrents-record-change",
    text: "insert into torrent_changes (kind, torrent_ids, info_hashes) values ($1, $2, $3)",
    values: [CHANGE_KINDS[kind], binaryArray.int4(torrentIds), infoHashes ?? null],
  });
}
