/** Torznab item: RSS 2.0 elements and `torznab:attr` attributes (Torznab 1.3 draft). */

import { isKnownCategory, parentCategory } from "./categories.ts";
import type { TorznabItem } from "./item.ts";
import { formatMailDate } from "./mail-date.ts";
import {
  isCount,
  writeCount,
  writeDecimal,
  writeIdentifier,
  writeText,
  writeTexts,
} from "./write-attributes.ts";
import { escapeXml } from "./xml.ts";

const TORRENT_TYPE = "application/x-bittorrent";
const MAGNET_TYPE = "application/x-bittorrent;x-scheme-handler/magnet";
const UNCLASSIFIED = [8000, 8010];

/**
 * Writes one `<item>`. Throws a `RangeError` when `pubDate` has no RFC 822 form: Sonarr refuses the
 * whole feed for an item without it.
 */
export function writeItem(item: TorznabItem): string {
  const pubDate = formatMailDate(item.pubDate);
  if (pubDate === undefined) {
    throw new RangeError(`pubDate from year 1 to 9999 expected in ${item.guid}`);
  }
  const guid = escapeXml(item.guid);
  const isPermalink = /^https?:/i.test(item.guid);
  const link = escapeXml(item.torrentUrl ?? item.magnetUrl ?? "");
  const type = item.torrentUrl === undefined ? MAGNET_TYPE : TORRENT_TYPE;
  const size = isCount(item.size) ? item.size : 0;
  const categories = listCategories(item.categories);
  return `<item><title>${escapeXml(item.title).trim() || guid}</title><guid isPermaLink="${isPermalink}">${guid}</guid><pubDate>${pubDate}</pubDate><link>${link}</link>${element("comments", item.detailsUrl)}${element("description", item.description)}<size>${size}</size>${categories.map((id) => `<category>${id}</category>`).join("")}<enclosure url="${link}" length="${size}" type="${type}"/>${categories.map((id) => writeCount("category", id)).join("")}${writeCount("size", size)}${writeSwarm(item)}${writeIds(item)}${writeContent(item)}${writeTerms(item)}</item>\n`;
}

function listCategories(ids: readonly number[]): readonly number[] {
  const listed = new Set<number>();
  for (const id of ids) {
    if (!isKnownCategory(id)) continue;
    listed.add(parentCategory(id) ?? id);
    listed.add(id);
  }
  // Prowlarr drops an item none of whose categories is in caps.
  return listed.size > 0 ? [...listed] : UNCLASSIFIED;
}

function writeSwarm(item: TorznabItem): string {
  const { seeders, leechers } = item;
  const peers = seeders === undefined || leechers === undefined ? undefined : seeders + leechers;
  return (
    writeCount("seeders", seeders) +
    writeCount("leechers", leechers) +
    writeCount("peers", peers) +
    writeCount("grabs", item.snatches) +
    writeText("infohash", item.infoHash?.toLowerCase()) +
    writeText("magneturl", item.magnetUrl) +
    writeCount("files", item.fileCount)
  );
}

function writeIds(item: TorznabItem): string {
  // Seven digits at least: Prowlarr cuts the value by position.
  const imdb =
    isCount(item.imdbId) && item.imdbId > 0 ? String(item.imdbId).padStart(7, "0") : undefined;
  return (
    writeText("imdb", imdb) +
    writeText("imdbid", imdb && `tt${imdb}`) +
    writeIdentifier("tmdbid", item.tmdbId) +
    writeIdentifier("tvdbid", item.tvdbId) +
    writeIdentifier("tvmazeid", item.tvmazeId) +
    writeIdentifier("anidbid", item.anidbId)
  );
}

function writeContent(item: TorznabItem): string {
  return (
    writeCount("season", item.season) +
    writeCount("episode", item.episode) +
    writeText("tvairdate", item.airDate && formatMailDate(item.airDate)) +
    writeCount("year", item.year) +
    writeText("resolution", item.resolution) +
    writeText("video", item.videoCodec) +
    writeTexts("language", item.languages) +
    writeText("team", item.group) +
    writeText("group", item.group) +
    writeText("artist", item.artist) +
    writeText("album", item.album) +
    writeText("author", item.author) +
    writeText("booktitle", item.bookTitle) +
    writeText("publisher", item.publisher) +
    writeText("publishdate", item.publishDate && formatMailDate(item.publishDate)) +
    writeTexts("tag", item.tags)
  );
}

function writeTerms(item: TorznabItem): string {
  return (
    writeDecimal("downloadvolumefactor", item.downloadVolumeFactor) +
    writeDecimal("uploadvolumefactor", item.uploadVolumeFactor) +
    writeDecimal("minimumratio", item.minimumRatio) +
    writeCount("minimumseedtime", item.minimumSeedTimeSeconds)
  );
}

function element(name: string, value: string | undefined): string {
  return value === undefined ? "" : `<${name}>${escapeXml(value)}</${name}>`;
}
