import { leadPhrase } from "@minato/search-index";

import { generateRecord } from "./corpus.ts";
import type { BenchEngine, BenchQuery } from "./search-engine.ts";

/** Milliseconds of one engine by query, one list for each round. */
export type Timings = Map<BenchQuery, number[]>;

/** Runs every query on every engine in turn, round by round, so that load from elsewhere hits all alike. */
export async function timeQueries(
  engines: readonly BenchEngine[],
  queries: readonly BenchQuery[],
  rounds: number,
): Promise<Map<BenchEngine, Timings>> {
  const timings = new Map(engines.map((engine) => [engine, new Map() as Timings]));
  for (let round = 0; round < rounds; round++) {
    for (const query of queries) {
      for (const engine of engines) {
        const started = performance.now();
        await engine.search(query);
        const took = performance.now() - started;
        const known = timings.get(engine)!;
        known.set(query, [...(known.get(query) ?? []), took]);
      }
    }
  }
  return timings;
}

/** The value below which a share of the sorted or unsorted values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The median over the rounds, which a pause of the machine does not move. */
export function medians(timings: Timings, kind?: string): number[] {
  const chosen = [...timings].filter(([query]) => kind === undefined || query.kind === kind);
  return chosen.map(([, times]) => percentile(times, 0.5));
}

/** Whether the first ten hold the work that was meant, as a share of the queries about one. */
export async function hitShare(
  engine: BenchEngine,
  queries: readonly BenchQuery[],
): Promise<number> {
  let hits = 0;
  for (const query of queries) {
    const { ids } = await engine.search(query);
    if (ids.slice(0, 10).some((id) => isWanted(id, query))) hits += 1;
  }
  return hits / queries.length;
}

/**
 * Mean nDCG@10: releases of the wanted work, or the wanted title where one is, have grade 2, works
 * whose name only begins like it grade 1. `relevant` tells how many have grade 2, by `judgementKey`.
 */
export async function meanNdcg(
  engine: BenchEngine,
  queries: readonly BenchQuery[],
  relevant: ReadonlyMap<string, number>,
): Promise<number> {
  let sum = 0;
  for (const query of queries) {
    const { ids } = await engine.search(query);
    const gains = ids.slice(0, 10).map((id) => gradeOf(id, query));
    const count = Math.min(10, relevant.get(judgementKey(query)) ?? 0);
    const ideal = discount(Array.from({ length: count }, () => 2));
    sum += ideal === 0 ? 0 : Math.min(1, discount(gains) / ideal);
  }
  return sum / queries.length;
}

/** What documents of grade 2 share: the title or the name of the work. */
export function judgementKey(query: BenchQuery): string {
  return query.wantedTitle ?? sameWork(query.wanted ?? "");
}

function discount(grades: readonly number[]): number {
  return grades.reduce((sum, grade, rank) => sum + (2 ** grade - 1) / Math.log2(rank + 2), 0);
}

function gradeOf(id: number, query: BenchQuery): number {
  const { title } = generateRecord(id, { filesPerTorrent: 0 });
  if (query.wantedTitle !== undefined) return title === query.wantedTitle ? 2 : 0;
  if (isWanted(id, query)) return 2;
  return leadPhrase(title).startsWith(`${query.wanted ?? ""} `) ? 1 : 0;
}

function isWanted(id: number, query: BenchQuery): boolean {
  return (
    sameWork(leadPhrase(generateRecord(id, { filesPerTorrent: 0 }).title)) ===
    sameWork(query.wanted ?? "")
  );
}

/** The head of a title without what differs between spellings of it. */
export function sameWork(phrase: string): string {
  return phrase
    .toLowerCase()
    .replace(/&/g, "and")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
