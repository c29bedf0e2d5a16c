import { escapeIdentifier, type PoolClient } from "pg";

/** A row of a table as PostgreSQL writes it in JSON. */
export type JsonRow = Record<string, unknown>;

/** The columns of tables by name. */
export type TableColumns = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the columns that tables have now; a row kept for days may be from before a migration. */
export async function loadColumns(
  client: PoolClient,
  tables: readonly string[],
): Promise<TableColumns> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select table_name::text as table, array_agg(column_name::text) as columns
     from information_schema.columns
     where table_schema = 'public' and table_name = any($1::text[]) group by 1`,
    [tables],
  );
  return new Map(rows.map(({ table, columns }) => [table, new Set(columns)]));
}

/**
 * Inserts rows as they are, ids included, where nothing is in their way; answers the ids of those
 * that went in when the table has any. With `words` the search document is made anew.
 */
export async function insertRows(
  client: PoolClient,
  columns: TableColumns,
  table: string,
  rows: readonly JsonRow[],
  words?: readonly string[],
): Promise<number[]> {
  const ids: number[] = [];
  for (const [names, group] of groupByColumns(rows, columns.get(table) ?? new Set())) {
    const list = names.map(escapeIdentifier);
    const values = list.map((name) => `r.${name}`);
    const hasId = names.includes("id");
    if (words !== undefined) {
      list.push("document");
      values.push("array_to_tsvector(string_to_array(u.words, ' '))");
    }
    const { rows: written } = await client.query<{ id: number }>(
      `insert into ${escapeIdentifier(table)} (${list.join(", ")}) overriding system value
       select ${values.join(", ")} from unnest($1::text[], $2::text[]) u(row, words),
         jsonb_populate_record(null::${escapeIdentifier(table)}, u.row::jsonb) r
       on conflict do nothing ${hasId ? "returning id" : ""}`,
      [
        group.map((index) => JSON.stringify(rows[index])),
        group.map((index) => words?.[index] ?? null),
      ],
    );
    if (hasId) ids.push(...written.map(({ id }) => id));
  }
  return ids;
}

/** Rows that fill the same columns go together; columns that were dropped since are left out. */
function groupByColumns(
  rows: readonly JsonRow[],
  columns: ReadonlySet<string>,
): Iterable<[names: string[], indexes: number[]]> {
  const groups = new Map<string, [string[], number[]]>();
  rows.forEach((row, index) => {
    const names = Object.keys(row)
      .filter((name) => columns.has(name))
      .toSorted();
    const key = names.join(",");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [names, [index]]);
    else group[1].push(index);
  });
  return groups.values();
}
