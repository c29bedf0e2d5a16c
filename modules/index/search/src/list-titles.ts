import type { Context } from "@minato/kit";
import { CONTENT_TYPES, type ReleaseTitle } from "@minato/release-title";
import { foldText } from "@minato/search-text";
import { loadItems, type TorrentItem } from "@minato/torrents/torrent-item";
import { z } from "zod";

import "./context.ts";
import type { SearchInput } from "./search-input.ts";
import { FoundTorrent, findResults, withHighlights } from "./search-torrents.ts";

/** Results that one answer gathers: their names are read for it. */
const WINDOW = 200;

/** All releases of one work among the results that were looked at. */
export const TitleGroup = z.object({
  key: z.string().describe("The same for the same work in every answer"),
  title: z.string(),
  year: z.int().optional(),
  contentType: z.enum(CONTENT_TYPES).nullable(),
  count: z.int().describe("Releases among the results that were looked at"),
  qualities: z
    .array(
      z.object({
        resolution: z.string().nullable().describe("null when the names tell none"),
        count: z.int(),
        best: FoundTorrent.describe("The best seeded one that is not called a fake"),
      }),
    )
    .describe("The highest resolution first"),
});

/** All releases of one work among the results that were looked at. */
export type TitleGroup = z.output<typeof TitleGroup>;

/** Results by work. */
export const TitlePage = z.object({
  items: z.array(TitleGroup).describe("In the order of the first result of each"),
  total: z.int().describe("Torrents; at least this many when totalIsExact is false"),
  totalIsExact: z.boolean(),
  covered: z.int().describe("Results from the offset on that were looked at"),
  nextOffset: z.int().optional().describe("Where the next answer goes on; absent at the end"),
});

/** Results by work. */
export type TitlePage = z.output<typeof TitlePage>;

/**
 * Finds torrents as a search does and gathers a window of the results by the title, year and kind
 * that were read of their names. A work may go on in the next window, under the same key.
 */
export async function listTitles(ctx: Context, input: SearchInput): Promise<TitlePage> {
  const offset = input.offset ?? 0;
  const result = await findResults(ctx, { ...input, facets: [] }, WINDOW);
  const found = await loadItems(ctx, result.torrentIds);
  const items = found.map(({ item }) => item);
  const titles = await ctx.torrents.releaseTitles.parse(items.map(({ title }) => title));
  const isLast = result.torrentIds.length < WINDOW || offset + WINDOW >= result.total;
  return {
    items: groupByWork(items, titles).map(({ qualities, ...group }) => ({
      ...group,
      qualities: qualities.map(({ best, ...quality }) => ({
        ...quality,
        best: withHighlights(best, result),
      })),
    })),
    total: result.total,
    totalIsExact: result.totalIsExact,
    covered: result.torrentIds.length,
    ...(isLast && result.totalIsExact ? {} : nextOffset(offset, result.torrentIds.length)),
  };
}

/** A name for the work of a release: what its title, year and kind are alike in. */
export function workKey(item: TorrentItem, title: ReleaseTitle | undefined): string {
  return [item.contentType ?? "", item.year ?? "", foldText(nameOf(item, title))].join("/");
}

function groupByWork(
  items: readonly TorrentItem[],
  titles: readonly (ReleaseTitle | undefined)[],
): TitleGroup[] {
  const groups = new Map<string, { name: string; releases: TorrentItem[] }>();
  for (const [index, item] of items.entries()) {
    const key = workKey(item, titles[index]);
    const group = groups.get(key);
    if (group === undefined)
      groups.set(key, { name: nameOf(item, titles[index]), releases: [item] });
    else group.releases.push(item);
  }
  return [...groups].map(([key, { name, releases }]) => toGroup(key, name, releases));
}

function toGroup(key: string, title: string, releases: readonly TorrentItem[]): TitleGroup {
  const byResolution = Map.groupBy(releases, ({ resolution }) => resolution ?? null);
  const [first] = releases;
  return {
    key,
    title,
    ...(first?.year === undefined ? {} : { year: first.year }),
    contentType: first?.contentType ?? null,
    count: releases.length,
    qualities: [...byResolution]
      .map(([resolution, ones]) => ({ resolution, count: ones.length, best: findBest(ones) }))
      .toSorted((a, b) => linesOf(b.resolution) - linesOf(a.resolution)),
  };
}

/** The list has at least one. */
function findBest(releases: readonly TorrentItem[]): TorrentItem {
  return releases.reduce((best, release) => (worthOf(release) > worthOf(best) ? release : best));
}

function worthOf({ seeders, verdict }: TorrentItem): number {
  const worth = seeders ?? -1;
  return verdict === "fake" ? worth - Number.MAX_SAFE_INTEGER / 2 : worth;
}

function linesOf(resolution: string | null): number {
  return resolution === null ? 0 : Number.parseInt(resolution, 10);
}

function nameOf(item: TorrentItem, title: ReleaseTitle | undefined): string {
  return title?.title.trim() || item.title;
}

function nextOffset(offset: number, covered: number): { nextOffset?: number } {
  return covered === 0 ? {} : { nextOffset: offset + covered };
}
