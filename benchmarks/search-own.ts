import { readdir, stat } from "node:fs/promises";
import path from "node:path";

import {
  createSearchIndex,
  createSearchPool,
  type FacetRequest,
  parseQuery,
  type SearchPool,
  type SearchRequest,
} from "@minato/search-index";

import { type BenchAnswer, type BenchEngine, type BenchQuery, PAGE } from "./search-engine.ts";
import { SEARCH_SCHEMA, toDocument } from "./search-schema.ts";

/** The facets that a search page shows. */
export const PAGE_FACETS: readonly FacetRequest[] = [
  { column: "type" },
  { column: "category" },
  { column: "resolution" },
  { column: "codec" },
  { column: "year" },
  { column: "source" },
  { column: "size", edges: [0, 2 ** 29, 2 ** 31, 2 ** 33, 2 ** 35] },
];

/** Our index in several ways, and how much of it one thread or more can do. */
export interface OwnEngine extends BenchEngine {
  withRelevance: BenchEngine;
  withFacets: BenchEngine;
  /** With facets that nobody asked for before: what is remembered of them does not help. */
  withFirstFacets: BenchEngine;
  /** Searches a second that so many threads answer, asked more than they can do. */
  measureRate(queries: readonly BenchQuery[], threads: number): Promise<number>;
}

/** Our index, with its searches in another thread as the server has them. */
export async function startOwn(directory: string, withFiles: boolean): Promise<OwnEngine> {
  const schema = { ...SEARCH_SCHEMA, hasBody: withFiles };
  const index = await createSearchIndex({ directory, schema });
  let pool: SearchPool | undefined;
  let asked = 0;
  const ask = async (query: BenchQuery, more: SearchRequest): Promise<BenchAnswer> => {
    pool ??= createSearchPool({ index, timeoutMs: 60_000 });
    return pool.search({ ...toRequest(query), ...more });
  };
  const bySeeders = { sort: { column: "seeders", order: "desc" } } as const;
  const engine: BenchEngine = {
    name: "own",
    async add(from, records) {
      await index.apply(
        records.map((record, at) => ({
          kind: "put",
          document: toDocument(from + at, record, withFiles),
        })),
      );
    },
    async finish() {
      await index.commit();
      await index.merge();
    },
    search: async (query) => ask(query, bySeeders),
    count: async (query) =>
      (await ask(query, { ...bySeeders, isTolerant: false, limit: 0, offset: 0 })).total ?? 0,
    measureBytes: async () => measureDirectory(directory),
    async close() {
      await pool?.close();
      await index.close();
    },
  };
  return {
    ...engine,
    withRelevance: {
      ...engine,
      name: "own, by relevance",
      // Without a word there is nothing to be relevant to; the server takes another order, too.
      search: async (query) => ask(query, query.text === "" ? bySeeders : {}),
    },
    withFacets: {
      ...engine,
      name: "own, 7 facets",
      search: async (query) => ask(query, { ...bySeeders, facets: PAGE_FACETS }),
    },
    withFirstFacets: {
      ...engine,
      name: "own, 7 facets for the first time",
      search: async (query) => {
        asked += 1;
        // Those of everything are asked for all the time.
        const isEverything = query.text === "" && query.category === undefined;
        const text = isEverything ? "" : `-unheardof${asked} ${query.text}`;
        return ask({ ...query, text }, { ...bySeeders, facets: PAGE_FACETS });
      },
    },
    async measureRate(queries, threads) {
      const crowd = createSearchPool({
        index,
        workers: threads,
        growAfterMs: 0,
        timeoutMs: 60_000,
      });
      const askAll = async (): Promise<unknown> =>
        Promise.all(
          queries.map(async (query) => crowd.search({ ...toRequest(query), ...bySeeders })),
        );
      // The threads start and warm up.
      await askAll();
      const started = performance.now();
      await askAll();
      const seconds = (performance.now() - started) / 1000;
      await crowd.close();
      return queries.length / seconds;
    },
  };
}

/** The request for a query, by relevance. */
export function toRequest(query: BenchQuery): SearchRequest {
  const filters =
    query.category === undefined ? [] : [{ column: "category", values: [query.category] }];
  const { text } = parseQuery(query.text, {});
  return { text, filters, limit: PAGE, offset: query.offset };
}

/** Bytes of all files in a directory. */
export async function measureDirectory(directory: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(directory)) {
    bytes += (await stat(path.join(directory, name))).size;
  }
  return bytes;
}
