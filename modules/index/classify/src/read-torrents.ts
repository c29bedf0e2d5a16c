import type { Context } from "@minato/kit";
import { mapInSlices } from "@minato/kit/time-slice";
import { createEmptyReleaseTitle } from "@minato/release-title";

import type { Attributes } from "./attributes.ts";
import { loadStoredTorrents, readTorrent } from "./read-torrent.ts";
import type { RuleSet } from "./rules/rule-set.ts";

/**
 * Reads names and files of torrents for somebody who wants to see what they tell, applies the rules
 * and lays corrections over that; those that are gone are left out.
 */
export async function readTorrents(
  ctx: Context,
  torrentIds: readonly number[],
  rules: RuleSet,
): Promise<Attributes[]> {
  const rows = await loadStoredTorrents(ctx.db.$client, torrentIds, rules);
  const titles = await ctx.torrents.releaseTitles.parse(rows.map(({ title }) => title));
  return mapInSlices(rows, (row, index) =>
    readTorrent(row, titles[index] ?? createEmptyReleaseTitle(row.title), rules),
  );
}
