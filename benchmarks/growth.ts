import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

import type { Database } from "@minato/database";

import { readCpuSeconds } from "./cpu-time.ts";
import { waitUntilQuiet } from "./database-meter.ts";
import { readCount } from "./read-count.ts";
import { sendRecords } from "./send-records.ts";
import { type Bench, withServer } from "./with-server.ts";

interface Step {
  torrents: number;
  "torrents/s": number;
  /** Of server, its threads and PostgreSQL; unlike the rate hardly changed by other work. */
  "CPU µs/torrent": number;
  "RSS max MiB": number;
  unclassified: number;
  "bytes/torrent": number;
}

interface Plan {
  count: number;
  filesPerTorrent: number;
  waitsAtEnd: boolean;
}

const STEP = 250_000;
const LEG = 1_000_000;
const LOOK_EVERY = 3000;
const EMPTY_LIMIT = 900_000;
const MiB = 2 ** 20;

/**
 * `npm run bench -- growth --count 3000000`: how the rate, the memory and the size of the database
 * change while the index grows, each 250,000. After the first million and at the end it waits until
 * everything is classified; with `--wait first` not at the end, which halves the time. The records of
 * a million are generated before it is sent: 1.3 GB in the temporary directory.
 */
export async function growth(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: "string", default: "3000000" },
      files: { type: "string", default: "9" },
      wait: { type: "string", default: "both" },
    },
  });
  const plan = {
    count: readCount("count", values.count),
    filesPerTorrent: readCount("files", values.files),
    waitsAtEnd: values.wait !== "first",
  };
  await withServer((bench) => measure(bench, plan));
}

async function measure(bench: Bench, { count, filesPerTorrent, waitsAtEnd }: Plan): Promise<void> {
  const legs: Step[][] = [];
  for (let from = 0; from < count; from += LEG) {
    const until = Math.min(count, from + LEG);
    const steps = await measureLeg(bench, from, until, filesPerTorrent);
    legs.push(steps);
    console.table(steps);
    if (from === 0 || (waitsAtEnd && until === count)) await reportBacklog(bench, until);
  }
  if (legs.length < 2) return;
  const first = summarise(legs[0] ?? []);
  const last = summarise(legs.at(-1) ?? []);
  console.log(
    `last million against the first: rate ${(last.rate / first.rate).toFixed(2)}x ` +
      `(${last.rate}/s, ${first.rate}/s), CPU time of a torrent ${(last.cpu / first.cpu).toFixed(2)}x, ` +
      `memory ${(last.memory / first.memory).toFixed(2)}x (${last.memory}, ${first.memory} MiB)`,
  );
}

async function measureLeg(
  { server, db, write }: Bench,
  from: number,
  until: number,
  filesPerTorrent: number,
): Promise<Step[]> {
  const files: { file: string; count: number }[] = [];
  for (let at = from; at < until; at += STEP) {
    const count = Math.min(STEP, until - at);
    files.push({ count, file: await write(at, count, { filesPerTorrent }) });
  }
  const steps: Step[] = [];
  let torrents = from;
  for (const { file, count } of files) {
    const cpuBefore = readCpuSeconds(server.pid);
    const { seconds, residentHighest } = await sendRecords(server, file);
    const cpu = readCpuSeconds(server.pid) - cpuBefore;
    rmSync(file);
    torrents += count;
    const step = {
      torrents,
      "torrents/s": Math.round(count / seconds),
      "CPU µs/torrent": Math.round((cpu / count) * 1e6),
      "RSS max MiB": Math.round(residentHighest / MiB),
      unclassified: await countUnclassified(db),
      "bytes/torrent": Math.round((await readBytes(db)) / torrents),
    };
    steps.push(step);
    console.error(JSON.stringify(step));
  }
  return steps;
}

/** Waits until every torrent is classified and says how long that took. */
async function reportBacklog({ server, db }: Bench, torrents: number): Promise<void> {
  const backlog = await countUnclassified(db);
  const cpuBefore = readCpuSeconds(server.pid);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let left = backlog;
  while (left > 0 && performance.now() - started < EMPTY_LIMIT) {
    await sleep(LOOK_EVERY);
    // Counting the rows of both tables each time would be a good part of the work.
    if (!(await isClassifying(db))) left = await countUnclassified(db);
  }
  const cpu = ((readCpuSeconds(server.pid) - cpuBefore) / Math.max(1, backlog - left)) * 1e6;
  const rate = Math.round((backlog - left) / Math.max(1, seconds()));
  console.log(
    `${torrents} torrents: ${backlog} were not classified yet, ${left} are not after ` +
      `${Math.round(seconds())} s (${rate}/s, ${Math.round(cpu)} µs of CPU time each)`,
  );
  await waitUntilQuiet(db);
  console.log(`${torrents} torrents: ${Math.round((await readBytes(db)) / torrents)} bytes each`);
}

function summarise(steps: readonly Step[]): { rate: number; cpu: number; memory: number } {
  const mean = (read: (step: Step) => number) =>
    steps.reduce((sum, step) => sum + read(step), 0) / steps.length;
  return {
    rate: Math.round(1 / mean((step) => 1 / step["torrents/s"])),
    cpu: mean((step) => step["CPU µs/torrent"]),
    memory: Math.max(...steps.map((step) => step["RSS max MiB"])),
  };
}

async function countUnclassified({ $client }: Database): Promise<number> {
  const { rows } = await $client.query<{ count: number }>(
    `select (select count(*) from torrents) - (select count(*) from torrent_attributes) as count`,
  );
  return rows[0]?.count ?? 0;
}

/** Whether jobs wait or run that classify torrents. */
async function isClassifying({ $client }: Database): Promise<boolean> {
  const { rows } = await $client.query(
    `select from pgboss.job where name = 'classify.torrents'
       and state in ('created', 'retry', 'active') limit 1`,
  );
  return rows.length > 0;
}

/** Bytes of all tables and indexes of the index; the job queue is not counted. */
async function readBytes({ $client }: Database): Promise<number> {
  const { rows } = await $client.query<{ bytes: number }>(
    `select sum(pg_total_relation_size(oid))::float8 as bytes from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  return rows[0]?.bytes ?? 0;
}
