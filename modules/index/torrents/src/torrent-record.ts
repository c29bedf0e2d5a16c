import { AppError, type Context } from "@minato/kit";
import { writeMagnet } from "@minato/metainfo";
import {
  createEmptyReleaseTitle,
  judgeRelease,
  REASON_WEIGHTS,
  type ReasonCode,
} from "@minato/release-title";
import { z } from "zod";

import { releaseSourceCodes, videoCodecCodes } from "./attribute-codes.ts";
import { unpackFiles, type TorrentFile } from "./file-list.ts";
import { readTorrentAttributes, TorrentAttributes } from "./torrent-attributes.ts";
import { loadItems, TorrentItem } from "./torrent-item.ts";

// The keys of the table are exactly its codes.
const REASON_CODES = Object.keys(REASON_WEIGHTS) as [ReasonCode, ...ReasonCode[]];

/** What speaks against a torrent being what it says, found when somebody looks. */
export const Judgement = z.object({
  score: z.number().describe("How likely it is not what it says, 0 to 1"),
  reasons: z.array(
    z.object({
      code: z.enum(REASON_CODES),
      weight: z.number().describe("How much it says by itself, 0 to 1"),
      text: z.string().describe("One sentence"),
      file: z.string().optional().describe("The file it is about"),
    }),
  ),
  isCorrected: z.boolean().describe("A person decided on the verdict, whatever the reasons"),
});

/** Everything a torrent's page shows. */
export const TorrentRecord = TorrentItem.extend({
  attributes: TorrentAttributes,
  judgement: Judgement,
  trackers: z.array(z.string()),
  sourceDetails: z.array(
    z.object({
      name: z.string(),
      url: z.string().optional(),
      firstSeenAt: z.iso.datetime(),
      lastSeenAt: z.iso.datetime(),
      seeders: z.int().nullable(),
      leechers: z.int().nullable(),
    }),
  ),
  magnet: z.string(),
  hasMetainfo: z.boolean(),
  externalIds: z.record(z.string(), z.union([z.int(), z.string()])),
});

/** Everything a torrent's page shows. */
export type TorrentRecord = z.output<typeof TorrentRecord>;

interface DetailRow {
  trackers: string[] | null;
  hasMetainfo: boolean;
  seasons: number[] | null;
  episodes: number[] | null;
  airDate: string | null;
  releaseSource: number | null;
  videoCodec: number | null;
  languages: string[] | null;
  releaseGroup: string | null;
  corrections: Record<string, unknown> | null;
  correctedVerdict: string | null;
  files: Buffer | null;
  externalIds: Record<string, number | string | null> | null;
}

interface SourceRow {
  name: string;
  url: string | null;
  firstSeenAt: Date;
  lastSeenAt: Date;
  seeders: number | null;
  leechers: number | null;
}

const SELECT_DETAILS = `
select m.torrent_id is not null as "hasMetainfo", a.seasons, a.episodes,
  a.air_date::text as "airDate", a.release_source as "releaseSource",
  a.video_codec as "videoCodec", a.languages, a.release_group as "releaseGroup",
  c.attributes as corrections, c.verdict as "correctedVerdict", f.files, to_jsonb(x) - 'torrent_id' as "externalIds",
  (select array_agg(k.url order by k.id) from trackers k where k.id = any(t.tracker_ids)) as trackers
from torrents t
left join torrent_metainfo m on m.torrent_id = t.id
left join torrent_files f on f.torrent_id = t.id
left join torrent_attributes a on a.torrent_id = t.id
left join torrent_corrections c on c.torrent_id = t.id
left join torrent_external_ids x on x.torrent_id = t.id
where t.id = $1`;

const SELECT_SOURCES = `
select n.name, s.url, s.first_seen_at as "firstSeenAt", s.last_seen_at as "lastSeenAt", s.seeders,
  s.leechers
from torrent_sources s join sources n on n.id = s.source_id
where s.torrent_id = $1 order by s.first_seen_at, n.name`;

/**
 * Loads everything about a torrent.
 * @throws {AppError} NOT_FOUND when it is gone
 */
export async function loadTorrent(ctx: Context, torrentId: number): Promise<TorrentRecord> {
  const [[found], details, sources] = await Promise.all([
    loadItems(ctx, [torrentId]),
    ctx.db.$client.query<DetailRow>(SELECT_DETAILS, [torrentId]),
    ctx.db.$client.query<SourceRow>(SELECT_SOURCES, [torrentId]),
  ]);
  const row = details.rows[0];
  if (found === undefined || row === undefined) {
    throw new AppError("NOT_FOUND", "No torrent with this info hash");
  }
  const { item } = found;
  // What is not filtered on is not stored: it is read from the name when somebody looks.
  const [title] = await ctx.torrents.releaseTitles.parse([item.title]);
  const trackers = row.trackers ?? [];
  return {
    ...item,
    attributes: readTorrentAttributes(storedAttributes(item, row), title, row.corrections),
    judgement: judge(item, row, title),
    trackers,
    sourceDetails: sources.rows.map(toSourceDetail),
    magnet: magnetOf(item, trackers),
    hasMetainfo: row.hasMetainfo,
    externalIds: Object.fromEntries(
      Object.entries(row.externalIds ?? {}).flatMap(([name, id]) =>
        id === null ? [] : [[name, id] as const],
      ),
    ),
  };
}

/** The magnet link of a torrent with the announce URLs that may be shown. */
export function magnetOf(item: TorrentItem, trackers: readonly string[]): string {
  const infoHash = Buffer.from(item.infoHash, "hex");
  const infoHashV2 =
    item.infoHashV2 === undefined ? undefined : Buffer.from(item.infoHashV2, "hex");
  const isV2Only = infoHashV2?.subarray(0, 20).equals(infoHash) === true;
  return writeMagnet({
    ...(isV2Only ? {} : { infoHash }),
    ...(infoHashV2 === undefined ? {} : { infoHashV2 }),
    displayName: item.title,
    trackers: [...trackers],
    ...(item.size === null ? {} : { exactLength: item.size }),
  });
}

/** Loads the files of a torrent; empty when its list is not known. */
export async function loadFiles(ctx: Context, torrentId: number): Promise<TorrentFile[]> {
  const { rows } = await ctx.db.$client.query<{ files: Buffer }>(
    "select files from torrent_files where torrent_id = $1",
    [torrentId],
  );
  return rows[0] === undefined ? [] : unpackFiles(rows[0].files);
}

function storedAttributes(item: TorrentItem, row: DetailRow) {
  return {
    year: item.year,
    seasons: row.seasons,
    episodes: row.episodes,
    airDate: row.airDate,
    resolution: item.resolution,
    source: releaseSourceCodes.toName(row.releaseSource),
    videoCodec: videoCodecCodes.toName(row.videoCodec),
    languages: row.languages,
    group: row.releaseGroup,
  };
}

function judge(
  item: TorrentItem,
  row: DetailRow,
  title = createEmptyReleaseTitle(item.title),
): TorrentRecord["judgement"] {
  const { score, reasons } = judgeRelease({
    name: item.title,
    title,
    contentType: item.contentType ?? "other",
    files: row.files === null ? [] : unpackFiles(row.files),
    ...(item.size === null ? {} : { size: item.size }),
  });
  return { score, reasons, isCorrected: row.correctedVerdict !== null };
}

function toSourceDetail(row: SourceRow): TorrentRecord["sourceDetails"][number] {
  return {
    name: row.name,
    ...(row.url === null ? {} : { url: row.url }),
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    seeders: row.seeders,
    leechers: row.leechers,
  };
}
