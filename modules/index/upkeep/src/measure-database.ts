import type { Context } from "@minato/kit";
import { z } from "zod";

/** One table with its indexes and what PostgreSQL stores outside of its rows. */
export interface TableSize {
  name: string;
  /** Bytes in files, everything included. */
  bytes: number;
  /** Bytes that hold something; the rest can be used again without growing. */
  liveBytes: number;
}

/** What the database takes. */
export const DatabaseSize = z.object({
  totalBytes: z.int().describe("The database in files, indexes included"),
  liveBytes: z.int().describe("Without what PostgreSQL can use again; an estimate"),
  reusableBytes: z.int().describe("Free space inside the files; an estimate"),
  purgatoryBytes: z.int().describe("Live bytes of deleted torrents that can be brought back"),
});

/** What the database takes. */
export type DatabaseSize = z.output<typeof DatabaseSize>;

/** Smaller tables count in full: there is nothing to gain. */
const SMALL_BYTES = 128 * 1024;
const PAGE_BYTES = 8192;
/** A page without its header. */
const USABLE_BYTES = 8168;
/** Header of a row and its pointer in the page. */
const ROW_OVERHEAD = 28;
/** A piece of a value kept outside of its row, four of which fill a page. */
const PIECE_BYTES = 2042;

interface TableRow {
  name: string;
  heapBytes: number;
  indexBytes: number;
  pieceBytes: number;
  bytes: number;
  rows: number | null;
  pieces: number | null;
  /** Mean width of a row's values; null until the table was analysed. */
  width: number | null;
  fillFactor: number;
}

/**
 * Statistics of use are lost in a crash; the catalogue then still has the number of rows of the last
 * vacuum. A table that was never analysed has no widths.
 */
const SELECT = `
select c.relname as name, pg_relation_size(c.oid) as "heapBytes",
  pg_indexes_size(c.oid) as "indexBytes", coalesce(pg_relation_size(p.oid), 0) as "pieceBytes",
  pg_total_relation_size(c.oid) as bytes,
  case when s.n_live_tup + s.n_dead_tup > 0 then s.n_live_tup
    when c.reltuples >= 0 then c.reltuples::bigint end as rows,
  case when ps.n_live_tup + ps.n_dead_tup > 0 then ps.n_live_tup
    when p.reltuples >= 0 then p.reltuples::bigint end as pieces,
  (select sum(w.avg_width * (1 - w.null_frac))::float8 from pg_stats w
     where w.schemaname = n.nspname and w.tablename = c.relname and not w.inherited) as width,
  coalesce(substring(array_to_string(c.reloptions, ' ') from 'fillfactor=(\\d+)')::int, 100)
    as "fillFactor"
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_stat_all_tables s on s.relid = c.oid
left join pg_class p on p.oid = c.reltoastrelid
left join pg_stat_all_tables ps on ps.relid = p.oid
where c.relkind = 'r' and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
order by pg_total_relation_size(c.oid) desc, c.relname`;

/** Estimates how much of each table is in use, from the statistics PostgreSQL keeps anyway. */
export async function measureTables(ctx: Context): Promise<TableSize[]> {
  const { rows } = await ctx.db.$client.query<TableRow>(SELECT);
  return rows.map((row) => ({
    name: row.name,
    bytes: Number(row.bytes),
    liveBytes: estimateLiveBytes(row),
  }));
}

/** The database as a whole and table by table. */
export interface MeasuredDatabase {
  size: DatabaseSize;
  tables: TableSize[];
}

/** Measures the database as a whole. */
export async function measureDatabase(ctx: Context): Promise<MeasuredDatabase> {
  const tables = await measureTables(ctx);
  const { rows } = await ctx.db.$client.query<{ bytes: number }>(
    "select pg_database_size(current_database()) as bytes",
  );
  const totalBytes = Number(rows[0]?.bytes ?? 0);
  const reusableBytes = tables.reduce((sum, table) => sum + table.bytes - table.liveBytes, 0);
  const purgatory = tables.find(({ name }) => name === "purgatory");
  return {
    tables,
    size: {
      totalBytes,
      reusableBytes,
      liveBytes: Math.max(0, totalBytes - reusableBytes),
      purgatoryBytes: purgatory === undefined ? 0 : purgatory.liveBytes,
    },
  };
}

/** Rows times their width; indexes are as full as their table. */
function estimateLiveBytes(row: TableRow): number {
  const { heapBytes, indexBytes, pieceBytes, bytes } = row;
  if (bytes < SMALL_BYTES || row.rows === null || row.width === null) return bytes;
  const rowBytes = Math.ceil((ROW_OVERHEAD + row.width) / 8) * 8;
  const perPage = Math.max(1, Math.floor((USABLE_BYTES * row.fillFactor) / 100 / rowBytes));
  const liveHeap = Math.min(heapBytes, Math.ceil(row.rows / perPage) * PAGE_BYTES);
  const livePieces = Math.min(pieceBytes, (row.pieces ?? Number.POSITIVE_INFINITY) * PIECE_BYTES);
  const share = heapBytes === 0 ? 1 : liveHeap / heapBytes;
  // Maps of free space and the index of the pieces are what is left.
  const rest = bytes - heapBytes - indexBytes - pieceBytes;
  return Math.round(liveHeap + livePieces + indexBytes * share + rest);
}
