import { transaction, type Database } from "@minato/database";
import type { PoolClient } from "pg";

/**
 * An append-only table that its migration partitioned by month of its column `at`, with a default
 * partition that takes what no month does: an insert never fails for want of a partition.
 */
export interface MonthlyHistory {
  readonly table: string;
}

/** One month of a history. */
export interface MonthPartition {
  readonly name: string;
  /** First day of the month, UTC. */
  readonly month: Date;
}

/** Months that exist before they begin. */
const MONTHS_AHEAD = 2;
/** Two processes must not make the same partition. */
const PARTITION_LOCK = 7_420_004;

/**
 * Makes the partitions of this month and the next ones, moving rows that went to the default
 * partition meanwhile, and gives the names of those it made.
 */
export async function ensurePartitions(
  db: Database,
  { table }: MonthlyHistory,
  now: Date,
): Promise<string[]> {
  const wanted = Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => addMonths(now, ahead));
  const existing = new Set((await listPartitions(db, { table })).map(({ name }) => name));
  const missing = wanted.filter((month) => !existing.has(partitionName(table, month)));
  if (missing.length === 0) return [];
  return transaction(db.$client, async (client) => {
    await client.query("select pg_advisory_xact_lock($1)", [PARTITION_LOCK]);
    const made: string[] = [];
    for (const month of missing) {
      if (await makePartition(client, table, month)) made.push(partitionName(table, month));
    }
    return made;
  });
}

/** Drops the months that lie more than `keepMonths` before this one, and gives their names. */
export async function dropPartitions(
  db: Database,
  { table }: MonthlyHistory,
  now: Date,
  keepMonths: number,
): Promise<string[]> {
  const oldest = addMonths(now, -keepMonths);
  const expired = (await listPartitions(db, { table })).filter(({ month }) => month < oldest);
  for (const { name } of expired) await db.$client.query(`drop table if exists ${quote(name)}`);
  await db.$client.query(`delete from ${quote(`${table}_default`)} where at < $1`, [oldest]);
  return expired.map(({ name }) => name);
}

/** The months a history has, the oldest first; the default partition is not among them. */
export async function listPartitions(
  db: Database,
  { table }: MonthlyHistory,
): Promise<MonthPartition[]> {
  const { rows } = await db.$client.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = $1::regclass order by c.relname`,
    [table],
  );
  return rows.flatMap(({ name }) => {
    const [, year, month] = /_(\d{4})_(\d{2})$/.exec(name) ?? [];
    return year === undefined ? [] : [{ name, month: new Date(`${year}-${month}-01T00:00:00Z`) }];
  });
}

/** False when another process was faster. */
async function makePartition(client: PoolClient, table: string, month: Date): Promise<boolean> {
  const name = partitionName(table, month);
  const { rows } = await client.query<{ exists: boolean }>(
    "select to_regclass($1) is not null as exists",
    [name],
  );
  if (rows[0]?.exists === true) return false;
  const bounds = [month.toISOString(), addMonths(month, 1).toISOString()];
  // Made apart and then attached: a partition cannot begin where the default one holds rows.
  await client.query(
    `create table ${quote(name)} (like ${quote(table)} including defaults including constraints)`,
  );
  await client.query(
    `with moved as (delete from ${quote(`${table}_default`)} where at >= $1 and at < $2 returning *)
     insert into ${quote(name)} select * from moved`,
    bounds,
  );
  await client.query(
    `alter table ${quote(table)} attach partition ${quote(name)}
     for values from ('${bounds[0]}') to ('${bounds[1]}')`,
  );
  return true;
}

function partitionName(table: string, month: Date): string {
  return `${table}_${month.toISOString().slice(0, 7).replace("-", "_")}`;
}

/** The first day of the month this many months after the date's own, UTC. */
function addMonths(date: Date, months: number): Date {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
