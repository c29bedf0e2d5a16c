import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

import { type CorpusRecord, generateRecords } from "./corpus.ts";
import { readCount } from "./read-count.ts";
import { drawJudgedQueries } from "./relevance/draw-judged-queries.ts";
import { startEngines } from "./relevance/engines.ts";
import {
  isUnjudged,
  listHandJudgedQueries,
  listHandJudgedRecords,
} from "./relevance/hand-judged.ts";
import { ndcgAt10, type JudgedQuery } from "./relevance/judged-query.ts";
import type { RankingEngine } from "./relevance/ranking-engine.ts";

const SEED = 21;
const FILES = 9;
const SHOWN = 12;

/**
 * `npm run bench -- search-relevance --count 100000`: nDCG@10 of our index, PostgreSQL full text and
 * Tantivy by kinds of queries, over the same records and words. `--show` lists what ours finds worst.
 */
export async function searchRelevance(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: "string", default: "100000" },
      "per-kind": { type: "string", default: "20" },
      show: { type: "boolean", default: false },
    },
  });
  const count = readCount("count", values.count);
  const corpus = [...generateRecords(0, count, { filesPerTorrent: FILES })].filter(
    ({ title }) => !isUnjudged(title),
  );
  const drawn = drawJudgedQueries(corpus, readCount("per-kind", values["per-kind"]), SEED);
  const queries = [...drawn, ...listHandJudgedQueries(corpus.length)];
  const records = [...corpus, ...listHandJudgedRecords()];
  const directory = await mkdtemp(path.join(tmpdir(), "minato-bench-relevance-"));
  try {
    const engines = await startEngines(directory, records);
    try {
      await compare(engines, queries, values.show ? records : undefined);
    } finally {
      for (const engine of engines) await engine.close();
    }
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}

async function compare(
  engines: readonly RankingEngine[],
  queries: readonly JudgedQuery[],
  shown: readonly CorpusRecord[] | undefined,
): Promise<void> {
  const figures = new Map<RankingEngine, number[]>();
  for (const engine of engines) {
    const ownFigures: number[] = [];
    for (const query of queries) ownFigures.push(ndcgAt10(query, await engine.search(query.text)));
    figures.set(engine, ownFigures);
  }
  console.log(`nDCG@10 of ${queries.length} judged queries`);
  const kinds = [...new Set(queries.map(({ kind }) => kind))];
  console.table(
    [...kinds, "all"].map((kind) => {
      const isChosen = (_: number, index: number) =>
        kind === "all" || queries[index]?.kind === kind;
      const cells = Array.from(figures, ([{ name }, all]) => [name, mean(all.filter(isChosen))]);
      const number = queries.filter((query) => kind === "all" || query.kind === kind).length;
      return { kind, queries: number, ...Object.fromEntries(cells) };
    }),
  );
  const [own] = engines;
  if (shown !== undefined && own !== undefined) await show(own, figures, queries, shown);
}

/** Lists the queries by which our index falls farthest behind the best of the others. */
async function show(
  own: RankingEngine,
  figures: ReadonlyMap<RankingEngine, readonly number[]>,
  queries: readonly JudgedQuery[],
  records: readonly CorpusRecord[],
): Promise<void> {
  const others = [...figures].filter(([engine]) => engine !== own).map(([, all]) => all);
  const losses = queries.map((query, index) => {
    const ours = figures.get(own)?.[index] ?? 0;
    return { query, ours, loss: Math.max(...others.map((all) => all[index] ?? 0)) - ours };
  });
  for (const { query, ours, loss } of losses.toSorted((a, b) => b.loss - a.loss).slice(0, SHOWN)) {
    console.log(
      `\n${query.kind}: ${JSON.stringify(query.text)} ${ours.toFixed(3)}, ${loss.toFixed(3)} behind`,
    );
    for (const id of await own.search(query.text)) {
      console.log(`  ${query.grades.get(id) ?? 0} ${records[id]?.title}`);
    }
  }
}

function mean(values: readonly number[]): string {
  return (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3);
}
