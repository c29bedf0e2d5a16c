import type { Context } from "@minato/kit";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { loadItems, type TorrentItem } from "@minato/torrents/torrent-item";

import "./context.ts";
import { workKey } from "./list-titles.ts";

/** Results that are looked at: those of one work share its words, others may too. */
const CANDIDATES = 100;
const MOST = 30;

/**
 * Other releases of the work that a torrent holds, the best seeded first: those whose names were
 * read as the same title, year and kind.
 * @throws {AppError} NOT_FOUND when no torrent has the info hash
 */
export async function listRelated(ctx: Context, infoHash: string): Promise<TorrentItem[]> {
  const [found] = await loadItems(ctx, [await findTorrentId(ctx, infoHash)]);
  if (found === undefined) return [];
  const { item: own } = found;
  const [ownTitle] = await ctx.torrents.releaseTitles.parse([own.title]);
  const name = ownTitle?.title.trim() ?? "";
  if (name === "") return [];
  const { torrentIds } = await ctx.search.search({
    q: plainWords(name),
    filters: {
      types: own.contentType === null ? undefined : [own.contentType],
      years: own.year === undefined ? undefined : [{ from: own.year, to: own.year }],
    },
    sort: "seeders",
    limit: CANDIDATES,
    offset: 0,
  });
  const items = (await loadItems(ctx, torrentIds)).map(({ item }) => item);
  const titles = await ctx.torrents.releaseTitles.parse(items.map(({ title }) => title));
  const key = workKey(own, ownTitle);
  return items
    .filter((item, index) => item.infoHash !== own.infoHash && workKey(item, titles[index]) === key)
    .slice(0, MOST);
}

/** Words without what the query language reads as more. */
function plainWords(text: string): string {
  return text.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
}
