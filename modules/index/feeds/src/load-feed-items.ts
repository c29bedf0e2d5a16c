import type { Context } from "@minato/kit";
import { videoCodecCodes } from "@minato/torrents/attribute-codes";
import { loadItems, type TorrentItem } from "@minato/torrents/torrent-item";
import { magnetOf } from "@minato/torrents/torrent-record";
import type { TorznabItem } from "@minato/torznab";

import { downloadUrl, pageUrl, type FeedLinks } from "./feed-links.ts";

interface DetailRow {
  id: number;
  hasMetainfo: boolean;
  trackers: string[] | null;
  seasons: number[] | null;
  episodes: number[] | null;
  airDate: string | null;
  videoCodec: number | null;
  languages: string[] | null;
  releaseGroup: string | null;
  imdb: number | null;
  tmdb: number | null;
  tvdb: number | null;
  tvmaze: number | null;
}

const SELECT_DETAILS = `
select t.id, m.torrent_id is not null as "hasMetainfo", a.seasons, a.episodes,
  a.air_date::text as "airDate", a.video_codec as "videoCodec", a.languages, a.release_group as "releaseGroup", x.imdb, x.tmdb,
  x.tvdb, x.tvmaze,
  (select array_agg(k.url order by k.id) from trackers k where k.id = any(t.tracker_ids)) as trackers
from torrents t
left join torrent_metainfo m on m.torrent_id = t.id
left join torrent_attributes a on a.torrent_id = t.id
left join torrent_external_ids x on x.torrent_id = t.id
where t.id = any($1::int[])`;

/** Swarm numbers older than this say nothing. */
const FRESH_MS = 30 * 86_400_000;

/** Loads releases as feeds show them, in the order of their ids. */
export async function loadFeedItems(
  ctx: Context,
  torrentIds: readonly number[],
  links: FeedLinks,
): Promise<TorznabItem[]> {
  if (torrentIds.length === 0) return [];
  const [items, details] = await Promise.all([
    loadItems(ctx, torrentIds),
    ctx.db.$client.query<DetailRow>({
      name: "feeds-details",
      text: SELECT_DETAILS,
      values: [torrentIds],
    }),
  ]);
  const byId = new Map(details.rows.map((row) => [row.id, row]));
  return items.flatMap(({ torrentId, item }) => {
    const row = byId.get(torrentId);
    return row === undefined ? [] : [toFeedItem(item, row, links, ctx.now())];
  });
}

function toFeedItem(item: TorrentItem, row: DetailRow, links: FeedLinks, now: Date): TorznabItem {
  const page = pageUrl(links, item.infoHash);
  return {
    guid: page,
    detailsUrl: page,
    title: item.title,
    pubDate: new Date(item.indexedAt),
    size: item.size ?? 0,
    categories: item.categories,
    infoHash: item.infoHash,
    ...readSwarm(item, now),
    fileCount: item.fileCount > 0 ? item.fileCount : undefined,
    imdbId: row.imdb ?? undefined,
    tmdbId: row.tmdb ?? undefined,
    tvdbId: row.tvdb ?? undefined,
    tvmazeId: row.tvmaze ?? undefined,
    // Of several seasons no single one would be true; of several episodes the first stands for all.
    season: row.seasons?.length === 1 ? row.seasons[0] : undefined,
    episode: row.episodes?.[0],
    airDate: row.airDate === null ? undefined : new Date(`${row.airDate}T00:00:00Z`),
    year: item.year,
    resolution: item.resolution,
    videoCodec: videoCodecCodes.toName(row.videoCodec),
    languages: row.languages ?? undefined,
    group: row.releaseGroup ?? undefined,
    publishDate: item.publishedAt === null ? undefined : new Date(item.publishedAt),
    ...readDownload(item, row, links),
  };
}

function readSwarm(
  item: TorrentItem,
  now: Date,
): Pick<TorznabItem, "seeders" | "leechers" | "snatches"> {
  const isFresh = item.checkedAt !== null && now.getTime() - Date.parse(item.checkedAt) <= FRESH_MS;
  return {
    seeders: isFresh ? (item.seeders ?? undefined) : undefined,
    leechers: isFresh ? (item.leechers ?? undefined) : undefined,
    snatches: item.snatches ?? undefined,
  };
}

/** The announce URLs of a private torrent are its uploader's: it has the file alone. */
function readDownload(
  item: TorrentItem,
  row: DetailRow,
  links: FeedLinks,
): { torrentUrl: string; magnetUrl?: string } | { magnetUrl: string } {
  const torrentUrl = downloadUrl(links, item.infoHash);
  if (item.private) return { torrentUrl };
  const magnetUrl = magnetOf(item, row.trackers ?? []);
  return row.hasMetainfo ? { torrentUrl, magnetUrl } : { magnetUrl };
}
