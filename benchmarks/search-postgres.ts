import path from "node:path";

import { connect, startPostgres } from "@minato/database";
import { tokenize, tokenizeQuery } from "@minato/search-text";

import { type BenchAnswer, type BenchEngine, type BenchQuery, PAGE } from "./search-engine.ts";

const INSERT = `insert into documents
  select i, array_to_tsvector(string_to_array(w, ' ')), s, c
  from unnest($1::int[], $2::text[], $3::int[], $4::int[]) as rows(i, w, s, c)`;

/** PostgreSQL full text over the same words, with the index that orders by seeders. */
export async function startPostgresSearch(directory: string): Promise<BenchEngine> {
  const postgres = await startPostgres({ directory: path.join(directory, "postgres") });
  const db = await connect(postgres.url, { max: 1, applicationName: "minato-bench" });
  const { $client: client } = db;
  await client.query(`create table documents
    (id int primary key, words tsvector not null, seeders int not null, category int)`);
  const run = async (select: string, query: BenchQuery, tail: string): Promise<number[]> => {
    const conditions: string[] = [];
    const values: unknown[] = [];
    const words = toTsquery(query.text);
    if (words !== "") conditions.push(`words @@ $${values.push(words)}::tsquery`);
    if (query.category !== undefined) conditions.push(`category = $${values.push(query.category)}`);
    const where = conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`;
    const { rows } = await client.query<{ value: string | number }>(
      `select ${select} as value from documents ${where} ${tail}`,
      values,
    );
    return rows.map((row) => Number(row.value));
  };
  return {
    name: "PostgreSQL",
    async add(from, records) {
      await client.query({
        name: "bench_documents",
        text: INSERT,
        values: [
          records.map((_, at) => from + at),
          records.map((record) => [...new Set(tokenize(record.title))].join(" ")),
          records.map((record) => record.seeders ?? -1),
          records.map((record) => record.category),
        ],
      });
    },
    async finish() {
      await client.query("create index on documents using gin (words)");
      await client.query("create index on documents (seeders desc, id desc)");
      await client.query("vacuum analyze documents");
    },
    async search(query): Promise<BenchAnswer> {
      const page = `limit ${PAGE} offset ${query.offset}`;
      return { ids: await run("id", query, `order by seeders desc, id desc ${page}`) };
    },
    count: async (query) => (await run("count(*)", query, ""))[0] ?? 0,
    async measureBytes() {
      const { rows } = await client.query<{ bytes: string }>(
        "select pg_total_relation_size('documents') as bytes",
      );
      return Number(rows[0]?.bytes);
    },
    async close() {
      await client.end();
      await postgres.stop();
    },
  };
}

/** What a text asks for in the syntax of the type `tsquery`. */
export function toTsquery(text: string): string {
  return tokenizeQuery(text)
    .tokens.filter((token) => !token.isOptional && !token.isExcluded)
    .map(({ text: word, isPrefix, beginning, synonyms = [] }) => {
      const choices = [`'${word}'${isPrefix ? ":*" : ""}`];
      if (beginning !== undefined) choices.push(`'${beginning}':*`);
      choices.push(...synonyms.map((other) => `'${other}'`));
      return choices.length === 1 ? choices[0] : `(${choices.join(" | ")})`;
    })
    .join(" & ");
}
