import { stat } from "node:fs/promises";
import { parseArgs } from "node:util";

import { copyRows, createCopies, insertOneByOne, unnestRows } from "./bare-writes.ts";
import { readCpuSeconds, readMainThreadSeconds } from "./cpu-time.ts";
import { meter, waitUntilQuiet, type Work } from "./database-meter.ts";
import { insertRows } from "./insert-rows.ts";
import { type LoopDelay, round } from "./loop-delay.ts";
import { readCount } from "./read-count.ts";
import { sendRecords, type Sent } from "./send-records.ts";
import { type Bench, withServer } from "./with-server.ts";

interface Row {
  what: string;
  "torrents/s": number;
  ratio: string;
  inserted?: number;
  updated?: number;
  unchanged?: number;
  "rows written"?: number;
  "WAL B/torrent"?: number;
  "RSS max MiB"?: number;
  /** Milliseconds by which the server's main loop was late meanwhile. */
  "loop p50"?: number;
  "loop p99"?: number;
  "loop max"?: number;
  "busy max"?: number;
  /** Of processor time: server, its threads and PostgreSQL, and of that the main thread. */
  "CPU µs/torrent"?: number;
  "main µs/torrent"?: number;
}

/** A file that was sent, how the server's main loop fared and what it cost in seconds. */
interface WatchedSent extends Sent {
  delay: LoopDelay;
  cpuSeconds: number;
  mainSeconds: number;
}

/** Records of a round and how they are made. */
interface Plan {
  count: number;
  rounds: number;
  filesPerTorrent: number;
}

const WARM_UP_COUNT = 5000;
const ONE_BY_ONE_COUNT = 1000;
const MiB = 2 ** 20;

/**
 * `npm run bench -- ingest --count 100000`: sends generated records as NDJSON to a server of its own
 * and writes the same rows into copies of the same tables by `unnest`, COPY and one by one, in turns;
 * then sends the records again unchanged and with other swarm numbers. Tells how late the server's main
 * loop was meanwhile, and the longest time it worked without a turn.
 */
export async function ingest(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: "string", default: "100000" },
      files: { type: "string", default: "9" },
      rounds: { type: "string", default: "4" },
    },
  });
  const rounds = Math.max(1, readCount("rounds", values.rounds));
  const count = Math.ceil(readCount("count", values.count) / rounds);
  await withServer((bench) =>
    measure(bench, { count, rounds, filesPerTorrent: readCount("files", values.files) }),
  );
}

async function measure(bench: Bench, plan: Plan): Promise<void> {
  const { db } = bench;
  const { filesPerTorrent } = plan;
  await warmUp(bench, filesPerTorrent);
  const [news, work] = await meter(db, () => measureNew(bench, plan));
  const rows = [row("our ingest, new", news.http, work)];
  const others = [];
  for (const [what, swarmSeed] of [
    ["our ingest, unchanged", 0],
    ["our ingest, other swarm numbers", 1],
  ] as const) {
    const files: string[] = [];
    for (let turn = 0; turn < plan.rounds; turn++) {
      files.push(
        await bench.write(firstOf(plan, turn), plan.count, { filesPerTorrent, swarmSeed }),
      );
    }
    const [sent, spent] = await meter(db, async () => {
      const all: WatchedSent[] = [];
      for (const file of files) all.push(await sendWatched(bench, file));
      return all;
    });
    rows.push(row(what, sent, spent));
  }
  const total = plan.count * plan.rounds;
  for (const [what, seconds, written] of [
    ["bare unnest, same rows and indexes", news.unnest, total],
    ["COPY, same rows and indexes", news.copy, total],
    ["one by one, same rows and indexes", news.single, news.singleCount],
    ["bare unnest, one table without indexes", news.scratch, total],
  ] as const) {
    others.push({ what, "torrents/s": Math.round(written / seconds), ratio: "" });
  }
  const yardstick = total / news.unnest;
  const table = [...rows, ...others];
  for (const entry of table) entry.ratio = `${(entry["torrents/s"] / yardstick).toFixed(2)}x`;
  // Bare writes share the database: what was written belongs to our own statements only below.
  delete rows[0]?.["rows written"];
  delete rows[0]?.["WAL B/torrent"];
  console.table(table);
  console.log(`${total} torrents in ${plan.rounds} rounds, ${news.bytes} bytes of NDJSON each`);
}

interface NewTimes {
  http: WatchedSent[];
  unnest: number;
  copy: number;
  single: number;
  singleCount: number;
  scratch: number;
  bytes: number;
}

/** Each way takes its turn in every round, so that all meet the same moments of the machine. */
async function measureNew(bench: Bench, plan: Plan): Promise<NewTimes> {
  const { db, write } = bench;
  const { count, filesPerTorrent } = plan;
  const times: NewTimes = {
    http: [],
    unnest: 0,
    copy: 0,
    single: 0,
    singleCount: 0,
    scratch: 0,
    bytes: 0,
  };
  for (const schema of ["bench_unnest", "bench_copy", "bench_single"])
    await createCopies(db, schema);
  for (let turn = 0; turn < plan.rounds; turn++) {
    const file = await write(firstOf(plan, turn), count, { filesPerTorrent });
    times.bytes = Math.round((await stat(file)).size / count);
    const before = await readLastId(db);
    times.http.push(await sendWatched(bench, file));
    await waitUntilQuiet(db);
    const last = await readLastId(db);
    times.unnest += await unnestRows(db, "bench_unnest", before, last);
    times.copy += await copyRows(db, "bench_copy", before, last);
    const singles = Math.min(last, before + ONE_BY_ONE_COUNT);
    times.single += await insertOneByOne(db, "bench_single", before, singles);
    times.singleCount += singles - before;
    times.scratch += count / (await insertRows(db, count, { filesPerTorrent }));
    await waitUntilQuiet(db);
  }
  for (const schema of ["bench_unnest", "bench_copy", "bench_single"]) {
    await db.$client.query(`drop schema ${schema} cascade`);
  }
  return times;
}

async function sendWatched({ server, watch }: Bench, file: string): Promise<WatchedSent> {
  await watch.take();
  const [cpu, main] = [readCpuSeconds(server.pid), readMainThreadSeconds(server.pid)];
  const sent = await sendRecords(server, file);
  const cpuSeconds = readCpuSeconds(server.pid) - cpu;
  const mainSeconds = readMainThreadSeconds(server.pid) - main;
  return { ...sent, delay: await watch.take(), cpuSeconds, mainSeconds };
}

/** Compiles the code of both sides and opens their connections. */
async function warmUp({ server, db, write }: Bench, filesPerTorrent: number): Promise<void> {
  const file = await write(-WARM_UP_COUNT, WARM_UP_COUNT, { filesPerTorrent });
  await sendRecords(server, file);
  await waitUntilQuiet(db);
  await createCopies(db, "bench_unnest");
  await unnestRows(db, "bench_unnest", 0, await readLastId(db));
}

function firstOf({ count }: Plan, turn: number): number {
  return count * turn;
}

async function readLastId({ $client }: Bench["db"]): Promise<number> {
  const { rows } = await $client.query<{ id: number }>(
    "select coalesce(max(id), 0) as id from torrents",
  );
  return rows[0]?.id ?? 0;
}

function row(what: string, sent: readonly WatchedSent[], work: Work): Row {
  const sum = (read: (one: WatchedSent) => number) =>
    sent.reduce((total, one) => total + read(one), 0);
  /** Of the worst round. */
  const late = (read: (delay: LoopDelay) => number) =>
    round(Math.max(...sent.map(({ delay }) => read(delay))));
  const received = sum(({ answer }) => answer.received);
  return {
    what,
    "torrents/s": Math.round(received / sum(({ seconds }) => seconds)),
    ratio: "",
    inserted: sum(({ answer }) => answer.inserted),
    updated: sum(({ answer }) => answer.updated),
    unchanged: sum(({ answer }) => answer.unchanged),
    "rows written": work.rowsWritten,
    "WAL B/torrent": Math.round(work.walBytes / received),
    "RSS max MiB": Math.round(Math.max(...sent.map((one) => one.residentHighest)) / MiB),
    "loop p50": late(({ p50 }) => p50),
    "loop p99": late(({ p99 }) => p99),
    "loop max": late(({ max }) => max),
    "busy max": late(({ busyMax }) => busyMax),
    "CPU µs/torrent": Math.round((sum(({ cpuSeconds }) => cpuSeconds) / received) * 1e6),
    "main µs/torrent": Math.round((sum(({ mainSeconds }) => mainSeconds) / received) * 1e6),
  };
}
