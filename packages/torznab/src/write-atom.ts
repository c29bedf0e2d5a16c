/** Atom (RFC 4287) for readers and torrent programs. */

import type { TorznabItem } from "./item.ts";
import {
  listItemCategories,
  newestDate,
  summarizeItem,
  type SyndicationFeed,
} from "./syndication.ts";
import { escapeXml, XML_DECLARATION } from "./xml.ts";

/**
 * Writes an Atom feed. The last link of an entry is the one to download, since qBittorrent reads
 * links in order and takes a magnet link before any other. Throws a `RangeError` for an item whose
 * `pubDate` is invalid.
 */
export function writeAtom(feed: SyndicationFeed): string {
  const title = escapeXml(feed.title);
  const self = escapeXml(feed.selfUrl);
  let document = `${XML_DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom">
<id>${self}</id>
<title>${title}</title>
<updated>${newestDate(feed.items).toISOString()}</updated>
<author><name>${title}</name></author>
<generator>Minato</generator>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${escapeXml(feed.siteUrl)}"/>
`;
  for (const item of feed.items) document += writeEntry(item);
  return `${document}</feed>\n`;
}

function writeEntry(item: TorznabItem): string {
  // Permanent wherever the index moves (section 4.2.6), unlike the address of a page.
  const id = item.infoHash === undefined ? item.guid : `urn:btih:${item.infoHash.toLowerCase()}`;
  const escapedId = escapeXml(id);
  const published = isDate(item.publishDate)
    ? `<published>${item.publishDate.toISOString()}</published>`
    : "";
  const categories = listItemCategories(item)
    .map(({ id: term, name }) => `<category term="${term}" label="${escapeXml(name)}"/>`)
    .join("");
  return `<entry><id>${escapedId}</id><title>${escapeXml(item.title).trim() || escapedId}</title><updated>${item.pubDate.toISOString()}</updated>${published}${categories}<content type="text">${escapeXml(summarizeItem(item))}</content>${writeLinks(item)}</entry>\n`;
}

function writeLinks({ detailsUrl, magnetUrl, torrentUrl, size }: TorznabItem): string {
  const page =
    detailsUrl === undefined
      ? ""
      : `<link rel="alternate" type="text/html" href="${escapeXml(detailsUrl)}"/>`;
  const magnet =
    magnetUrl === undefined ? "" : `<link rel="enclosure" href="${escapeXml(magnetUrl)}"/>`;
  const torrent =
    torrentUrl === undefined
      ? ""
      : `<link rel="enclosure" type="application/x-bittorrent" length="${size}" href="${escapeXml(torrentUrl)}"/>`;
  return page + magnet + torrent;
}

function isDate(date: Date | undefined): date is Date {
  return date !== undefined && !Number.isNaN(date.getTime());
}
