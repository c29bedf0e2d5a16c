import { stat } from "node:fs/promises";
import { parseArgs } from "node:util";

import { copyRows, createCopies, insertOneByOne, unnestRows } from "./bare-writes.ts";
import { meter, waitUntilQuiet, type Work } from "./database-meter.ts";
import { insertRows } from "./insert-rows.ts";
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
 * then sends the records again unchanged and with other swarm numbers.
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
    for (let round = 0; round < plan.rounds; round++) {
      files.push(
        await bench.write(firstOf(plan, round), plan.count, { filesPerTorrent, swarmSeed }),
      );
    }
    const [sent, spent] = await meter(db, async () => {
      const all: Sent[] = [];
      for (const file of files) all.push(await sendRecords(bench.server, file));
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
  http: Sent[];
  unnest: number;
  copy: number;
  single: number;
  singleCount: number;
  scratch: number;
  bytes: number;
}

/** Each way takes its turn in every round, so that all meet the same moments of the machine. */
async function measureNew({ server, db, write }: Bench, plan: Plan): Promise<NewTimes> {
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
  for (let round = 0; round < plan.rounds; round++) {
    const file = await write(firstOf(plan, round), count, { filesPerTorrent });
    times.bytes = Math.round((await stat(file)).size / count);
    const before = await readLastId(db);
    times.http.push(await sendRecords(server, file));
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

/** Compiles the code of both sides and opens their connections. */
async function warmUp({ server, db, write }: Bench, filesPerTorrent: number): Promise<void> {
  const file = await write(-WARM_UP_COUNT, WARM_UP_COUNT, { filesPerTorrent });
  await sendRecords(server, file);
  await waitUntilQuiet(db);
  await createCopies(db, "bench_unnest");
  await unnestRows(db, "bench_unnest", 0, await readLastId(db));
}

function firstOf({ count }: Plan, round: number): number {
  return count * round;
}

async function readLastId({ $client }: Bench["db"]): Promise<number> {
  const { rows } = await $client.query<{ id: number }>(
    "select coalesce(max(id), 0) as id from torrents",
  );
  return rows[0]?.id ?? 0;
}

function row(what: string, sent: readonly Sent[], work: Work): Row {
  const sum = (read: (one: Sent) => number) => sent.reduce((total, one) => total + read(one), 0);
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
  };
}
