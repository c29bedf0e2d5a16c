import type { Database } from "@minato/database";
import type { PoolClient } from "pg";

/** The tables that ingest fills, each with how `unnest` gives its columns their types. */
const TABLES = {
  torrents: {
    size: "bigint",
    indexed_at: "timestamptz",
    published_at: "timestamptz",
    id: "int",
    file_count: "int",
    is_private: "bool",
    is_title_derived: "bool",
    info_hash: "bytea",
    info_hash_v2: "bytea",
    title: "text",
    given_categories: "int[]",
    tracker_ids: "int[]",
    document: "words",
  },
  torrent_files: { torrent_id: "int", files: "bytea" },
  torrent_sources: {
    first_seen_at: "timestamptz",
    last_seen_at: "timestamptz",
    checked_at: "timestamptz",
    torrent_id: "int",
    source_id: "int",
    seeders: "int",
    leechers: "int",
    snatches: "int",
    url: "text",
  },
  torrent_stats: {
    checked_at: "timestamptz",
    torrent_id: "int",
    seeders: "int",
    leechers: "int",
    snatches: "int",
  },
  torrent_external_ids: { torrent_id: "int", imdb: "int", tmdb: "int", tvdb: "int", tvmaze: "int" },
} as const;

type Table = keyof typeof TABLES;
const NAMES = Object.keys(TABLES) as Table[];
const BATCH = 1000;

/** Makes empty copies of the tables, with the same indexes and settings, in a schema of their own. */
export async function createCopies(db: Database, schema: string): Promise<void> {
  const { $client: client } = db;
  await client.query(`drop schema if exists ${schema} cascade; create schema ${schema}`);
  for (const table of NAMES) {
    await client.query(`create table ${schema}.${table} (like public.${table} including all)`);
    const { rows } = await client.query<{ options: string | null }>(
      `select array_to_string(reloptions, ', ') as options from pg_class
       where oid = 'public.${table}'::regclass`,
    );
    const options = rows[0]?.options;
    if (options) await client.query(`alter table ${schema}.${table} set (${options})`);
  }
}

/**
 * Writes what ingest stored of torrents with ids above `after` into the copies, with one bare
 * `unnest` statement a table and thousand torrents, each thousand in a transaction. Reading them
 * first is not counted. Answers seconds.
 */
export async function unnestRows(
  db: Database,
  schema: string,
  after: number,
  until: number,
): Promise<number> {
  return writeInSteps(db, schema, after, until, BATCH);
}

/** The same one torrent at a time, each in a transaction of its own. Answers seconds. */
export async function insertOneByOne(
  db: Database,
  schema: string,
  after: number,
  until: number,
): Promise<number> {
  return writeInSteps(db, schema, after, until, 1);
}

/** The same by COPY from files that the server wrote before, one a table. Answers seconds. */
export async function copyRows(
  db: Database,
  schema: string,
  after: number,
  until: number,
): Promise<number> {
  const { $client: client } = db;
  for (const table of NAMES) {
    const key = table === "torrents" ? "id" : "torrent_id";
    await client.query(
      `copy (select * from public.${table} where ${key} > ${after} and ${key} <= ${until}
        order by ${key}) to program 'cat > ${copyFile(table)}' (format binary)`,
    );
  }
  const started = performance.now();
  for (const table of NAMES) {
    await client.query(
      `copy ${schema}.${table} from program 'cat ${copyFile(table)}; rm ${copyFile(table)}' (format binary)`,
    );
  }
  return (performance.now() - started) / 1000;
}

async function writeInSteps(
  db: Database,
  schema: string,
  after: number,
  until: number,
  step: number,
): Promise<number> {
  let elapsed = 0;
  const client = await db.$client.connect();
  try {
    for (let from = after; from < until; from += step) {
      const values = await readColumns(client, from, Math.min(until, from + step));
      const started = performance.now();
      await client.query("begin");
      for (const [table, columns] of values) {
        if (columns[0]?.length === 0) continue;
        const text = insertStatement(schema, table);
        await client.query({ name: `${schema}-${table}`, text, values: columns });
      }
      await client.query("commit");
      elapsed += performance.now() - started;
    }
  } finally {
    client.release();
  }
  return elapsed / 1000;
}

/** In the server's own directory. */
function copyFile(table: Table): string {
  return `bench-${table}.copy`;
}

/** Values by column of the torrents with ids above `after` up to `until`. */
async function readColumns(
  client: PoolClient,
  after: number,
  until: number,
): Promise<Map<Table, unknown[][]>> {
  const columns = new Map<Table, unknown[][]>();
  for (const table of NAMES) {
    const key = table === "torrents" ? "id" : "torrent_id";
    const { rows } = await client.query<unknown[]>({
      text: `select ${selectList(table)} from public.${table}
        where ${key} > $1 and ${key} <= $2 order by ${key}`,
      values: [after, until],
      rowMode: "array",
    });
    columns.set(
      table,
      Object.keys(TABLES[table]).map((_, index) => rows.map((row) => row[index])),
    );
  }
  return columns;
}

function selectList(table: Table): string {
  return Object.entries(TABLES[table])
    .map(([name, type]) => {
      if (type === "words") return `array_to_string(tsvector_to_array(${name}), ' ')`;
      // Arrays of arrays lose their borders in `unnest`.
      return type.endsWith("[]") ? `${name}::text` : name;
    })
    .join(", ");
}

function insertStatement(schema: string, table: Table): string {
  const columns = Object.entries(TABLES[table]);
  const names = columns.map(([name]) => name).join(", ");
  const given = columns.map(([, type], index) => {
    const isText = type === "words" || type.endsWith("[]");
    return `$${index + 1}::${isText ? "text" : type}[]`;
  });
  const selected = columns.map(([name, type]) => {
    if (type === "words") return `array_to_tsvector(string_to_array(u.${name}, ' '))`;
    return type.endsWith("[]") ? `u.${name}::${type}` : `u.${name}`;
  });
  const overriding = table === "torrents" ? "overriding system value" : "";
  return `insert into ${schema}.${table} (${names}) ${overriding}
    select ${selected.join(", ")} from unnest(${given.join(", ")}) u(${names})`;
}
