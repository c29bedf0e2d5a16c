import type { SearchDocument } from "@minato/search-index";
import {
  contentTypeCodes,
  releaseSourceCodes,
  verdictCodes,
  videoCodecCodes,
} from "@minato/torrents/attribute-codes";
import { unpackFiles } from "@minato/torrents/file-list";
import type { Pool } from "pg";

import { readHdrFormats } from "../hdr-formats.ts";
import type { ColumnName } from "./index-schema.ts";

/** Names of files of a torrent that are indexed. */
const MAX_FILE_NAMES = 200;

/** A torrent as the statements below select it; lists are texts, which the driver reads fastest. */
interface DocumentRow {
  id: number;
  title: string;
  size: number | null;
  indexed: number;
  published: number | null;
  type: number | null;
  categories: string | null;
  year: number | null;
  resolution: number | null;
  codec: number | null;
  seasons: string | null;
  episodes: string | null;
  airDate: string | null;
  languages: string | null;
  group: string | null;
  seeders: number | null;
  sources: string[] | null;
  quality: number | null;
  verdict: number | null;
  tags: string | null;
  files: Buffer | null;
}

const SELECT = `
select t.id, t.title, t.size, extract(epoch from t.indexed_at)::float8 as indexed,
  extract(epoch from t.published_at)::float8 as published, a.content_type as type,
  array_to_string(a.categories, ',') as categories, a.year, a.resolution, a.video_codec as codec,
  array_to_string(a.seasons, ',') as seasons, array_to_string(a.episodes, ',') as episodes,
  a.air_date::text as "airDate", array_to_string(a.languages, ',') as languages,
  a.release_group as group, a.release_source as quality, s.seeders, a.verdict, array_to_string(a.tags, ',') as tags,
  (select array_agg(n.name) from torrent_sources ts join sources n on n.id = ts.source_id
   where ts.torrent_id = t.id) as sources,
  case when $2 then f.files end as files
from torrents t
left join torrent_attributes a on a.torrent_id = t.id
left join torrent_stats s on s.torrent_id = t.id
left join torrent_files f on $2 and f.torrent_id = t.id`;

/** What of a torrent is read. */
export interface DocumentOptions {
  withFileNames: boolean;
}

/** Loads torrents as documents, as they are now; those that are gone or hidden are left out. */
export async function loadDocuments(
  pool: Pool,
  ids: readonly number[],
  { withFileNames }: DocumentOptions,
): Promise<SearchDocument[]> {
  const { rows } = await pool.query<DocumentRow>({
    name: "search-documents",
    text: `${SELECT} where t.id = any($1::int[]) and a.is_hidden is not true`,
    values: [ids, withFileNames],
  });
  return rows.map(toDocument);
}

/** Loads the torrents behind an id, in the order of the ids. */
export async function loadDocumentsAfter(
  pool: Pool,
  afterId: number,
  limit: number,
  { withFileNames }: DocumentOptions,
): Promise<SearchDocument[]> {
  const { rows } = await pool.query<DocumentRow>({
    name: "search-documents-after",
    text: `${SELECT} where t.id > $1 and a.is_hidden is not true order by t.id limit $3`,
    values: [afterId, withFileNames, limit],
  });
  return rows.map(toDocument);
}

/** The seeders of torrents; those without a known number are left out. */
export async function loadSeeders(
  pool: Pool,
  ids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await pool.query<{ id: number; seeders: number }>({
    name: "search-seeders",
    text: `select torrent_id as id, seeders from torrent_stats
      where torrent_id = any($1::int[]) and seeders is not null`,
    values: [ids],
  });
  return new Map(rows.map(({ id, seeders }) => [id, seeders]));
}

function toDocument(row: DocumentRow): SearchDocument {
  const columns: Record<Exclude<ColumnName, "work">, string | number | string[] | undefined> = {
    type: contentTypeCodes.toName(row.type),
    category: split(row.categories),
    resolution: row.resolution === null ? undefined : `${row.resolution}p`,
    codec: videoCodecCodes.toName(row.codec),
    language: split(row.languages),
    group: row.group ?? undefined,
    source: row.sources ?? [],
    quality: releaseSourceCodes.toName(row.quality),
    hdr: readHdrFormats(row.title),
    verdict: verdictCodes.toName(row.verdict),
    tag: split(row.tags),
    year: row.year ?? undefined,
    season: [...split(row.seasons), ...writeAirDate(row.airDate)],
    episode: split(row.episodes),
    size: row.size ?? undefined,
    seeders: row.seeders ?? undefined,
    published: row.published ?? undefined,
    indexed: row.indexed,
  };
  const body = row.files === null ? undefined : readFileNames(row.files);
  return { id: row.id, title: row.title, columns, ...(body === undefined ? {} : { body }) };
}

/** The members of `season` that say when something aired. */
function writeAirDate(airDate: string | null): string[] {
  return airDate === null ? [] : [`d${airDate}`, `y${airDate.slice(0, 4)}`];
}

function split(list: string | null): string[] {
  return list === null || list === "" ? [] : list.split(",");
}

/** The last parts of the paths; folders repeat the title. */
function readFileNames(packed: Uint8Array): string[] {
  return unpackFiles(packed)
    .slice(0, MAX_FILE_NAMES)
    .map(({ path }) => path.slice(path.lastIndexOf("/") + 1));
}
