import { recordAudit } from "@minato/audit/record-audit";
import { describeHashes } from "@minato/blocklist/block-torrents";
import { transaction } from "@minato/database";
import { AppError, type Context, type RequestContext } from "@minato/kit";
import { parseInfoHash } from "@minato/metainfo";
import { z } from "zod";

import { unpackRecord } from "./purgatory-record.ts";
import { PURGE_REASONS, type PurgeReason } from "./purge-torrents.ts";
import { restoreTorrents } from "./restore-torrents.ts";
import { screenRestored } from "./screen-restored.ts";

/** A deleted torrent that can be brought back. */
export const PurgedTorrent = z.object({
  infoHash: z.string(),
  title: z.string(),
  size: z.number().nullable(),
  reason: z
    .enum(PURGE_REASONS)
    .describe("By hand, by a rule on trackers or words, or why the disk budget dropped it"),
  runId: z.int().nullable(),
  deletedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});

/** Microseconds since 1970 and an id. */
const CURSOR = /^(\d{1,17})_(\d{1,10})$/;

export const PurgatoryInput = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().regex(CURSOR, "must be a cursor from an earlier answer").optional(),
});

export const PurgatoryPage = z.object({
  items: z.array(PurgedTorrent),
  nextCursor: z.string().optional(),
});

interface PurgedRow {
  torrentId: number;
  infoHash: string;
  reason: PurgeReason;
  runId: number | null;
  deletedAt: Date;
  expiresAt: Date;
  expiresMicros: number;
  record: Buffer;
}

const PackedTorrent = z.object({
  torrents: z.tuple([z.object({ title: z.string(), size: z.number().nullable() })]),
});

/**
 * Lists deleted torrents, those that are kept longest first: as a rule the last ones deleted. What
 * came back in another way since is none of them.
 */
export async function listPurgatory(
  ctx: Context,
  { limit, cursor }: z.output<typeof PurgatoryInput>,
): Promise<z.output<typeof PurgatoryPage>> {
  const [, micros, id] = CURSOR.exec(cursor ?? "") ?? [];
  const { rows } = await ctx.db.$client.query<PurgedRow>(
    `select torrent_id as "torrentId", encode(info_hash, 'hex') as "infoHash", reason,
       run_id as "runId", deleted_at as "deletedAt", expires_at as "expiresAt", record,
       (extract(epoch from expires_at) * 1000000)::int8 as "expiresMicros"
     from purgatory p
     where ($1::int8 is null or (expires_at, torrent_id)
         < ('epoch'::timestamptz + $1::int8 * interval '1 microsecond', $2::int8))
       and not exists (select from torrents t where t.info_hash = p.info_hash)
     order by expires_at desc, torrent_id desc limit $3`,
    [micros ?? null, id ?? null, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toPurgedTorrent),
    ...(rows.length > limit && last
      ? { nextCursor: `${last.expiresMicros}_${last.torrentId}` }
      : {}),
  };
}

function toPurgedTorrent(row: PurgedRow): z.output<typeof PurgedTorrent> {
  const { infoHash, reason, runId, record, deletedAt, expiresAt } = row;
  const { title, size } = PackedTorrent.parse(JSON.parse(unpackRecord(record))).torrents[0];
  return {
    infoHash,
    title,
    size,
    reason,
    runId,
    deletedAt: deletedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

/**
 * Brings named torrents back; says how many.
 * @throws {AppError} BAD_REQUEST when an info hash is malformed
 */
export async function restoreByInfoHash(
  { ctx, principal, address }: RequestContext,
  infoHashes: readonly string[],
): Promise<{ restored: number }> {
  const hashes = infoHashes.map((text, index) => {
    const hash = parseInfoHash(text);
    if (hash !== undefined) return Buffer.from(hash.subarray(0, 20));
    const message = "expected 40 hex, 64 hex or 32 base32 characters";
    throw new AppError("BAD_REQUEST", `Malformed info hash: ${message}`, {
      errors: [{ field: `infoHashes.${index}`, message }],
    });
  });
  return transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      "select torrent_id as id from purgatory where info_hash = any($1::bytea[])",
      [hashes],
    );
    const ids = rows.map(({ id }) => id);
    const restored = await restoreTorrents(ctx, client, ids);
    if (restored > 0) await screenRestored(ctx, client);
    const act = { action: "upkeep.purgatory.restore", object: describeHashes(hashes) };
    await recordAudit(ctx, { principal, address, ...act, after: { restored } }, client);
    return { restored };
  });
}
