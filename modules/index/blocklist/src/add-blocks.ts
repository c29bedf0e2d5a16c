import type { Context } from "@minato/kit";
import type { PoolClient } from "pg";

import { recordVersion } from "./blocklist-version.ts";
import { torrentsBlocked } from "./events.ts";
import { findAllowed } from "./find-blocked.ts";
import { joinPrefixes } from "./prefix-set.ts";
import { BY_HAND } from "./schema.ts";

const MAX_NAME_LENGTH = 1000;

/** Torrents to block and why. */
export interface Blocks {
  /** 20 bytes each: v1, or the v2 hash cut short. */
  infoHashes: readonly Buffer[];
  /** A subscription; by hand unless given. */
  listId?: number;
  /** The keyword rule that found them. */
  ruleId?: number;
  reason?: string | undefined;
  blockedBy?: string | undefined;
  /** Names by the hash in hex, of those that are not stored here. */
  names?: ReadonlyMap<string, string>;
  /** Now unless given. */
  blockedAt?: Date;
}

/**
 * Blocks torrents inside a transaction, and with that deletes what is stored of them. Says how many
 * were not blocked for this reason before. What a person blocks is not allowed any longer; what a
 * list names and a person allowed stays as it is.
 */
export async function addBlocks(ctx: Context, client: PoolClient, blocks: Blocks): Promise<number> {
  const { listId = BY_HAND, ruleId, reason, blockedBy, blockedAt = ctx.now() } = blocks;
  const infoHashes = new Map(blocks.infoHashes.map((hash) => [hash.toString("hex"), hash]));
  const isByPerson = listId === BY_HAND && ruleId === undefined;
  const spared = isByPerson ? new Set<string>() : await findAllowed(client, blocks.infoHashes);
  const alsoBlock = (others: readonly Buffer[]) => {
    for (const hash of others) infoHashes.set(hash.toString("hex"), hash);
  };
  const hit = [...infoHashes].filter(([hex]) => !spared.has(hex)).map(([, hash]) => hash);
  const names = new Map(blocks.names);
  const nameAs = (hash: Buffer, name: string) => void names.set(hash.toString("hex"), name);
  await ctx.emit(torrentsBlocked, { infoHashes: hit, alsoBlock, nameAs }, client);
  const written = [...infoHashes.values()];
  const { rows } = await client.query<{ infoHash: Buffer }>({
    name: "blocklist-add",
    text: `insert into blocked_torrents
        (info_hash, list_id, rule_id, reason, blocked_by, blocked_at, name)
      select u.hash, $2, $3, $4, $5, $6, case when not exists (
        select from keyword_rules r where r.id = $3 and r.is_default) then u.name end
      from unnest($1::bytea[], $7::text[]) u(hash, name) order by u.hash
      on conflict do nothing returning info_hash as "infoHash"`,
    values: [
      written,
      listId,
      ruleId ?? null,
      reason ?? null,
      blockedBy ?? null,
      blockedAt,
      written.map((hash) => names.get(hash.toString("hex"))?.slice(0, MAX_NAME_LENGTH) ?? null),
    ],
  });
  if (isByPerson) {
    await client.query("delete from allowed_torrents where info_hash = any($1::bytea[])", [
      written,
    ]);
  }
  if (rows.length > 0) {
    const added = rows.map(({ infoHash }) => infoHash);
    await recordVersion(client, {
      kind: "blocked",
      count: added.length,
      prefixes: joinPrefixes(added),
    });
  }
  return rows.length;
}
