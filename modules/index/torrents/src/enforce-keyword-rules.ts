import "@minato/blocklist/context";
import { addBlocks } from "@minato/blocklist/add-blocks";
import type { KeywordRule } from "@minato/blocklist/block-rules";
import { findAllowed } from "@minato/blocklist/find-blocked";
import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import type { Pool, PoolClient } from "pg";

import { torrentsRuledOut } from "./events.ts";
import { unpackFiles } from "./file-list.ts";
import { lockForDeletion } from "./locks.ts";
import { removeTorrents } from "./remove-torrents.ts";
import { hashesOf } from "./screen-records.ts";

interface StoredTorrent {
  id: number;
  infoHash: Buffer;
  infoHashV2: Buffer | null;
  title: string;
  files: Buffer | null;
}

interface Offender {
  torrent: StoredTorrent;
  rule: KeywordRule;
}

/**
 * Deletes those of the torrents that a keyword rule matches, also when it is all of them, and blocks
 * the ones whose rule says so; gives their number.
 */
export async function enforceKeywordRules(
  ctx: Context,
  torrentIds: readonly number[],
): Promise<number> {
  await ctx.blocklist.catchUp();
  const suspects = await findOffenders(ctx, ctx.db.$client, torrentIds);
  if (suspects.length === 0) return 0;
  const ids = suspects.map(({ torrent }) => torrent.id);
  const deleted = await transaction(ctx.db.$client, async (client) => {
    await lockForDeletion(client);
    // A rule may be gone and a name another one since they were looked at.
    await ctx.blocklist.catchUp(client);
    const offenders = await findOffenders(ctx, client, ids);
    await deleteOffenders(ctx, client, offenders);
    return offenders;
  });
  for (const { rule } of deleted) ctx.blocklist.hits.add(rule.id);
  return deleted.length;
}

async function findOffenders(
  ctx: Context,
  client: Pool | PoolClient,
  torrentIds: readonly number[],
): Promise<Offender[]> {
  const { rows } = await client.query<StoredTorrent>(
    `select t.id, t.info_hash as "infoHash", t.info_hash_v2 as "infoHashV2", t.title, f.files
     from torrents t left join torrent_files f on f.torrent_id = t.id
     where t.id = any($1::int[])`,
    [torrentIds],
  );
  const { keywords } = ctx.blocklist.rules;
  const matched = rows.flatMap((torrent) => {
    const files = torrent.files === null ? [] : unpackFiles(torrent.files);
    const rule = keywords.find(
      torrent.title,
      files.map(({ path }) => path),
    );
    return rule === undefined ? [] : [{ torrent, rule }];
  });
  if (matched.length === 0) return [];
  const allowed = await findAllowed(
    client,
    matched.flatMap(({ torrent }) => hashesOf(torrent)),
  );
  return matched.filter(({ torrent }) =>
    hashesOf(torrent).every((hash) => !allowed.has(hash.toString("hex"))),
  );
}

async function deleteOffenders(
  ctx: Context,
  client: PoolClient,
  offenders: readonly Offender[],
): Promise<void> {
  const plain = offenders.filter(({ rule }) => rule.action === "delete");
  if (plain.length > 0) {
    const torrentIds = plain.map(({ torrent }) => torrent.id);
    await ctx.emit(torrentsRuledOut, { torrentIds, reason: "words" }, client);
    await removeTorrents(client, torrentIds);
  }
  const banned = offenders.filter(({ rule }) => rule.action === "block");
  // Blocking deletes.
  for (const [rule, found] of Map.groupBy(banned, (one) => one.rule)) {
    const infoHashes = found.flatMap(({ torrent }) => hashesOf(torrent));
    await addBlocks(ctx, client, { infoHashes, ruleId: rule.id, reason: rule.label });
  }
}
