/** What RSS 2.0 and Atom feeds of an index have in common. */

import { categoryName, isKnownCategory, parentCategory } from "./categories.ts";
import type { TorznabItem } from "./item.ts";

/** A feed for readers and torrent programs, in either form. */
export interface SyndicationFeed {
  readonly title: string;
  /** Start page of the site, absolute. */
  readonly siteUrl: string;
  /** Address of this feed, absolute; leave the API key out of it. */
  readonly selfUrl: string;
  readonly items: readonly TorznabItem[];
}

/** When the newest item entered the index; 1970 for a feed without items. */
export function newestDate(items: readonly TorznabItem[]): Date {
  return new Date(Math.max(0, ...items.map(({ pubDate }) => pubDate.getTime())));
}

/** The known categories of an item with their parents, each once. */
export function listItemCategories(item: TorznabItem): { id: number; name: string }[] {
  const ids = item.categories.flatMap((id) => [parentCategory(id) ?? id, id]);
  return [...new Set(ids.filter((id) => isKnownCategory(id)))].map((id) => ({
    id,
    name: categoryName(id) ?? String(id),
  }));
}

/** What is known of an item, in one line for people. */
export function summarizeItem(item: TorznabItem): string {
  const { size, seeders, leechers, fileCount, resolution, group, description } = item;
  return [
    description,
    size > 0 ? formatSize(size) : undefined,
    fileCount === undefined ? undefined : `${fileCount} ${fileCount === 1 ? "file" : "files"}`,
    seeders === undefined ? undefined : `${seeders} seeders`,
    leechers === undefined ? undefined : `${leechers} leechers`,
    resolution,
    group,
  ]
    .filter((part) => part !== undefined && part !== "")
    .join(" · ");
}

function formatSize(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit += 1) value /= 1024;
  return `${Number(value.toFixed(value < 10 && unit > 0 ? 1 : 0))} ${units[unit]}`;
}
