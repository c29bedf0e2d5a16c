import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

import { leadPhrase } from "@minato/search-index";

import { type CorpusRecord, generateRecord } from "./corpus.ts";
import { readCount } from "./read-count.ts";
import type { BenchEngine, BenchQuery } from "./search-engine.ts";
import {
  hitShare,
  judgementKey,
  meanNdcg,
  medians,
  percentile,
  sameWork,
  timeQueries,
  type Timings,
} from "./search-figures.ts";
import { measureMemory } from "./search-memory.ts";
import { startOwn, toRequest } from "./search-own.ts";
import { startPostgresSearch } from "./search-postgres.ts";
import { drawJudgedQueries, drawQueries, QUERY_KINDS } from "./search-queries.ts";
import { SEARCH_SCHEMA } from "./search-schema.ts";
import { startTantivy } from "./search-tantivy.ts";
import { Truth } from "./search-truth.ts";

const BATCH = 5000;
const ROUNDS = 3;
const SEED = 11;
const JUDGED_SEED = 12;
const MEMORY_SEED = 13;
const MEMORY_PER_KIND = 10;
const MiB = 2 ** 20;

/**
 * `npm run bench -- search --count 1000000`: our index, PostgreSQL full text and Tantivy over the same
 * records and words, by the same queries in turn. `--files 9` also indexes file names in ours;
 * totals are held against `count(*)` and a scan of all records (`--no-truth` leaves the scan out).
 */
export async function search(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: "string", default: "1000000" },
      "per-kind": { type: "string", default: "20" },
      judged: { type: "string", default: "50" },
      files: { type: "string", default: "0" },
      "no-peers": { type: "boolean", default: false },
      "no-truth": { type: "boolean", default: false },
    },
  });
  const directory = await mkdtemp(path.join(tmpdir(), "minato-bench-search-"));
  try {
    await compare(directory, {
      count: readCount("count", values.count),
      perKind: readCount("per-kind", values["per-kind"]),
      judged: readCount("judged", values.judged),
      files: readCount("files", values.files),
      hasPeers: !values["no-peers"],
      truth: values["no-truth"] ? undefined : new Truth(),
    });
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}

interface Plan {
  count: number;
  perKind: number;
  judged: number;
  files: number;
  hasPeers: boolean;
  truth: Truth | undefined;
}

async function compare(directory: string, plan: Plan): Promise<void> {
  const ownDirectory = path.join(directory, "own");
  const own = await startOwn(ownDirectory, plan.files > 0);
  const postgres = plan.hasPeers ? await startPostgresSearch(directory) : undefined;
  const tantivy = plan.hasPeers ? await startTantivy(path.join(directory, "tantivy")) : undefined;
  if (plan.hasPeers && tantivy === undefined)
    console.log("Tantivy's binding is not installed here.");
  const engines = [own, postgres, tantivy].filter((engine) => engine !== undefined);
  const closeAll = async (): Promise<void> => {
    for (const engine of engines) await engine.close();
  };
  const release = closeWhenInterrupted(closeAll, directory);
  try {
    const judged = drawJudgedQueries(plan.count, plan.judged, JUDGED_SEED);
    const relevant = await build(engines, plan, judged);
    const queries = drawQueries(plan.count, plan.perKind, SEED);
    if (postgres !== undefined) await checkTotals(own, postgres, queries);
    if (plan.truth !== undefined) await checkTruth(own, plan.truth, queries);
    const timed = [...engines, own.withRelevance, own.withFacets, own.withFirstFacets];
    for (const query of queries) for (const engine of timed) await engine.search(query);
    printTimings(await timeQueries(timed, queries, ROUNDS));
    for (const threads of [1, 2]) {
      const rate = Math.round(await own.measureRate(queries, threads));
      console.log(`${rate} searches/s of the mix with ${threads} search thread(s)`);
    }
    const ranked = [own.withRelevance, own, postgres, tantivy?.withRelevance, tantivy];
    await printRelevance(
      ranked.filter((engine) => engine !== undefined),
      judged,
      relevant,
    );
  } finally {
    release();
    await closeAll();
  }
  await measureMemory(directory, {
    schema: { ...SEARCH_SCHEMA, hasBody: plan.files > 0 },
    directory: ownDirectory,
    requests: drawQueries(plan.count, MEMORY_PER_KIND, MEMORY_SEED).map(toRequest),
  });
}

/** Leaves neither PostgreSQL nor files behind when the benchmark is told to end. */
function closeWhenInterrupted(close: () => Promise<void>, directory: string): () => void {
  const end = async (): Promise<void> => {
    try {
      await close();
    } finally {
      rmSync(directory, { recursive: true, force: true });
      process.exit(130);
    }
  };
  const interrupted = (): void => void end();
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);
  return () => {
    process.off("SIGINT", interrupted);
    process.off("SIGTERM", interrupted);
  };
}

/** Fills the engines and counts the documents of the works that are asked for. */
async function build(
  engines: readonly BenchEngine[],
  plan: Plan,
  judged: readonly BenchQuery[],
): Promise<Map<string, number>> {
  const wanted = new Map(judged.map((query) => [judgementKey(query), 0]));
  const elapsed = new Map(engines.map((engine) => [engine, 0]));
  const time = async (engine: BenchEngine, work: () => Promise<void>): Promise<void> => {
    const started = performance.now();
    await work();
    elapsed.set(engine, elapsed.get(engine)! + performance.now() - started);
  };
  for (let from = 0; from < plan.count; from += BATCH) {
    const records: CorpusRecord[] = [];
    for (let id = from; id < Math.min(plan.count, from + BATCH); id++) {
      const record = generateRecord(id, { filesPerTorrent: plan.files });
      for (const key of [sameWork(leadPhrase(record.title)), record.title]) {
        if (wanted.has(key)) wanted.set(key, wanted.get(key)! + 1);
      }
      records.push(record);
    }
    plan.truth?.add(records);
    for (const engine of engines) await time(engine, async () => engine.add(from, records));
    if ((from + BATCH) % 100_000 === 0) console.error(`${from + BATCH} of ${plan.count} records`);
  }
  for (const engine of engines) await time(engine, async () => engine.finish());
  const rows = [];
  for (const engine of engines) {
    const bytes = await engine.measureBytes();
    rows.push({
      engine: engine.name,
      "documents/s": Math.round(plan.count / (elapsed.get(engine)! / 1000)),
      "disk MiB": Math.round(bytes / MiB),
      "bytes/document": Math.round(bytes / plan.count),
    });
  }
  console.table(rows);
  return wanted;
}

async function checkTotals(
  own: BenchEngine,
  postgres: BenchEngine,
  queries: readonly BenchQuery[],
): Promise<void> {
  let differences = 0;
  for (const query of queries) {
    const [ours, theirs] = [await own.count?.(query), await postgres.count?.(query)];
    if (ours === theirs) continue;
    differences += 1;
    console.log(`total differs: ${JSON.stringify(query.text)} ${ours} here, ${theirs} there`);
  }
  console.log(`totals of ${queries.length} queries against count(*): ${differences} differ`);
}

/** Totals as a search answers them, similar words included, against a scan of all records. */
async function checkTruth(
  own: BenchEngine,
  truth: Truth,
  queries: readonly BenchQuery[],
): Promise<void> {
  let differences = 0;
  for (const query of queries) {
    const { total } = await own.search(query);
    const counted = truth.count(query);
    if (total === counted) continue;
    differences += 1;
    console.log(`total differs: ${JSON.stringify(query.text)} ${total} here, ${counted} by a scan`);
  }
  console.log(`totals of ${queries.length} queries against a scan: ${differences} differ`);
  if (differences > 0) process.exitCode = 1;
}

function printTimings(timings: ReadonlyMap<BenchEngine, Timings>): void {
  const [ours] = [...timings.values()].map((own) => percentile(medians(own), 0.95));
  console.log(`milliseconds, median of ${ROUNDS} interleaved rounds for each query`);
  console.table(
    Array.from(timings, ([engine, own]) => {
      const all = medians(own);
      const p95 = percentile(all, 0.95);
      return {
        engine: engine.name,
        p50: round(percentile(all, 0.5)),
        p95: round(p95),
        max: round(Math.max(...all)),
        "own p95 to its p95": `${((ours ?? 0) / p95).toFixed(2)}x`,
      };
    }),
  );
  console.table(
    QUERY_KINDS.map((kind) => {
      const cells = Array.from(timings, ([engine, own]) => {
        const all = medians(own, kind);
        return [engine.name, `${round(percentile(all, 0.5))} / ${round(percentile(all, 0.95))}`];
      });
      return { kind, ...Object.fromEntries(cells) };
    }),
  );
}

async function printRelevance(
  engines: readonly BenchEngine[],
  judged: readonly BenchQuery[],
  relevant: ReadonlyMap<string, number>,
): Promise<void> {
  const kinds = [...new Set(judged.map((query) => query.kind))];
  console.log(`hit@10 / nDCG@10 of ${judged.length} judged queries`);
  const rows = [];
  for (const engine of engines) {
    const row: Record<string, string> = { engine: engine.name };
    for (const kind of [...kinds, "all"]) {
      const chosen = judged.filter((query) => kind === "all" || query.kind === kind);
      const hits = await hitShare(engine, chosen);
      const ndcg = await meanNdcg(engine, chosen, relevant);
      row[kind] = `${Math.round(hits * 100)} % / ${ndcg.toFixed(3)}`;
    }
    rows.push(row);
  }
  console.table(rows);
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
