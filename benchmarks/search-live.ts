import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

import { generateRecords } from "./corpus.ts";
import { waitUntilQuiet } from "./database-meter.ts";
import { LiveClient } from "./live-client.ts";
import { probeFreshness, type Freshness } from "./live-probes.ts";
import { type LoopDelay, round } from "./loop-delay.ts";
import { readCount } from "./read-count.ts";
import { percentile } from "./search-figures.ts";
import { drawQueries } from "./search-queries.ts";
import { sendRecords } from "./send-records.ts";
import { type Bench, withServer } from "./with-server.ts";

interface Plan {
  stock: number;
  rate: number;
  seconds: number;
  searches: number;
  files: number;
}

interface Phase {
  what: string;
  delay: LoopDelay;
  searches: number[];
  ingested: number;
  residentBytes: number;
  seconds: number;
}

const BATCHES_PER_SECOND = 5;
const MAX_UNDER_WAY = 4;
const QUERIES_PER_KIND = 20;
const SEED = 17;

/**
 * `npm run bench -- search-live`: how soon what comes in is found, how long the main loop is held up
 * and how quickly searches answer, while records come in over HTTP at a steady rate; beside a server
 * that has no index of its own (`SEARCH_URL=postgres:`), which tells what of it ingest does.
 */
export async function searchLive(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      stock: { type: "string", default: "50000" },
      rate: { type: "string", default: "5000" },
      seconds: { type: "string", default: "20" },
      searches: { type: "string", default: "20" },
      files: { type: "string", default: "9" },
    },
  });
  const plan: Plan = {
    stock: readCount("stock", values.stock),
    rate: readCount("rate", values.rate),
    seconds: readCount("seconds", values.seconds),
    searches: readCount("searches", values.searches),
    files: readCount("files", values.files),
  };
  const phases: Phase[] = [];
  await withEngine("postgres:", async (bench) => {
    await stock(bench, plan);
    phases.push(await run("ingest, no index", bench, { ...plan, searches: 0 }));
  });
  let freshness: Freshness | undefined;
  await withEngine("embedded:", async (bench) => {
    await stock(bench, plan);
    phases.push(await run("index, searches", bench, { ...plan, rate: 0 }));
    phases.push(await run("index, ingest", bench, { ...plan, searches: 0 }, plan.seconds));
    const ended = new AbortController();
    const probing = probeFreshness(new LiveClient(bench.server), ended.signal);
    phases.push(await run("index, both, probes", bench, plan, plan.seconds * 2));
    ended.abort();
    freshness = await probing;
  });
  printPhases(phases);
  console.log("milliseconds from the acknowledgement to the first search that shows it");
  console.table(
    Object.entries(freshness ?? {}).map(([what, delays]) => ({
      what,
      probes: delays.length,
      ...describe(delays),
    })),
  );
}

async function withEngine(engine: string, measure: (bench: Bench) => Promise<void>): Promise<void> {
  // The server inherits the environment.
  process.env["SEARCH_URL"] = engine;
  await withServer(measure);
}

async function stock(bench: Bench, { stock: count, files }: Plan): Promise<void> {
  await sendRecords(bench.server, await bench.write(0, count, { filesPerTorrent: files }));
  await waitUntilQuiet(bench.db);
}

/** Ingests and searches for a while; `ahead` seconds of records were sent by runs before. */
async function run(what: string, { server, watch }: Bench, plan: Plan, ahead = 0): Promise<Phase> {
  const client = new LiveClient(server);
  const bodies = writeBodies(plan, plan.stock + ahead * plan.rate);
  await watch.take();
  const started = performance.now();
  const until = started + plan.seconds * 1000;
  const [, searches] = await Promise.all([
    sendSteadily(client, bodies),
    searchSteadily(client, plan, until),
  ]);
  const seconds = (performance.now() - started) / 1000;
  const delay = await watch.take();
  const residentBytes = server.readResidentBytes();
  return {
    what,
    delay,
    searches,
    ingested: bodies.length * bodySize(plan),
    residentBytes,
    seconds,
  };
}

function bodySize({ rate }: Plan): number {
  return Math.ceil(rate / BATCHES_PER_SECOND);
}

/** Made beforehand, so that making them takes nothing from what is measured. */
function writeBodies(plan: Plan, from: number): Buffer<ArrayBuffer>[] {
  if (plan.rate === 0) return [];
  const size = bodySize(plan);
  return Array.from({ length: plan.seconds * BATCHES_PER_SECOND }, (_, at) => {
    const records = generateRecords(from + at * size, size, { filesPerTorrent: plan.files });
    return Buffer.from(Array.from(records, (record) => `${JSON.stringify(record)}\n`).join(""));
  });
}

/** Sends each batch when it is due, though those before it may still be under way. */
async function sendSteadily(
  client: LiveClient,
  bodies: readonly Buffer<ArrayBuffer>[],
): Promise<void> {
  const started = performance.now();
  const underWay = new Set<Promise<void>>();
  for (const [at, body] of bodies.entries()) {
    const due = started + (at * 1000) / BATCHES_PER_SECOND;
    await sleep(Math.max(0, due - performance.now()));
    if (underWay.size >= MAX_UNDER_WAY) await Promise.race(underWay);
    const sent = client.ingest(body).finally(() => underWay.delete(sent));
    underWay.add(sent);
  }
  await Promise.all(underWay);
}

async function searchSteadily(client: LiveClient, plan: Plan, until: number): Promise<number[]> {
  if (plan.searches === 0) return [];
  const queries = drawQueries(plan.stock, QUERIES_PER_KIND, SEED);
  const took: number[] = [];
  const running: Promise<void>[] = [];
  for (let at = 0; performance.now() < until; at++) {
    // Neighbours in the list are of the same kind.
    const { text, category, offset } = queries[(at * 37) % queries.length]!;
    const query = { q: text, offset: String(offset), ...(category && { category }) };
    running.push(client.time(query).then((ms) => void took.push(ms)));
    await sleep(1000 / plan.searches);
  }
  await Promise.all(running);
  return took;
}

function printPhases(phases: readonly Phase[]): void {
  console.log("main loop: milliseconds by which it was late");
  console.table(
    phases.map(({ what, delay, searches, ingested, residentBytes, seconds }) => ({
      what,
      "torrents/s": Math.round(ingested / seconds),
      "loop p50": round(delay.p50),
      "loop p99": round(delay.p99),
      "loop p99.9": round(delay.p999),
      "loop max": round(delay.max),
      "busy max": round(delay.busyMax),
      "GC max": round(delay.longestCollection),
      "GC %": round(delay.collectingMs / seconds / 10),
      "RSS MiB": Math.round(residentBytes / 2 ** 20),
      "searches/s": round(searches.length / seconds),
      ...describe(searches),
    })),
  );
}

function describe(milliseconds: readonly number[]): { p50: number; p95: number; max: number } {
  return {
    p50: round(percentile(milliseconds, 0.5)),
    p95: round(percentile(milliseconds, 0.95)),
    max: round(Math.max(0, ...milliseconds)),
  };
}
