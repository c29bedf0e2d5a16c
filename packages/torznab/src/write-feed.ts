/** Torznab feed: RSS 2.0 with the torznab, newznab and atom namespaces. */

import type { TorznabItem } from "./item.ts";
import { writeItem } from "./write-item.ts";
import { escapeXml, XML_DECLARATION } from "./xml.ts";

/** A page of results. */
export interface TorznabFeed {
  readonly title: string;
  /** Start page of the site, absolute. */
  readonly siteUrl: string;
  /** Address of this feed, absolute; leave the API key out of it. */
  readonly selfUrl: string;
  /** Items before this page. */
  readonly offset: number;
  /** Items in all; may be capped. */
  readonly total: number;
  /** Newest first for a feed without `q`: clients stop paging at the first old item. */
  readonly items: Iterable<TorznabItem>;
}

/** Writes a feed. Throws a `RangeError` for an item whose `pubDate` is invalid. */
export function writeFeed(feed: TorznabFeed): string {
  let document = `${XML_DECLARATION}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:newznab="http://www.newznab.com/DTD/2010/feeds/attributes/" xmlns:torznab="http://torznab.com/schemas/2015/feed">
<channel>
<title>${escapeXml(feed.title)}</title>
<description>${escapeXml(feed.title)}</description>
<link>${escapeXml(feed.siteUrl)}</link>
<atom:link href="${escapeXml(feed.selfUrl)}" rel="self" type="application/rss+xml"/>
<newznab:response offset="${feed.offset}" total="${feed.total}"/>
`;
  for (const item of feed.items) document += writeItem(item);
  return `${document}</channel>\n</rss>\n`;
}
