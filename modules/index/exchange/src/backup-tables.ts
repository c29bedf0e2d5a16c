import type { PoolClient } from "pg";
import { escapeIdentifier } from "pg";

/** A table of a backup. */
export interface BackupTable {
  schema: string;
  name: string;
  columns: string[];
}

/** A sequence and the last number it gave out. */
export interface BackupSequence {
  schema: string;
  name: string;
  lastValue: string;
}

/** Schemas of the server, of the job queue and of the migrations, which the program makes itself. */
const FOREIGN_SCHEMAS = ["information_schema", "pgboss", "drizzle"];

/**
 * Tables that mean nothing elsewhere: transaction ids are those of one server, files of backups
 * lie on one machine, and workers are running processes.
 */
const LOCAL_TABLES = ["torrent_changes", "change_feed", "backup_runs", "restore_runs", "workers"];

/** Partitions are read and written through their table; generated columns make themselves. */
const LIST_TABLES = `
select n.nspname as schema, c.relname as name,
  (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  ) as columns
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
  and n.nspname !~ '^pg_' and n.nspname <> all($1::text[])
  and not (n.nspname = 'public' and c.relname = any($2::text[]))
order by n.nspname, c.relname`;

const LIST_REFERENCES = `
select c.conrelid::regclass::oid as child, c.confrelid::regclass::oid as parent,
  cn.nspname || '.' || cc.relname as "childName", pn.nspname || '.' || pc.relname as "parentName"
from pg_constraint c
join pg_class cc on cc.oid = c.conrelid join pg_namespace cn on cn.oid = cc.relnamespace
join pg_class pc on pc.oid = c.confrelid join pg_namespace pn on pn.oid = pc.relnamespace
where c.contype = 'f' and c.conrelid <> c.confrelid`;

const LIST_SEQUENCES = `
select schemaname as schema, sequencename as name, last_value::text as "lastValue"
from pg_sequences
where last_value is not null and schemaname !~ '^pg_' and schemaname <> all($1::text[])
order by 1, 2`;

/** The tables of the program, referenced ones first. */
export async function listTables(client: PoolClient): Promise<BackupTable[]> {
  const { rows: tables } = await client.query<BackupTable>(LIST_TABLES, [
    FOREIGN_SCHEMAS,
    LOCAL_TABLES,
  ]);
  const { rows: references } = await client.query<{ childName: string; parentName: string }>(
    LIST_REFERENCES,
  );
  const sorted: BackupTable[] = [];
  let waiting = tables;
  while (waiting.length > 0) {
    const names = new Set(waiting.map(nameOf));
    const isFree = (table: BackupTable) =>
      !references.some(
        ({ childName, parentName }) => childName === nameOf(table) && names.has(parentName),
      );
    const free = waiting.filter(isFree);
    if (free.length === 0) throw new Error(`tables refer to each other: ${[...names].join(", ")}`);
    sorted.push(...free);
    waiting = waiting.filter((table) => !free.includes(table));
  }
  return sorted;
}

/** The sequences of the program that gave out numbers. */
export async function listSequences(client: PoolClient): Promise<BackupSequence[]> {
  const { rows } = await client.query<BackupSequence>(LIST_SEQUENCES, [FOREIGN_SCHEMAS]);
  return rows.filter(({ name }) => !LOCAL_TABLES.some((table) => name.startsWith(`${table}_`)));
}

/** The migrations that were applied, oldest first. */
export async function listMigrations(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select name from drizzle.__drizzle_migrations order by name",
  );
  return rows.map(({ name }) => name);
}

/** `schema.table`, for messages and comparison. */
export function nameOf({ schema, name }: Pick<BackupTable, "schema" | "name">): string {
  return `${schema}.${name}`;
}

/** A table's name as SQL. */
export function quoteTable({ schema, name }: Pick<BackupTable, "schema" | "name">): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;
}

/** A table's columns as SQL. */
export function quoteColumns({ columns }: Pick<BackupTable, "columns">): string {
  return columns.map((column) => escapeIdentifier(column)).join(", ");
}
