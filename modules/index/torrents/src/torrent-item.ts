import type { Context } from "@minato/kit";
import { CONTENT_TYPES, VERDICTS } from "@minato/release-title";
import { z } from "zod";

import { contentTypeCodes, verdictCodes } from "./attribute-codes.ts";

const timestamp = z.iso.datetime();
const count = z.int().nullable().describe("null when unknown");

/** A torrent as lists show it. */
export const TorrentItem = z.object({
  infoHash: z.string().describe("40 hex: v1, or the v2 hash cut short"),
  infoHashV2: z.string().optional().describe("64 hex"),
  title: z.string(),
  size: z.number().nullable().describe("Bytes; null when only a magnet link is known"),
  fileCount: z.int(),
  contentType: z.enum(CONTENT_TYPES).nullable().describe("null until the name has been read"),
  categories: z.array(z.int()).describe("Newznab categories"),
  seeders: count,
  leechers: count,
  snatches: count,
  checkedAt: timestamp.nullable().describe("When the swarm numbers were reported"),
  indexedAt: timestamp,
  publishedAt: timestamp.nullable(),
  year: z.int().optional(),
  resolution: z.string().optional().describe("1080p"),
  sources: z.array(z.string()).describe("Names of the sources that listed it"),
  private: z.boolean(),
  verdict: z
    .enum(VERDICTS)
    .nullable()
    .describe("Whether it looks like what it says; null until the name has been read"),
  tags: z.array(z.string()),
  hidden: z.boolean().describe("Searches and feeds leave it out"),
});

/** A torrent as lists show it. */
export type TorrentItem = z.output<typeof TorrentItem>;

interface ItemRow {
  id: number;
  infoHash: Buffer;
  infoHashV2: Buffer | null;
  title: string;
  size: number | null;
  fileCount: number;
  contentType: number | null;
  categories: number[] | null;
  givenCategories: number[] | null;
  seeders: number | null;
  leechers: number | null;
  snatches: number | null;
  checkedAt: Date | null;
  indexedAt: Date;
  publishedAt: Date | null;
  year: number | null;
  resolution: number | null;
  sources: string[] | null;
  isPrivate: boolean;
  verdict: number | null;
  tags: string[] | null;
  isHidden: boolean | null;
}

const SELECT_ITEMS = `
select t.id, t.info_hash as "infoHash", t.info_hash_v2 as "infoHashV2", t.title, t.size,
  t.file_count as "fileCount", a.content_type as "contentType", a.categories,
  t.given_categories as "givenCategories", s.seeders, s.leechers, s.snatches,
  s.checked_at as "checkedAt", t.indexed_at as "indexedAt", t.published_at as "publishedAt",
  a.year, a.resolution, t.is_private as "isPrivate",
  a.verdict, a.tags, a.is_hidden as "isHidden",
  (select array_agg(n.name order by ts.first_seen_at) from torrent_sources ts
     join sources n on n.id = ts.source_id where ts.torrent_id = t.id) as sources
from torrents t
left join torrent_attributes a on a.torrent_id = t.id
left join torrent_stats s on s.torrent_id = t.id
where t.id = any($1::int[])`;

/** Loads torrents in the order of their ids; those that are gone meanwhile are left out. */
export async function loadItems(
  ctx: Context,
  torrentIds: readonly number[],
): Promise<{ torrentId: number; item: TorrentItem }[]> {
  if (torrentIds.length === 0) return [];
  const { rows } = await ctx.db.$client.query<ItemRow>({
    name: "torrents-items",
    text: SELECT_ITEMS,
    values: [torrentIds],
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return torrentIds.flatMap((torrentId) => {
    const row = byId.get(torrentId);
    return row === undefined ? [] : [{ torrentId, item: toItem(row) }];
  });
}

function toItem(row: ItemRow): TorrentItem {
  return {
    infoHash: row.infoHash.toString("hex"),
    ...(row.infoHashV2 === null ? {} : { infoHashV2: row.infoHashV2.toString("hex") }),
    title: row.title,
    size: row.size,
    fileCount: row.fileCount,
    contentType: contentTypeCodes.toName(row.contentType) ?? null,
    categories: row.categories ?? row.givenCategories ?? [],
    seeders: row.seeders,
    leechers: row.leechers,
    snatches: row.snatches,
    checkedAt: row.checkedAt?.toISOString() ?? null,
    indexedAt: row.indexedAt.toISOString(),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    ...(row.year === null ? {} : { year: row.year }),
    ...(row.resolution === null ? {} : { resolution: formatResolution(row.resolution) }),
    sources: row.sources ?? [],
    private: row.isPrivate,
    verdict: verdictCodes.toName(row.verdict) ?? null,
    tags: row.tags ?? [],
    hidden: row.isHidden ?? false,
  };
}

/** A number of lines as people write it. */
export function formatResolution(lines: number): string {
  return `${lines}p`;
}
