import { AppError, type Context } from "@minato/kit";
import { searchPostgres } from "@minato/search/postgres/postgres-engine";
import { releaseSourceCodes, videoCodecCodes } from "@minato/torrents/attribute-codes";
import { unpackFiles } from "@minato/torrents/file-list";
import { loadItems, type TorrentItem } from "@minato/torrents/torrent-item";

import { chooseFile, nameOf, type ChosenFile, type WantedEpisode } from "./choose-file.ts";
import { findFileIndex } from "./file-index.ts";
import { isStremioType } from "./manifest.ts";
import { parseVideoId } from "./video-id.ts";
import { writeStream, type Stream } from "./write-stream.ts";

interface DetailRow {
  id: number;
  episodes: number[] | null;
  releaseSource: number | null;
  videoCodec: number | null;
  releaseGroup: string | null;
  files: Buffer | null;
  trackers: string[] | null;
}

/** Torrents of one work or season that are looked at, the best seeded first. */
const MAX_TORRENTS = 100;
const MAX_STREAMS = 50;
const TIMEOUT_MS = 3000;

const SELECT_DETAILS = `
select t.id, a.episodes, a.release_source as "releaseSource", a.video_codec as "videoCodec",
  a.release_group as "releaseGroup", f.files,
  (select array_agg(k.url order by k.id) from trackers k where k.id = any(t.tracker_ids)) as trackers
from torrents t
left join torrent_attributes a on a.torrent_id = t.id
left join torrent_files f on f.torrent_id = t.id
where t.id = any($1::int[]) and not t.is_private`;

/**
 * The streams of a film or an episode, the best seeded first; none for an id nobody knows.
 * @throws {AppError} NOT_FOUND for another type or form of id
 */
export async function findStreams(
  ctx: Context,
  { type, id }: { type: string; id: string },
): Promise<{ streams: Stream[] }> {
  const video = parseVideoId(id);
  if (!isStremioType(type) || video === undefined) {
    throw new AppError("NOT_FOUND", "Expected tt1254207 or tt1254207:1:2");
  }
  const { imdb, season, episode } = video;
  const wanted = season === undefined || episode === undefined ? undefined : { season, episode };
  const { torrentIds } = await searchPostgres(
    ctx.db,
    {
      filters: { externalIds: { imdb: [imdb] }, season },
      sort: "seeders",
      limit: MAX_TORRENTS,
      offset: 0,
    },
    { timeoutMs: TIMEOUT_MS },
  );
  if (torrentIds.length === 0) return { streams: [] };
  const [items, details] = await Promise.all([
    loadItems(ctx, torrentIds),
    ctx.db.$client.query<DetailRow>({
      name: "stremio-details",
      text: SELECT_DETAILS,
      values: [torrentIds],
    }),
  ]);
  const rows = new Map(details.rows.map((row) => [row.id, row]));
  const streams: Stream[] = [];
  for (const { torrentId, item } of items) {
    const row = rows.get(torrentId);
    if (row === undefined || isV2Only(item) || !mayHold(row, wanted)) continue;
    const stream = await toStream(ctx, item, row, wanted);
    if (stream !== undefined) streams.push(stream);
    if (streams.length === MAX_STREAMS) break;
  }
  return { streams };
}

/** An episode or a pack without episode numbers. */
function mayHold({ episodes }: DetailRow, wanted: WantedEpisode | undefined): boolean {
  if (wanted === undefined || episodes === null || episodes.length === 0) return true;
  return episodes.includes(wanted.episode);
}

/** Players know torrents by their hash of version 1 alone. */
function isV2Only({ infoHash, infoHashV2 }: TorrentItem): boolean {
  return infoHashV2?.startsWith(infoHash) === true;
}

async function toStream(
  ctx: Context,
  item: TorrentItem,
  row: DetailRow,
  wanted: WantedEpisode | undefined,
): Promise<Stream | undefined> {
  const files = row.files === null ? [] : unpackFiles(row.files);
  const isOneEpisode = wanted === undefined || row.episodes?.length === 1;
  let chosen: ChosenFile | undefined;
  if (files.length > 0) {
    const readTitles = (names: readonly string[]) => ctx.torrents.releaseTitles.parse(names);
    chosen = await chooseFile(files, wanted, readTitles);
    if (chosen === undefined) return undefined;
  } else if (!isOneEpisode) {
    return undefined;
  }
  const fileIdx = chosen === undefined ? undefined : await loadFileIndex(ctx, row.id, chosen);
  // Without an index players take the largest file: it must be the right one.
  if (chosen !== undefined && fileIdx === undefined && !chosen.isLargest) return undefined;
  return writeStream(item, {
    fileName: chosen && nameOf(chosen.file),
    fileSize: chosen?.file.size,
    fileIdx,
    trackers: row.trackers ?? [],
    source: releaseSourceCodes.toName(row.releaseSource),
    videoCodec: videoCodecCodes.toName(row.videoCodec),
    group: row.releaseGroup ?? undefined,
  });
}

/** Only the torrent's own dictionary tells where padding lies between the files. */
async function loadFileIndex(
  ctx: Context,
  torrentId: number,
  { position }: ChosenFile,
): Promise<number | undefined> {
  const { rows } = await ctx.db.$client.query<{ info: Buffer }>({
    name: "stremio-info",
    text: "select info from torrent_metainfo where torrent_id = $1",
    values: [torrentId],
  });
  return rows[0] === undefined ? undefined : findFileIndex(rows[0].info, position);
}
