import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import type { PoolClient } from "pg";

import { torrentsChanged } from "./events.ts";
import { lockForDeletion } from "./locks.ts";
import { recordChange } from "./record-change.ts";
import { removeTorrents } from "./remove-torrents.ts";
import { writeStats } from "./write-stats.ts";
import { writeTitle } from "./write-title.ts";

/** The two rows of a hybrid torrent whose halves were indexed before they were known to be one. */
export interface SplitHybrid {
  infoHash: Buffer;
  infoHashV2: Buffer;
}

/** Tables in which the v2 half's row moves over when the v1 half has none. */
const MOVED_TABLES = [
  "torrent_corrections",
  "torrent_external_ids",
  "torrent_files",
  "torrent_metainfo",
] as const;

/** Joins the two halves under the v1 hash, keeping the older of the two and all their sources. */
export async function mergeHybrid(ctx: Context, hybrid: SplitHybrid): Promise<void> {
  await transaction(ctx.db.$client, async (client) => {
    await lockForDeletion(client);
    const { rows } = await client.query<{ id: number; infoHash: Buffer }>(
      `select id, info_hash as "infoHash" from torrents
       where info_hash = $1 or info_hash_v2 = $2 order by indexed_at, id`,
      [hybrid.infoHash, hybrid.infoHashV2],
    );
    const [kept, ...dropped] = rows;
    if (kept === undefined || dropped.length === 0) return;
    const droppedIds = dropped.map(({ id }) => id);
    await moveRows(client, kept.id, droppedIds);
    const { rows: facts } = await client.query(
      `select max(size) as size, max(file_count) as files, bool_or(is_private) as private,
         min(published_at) as published from torrents where id = any($1::int[])`,
      [[kept.id, ...droppedIds]],
    );
    await removeTorrents(client, droppedIds);
    const [fact] = facts;
    await client.query(
      `update torrents set info_hash = $2, info_hash_v2 = $3, size = $4, file_count = $5,
         is_private = $6, published_at = $7, tracker_ids = case when not $6 then tracker_ids end
       where id = $1`,
      [
        kept.id,
        hybrid.infoHash,
        hybrid.infoHashV2,
        fact.size,
        fact.files,
        fact.private,
        fact.published,
      ],
    );
    await retitle(client, kept.id);
    await writeStats(client, [kept.id]);
    if (!kept.infoHash.equals(hybrid.infoHash)) {
      await recordChange(client, "deleted", [kept.id], [kept.infoHash]);
    }
    await recordChange(client, "updated", [kept.id]);
    await ctx.emit(torrentsChanged, { torrentIds: [kept.id] }, client);
  });
}

/** A title that a person gave to either half stays. */
async function retitle(client: PoolClient, torrentId: number): Promise<void> {
  const { rows } = await client.query<{ title: string }>(
    "select title from torrent_corrections where torrent_id = $1 and title is not null",
    [torrentId],
  );
  const [corrected] = rows;
  if (corrected !== undefined) await writeTitle(client, torrentId, corrected.title);
}

async function moveRows(
  client: PoolClient,
  keptId: number,
  droppedIds: readonly number[],
): Promise<void> {
  for (const table of MOVED_TABLES) {
    await client.query(
      `update ${table} set torrent_id = $1 where torrent_id = any($2::int[])
         and not exists (select 1 from ${table} where torrent_id = $1)`,
      [keptId, droppedIds],
    );
  }
  await client.query(
    `update torrent_sources s set torrent_id = $1 where torrent_id = any($2::int[])
       and not exists (select 1 from torrent_sources k
         where k.torrent_id = $1 and k.source_id = s.source_id)`,
    [keptId, droppedIds],
  );
}
