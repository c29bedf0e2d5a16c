import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

import { Blocklist } from "@minato/blocklist/blocklist";
import { connect, type Database, migrate, startPostgres } from "@minato/database";
import pino from "pino";

import { readCount } from "./read-count.ts";

const MIGRATIONS = path.join(import.meta.dirname, "../apps/server/migrations");
const CHUNK = 500_000;
const BATCH = 1000;
const SAMPLE_BATCHES = 1000;
const MiB = 2 ** 20;

/**
 * `npm run bench -- blocklist --count 10000000`: blocks synthetic hashes, reads them into the memory
 * of a process and asks for batches of 1,000 that are blocked and that are not. Counts what was
 * forgotten and what was blocked wrongly.
 */
export async function blocklist(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { count: { type: "string", default: "10000000" } },
  });
  const count = readCount("count", values.count);
  const directory = await mkdtemp(path.join(tmpdir(), "minato-bench-blocklist-"));
  const server = await startPostgres({
    directory: path.join(directory, "postgres"),
    durable: false,
  });
  try {
    const db = await connect(server.url, { max: 4, applicationName: "minato-bench" });
    try {
      await migrate(db, MIGRATIONS);
      await fill(db, count);
      await measure(db, count);
    } finally {
      await db.$client.end();
    }
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function fill(db: Database, count: number): Promise<void> {
  const started = performance.now();
  for (let from = 1; from <= count; from += CHUNK) {
    await db.$client.query(
      `insert into blocked_torrents (info_hash, blocked_at)
       select substring(sha256(n::text::bytea) for 20), now()
       from generate_series($1::int, $2::int) n order by 1`,
      [from, Math.min(count, from + CHUNK - 1)],
    );
  }
  console.error(`${count} blocks inserted in ${seconds(started)} s`);
  await db.$client.query("vacuum analyze blocked_torrents");
}

async function measure(db: Database, count: number): Promise<void> {
  const held = new Blocklist({ db, log: pino({ level: "silent" }), now: () => new Date() }, []);
  global.gc?.();
  const before = process.memoryUsage.rss();
  const started = performance.now();
  await held.catchUp();
  await held.whenLoaded();
  const buildSeconds = seconds(started);
  const { rows } = await db.$client.query<{ bytes: number }>(
    "select pg_total_relation_size('blocked_torrents')::float8 as bytes",
  );
  const memory = held.memory ?? { entries: 0, bytes: 0 };
  const free = await ask(held, db, () => count + 1 + Math.floor(Math.random() * 1e9));
  const blocked = await ask(held, db, () => 1 + Math.floor(Math.random() * count));
  console.table({
    entries: memory.entries,
    "bytes per entry in memory": (memory.bytes / memory.entries).toFixed(2),
    "memory MiB": (memory.bytes / MiB).toFixed(1),
    "RSS growth MiB": ((process.memoryUsage.rss() - before) / MiB).toFixed(0),
    "bytes per entry on disk": Math.round((rows[0]?.bytes ?? 0) / count),
    "read into memory, s": buildSeconds,
    "1,000 free hashes, ms (p50)": free.median.toFixed(3),
    "1,000 free hashes, ms (p99)": free.high.toFixed(3),
    "1,000 blocked hashes, ms (p50)": blocked.median.toFixed(1),
    "asked free / found": `${SAMPLE_BATCHES * BATCH} / ${free.found}`,
    "asked blocked / found": `${blocked.asked} / ${blocked.found}`,
  });
  await held.close();
}

async function ask(
  held: Blocklist,
  db: Database,
  next: () => number,
): Promise<{ median: number; high: number; asked: number; found: number }> {
  const times: number[] = [];
  let asked = 0;
  let found = 0;
  for (let batch = 0; batch < SAMPLE_BATCHES; batch++) {
    const numbers = new Set(Array.from({ length: BATCH }, next));
    const hashes = [...numbers].map((number) =>
      createHash("sha256").update(String(number)).digest().subarray(0, 20),
    );
    const started = performance.now();
    const answer = await held.findBlocked(db.$client, hashes);
    times.push(performance.now() - started);
    asked += hashes.length;
    found += answer.size;
  }
  times.sort((a, b) => a - b);
  return {
    median: times[times.length >> 1] ?? 0,
    high: times[Math.floor(times.length * 0.99)] ?? 0,
    asked,
    found,
  };
}

function seconds(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1);
}
