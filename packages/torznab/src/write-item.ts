/** Torznab item: RSS 2.0 elements and `torznab:attr` attributes (Torznab 1.3 draft). */

import { isKnownCategory, parentCategory } from "./categories.ts";
import type { TorznabItem } from "./item.ts";
import { formatMailDate } from "./mail-date.ts";
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
  return `<item><title>${escapeXml(item.title).trim() || guid}</title><guid isPermaLink="${isPermalink}">${guid}</guid><pubDate>${pubDate}</pubDate><link>${link}</link>${element("comments", item.detailsUrl)}${element("description", item.description)}<size>${size}</size>${categories.map((id) => `<category>${id}</category>`).join("")}<enclosure url="${link}" length="${size}" type="${type}"/>${categories.map((id) => integer("category", id)).join("")}${integer("size", size)}${writeSwarm(item)}${writeIds(item)}${writeContent(item)}${writeTerms(item)}</item>\n`;
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
    integer("seeders", seeders) +
    integer("leechers", leechers) +
    integer("peers", peers) +
    integer("grabs", item.snatches) +
    text("infohash", item.infoHash?.toLowerCase()) +
    text("magneturl", item.magnetUrl) +
    integer("files", item.fileCount)
  );
}

function writeIds(item: TorznabItem): string {
  // Seven digits at least: Prowlarr cuts the value by position.
  const imdb = isId(item.imdbId) ? String(item.imdbId).padStart(7, "0") : undefined;
  return (
    text("imdb", imdb) +
    text("imdbid", imdb && `tt${imdb}`) +
    identifier("tmdbid", item.tmdbId) +
    identifier("tvdbid", item.tvdbId) +
    identifier("tvmazeid", item.tvmazeId)
  );
}

function writeContent(item: TorznabItem): string {
  return (
    integer("season", item.season) +
    integer("episode", item.episode) +
    text("tvairdate", item.airDate && formatMailDate(item.airDate)) +
    integer("year", item.year) +
    text("resolution", item.resolution) +
    text("video", item.videoCodec) +
    texts("language", item.languages) +
    text("team", item.group) +
    text("group", item.group) +
    text("artist", item.artist) +
    text("album", item.album) +
    text("author", item.author) +
    text("booktitle", item.bookTitle) +
    text("publisher", item.publisher) +
    text("publishdate", item.publishDate && formatMailDate(item.publishDate)) +
    texts("tag", item.tags)
  );
}

function writeTerms(item: TorznabItem): string {
  return (
    decimal("downloadvolumefactor", item.downloadVolumeFactor) +
    decimal("uploadvolumefactor", item.uploadVolumeFactor) +
    decimal("minimumratio", item.minimumRatio) +
    integer("minimumseedtime", item.minimumSeedTimeSeconds)
  );
}

function element(name: string, value: string | undefined): string {
  return value === undefined ? "" : `<${name}>${escapeXml(value)}</${name}>`;
}

/** Radarr and Prowlarr drop an item that has an attribute without a value. */
function text(name: string, value: string | undefined): string {
  if (value === undefined) return "";
  const escaped = escapeXml(value).trim();
  return escaped === "" ? "" : `<torznab:attr name="${name}" value="${escaped}"/>`;
}

function texts(name: string, values: readonly string[] | undefined): string {
  return values === undefined ? "" : values.map((value) => text(name, value)).join("");
}

/** Clients parse with `int.Parse`: "12.0" or "1e21" would drop the item. */
function integer(name: string, value: number | undefined): string {
  return isCount(value) ? `<torznab:attr name="${name}" value="${value}"/>` : "";
}

function identifier(name: string, value: number | undefined): string {
  return isId(value) ? `<torznab:attr name="${name}" value="${value}"/>` : "";
}

function decimal(name: string, value: number | undefined): string {
  if (value === undefined || !(value >= 0 && value < 1e9)) return "";
  return `<torznab:attr name="${name}" value="${Number(value.toFixed(4))}"/>`;
}

function isCount(value: number | undefined): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isId(value: number | undefined): value is number {
  return isCount(value) && value > 0;
}
