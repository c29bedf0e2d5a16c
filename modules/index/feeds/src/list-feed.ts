import type { RequestContext } from "@minato/kit";
import type { SearchRequest, TorznabItem } from "@minato/torznab";
import { z } from "zod";

import { readFeedLinks } from "./feed-links.ts";
import { findReleases } from "./find-releases.ts";
import { loadFeedItems } from "./load-feed-items.ts";

const count = z.int().optional();

/** A release as feeds show it; what is not known is absent. */
export const FeedItem = z.object({
  guid: z.string().describe("Address of the torrent's page"),
  title: z.string(),
  pubDate: z.iso.datetime().describe("When it entered this index"),
  size: z.int().describe("Bytes; 0 when unknown"),
  categories: z.array(z.int()),
  infoHash: z.string().optional(),
  detailsUrl: z.string().optional(),
  torrentUrl: z.string().optional().describe("The metainfo file; carries the caller's key"),
  magnetUrl: z.string().optional().describe("Absent for a private torrent"),
  seeders: count,
  leechers: count,
  snatches: count,
  fileCount: count,
  imdbId: count,
  tmdbId: count,
  tvdbId: count,
  tvmazeId: count,
  season: count,
  episode: count,
  year: count,
  resolution: z.string().optional(),
  videoCodec: z.string().optional(),
  languages: z.array(z.string()).optional(),
  group: z.string().optional().describe("Release group"),
  publishDate: z.iso.datetime().optional().describe("The source's own date"),
});

/** A release as feeds show it. */
export type FeedItem = z.output<typeof FeedItem>;

/** A page of a feed. */
export const FeedPage = z.object({
  items: z.array(FeedItem),
  offset: z.int(),
  total: z.int().describe("At least this many"),
});

/** A page of a feed. */
export type FeedPage = z.output<typeof FeedPage>;

/** Lists what the XML feed of the same request carries. */
export async function listFeed(
  context: RequestContext,
  request: SearchRequest,
  sort?: "indexed",
): Promise<FeedPage> {
  const { torrentIds, total } = await findReleases(context.ctx, request, sort);
  const items = await loadFeedItems(context.ctx, torrentIds, readFeedLinks(context));
  return { items: items.map(toFeedItem), offset: request.offset, total };
}

function toFeedItem(item: TorznabItem): FeedItem {
  const values = {
    ...item,
    pubDate: item.pubDate.toISOString(),
    publishDate: item.publishDate?.toISOString(),
  };
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return FeedItem.parse(Object.fromEntries(known));
}
