/**
 * Reads bitmagnet's database: tables torrents, torrent_files, torrents_torrent_sources,
 * torrent_sources, torrent_contents and content_attributes, as its migrations describe them
 * (https://github.com/bitmagnet-io/bitmagnet/tree/main/migrations).
 */
import { AppError } from "@minato/kit";
import { Client } from "pg";

import type { ForeignTorrent } from "./foreign-record.ts";
import type { ForeignIndex, ForeignPage } from "./import-foreign.ts";

/** Torrents a statement: few, because each may have very many files. */
const PAGE_SIZE = 100;
const CONNECT_TIMEOUT_MS = 10_000;
const FIRST_POSITION = "";

const TABLES = [
  "torrents",
  "torrent_files",
  "torrents_torrent_sources",
  "torrent_sources",
  "torrent_contents",
  "content_attributes",
];

interface BitmagnetRow {
  infoHash: string;
  name: string;
  size: number;
  isPrivate: boolean;
  isSingleFile: boolean | null;
  files: { path: string; size: number }[] | null;
  discoveredAt: string;
  sources: ForeignTorrent["sources"] | null;
  content: { type: string | null; source: string | null; id: string | null } | null;
  otherIds: Record<string, string> | null;
}

const iso = (column: string) =>
  `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** A torrent may be matched to several works: one with an identifier tells most. */
const SELECT_PAGE = (isSingleFile: string) => `
select encode(t.info_hash, 'hex') as "infoHash", t.name, t.size::float8 as size,
  t.private as "isPrivate", ${isSingleFile} as "isSingleFile", ${iso("t.created_at")} as "discoveredAt",
  (select jsonb_agg(jsonb_build_object('path', f.path, 'size', f.size) order by f.index)
     from (select * from torrent_files f where f.info_hash = t.info_hash
           order by f.index limit 20000) f) as files,
  (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('name', s.source,
       'firstSeenAt', ${iso("s.created_at")}, 'lastSeenAt', ${iso("s.updated_at")},
       'seeders', s.seeders, 'leechers', s.leechers, 'publishedAt', ${iso("s.published_at")})
     ) order by s.created_at, s.source)
     from torrents_torrent_sources s where s.info_hash = t.info_hash) as sources,
  jsonb_build_object('type', c.content_type, 'source', c.content_source, 'id', c.content_id)
    as content,
  (select jsonb_object_agg(a.source, a.value) from content_attributes a
     where a.content_type = c.content_type and a.content_source = c.content_source
       and a.content_id = c.content_id and a.key = 'id') as "otherIds"
from (select * from torrents t where t.info_hash > decode($1, 'hex')
      order by t.info_hash limit ${PAGE_SIZE}) t
left join lateral (
  select c.content_type, c.content_source, c.content_id from torrent_contents c
  where c.info_hash = t.info_hash order by c.content_id is null, c.content_type, c.content_id limit 1
) c on true
order by t.info_hash`;

/**
 * Opens bitmagnet's database for reading.
 * @throws {AppError} BAD_REQUEST when it cannot be reached or is none
 */
export async function openBitmagnet(url: string): Promise<ForeignIndex> {
  const where = describe(url);
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: "minato-import",
    options: "-c default_transaction_read_only=on",
  });
  // A lost connection also fails the query that waits for it.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const select = SELECT_PAGE(await checkTables(client, where));
    const { rows } = await client.query<{ count: number }>(
      "select greatest(reltuples, 0)::float8 as count from pg_class where oid = 'torrents'::regclass",
    );
    return {
      origin: `bitmagnet ${where}`,
      total: Math.round(rows[0]?.count ?? 0),
      pages: (position) => readPages(client, select, position ?? FIRST_POSITION),
      close: () => client.end(),
    };
  } catch (error) {
    await client.end().catch(() => undefined);
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new AppError("BAD_REQUEST", `bitmagnet's database at ${where}: ${reason}`, {
      cause: error,
    });
  }
}

/** Checks that the tables are there, and says how this version tells torrents of a single file. */
async function checkTables(client: Client, where: string): Promise<string> {
  const { rows: missing } = await client.query<{ name: string }>(
    "select name from unnest($1::text[]) name where to_regclass(name) is null",
    [TABLES],
  );
  if (missing[0] !== undefined) {
    throw new AppError(
      "BAD_REQUEST",
      `${where} is no database of bitmagnet: table ${missing[0].name} is missing`,
    );
  }
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = 'torrents'::regclass and attnum > 0 and not attisdropped`,
  );
  const columns = new Set(rows.map(({ name }) => name));
  if (columns.has("files_status")) return "t.files_status::text = 'single'";
  return columns.has("single_file") ? "t.single_file" : "false";
}

async function* readPages(
  client: Client,
  select: string,
  from: string,
): AsyncGenerator<ForeignPage, void> {
  for (let position = from; ;) {
    const { rows } = await client.query<BitmagnetRow>(select, [position]);
    const last = rows.at(-1);
    if (last === undefined) return;
    position = last.infoHash;
    yield { position, torrents: rows.map(toTorrent) };
  }
}

function toTorrent(row: BitmagnetRow): ForeignTorrent {
  const { content } = row;
  const own =
    content?.source == null || content.id === null ? {} : { [content.source]: content.id };
  return {
    infoHash: row.infoHash,
    name: row.name,
    size: row.size,
    isPrivate: row.isPrivate,
    files: row.files ?? (row.isSingleFile === true ? [{ path: row.name, size: row.size }] : []),
    discoveredAt: row.discoveredAt,
    sources: row.sources ?? [],
    contentType: content?.type ?? undefined,
    contentIds: { ...row.otherIds, ...own },
  };
}

/** Names the server for messages and for the cursor: no user, no password. */
function describe(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new AppError(
      "BAD_REQUEST",
      "expected the address of bitmagnet's database: postgres://user:password@host:port/bitmagnet",
    );
  }
  const host = url.searchParams.get("host") ?? url.hostname;
  return `${host}:${url.port || "5432"}${url.pathname}`;
}
