import { inflateSync } from "node:zlib";

import type { Context } from "@minato/kit";
import { unpackFiles } from "@minato/torrents/file-list";

import { CATALOGUE_FIELDS, type ExportRecord } from "./export-record.ts";

/** What an export holds besides the ordinary. */
export interface ExportOptions {
  /** The info dictionaries, where they are stored. */
  withMetainfo?: boolean;
  /** Announce URLs of private torrents, and who uploaded and corrected; implies metainfo. */
  withSecrets?: boolean;
}

const PAGE_SIZE = 500;
const MAX_INFO_BYTES = 64 * 1024 * 1024;

interface ExportRow {
  id: number;
  infoHash: Buffer;
  infoHashV2: Buffer | null;
  title: string;
  isTitleDerived: boolean;
  size: number | null;
  fileCount: number;
  files: Buffer | null;
  isPrivate: boolean;
  categories: number[] | null;
  publishedAt: string | null;
  indexedAt: string;
  trackers: string[] | null;
  seeders: number | null;
  leechers: number | null;
  snatches: number | null;
  checkedAt: string | null;
  externalIds: Record<string, number | string | null> | null;
  sources: ExportRecord["sources"] | null;
  correction: NonNullable<ExportRecord["correction"]> | null;
  hasMetainfo: boolean;
}

/** Microseconds are kept: the feed's order depends on them. */
const iso = (column: string) =>
  `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * Each torrent is read in one statement, so that its parts belong together. Every join begins where
 * the page does: a merge of whole indexes would read all that comes before it, for every page.
 */
const SELECT_PAGE = `
select t.id, t.info_hash as "infoHash", t.info_hash_v2 as "infoHashV2", t.title,
  t.is_title_derived as "isTitleDerived", t.size, t.file_count as "fileCount", f.files,
  t.is_private as "isPrivate", t.given_categories as categories,
  ${iso("t.published_at")} as "publishedAt", ${iso("t.indexed_at")} as "indexedAt",
  s.seeders, s.leechers, s.snatches, ${iso("s.checked_at")} as "checkedAt",
  to_jsonb(x) - 'torrent_id' as "externalIds", m.torrent_id is not null as "hasMetainfo",
  (select array_agg(k.url order by k.id) from trackers k
     where k.id = any(t.tracker_ids) and not t.is_private) as trackers,
  (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('name', n.name, 'url', ts.url,
       'firstSeenAt', ${iso("ts.first_seen_at")}, 'lastSeenAt', ${iso("ts.last_seen_at")},
       'checkedAt', ${iso("ts.checked_at")}, 'seeders', ts.seeders, 'leechers', ts.leechers,
       'snatches', ts.snatches)) order by ts.first_seen_at, n.name)
     from torrent_sources ts join sources n on n.id = ts.source_id
     where ts.torrent_id = t.id) as sources,
  case when c.torrent_id is not null then jsonb_build_object('correctedAt', ${iso("c.corrected_at")})
    || case when $3 then jsonb_build_object('correctedBy', c.corrected_by) else '{}' end
    || case when c.attributes is null then '{}'
         else jsonb_build_object('attributes', c.attributes) end
    || jsonb_strip_nulls(jsonb_build_object('title', c.title, 'contentType', c.content_type,
         'categories', to_jsonb(c.categories), 'tags', to_jsonb(c.tags), 'hidden', c.is_hidden,
         'verdict', c.verdict))
  end as correction
from torrents t
left join torrent_files f on f.torrent_id = t.id and f.torrent_id > $1
left join torrent_stats s on s.torrent_id = t.id and s.torrent_id > $1
left join torrent_external_ids x on x.torrent_id = t.id and x.torrent_id > $1
left join torrent_corrections c on c.torrent_id = t.id and c.torrent_id > $1
left join torrent_metainfo m on m.torrent_id = t.id and m.torrent_id > $1
where t.id > $1 order by t.id limit $2`;

const SELECT_METAINFO = `
select info, piece_layers as "pieceLayers", is_canonical as "isCanonical",
  private_trackers as "privateTrackers", uploaded_by as "uploadedBy"
from torrent_metainfo where torrent_id = $1`;

interface MetainfoRow {
  info: Buffer;
  pieceLayers: Buffer | null;
  isCanonical: boolean;
  privateTrackers: string[] | null;
  uploadedBy: string | null;
}

/**
 * Reads every torrent in the order of its entry, a page at a time, so that memory is bounded and no
 * long transaction holds up the database. What enters meanwhile comes last.
 */
export async function* exportTorrents(
  ctx: Context,
  options: ExportOptions = {},
): AsyncGenerator<ExportRecord, void> {
  const { withSecrets = false, withMetainfo = withSecrets } = options;
  for (let afterId = 0; ;) {
    // Not prepared: a plan for any page would not know how small this one is.
    const { rows } = await ctx.db.$client.query<ExportRow>(SELECT_PAGE, [
      afterId,
      PAGE_SIZE,
      withSecrets,
    ]);
    for (const row of rows) {
      const record = toRecord(row);
      const metainfo =
        withMetainfo && row.hasMetainfo ? await loadMetainfo(ctx, row.id, withSecrets) : undefined;
      yield metainfo === undefined ? record : { ...record, metainfo };
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE_SIZE) return;
    afterId = last.id;
  }
}

/** How many torrents an export will hold. */
export async function countTorrents(ctx: Context): Promise<number> {
  const { rows } = await ctx.db.$client.query<{ count: number }>(
    "select count(*) as count from torrents",
  );
  return Number(rows[0]?.count ?? 0);
}

function toRecord(row: ExportRow): ExportRecord {
  const infoHash = row.infoHash.toString("hex");
  const infoHashV2 = row.infoHashV2?.toString("hex");
  const isV2Only = infoHashV2?.startsWith(infoHash) === true;
  const sources = row.sources ?? [];
  const [first] = sources;
  return {
    ...(isV2Only ? {} : { infoHash }),
    ...withoutNulls({
      infoHashV2,
      title: row.title,
      size: row.size,
      magnet: row.size === null ? magnetOf(infoHash, infoHashV2, isV2Only) : null,
      files: row.files === null ? null : unpackFiles(row.files),
      category: row.categories,
      publishedAt: row.publishedAt,
      trackers: row.trackers,
      seeders: row.seeders,
      leechers: row.leechers,
      snatches: row.snatches,
      checkedAt: row.checkedAt,
      source: first === undefined ? null : sourceOf(first),
      correction: row.correction,
    }),
    ...readExternalIds(row),
    title: row.title,
    isTitleDerived: row.isTitleDerived,
    fileCount: row.fileCount,
    private: row.isPrivate,
    indexedAt: row.indexedAt,
    sources,
  };
}

function sourceOf({ name, url }: ExportRecord["sources"][number]): ExportRecord["source"] {
  return url === undefined ? { name } : { name, url };
}

function magnetOf(infoHash: string, infoHashV2: string | undefined, isV2Only: boolean): string {
  return isV2Only ? `magnet:?xt=urn:btmh:1220${infoHashV2}` : `magnet:?xt=urn:btih:${infoHash}`;
}

async function loadMetainfo(
  ctx: Context,
  torrentId: number,
  withSecrets: boolean,
): Promise<ExportRecord["metainfo"]> {
  const { rows } = await ctx.db.$client.query<MetainfoRow>(SELECT_METAINFO, [torrentId]);
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    info: toBase64(row.info),
    ...(row.pieceLayers === null ? {} : { pieceLayers: toBase64(row.pieceLayers) }),
    isCanonical: row.isCanonical,
    ...(withSecrets
      ? withoutNulls({ privateTrackers: row.privateTrackers, uploadedBy: row.uploadedBy })
      : {}),
  };
}

function toBase64(deflated: Buffer): string {
  return inflateSync(deflated, { maxOutputLength: MAX_INFO_BYTES }).toString("base64");
}

function readExternalIds({ externalIds }: ExportRow): Partial<ExportRecord> {
  return Object.fromEntries(
    Object.entries(CATALOGUE_FIELDS).flatMap(([name, field]) => {
      const value = externalIds?.[name];
      return value === null || value === undefined ? [] : [[field, value]];
    }),
  );
}

type NonNull<T> = { [K in keyof T]?: NonNullable<T[K]> };

function withoutNulls<T extends Record<string, unknown>>(fields: T): NonNull<T> {
  // Only fields with a value are left.
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as NonNull<T>;
}
