import "@minato/blocklist/context";
import { addBlocks } from "@minato/blocklist/add-blocks";
import type { KeywordRule } from "@minato/blocklist/block-rules";
import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";

/** A torrent that a keyword rule wants blocked for good, by all its hashes of 20 bytes. */
export interface BannedTorrent {
  infoHashes: readonly Buffer[];
  name: string | undefined;
  rule: KeywordRule;
}

/** Blocks torrents that keyword rules found, and deletes what is stored of them. */
export async function banTorrents(ctx: Context, banned: readonly BannedTorrent[]): Promise<void> {
  await transaction(ctx.db.$client, async (client) => {
    for (const [rule, torrents] of Map.groupBy(banned, (one) => one.rule)) {
      const infoHashes = torrents.flatMap((one) => one.infoHashes);
      const names = new Map(
        torrents.flatMap(({ infoHashes: hashes, name }) =>
          name === undefined ? [] : hashes.map((hash) => [hash.toString("hex"), name] as const),
        ),
      );
      await addBlocks(ctx, client, { infoHashes, ruleId: rule.id, reason: rule.label, names });
    }
  });
  for (const { rule } of banned) ctx.blocklist.hits.add(rule.id);
}
