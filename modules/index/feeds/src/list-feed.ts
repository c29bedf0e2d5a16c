import type { RequestContext } from "@minato/kit";
import type { TorznabItem } from "@minato/torznab";
import { z } from "zod";

import { readFeedLinks, type FeedLinks } from "./feed-links.ts";
import type { FeedQuery } from "./feed-query.ts";
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
  anidbId: count,
  season: count,
  episode: count,
  airDate: z.iso.date().optional().describe("Day of a daily show"),
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

/** A page of a feed before it is written in any form. */
export interface LoadedPage {
  items: TorznabItem[];
  offset: number;
  /** At least this many. */
  total: number;
}

/** Finds and loads a page of a feed. */
export async function loadFeedPage(
  context: RequestContext,
  query: FeedQuery,
  links: FeedLinks = readFeedLinks(context),
): Promise<LoadedPage> {
  const { ctx, principal } = context;
  const reader = `${principal?.kind} ${principal?.keyId ?? principal?.userId ?? principal?.name}`;
  const { torrentIds, total, finish } = await findReleases(ctx, query, reader);
  const items = await loadFeedItems(ctx, torrentIds, links);
  finish(items.map(({ pubDate }) => pubDate));
  return { items, offset: query.offset, total };
}

/** Lists what the XML feed of the same query carries. */
export async function listFeed(context: RequestContext, query: FeedQuery): Promise<FeedPage> {
  const { items, offset, total } = await loadFeedPage(context, query);
  return { items: items.map(toFeedItem), offset, total };
}

function toFeedItem(item: TorznabItem): FeedItem {
  const values = {
    ...item,
    pubDate: item.pubDate.toISOString(),
    publishDate: item.publishDate?.toISOString(),
    airDate: item.airDate?.toISOString().slice(0, 10),
  };
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return FeedItem.parse(Object.fromEntries(known));
}
