import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";

import type { Database } from "@minato/database";

import { generateRecord } from "./corpus.ts";
import { meter, waitUntilQuiet, type Work } from "./database-meter.ts";
import { readCount } from "./read-count.ts";
import { sendRecords } from "./send-records.ts";
import { type Bench, withServer } from "./with-server.ts";

const BATCH = 1000;
const MiB = 2 ** 20;

/**
 * `npm run bench -- stats --count 100000`: sends other swarm numbers of known torrents, as scrapes
 * (hash, numbers and source) and as whole records, beside bare updates of the same rows.
 */
export async function stats(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: "string", default: "100000" },
      rounds: { type: "string", default: "3" },
    },
  });
  const count = readCount("count", values.count);
  const rounds = Math.max(1, readCount("rounds", values.rounds));
  await withServer((bench) => measure(bench, count, rounds));
}

async function measure(bench: Bench, count: number, rounds: number): Promise<void> {
  const { server, db, write } = bench;
  await sendRecords(server, await write(0, count, {}));
  console.error(`classified after ${Math.round(await waitUntilQuiet(db))} s`);
  const table = [];
  for (let round = 1; round <= rounds; round++) {
    const near = await writeScrapes(bench, count, { add: round });
    table.push(await measureFile(bench, "scrapes, numbers a little higher", near, count));
    const far = await writeScrapes(bench, count, { swarmSeed: round * 3 });
    table.push(await measureFile(bench, "scrapes, numbers drawn anew", far, count));
    const whole = await write(0, count, { swarmSeed: round * 3 + 1 });
    table.push(await measureFile(bench, "whole records, numbers drawn anew", whole, count));
    const [seconds, work] = await meter(db, () => updateBare(db, round));
    table.push(toRow("bare updates of both tables", seconds, count, work));
  }
  console.table(table);
}

async function measureFile(
  { server, db }: Bench,
  what: string,
  file: string,
  count: number,
): Promise<object> {
  const [sent, work] = await meter(db, () => sendRecords(server, file));
  const { updated, unchanged, rejected } = sent.answer;
  const rss = Math.round(sent.residentHighest / MiB);
  return {
    ...toRow(what, sent.seconds, count, work),
    updated,
    unchanged,
    rejected,
    "RSS MiB": rss,
  };
}

function toRow(what: string, seconds: number, count: number, work: Work): object {
  return {
    what,
    "torrents/s": Math.round(count / seconds),
    "rows of torrents written": work.torrentRowsUpdated,
    "rows written": work.rowsWritten,
    "WAL B/torrent": Math.round(work.walBytes / count),
  };
}

/**
 * Records as somebody sends them who asked the trackers again. Numbers drawn anew differ by orders of
 * magnitude, so that most torrents change their place in lists by seeders as well.
 */
async function writeScrapes(
  { directory }: Bench,
  count: number,
  { swarmSeed = 0, add = 0 }: { swarmSeed?: number; add?: number },
): Promise<string> {
  const file = `${directory}/scrapes-${swarmSeed}-${add}.ndjson`;
  function* lines() {
    for (let index = 0; index < count; index++) {
      const { infoHash, seeders = 0, leechers, source } = generateRecord(index, { swarmSeed });
      yield `${JSON.stringify({ infoHash, seeders: seeders + add, leechers, source })}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(file));
  return file;
}

/** The rows of `torrent_sources` and `torrent_stats`, a thousand torrents a transaction. */
async function updateBare({ $client }: Database, add: number): Promise<number> {
  const { rows } = await $client.query<{ id: number; source: number; seeders: number }>(
    `select torrent_id as id, source_id as source, coalesce(seeders, 0) + $1 as seeders
     from torrent_sources order by torrent_id`,
    [add],
  );
  const client = await $client.connect();
  const started = performance.now();
  try {
    for (let from = 0; from < rows.length; from += BATCH) {
      const batch = rows.slice(from, from + BATCH);
      const ids = batch.map(({ id }) => id);
      const seeders = batch.map((row) => row.seeders);
      await client.query("begin");
      await client.query({
        name: "bench-sources",
        text: `update torrent_sources s set seeders = u.seeders, checked_at = now(), last_seen_at = now()
          from unnest($1::int[], $2::int[], $3::int[]) u(id, source, seeders)
          where s.torrent_id = u.id and s.source_id = u.source`,
        values: [ids, batch.map(({ source }) => source), seeders],
      });
      await client.query({
        name: "bench-stats",
        text: `update torrent_stats s set seeders = u.seeders, checked_at = now()
          from unnest($1::int[], $2::int[]) u(id, seeders) where s.torrent_id = u.id`,
        values: [ids, seeders],
      });
      await client.query("commit");
    }
  } finally {
    client.release();
  }
  return (performance.now() - started) / 1000;
}
