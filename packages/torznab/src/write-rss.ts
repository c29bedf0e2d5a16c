/**
 * RSS 2.0 (Advisory Board specification, 2.0.11) for readers and torrent programs. Elements of
 * other kinds stand in the torznab and atom namespaces only, as the specification demands.
 */

import type { TorznabItem } from "./item.ts";
import { formatMailDate } from "./mail-date.ts";
import {
  listItemCategories,
  newestDate,
  summarizeItem,
  type SyndicationFeed,
} from "./syndication.ts";
import { writeCount, writeText } from "./write-attributes.ts";
import { escapeXml, XML_DECLARATION } from "./xml.ts";

/** Minutes for which readers may keep the feed. */
const TTL_MINUTES = 15;

/**
 * Writes an RSS feed. An item's enclosure is its `.torrent`, as the specification allows http there
 * only; one that has only a magnet link carries it as its link, which qBittorrent and
 * transmission-rss take instead. Throws a `RangeError` for an item whose `pubDate` is invalid.
 */
export function writeRss(feed: SyndicationFeed): string {
  const title = escapeXml(feed.title);
  let document = `${XML_DECLARATION}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:torznab="http://torznab.com/schemas/2015/feed">
<channel>
<title>${title}</title>
<link>${escapeXml(feed.siteUrl)}</link>
<description>${title}</description>
<lastBuildDate>${formatMailDate(newestDate(feed.items))}</lastBuildDate>
<generator>Minato</generator>
<docs>https://www.rssboard.org/rss-specification</docs>
<ttl>${TTL_MINUTES}</ttl>
<atom:link href="${escapeXml(feed.selfUrl)}" rel="self" type="application/rss+xml"/>
`;
  for (const item of feed.items) document += writeRssItem(item);
  return `${document}</channel>\n</rss>\n`;
}

function writeRssItem(item: TorznabItem): string {
  const pubDate = formatMailDate(item.pubDate);
  if (pubDate === undefined) {
    throw new RangeError(`pubDate from year 1 to 9999 expected in ${item.guid}`);
  }
  const { torrentUrl, magnetUrl, detailsUrl } = item;
  const link = torrentUrl === undefined ? magnetUrl : (detailsUrl ?? torrentUrl);
  const guid = escapeXml(item.guid);
  const isPermalink = /^https?:/i.test(item.guid);
  const enclosure =
    torrentUrl === undefined
      ? ""
      : `<enclosure url="${escapeXml(torrentUrl)}" length="${item.size}" type="application/x-bittorrent"/>`;
  const comments = detailsUrl === undefined ? "" : `<comments>${escapeXml(detailsUrl)}</comments>`;
  const categories = listItemCategories(item)
    .map(({ name }) => `<category>${escapeXml(name)}</category>`)
    .join("");
  return `<item><title>${escapeXml(item.title).trim() || guid}</title><link>${escapeXml(link)}</link><description>${escapeXml(summarizeItem(item))}</description>${categories}${comments}${enclosure}<guid isPermaLink="${isPermalink}">${guid}</guid><pubDate>${pubDate}</pubDate>${writeCount("size", item.size)}${writeCount("seeders", item.seeders)}${writeCount("leechers", item.leechers)}${writeText("infohash", item.infoHash?.toLowerCase())}${writeText("magneturl", magnetUrl)}</item>\n`;
}
