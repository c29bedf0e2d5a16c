import type { Database } from "@minato/database";

import { type CorpusOptions, type CorpusRecord, generateRecord } from "./corpus.ts";

const BATCH = 1000;

/**
 * Inserts records with bare `unnest` statements into a scratch table, without HTTP, validation or
 * secondary indexes: the yardstick of ingest. Answers rows per second; generating is not counted.
 */
export async function insertRows(
  db: Database,
  count: number,
  options: CorpusOptions,
): Promise<number> {
  const { $client: client } = db;
  await client.query(`drop table if exists bench_scratch; create table bench_scratch (
    info_hash bytea primary key, title text not null, size bigint not null, source text not null,
    seeders int, leechers int, category int, published_at timestamptz, imdb_id text,
    trackers text, paths text not null, sizes bigint[] not null)`);
  let elapsed = 0;
  for (let from = 0; from < count; from += BATCH) {
    const records = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) =>
      generateRecord(from + index, options),
    );
    const started = performance.now();
    records.sort((a, b) => (a.infoHash < b.infoHash ? -1 : 1));
    await client.query({ name: "bench_insert", text: INSERT, values: columnsOf(records) });
    elapsed += performance.now() - started;
  }
  await client.query("drop table bench_scratch");
  return count / (elapsed / 1000);
}

const INSERT = `insert into bench_scratch
  select h, t, z, o, s, l, c, p, i, k, f, y::bigint[] from unnest($1::bytea[], $2::text[],
    $3::bigint[], $4::text[], $5::int[], $6::int[], $7::int[], $8::timestamptz[], $9::text[],
    $10::text[], $11::text[], $12::text[]) as rows(h, t, z, o, s, l, c, p, i, k, f, y)
  on conflict (info_hash) do update set title = excluded.title, size = excluded.size
  where (bench_scratch.title, bench_scratch.size) is distinct from (excluded.title, excluded.size)`;

function columnsOf(records: readonly CorpusRecord[]): unknown[][] {
  return [
    records.map((record) => Buffer.from(record.infoHash, "hex")),
    records.map((record) => record.title),
    records.map((record) => record.size),
    records.map((record) => record.source),
    records.map((record) => record.seeders),
    records.map((record) => record.leechers),
    records.map((record) => record.category),
    records.map((record) => record.publishedAt),
    records.map((record) => record.imdbId),
    records.map((record) => record.trackers?.join("\n")),
    records.map((record) => (record.files ?? []).map((file) => file.path).join("\n")),
    records.map((record) => `{${(record.files ?? []).map((file) => file.size).join(",")}}`),
  ];
}
