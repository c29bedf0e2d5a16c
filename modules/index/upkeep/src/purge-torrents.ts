import type { Context } from "@minato/kit";
import { OWNED_TABLES, removeTorrents } from "@minato/torrents/remove-torrents";
import type { PoolClient } from "pg";

import { EVICTION_REASONS } from "./budget-rules.ts";
import { upkeepSettings } from "./config.ts";
import { packRecord } from "./purgatory-record.ts";

/** A torrent that was deleted. */
export interface Purged {
  id: number;
  infoHash: Buffer;
  infoHashV2: Buffer | null;
  title: string;
}

/** Why a torrent waits in the purgatory: by hand, by a rule of the blocklist, or by the disk budget. */
export const PURGE_REASONS = [
  "deleted",
  "blocked",
  "trackers",
  "words",
  ...EVICTION_REASONS,
] as const;

/** One of them. */
export type PurgeReason = (typeof PURGE_REASONS)[number];

/** How torrents are deleted. */
export interface Purge {
  /** Absent when no bulk run did it. */
  runId?: number;
  reason: PurgeReason;
}

/** The rows of a torrent by table; large values stay in the database. */
const RECORD = `jsonb_build_object('torrents', jsonb_build_array(to_jsonb(t) - 'document' - 'info_hash')
  ${OWNED_TABLES.map((table) => `, '${table}', ${writeRows(table)}`).join("")})::text`;

const DAY_MS = 86_400_000;

/**
 * Deletes torrents so that they can be brought back until the purgatory forgets them; says which
 * there were. The caller holds the lock for deletion.
 */
export async function purgeTorrents(
  ctx: Context,
  client: PoolClient,
  torrentIds: readonly number[],
  purge: Purge,
): Promise<Purged[]> {
  const purged = await keepInPurgatory(ctx, client, torrentIds, purge);
  if (purged.length > 0) {
    await removeTorrents(
      client,
      purged.map(({ id }) => id),
    );
  }
  return purged;
}

/** Copies torrents that the caller is about to remove into the purgatory; says which there were. */
export async function keepInPurgatory(
  ctx: Context,
  client: PoolClient,
  torrentIds: readonly number[],
  { runId, reason }: Purge,
): Promise<Purged[]> {
  const { rows } = await client.query<Purged & { record: string }>(
    `select t.id, t.info_hash as "infoHash", t.info_hash_v2 as "infoHashV2", t.title,
       ${RECORD} as record
     from torrents t where t.id = any($1::int[]) order by t.id`,
    [torrentIds],
  );
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const now = ctx.now();
  const { purgatoryDays } = ctx.config(upkeepSettings);
  await client.query(
    `insert into purgatory (deleted_at, expires_at, torrent_id, run_id, info_hash, reason, record,
       files, info, piece_layers)
     select $3, $4, u.id, $5, t.info_hash, $6, u.record, f.files, m.info, m.piece_layers
     from unnest($1::int[], $2::bytea[]) u(id, record)
     join torrents t on t.id = u.id
     left join torrent_files f on f.torrent_id = u.id
     left join torrent_metainfo m on m.torrent_id = u.id`,
    [
      ids,
      rows.map(({ record }) => packRecord(record)),
      now,
      new Date(now.getTime() + purgatoryDays * DAY_MS),
      runId ?? null,
      reason,
    ],
  );
  await client.query("delete from torrent_requests where torrent_id = any($1::int[])", [ids]);
  await client.query("delete from torrent_unseeded where torrent_id = any($1::int[])", [ids]);
  return rows;
}

/** SQL: the rows of a table that belong to torrent `t` as a JSON array, null when there is none. */
function writeRows(table: string): string {
  if (table === "torrent_files") return "null";
  const row =
    table === "torrent_metainfo"
      ? `jsonb_build_object('is_canonical', x.is_canonical, 'private_trackers', x.private_trackers,
          'uploaded_by', x.uploaded_by)`
      : "to_jsonb(x) - 'torrent_id'";
  return `(select jsonb_agg(${row}) from ${table} x where x.torrent_id = t.id)`;
}
