import type { Context } from "@minato/kit";
import { writeMagnet } from "@minato/metainfo";
import { videoCodecCodes } from "@minato/torrents/attribute-codes";
import { formatResolution } from "@minato/torrents/torrent-item";
import { parentCategory, type TorznabItem } from "@minato/torznab";

import "./context.ts";
import { downloadUrl, pageUrl, type FeedLinks } from "./feed-links.ts";
import { loadTrackers } from "./load-trackers.ts";

interface ItemRow {
  id: number;
  infoHash: string;
  infoHashV2: string | null;
  title: string;
  size: number | null;
  fileCount: number;
  isPrivate: boolean;
  hasMetainfo: boolean;
  /** Seconds since 1970, as are the other times. */
  indexedAt: number;
  publishedAt: number | null;
  checkedAt: number | null;
  airDate: string | null;
  /** Numbers with commas between them, as are the other lists. */
  categories: string | null;
  trackerIds: string | null;
  languages: string | null;
  seeders: number | null;
  leechers: number | null;
  snatches: number | null;
  year: number | null;
  resolution: number | null;
  videoCodec: number | null;
  releaseGroup: string | null;
  season: number | null;
  episode: number | null;
  imdb: number | null;
  tmdb: number | null;
  tvdb: number | null;
  tvmaze: number | null;
  anidb: number | null;
}

// Texts and numbers instead of times and arrays: the driver takes long to read those. Of several
// seasons no single one would be true; of several episodes the first stands for all.
const SELECT_ITEMS = `
select t.id, encode(t.info_hash, 'hex') as "infoHash",
  encode(t.info_hash_v2, 'hex') as "infoHashV2", t.title, t.size, t.file_count as "fileCount",
  t.is_private as "isPrivate", m.torrent_id is not null as "hasMetainfo",
  date_part('epoch', t.indexed_at) as "indexedAt",
  date_part('epoch', t.published_at) as "publishedAt",
  date_part('epoch', s.checked_at) as "checkedAt", a.air_date::text as "airDate",
  array_to_string(coalesce(a.categories, t.given_categories), ',') as categories,
  array_to_string(t.tracker_ids, ',') as "trackerIds",
  array_to_string(a.languages, ',') as languages, s.seeders, s.leechers, s.snatches, a.year,
  a.resolution, a.video_codec as "videoCodec", a.release_group as "releaseGroup",
  case when cardinality(a.seasons) = 1 then a.seasons[1] end as season,
  a.episodes[1] as episode, x.imdb, x.tmdb, x.tvdb, x.tvmaze, x.anidb
from torrents t
left join torrent_attributes a on a.torrent_id = t.id
left join torrent_stats s on s.torrent_id = t.id
left join torrent_metainfo m on m.torrent_id = t.id
left join torrent_external_ids x on x.torrent_id = t.id
where t.id = any($1::int[])`;

const TELEVISION = 5000;
/** Swarm numbers older than this say nothing. */
const FRESH_MS = 30 * 86_400_000;

/** Loads releases as feeds show them, in the order of their ids. */
export async function loadFeedItems(
  ctx: Context,
  torrentIds: readonly number[],
  links: FeedLinks,
): Promise<TorznabItem[]> {
  if (torrentIds.length === 0) return [];
  const { rows } = await ctx.db.$client.query<ItemRow>({
    name: "feeds-items",
    text: SELECT_ITEMS,
    values: [torrentIds],
  });
  const trackers = await loadTrackers(
    ctx,
    rows.flatMap(({ trackerIds }) => readNumbers(trackerIds)),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const now = ctx.now();
  return torrentIds.flatMap((torrentId) => {
    const row = byId.get(torrentId);
    return row === undefined ? [] : [toFeedItem(row, trackers, links, now)];
  });
}

function toFeedItem(
  row: ItemRow,
  trackers: ReadonlyMap<number, string>,
  links: FeedLinks,
  now: Date,
): TorznabItem {
  const page = pageUrl(links, row.infoHash);
  const categories = readNumbers(row.categories);
  return {
    guid: page,
    detailsUrl: page,
    title: row.title,
    pubDate: toDate(row.indexedAt),
    size: row.size ?? 0,
    categories,
    infoHash: row.infoHash,
    ...readSwarm(row, now),
    fileCount: row.fileCount > 0 ? row.fileCount : undefined,
    imdbId: row.imdb ?? undefined,
    tmdbId: row.tmdb ?? undefined,
    tvdbId: row.tvdb ?? undefined,
    tvmazeId: row.tvmaze ?? undefined,
    anidbId: row.anidb ?? undefined,
    ...readEpisode(row, categories),
    year: row.year ?? undefined,
    resolution: row.resolution === null ? undefined : formatResolution(row.resolution),
    videoCodec: videoCodecCodes.toName(row.videoCodec),
    languages: row.languages ? row.languages.split(",") : undefined,
    group: row.releaseGroup ?? undefined,
    publishDate: row.publishedAt === null ? undefined : toDate(row.publishedAt),
    ...readDownload(row, trackers, links),
  };
}

/** Versions and volumes of other things look like episodes. */
function readEpisode(
  { season, episode, airDate }: ItemRow,
  categories: readonly number[],
): Pick<TorznabItem, "season" | "episode" | "airDate"> {
  if (!categories.some((id) => id === TELEVISION || parentCategory(id) === TELEVISION)) return {};
  return {
    season: season ?? undefined,
    episode: episode ?? undefined,
    airDate: airDate === null ? undefined : new Date(`${airDate}T00:00:00Z`),
  };
}

function readSwarm(
  { checkedAt, seeders, leechers, snatches }: ItemRow,
  now: Date,
): Pick<TorznabItem, "seeders" | "leechers" | "snatches"> {
  const isFresh = checkedAt !== null && now.getTime() - checkedAt * 1000 <= FRESH_MS;
  return {
    seeders: isFresh ? (seeders ?? undefined) : undefined,
    leechers: isFresh ? (leechers ?? undefined) : undefined,
    snatches: snatches ?? undefined,
  };
}

/** The announce URLs of a private torrent are its uploader's: it has the file alone. */
function readDownload(
  row: ItemRow,
  trackers: ReadonlyMap<number, string>,
  links: FeedLinks,
): { torrentUrl: string; magnetUrl?: string } | { magnetUrl: string } {
  const torrentUrl = downloadUrl(links, row.infoHash);
  if (row.isPrivate) return { torrentUrl };
  const magnetUrl = writeMagnetOf(row, trackers);
  return row.hasMetainfo ? { torrentUrl, magnetUrl } : { magnetUrl };
}

function writeMagnetOf(row: ItemRow, trackers: ReadonlyMap<number, string>): string {
  const { infoHash, infoHashV2, size, title } = row;
  const isV2Only = infoHashV2?.startsWith(infoHash) === true;
  const urls = readNumbers(row.trackerIds).map((id) => trackers.get(id));
  return writeMagnet({
    ...(isV2Only ? {} : { infoHash: Buffer.from(infoHash, "hex") }),
    ...(infoHashV2 === null ? {} : { infoHashV2: Buffer.from(infoHashV2, "hex") }),
    displayName: title,
    trackers: urls.filter((url) => url !== undefined),
    ...(size === null ? {} : { exactLength: size }),
  });
}

function readNumbers(text: string | null): number[] {
  return text === null || text === "" ? [] : text.split(",").map(Number);
}

function toDate(seconds: number): Date {
  return new Date(Math.floor(seconds * 1000));
}
