import path from "node:path";

import { connect, startPostgres } from "@minato/database";
import { createSearchIndex, createSearchPool, parseQuery } from "@minato/search-index";
import { tokenize } from "@minato/search-text";

import type { CorpusRecord } from "../corpus.ts";
import { toTsquery } from "../search-postgres.ts";
import { SEARCH_SCHEMA, toDocument } from "../search-schema.ts";
import { BATCH, listFileWords, type RankingEngine } from "./ranking-engine.ts";
import { startTantivyTexts } from "./tantivy-texts.ts";

const TEN = 10;

/** Fills our index, PostgreSQL full text and, where its binding is installed, Tantivy. */
export async function startEngines(
  directory: string,
  records: readonly CorpusRecord[],
): Promise<RankingEngine[]> {
  const own = await startOwn(path.join(directory, "own"), records);
  const postgres = await startPostgresTexts(directory, records);
  const tantivy = await startTantivyTexts(path.join(directory, "tantivy"), records);
  return tantivy === undefined ? [own, postgres] : [own, postgres, tantivy];
}

async function startOwn(
  directory: string,
  records: readonly CorpusRecord[],
): Promise<RankingEngine> {
  const index = await createSearchIndex({ directory, schema: { ...SEARCH_SCHEMA, hasBody: true } });
  for (let from = 0; from < records.length; from += BATCH) {
    const batch = records.slice(from, from + BATCH);
    await index.apply(
      batch.map((record, at) => ({ kind: "put", document: toDocument(from + at, record, true) })),
    );
  }
  await index.commit();
  await index.merge();
  const pool = createSearchPool({ index, timeoutMs: 60_000 });
  return {
    name: "own",
    async search(text) {
      return (await pool.search({ text: parseQuery(text, {}).text, limit: TEN })).ids;
    },
    async close() {
      await pool.close();
      await index.close();
    },
  };
}

/** Words of titles weigh 1, those of files 0.1, as PostgreSQL's classes A and D do. */
async function startPostgresTexts(
  directory: string,
  records: readonly CorpusRecord[],
): Promise<RankingEngine> {
  const postgres = await startPostgres({ directory: path.join(directory, "postgres") });
  const db = await connect(postgres.url, { max: 1, applicationName: "minato-bench" });
  const { $client: client } = db;
  await client.query(
    "create table documents (id int primary key, words tsvector not null, seeders int not null)",
  );
  for (let from = 0; from < records.length; from += BATCH) {
    const batch = records.slice(from, from + BATCH);
    await client.query(
      `insert into documents select i, setweight(to_tsvector('simple', title), 'A')
         || setweight(to_tsvector('simple', files), 'D'), s
       from unnest($1::int[], $2::text[], $3::text[], $4::int[]) rows(i, title, files, s)`,
      [
        batch.map((_, at) => from + at),
        batch.map(({ title }) => tokenize(title).join(" ")),
        batch.map((record) => listFileWords(record).join(" ")),
        batch.map(({ seeders = 0 }) => seeders),
      ],
    );
  }
  await client.query("create index on documents using gin (words)");
  await client.query("vacuum analyze documents");
  return {
    name: "PostgreSQL, ts_rank_cd",
    async search(text) {
      const { rows } = await client.query<{ id: number }>(
        `select id from documents where words @@ $1::tsquery
         order by ts_rank_cd(words, $1::tsquery, 1) desc, seeders desc, id desc limit ${TEN}`,
        [toTsquery(text)],
      );
      return rows.map(({ id }) => id);
    },
    async close() {
      await client.end();
      await postgres.stop();
    },
  };
}
