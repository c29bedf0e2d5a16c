import { createReadStream, createWriteStream, rmSync } from "node:fs";
import { mkdtemp, stat } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

import { connect, type Database, startPostgres } from "@minato/database";

import { writeRecords } from "./generate.ts";
import { insertRows } from "./insert-rows.ts";
import { readCount } from "./read-count.ts";
import { type BenchmarkServer, findPostgresDirectory, startServer } from "./start-server.ts";

interface Answer {
  received: number;
  inserted: number;
  updated: number;
  unchanged: number;
  blocked: number;
  rejected: number;
  errors: unknown[];
}

interface Row {
  what: string;
  "torrents/s": number;
  ratio: string;
  inserted?: number;
  updated?: number;
  unchanged?: number;
  "rows written"?: number;
  "WAL B/torrent"?: number;
  "RSS before MiB"?: number;
  "RSS max MiB"?: number;
}

const WARM_UP_COUNT = 5000;
const QUIET_LIMIT = 120_000;
const QUIET_SECONDS = 3;
const QUIET_WAL_BYTES = 64 * 1024;
/** An idle PostgreSQL session reports its row counts after ten seconds. */
const STATISTICS_DELAY = 11_000;
const SAMPLE_EVERY = 200;
const MiB = 2 ** 20;

/**
 * `npm run bench -- ingest --count 100000`: starts a server, sends it generated records as NDJSON
 * three times (new, unchanged, with other swarm numbers) and compares with bare inserts before and
 * after in the same PostgreSQL.
 */
export async function ingest(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: "string", default: "100000" },
      files: { type: "string", default: "9" },
    },
  });
  const count = readCount("count", values.count);
  const filesPerTorrent = readCount("files", values.files);
  const directory = await mkdtemp(path.join(tmpdir(), "minato-bench-records-"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  const first = path.join(directory, "first.ndjson");
  const changed = path.join(directory, "changed.ndjson");
  await writeRecords(createWriteStream(first), 0, count, { filesPerTorrent });
  await writeRecords(createWriteStream(changed), 0, count, { filesPerTorrent, swarmSeed: 1 });
  const server = await startServer("api,worker");
  try {
    await measure(server, { count, filesPerTorrent, first, changed });
  } finally {
    await server.stop();
  }
}

async function measure(
  server: BenchmarkServer,
  plan: { count: number; filesPerTorrent: number; first: string; changed: string },
): Promise<void> {
  const postgres = await startPostgres({
    directory: await findPostgresDirectory(server.dataDirectory),
    share: true,
  });
  const db = await connect(postgres.url, { max: 2, applicationName: "minato-bench" });
  try {
    const { count, filesPerTorrent } = plan;
    await insertRows(db, Math.min(count, WARM_UP_COUNT), { filesPerTorrent });
    const rawBefore = await insertRows(db, count, { filesPerTorrent });
    await waitUntilQuiet(db);
    await sleep(STATISTICS_DELAY);
    const sizeBefore = await readDatabaseBytes(db);
    const rows = [await send("new", server, db, plan.first)];
    const bytesPerTorrent = ((await readDatabaseBytes(db)) - sizeBefore) / count;
    rows.push(await send("unchanged", server, db, plan.first));
    rows.push(await send("other swarm numbers", server, db, plan.changed));
    const rawAfter = await insertRows(db, count, { filesPerTorrent });
    const raw = (rawBefore + rawAfter) / 2;
    const bare = [rawBefore, rawAfter].map((rate, index) => ({
      what: `bare unnest ${index === 0 ? "before" : "after"}`,
      "torrents/s": Math.round(rate),
      ratio: "",
    }));
    for (const row of rows) row.ratio = `${(row["torrents/s"] / raw).toFixed(2)}x`;
    console.table([...bare, ...rows]);
    const { size } = await stat(plan.first);
    console.log(`${count} torrents, ${Math.round(size / count)} bytes of NDJSON each`);
    console.log(`database: ${Math.round(bytesPerTorrent)} bytes per torrent`);
  } finally {
    await db.$client.end();
  }
}

async function send(
  what: string,
  server: BenchmarkServer,
  db: Database,
  file: string,
): Promise<Row> {
  const writtenBefore = await readRowsWritten(db);
  const walBefore = await readWalPosition(db);
  const before = server.readResidentBytes();
  let highest = before;
  const sampler = setInterval(() => {
    highest = Math.max(highest, server.readResidentBytes());
  }, SAMPLE_EVERY);
  const started = performance.now();
  let answer: Answer;
  try {
    answer = await post(server, file);
  } finally {
    clearInterval(sampler);
  }
  const seconds = (performance.now() - started) / 1000;
  if (answer.rejected > 0) {
    console.error(`${answer.rejected} rejected, such as ${JSON.stringify(answer.errors[0])}`);
  }
  await waitUntilQuiet(db);
  const wal = (await readWalPosition(db)) - walBefore;
  await sleep(STATISTICS_DELAY);
  return {
    what,
    "torrents/s": Math.round(answer.received / seconds),
    ratio: "",
    inserted: answer.inserted,
    updated: answer.updated,
    unchanged: answer.unchanged,
    "rows written": (await readRowsWritten(db)) - writtenBefore,
    "WAL B/torrent": Math.round(wal / answer.received),
    "RSS before MiB": Math.round(before / MiB),
    "RSS max MiB": Math.round(highest / MiB),
  };
}

async function post(server: BenchmarkServer, file: string): Promise<Answer> {
  const outgoing = request(`${server.url}/api/v1/torrents/ingest`, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-ndjson",
      "X-Api-Key": server.apiKey,
      "X-Minato-Scraper": "benchmark",
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once("response", resolve);
    outgoing.once("error", reject);
  });
  const sent = pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), outgoing);
  const [response] = await Promise.all([answered, sent]);
  const body = await text(response);
  if (response.statusCode !== 200)
    throw new Error(`ingest answered ${response.statusCode}: ${body}`);
  // The contract of the ingest API; a field that is missing shows in the table.
  return JSON.parse(body) as Answer;
}

/** Waits until background work has stopped writing. */
async function waitUntilQuiet(db: Database): Promise<void> {
  const deadline = Date.now() + QUIET_LIMIT;
  let last = await readWalPosition(db);
  for (let quiet = 0; quiet < QUIET_SECONDS;) {
    if (Date.now() > deadline) {
      console.error(`the server still wrote after ${QUIET_LIMIT} ms`);
      return;
    }
    await sleep(1000);
    const position = await readWalPosition(db);
    quiet = position - last < QUIET_WAL_BYTES ? quiet + 1 : 0;
    last = position;
  }
}

async function readWalPosition(db: Database): Promise<number> {
  const { rows } = await db.$client.query<{ bytes: number }>(
    "select (pg_current_wal_insert_lsn() - '0/0')::float8 as bytes",
  );
  return rows[0]?.bytes ?? 0;
}

async function readRowsWritten(db: Database): Promise<number> {
  const { rows } = await db.$client.query<{ written: number }>(
    `select (tup_inserted + tup_updated + tup_deleted)::float8 as written
     from pg_stat_database where datname = current_database()`,
  );
  return rows[0]?.written ?? 0;
}

async function readDatabaseBytes(db: Database): Promise<number> {
  const { rows } = await db.$client.query<{ bytes: number }>(
    "select pg_database_size(current_database())::float8 as bytes",
  );
  return rows[0]?.bytes ?? 0;
}
