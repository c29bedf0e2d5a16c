import type { Context } from "@minato/kit";
import { z } from "zod";

import "./context.ts";

const MAX_TABLES = 200;
const MAX_INDEXES = 500;
/** A smaller index costs too little to be worth a remark. */
const REMARKABLE_BYTES = 1024 * 1024;

/** A table with what it takes and how well it is looked after. */
export const TableStats = z.object({
  name: z.string(),
  bytes: z.int().describe("With indexes and large values"),
  indexBytes: z.int(),
  rows: z.int().describe("Estimated by PostgreSQL"),
  deadRows: z.int(),
  lastVacuumAt: z.iso.datetime().nullable(),
  lastAutovacuumAt: z.iso.datetime().nullable(),
  lastAnalyzeAt: z.iso.datetime().nullable(),
});

/** An index with what it takes and whether it earns it. */
export const IndexHealth = z.object({
  name: z.string(),
  table: z.string(),
  bytes: z.int(),
  scans: z.int().describe("Since the server's statistics began"),
  isValid: z.boolean(),
  isUnused: z.boolean().describe("Never read, enforces nothing and takes more than 1 MiB"),
  bloatBytes: z.int().nullable().describe("Estimated for B-trees; null when nothing is known"),
});

/** What the database takes and how well it is. */
export const DatabaseStats = z.object({
  bytes: z.int(),
  walBytes: z.int().nullable().describe("null when the server does not tell this user"),
  statsSince: z.iso.datetime().nullable(),
  tables: z.array(TableStats),
  indexes: z.array(IndexHealth),
});

/** What the database takes and how well it is. */
export type DatabaseStats = z.output<typeof DatabaseStats>;

const INSTANT = `to_char(%s at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const instant = (column: string) => INSTANT.replace("%s", () => column);

const TABLES = `
select case when schemaname = 'public' then relname else schemaname || '.' || relname end as name,
  pg_total_relation_size(relid) as bytes, pg_indexes_size(relid) as "indexBytes",
  n_live_tup as rows, n_dead_tup as "deadRows",
  ${instant("last_vacuum")} as "lastVacuumAt", ${instant("last_autovacuum")} as "lastAutovacuumAt",
  ${instant("greatest(last_analyze, last_autoanalyze)")} as "lastAnalyzeAt"
from pg_stat_user_tables order by bytes desc limit ${MAX_TABLES}`;

/**
 * A B-tree needs for each entry its values, 8 bytes of header and 4 of pointer, in pages that are
 * filled to nine tenths. Values that repeat are stored once, so the estimate errs on the low side.
 */
const INDEXES = `
select case when s.schemaname = 'public' then c.relname else s.schemaname || '.' || c.relname end as name,
  s.relname as table, pg_relation_size(c.oid) as bytes, s.idx_scan as scans,
  i.indisvalid as "isValid",
  s.idx_scan = 0 and not i.indisunique and pg_relation_size(c.oid) > ${REMARKABLE_BYTES} as "isUnused",
  case when a.amname = 'btree' and c.reltuples >= 0 and w.width is not null then
    greatest(0, pg_relation_size(c.oid) - 8192 * (1 + ceil(c.reltuples * (w.width + 12) / 7340)))::int8
  end as "bloatBytes"
from pg_stat_user_indexes s
join pg_class c on c.oid = s.indexrelid
join pg_index i on i.indexrelid = s.indexrelid
join pg_am a on a.oid = c.relam
cross join lateral (
  select case when count(*) = count(p.avg_width) then sum(p.avg_width) end as width
  from unnest(i.indkey[0:i.indnkeyatts - 1]) as k (attnum)
  left join pg_attribute t on t.attrelid = s.relid and t.attnum = k.attnum
  left join pg_stats p on p.schemaname = s.schemaname and p.tablename = s.relname
    and p.attname = t.attname
) w
order by bytes desc limit ${MAX_INDEXES}`;

const WHOLE = `
select pg_database_size(current_database()) as bytes,
  (select ${instant("stats_reset")} from pg_stat_database where datname = current_database())
    as "statsSince",
  has_function_privilege('pg_ls_waldir()', 'execute') as "mayReadWal"`;

/** What the database takes, table by table; shared by everyone who asks at about the same time. */
export function loadDatabaseStats(ctx: Context): Promise<DatabaseStats> {
  return ctx.figures.get("database", async () => {
    const pool = ctx.db.$client;
    const [whole, tables, indexes] = await Promise.all([
      pool.query<{ bytes: number; statsSince: string | null; mayReadWal: boolean }>(WHOLE),
      pool.query(TABLES),
      pool.query(INDEXES),
    ]);
    const { mayReadWal = false, ...rest } = whole.rows[0] ?? {};
    const wal = mayReadWal
      ? await pool.query<{ bytes: number }>("select sum(size)::int8 as bytes from pg_ls_waldir()")
      : undefined;
    return DatabaseStats.parse({
      ...rest,
      walBytes: wal?.rows[0]?.bytes ?? null,
      tables: tables.rows,
      indexes: indexes.rows,
    });
  });
}
