import type { SealedColumn } from "@minato/kit";
import { readKeyVersion, VaultError } from "@minato/vault";
import type { PoolClient } from "pg";

import type { SecretVault } from "./secret-vault.ts";

const BATCH = 200;

interface SealedRow {
  key: string[];
  sealed: string;
}

/** What became of the values of one column. */
export interface Resealed {
  done: number;
  /** Values that no key opens; they were left as they are. */
  unreadable: number;
}

type Queryable = Pick<PoolClient, "query">;

/**
 * Seals the values of a column under the newest key, in small steps: what was done stays done when
 * it is cut off, and the next time goes on with the rest. `isDone` is asked with the version of the
 * key that sealed a value, undefined for one that the secret itself sealed.
 */
export async function resealColumn(
  client: Queryable,
  vault: SecretVault,
  column: SealedColumn,
  isDone: (version: number | undefined) => boolean,
): Promise<Resealed> {
  const result: Resealed = { done: 0, unreadable: 0 };
  let after: string[] | undefined;
  for (;;) {
    const rows = await readRows(client, column, after);
    for (const row of rows) {
      if (isDone(readKeyVersion(row.sealed))) continue;
      const text = await tryOpen(vault, column.purpose, row.sealed);
      if (text === undefined) {
        result.unreadable++;
        continue;
      }
      await writeRow(client, column, row, await vault.seal(column.purpose, text));
      result.done++;
    }
    after = rows.at(-1)?.key;
    if (rows.length < BATCH) return result;
  }
}

/** Versions of the keys that sealed the values of a column. */
export async function readVersions(client: Queryable, column: SealedColumn): Promise<Set<number>> {
  const { rows } = await client.query<{ version: number }>(
    `select distinct substring(${valueOf(column)} from '^v2:(\\d{1,9}):')::int as version
     from ${column.table} where ${valueOf(column)} like 'v2:%'`,
  );
  return new Set(rows.map(({ version }) => version));
}

async function readRows(
  client: Queryable,
  column: SealedColumn,
  after: readonly string[] | undefined,
): Promise<SealedRow[]> {
  const key = column.key.map((name) => `${name}::text`).join(", ");
  const isAfter =
    after === undefined ? "" : `and (${key}) > (${after.map((_, at) => `$${at + 1}`).join(", ")})`;
  const { rows } = await client.query<SealedRow>(
    `select array[${key}] as key, ${valueOf(column)} as sealed from ${column.table}
     where ${valueOf(column)} is not null ${isAfter} order by ${key} limit ${BATCH}`,
    [...(after ?? [])],
  );
  return rows;
}

async function writeRow(
  client: Queryable,
  column: SealedColumn,
  { key, sealed }: SealedRow,
  resealed: string,
): Promise<void> {
  const matches = column.key.map((name, at) => `${name}::text = $${at + 3}`).join(" and ");
  const value = column.isJson === true ? "jsonb_build_object('sealed', $2::text)" : "$2";
  // Unless somebody changed it meanwhile: then it is sealed under the newest key already.
  await client.query(
    `update ${column.table} set ${column.column} = ${value}
     where ${valueOf(column)} = $1 and ${matches}`,
    [sealed, resealed, ...key],
  );
}

/** A text where a value is sealed, null elsewhere. */
function valueOf({ column, isJson }: SealedColumn): string {
  return isJson === true ? `(${column}->>'sealed')` : column;
}

async function tryOpen(
  vault: SecretVault,
  purpose: string,
  sealed: string,
): Promise<string | undefined> {
  try {
    return await vault.open(purpose, sealed);
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
