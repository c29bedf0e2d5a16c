import { AppError, type Context } from "@minato/kit";
import { z } from "zod";

import { DEFAULT_RULE_LABEL } from "./block-rules.ts";
import { type PageInput, readCursor, writeCursor } from "./page-cursor.ts";

/** A reason for which a torrent is blocked. */
export const BlockedTorrent = z.object({
  infoHash: z.string().describe("40 hex: v1, or the v2 hash cut short"),
  name: z.string().nullable().describe("As it was called when it was blocked, where known"),
  reason: z.string().nullable(),
  blockedBy: z.string().nullable().describe("null for what a list or a rule blocked"),
  blockedAt: z.iso.datetime(),
  rule: z.string().nullable().describe("The keyword rule that found it"),
  list: z.string().nullable().describe("The list that names it"),
  isAllowed: z.boolean().describe("A person allowed it all the same"),
});

/** A reason for which a torrent is blocked. */
export type BlockedTorrent = z.output<typeof BlockedTorrent>;

export const BlockedTorrentPage = z.object({
  items: z.array(BlockedTorrent),
  nextCursor: z.string().optional(),
});

interface BlockedRow extends Omit<BlockedTorrent, "infoHash" | "blockedAt" | "rule"> {
  infoHash: Buffer;
  blockedAt: Date;
  isRule: boolean;
  rulePattern: string | null;
  isDefaultRule: boolean | null;
}

/** SQL: everything that is shown of a row `b` of `blocked_torrents`. */
export const SELECT_BLOCKED = `
select b.info_hash as "infoHash", b.name, b.reason, b.blocked_by as "blockedBy",
  b.blocked_at as "blockedAt", b.rule_id is not null as "isRule", r.pattern as "rulePattern",
  r.is_default as "isDefaultRule", l.name as list,
  exists (select 1 from allowed_torrents a where a.info_hash = b.info_hash) as "isAllowed"
from blocked_torrents b
left join keyword_rules r on r.id = b.rule_id
left join blocklists l on l.id = b.list_id`;

/** What people and rules blocked, the newest first; entries of lists are found by searching. */
export async function listBlockedTorrents(
  ctx: Context,
  { limit, cursor }: z.output<typeof PageInput>,
): Promise<z.output<typeof BlockedTorrentPage>> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  if (after !== undefined && !/^[0-9a-f]{40}$/.test(after.key)) {
    throw new AppError("BAD_REQUEST", "Expected a cursor of a page");
  }
  const { rows } = await ctx.db.$client.query<BlockedRow>(
    `${SELECT_BLOCKED} where b.list_id = 0
       ${after === undefined ? "" : "and (b.blocked_at, b.info_hash) < ($2, $3)"}
     order by b.blocked_at desc, b.info_hash desc limit $1`,
    [limit + 1, ...(after === undefined ? [] : [after.at, Buffer.from(after.key, "hex")])],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toBlockedTorrent),
    nextCursor:
      rows.length > limit && last !== undefined
        ? writeCursor(last.blockedAt, last.infoHash.toString("hex"))
        : undefined,
  };
}

/** Writes a row of `SELECT_BLOCKED` as it is shown. */
export function toBlockedTorrent(row: BlockedRow): BlockedTorrent {
  const { isRule, rulePattern, isDefaultRule, infoHash, blockedAt, ...rest } = row;
  const rule = isDefaultRule === true ? DEFAULT_RULE_LABEL : (rulePattern ?? "a removed rule");
  return {
    ...rest,
    infoHash: infoHash.toString("hex"),
    blockedAt: blockedAt.toISOString(),
    rule: isRule ? rule : null,
  };
}
