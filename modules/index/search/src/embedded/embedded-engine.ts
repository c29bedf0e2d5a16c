import {
  MAX_LIMIT,
  SearchIndexError,
  type RankWeights,
  type SearchPool,
  type SearchRequest as IndexRequest,
  type SearchResult as IndexResult,
} from "@minato/search-index";
import type { Pool } from "pg";
import type { Logger } from "pino";

import { answerSearch } from "../answer-search.ts";
import { measureLag, type Lag } from "../measure-lag.ts";
import { orderByTitle } from "../query/find-ids.ts";
import type {
  ListRequest,
  Rank,
  SearchEngine,
  SearchHealth,
  SearchRequest,
} from "../search-engine.ts";
import type { FollowerState } from "./index-follower.ts";

/** What an engine is made of. */
export interface EmbeddedParts {
  pool: Pool;
  log: Logger;
  /** The threads that search; started with the first call. */
  openSearches: () => SearchPool;
  /** How far the index is. */
  readState: () => Readonly<FollowerState>;
  /** Tells the index that the database is about to change. */
  expectChanges: () => void;
  /** What the traits of a torrent count. */
  readWeights: (rank: Rank) => RankWeights;
  /** How many torrents the index holds. */
  countIndexed: () => number;
  /** Answers until the index is ready, and what takes the index too long. */
  fallback: SearchEngine;
  close: () => Promise<void>;
}

const LIST_MS = 30_000;
/** The order that costs least. */
const NEWEST = { column: "indexed", order: "desc" } as const;

/** Finds torrents in the index of this process. */
export function createEmbeddedEngine(parts: EmbeddedParts): SearchEngine {
  const { openSearches, readState, fallback } = parts;
  return {
    search: (request) =>
      withFallback(
        parts,
        () => answerSearch(parts.pool, request, (query) => findPage(parts, request, query)),
        () => fallback.search(request),
      ),
    list: (request) => list(parts, request),
    suggest: (q, limit) =>
      withFallback(
        parts,
        async () => {
          const suggestions = await openSearches().suggest({ text: q, limit });
          return suggestions.map(({ text }) => text);
        },
        () => fallback.suggest(q, limit),
      ),
    expectChanges: parts.expectChanges,
    health: async () => ({
      engine: "embedded",
      ...describeHealth(readState()),
      indexed: parts.countIndexed(),
      ...(await findLag(parts)),
    }),
    close: parts.close,
  };
}

async function findLag({ pool, readState }: EmbeddedParts): Promise<Partial<Lag>> {
  const { position } = readState();
  return position === undefined ? {} : measureLag(pool, position);
}

function describeHealth(state: Readonly<FollowerState>): Omit<SearchHealth, "engine"> {
  if (state.failure !== undefined) return { status: "degraded", reason: state.failure };
  if (state.isReady) {
    return { status: "ready", ...(state.isRebuilding ? { progress: state.progress } : {}) };
  }
  const percent = Math.floor(state.progress * 100);
  const reason = `the search index is being built: ${percent} %`;
  return { status: "starting", reason, progress: state.progress };
}

/** Lets the database answer until the index is ready, and when its threads are too slow or gone. */
async function withFallback<Answer>(
  { readState, log }: EmbeddedParts,
  ask: () => Promise<Answer>,
  askDatabase: () => Promise<Answer>,
): Promise<Answer> {
  if (!readState().isReady) return askDatabase();
  try {
    return await ask();
  } catch (error) {
    const code = error instanceof SearchIndexError ? error.code : undefined;
    if (code !== "ABORTED" && code !== "CLOSED") throw error;
    log.warn({ err: error }, "search index did not answer, the database does");
    return askDatabase();
  }
}

/** Everything that matches, as one search sees it. */
async function list(
  { pool, openSearches }: EmbeddedParts,
  request: ListRequest,
): Promise<number[]> {
  const { limit } = request;
  const { torrentIds } = await answerSearch(pool, { ...request, offset: 0 }, async (query) => {
    const ids = [...(await openSearches().list({ ...query, limit }, { timeoutMs: LIST_MS }))];
    return { ids, total: ids.length, facets: {}, wasTolerant: false };
  });
  return torrentIds;
}

async function findPage(
  { pool, openSearches, readWeights }: EmbeddedParts,
  request: SearchRequest,
  query: IndexRequest,
): Promise<IndexResult> {
  const { limit, offset, order = "desc", rank = "best" } = request;
  const searches = openSearches();
  const hasWords = (query.text?.required.length ?? 0) > 0;
  const sort = request.sort ?? "relevance";
  if (sort === "relevance" && hasWords) {
    return searches.search({ ...query, limit, offset, rank: readWeights(rank) });
  }
  if (sort !== "title") {
    const column = sort === "relevance" ? "indexed" : sort;
    return searches.search({ ...query, sort: { column, order }, limit, offset });
  }
  const counted = await searches.search({ ...query, sort: NEWEST, limit: 0 });
  const { facets: _, ...found } = query;
  if (counted.total <= MAX_LIMIT) {
    const all = await searches.list({ ...found, limit: MAX_LIMIT });
    const ids = await orderByTitle(pool, [...all], order);
    return { ...counted, ids: ids.slice(offset, offset + limit) };
  }
  // The heads of titles are in the index; within the same head the newest come first.
  const byHead = { column: "work", order };
  const { ids } = await searches.search({ ...found, sort: byHead, limit, offset });
  return { ...counted, ids };
}
