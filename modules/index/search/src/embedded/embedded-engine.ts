import {
  MAX_LIMIT,
  parseQuery,
  SearchIndexError,
  type Clause,
  type Filter,
  type ParsedQuery,
  type SearchPool,
  type SearchRequest as IndexRequest,
  type SearchResult as IndexResult,
} from "@minato/search-index";
import type { QueryToken } from "@minato/search-text";
import type { Pool } from "pg";
import type { Logger } from "pino";

import type { SearchEngine, SearchHealth, SearchRequest, SearchResult } from "../search-engine.ts";
import { findIdsOfHash, findIdsOfWorks, orderByTitle } from "./find-ids.ts";
import type { IndexFollower } from "./index-follower.ts";
import { QUERY_KEYS, readImdbId } from "./query-keys.ts";
import { readFacets, writeFacetRequests } from "./read-facets.ts";
import { writeFilters } from "./write-filters.ts";

/** What an engine is made of. */
export interface EmbeddedParts {
  pool: Pool;
  log: Logger;
  /** The threads that search; started with the first call. */
  openSearches: () => SearchPool;
  follower: Pick<IndexFollower, "state" | "poke">;
  /** How many torrents the index holds. */
  countIndexed: () => number;
  /** Answers until the index is ready, and what takes the index too long. */
  fallback: SearchEngine;
  close: () => Promise<void>;
}

/** Finds torrents in the index of this process. */
export function createEmbeddedEngine(parts: EmbeddedParts): SearchEngine {
  const { openSearches, follower, fallback } = parts;
  return {
    search: (request) => withFallback(parts, () => search(parts, request), request),
    async suggest(q, limit) {
      if (!follower.state.isReady) return fallback.suggest(q, limit);
      const suggestions = await openSearches().suggest({ text: q, limit });
      return suggestions.map(({ text }) => text);
    },
    expectChanges: () => follower.poke(),
    health: async () => ({ ...describeHealth(follower.state), indexed: parts.countIndexed() }),
    close: parts.close,
  };
}

function describeHealth(state: IndexFollower["state"]): SearchHealth {
  if (state.failure !== undefined) return { status: "degraded", reason: state.failure };
  if (state.isReady) return { status: "ready" };
  const percent = Math.floor(state.progress * 100);
  const reason = `the search index is being built: ${percent} %`;
  return { status: "starting", reason, progress: state.progress };
}

async function withFallback(
  { follower, fallback, log }: EmbeddedParts,
  run: () => Promise<SearchResult>,
  request: SearchRequest,
): Promise<SearchResult> {
  if (!follower.state.isReady) return fallback.search(request);
  try {
    return await run();
  } catch (error) {
    const isLate = error instanceof SearchIndexError && error.code === "ABORTED";
    if (!isLate) throw error;
    log.warn({ err: error }, "search index is too slow, the database answers");
    return fallback.search(request);
  }
}

async function search(parts: EmbeddedParts, request: SearchRequest): Promise<SearchResult> {
  const startedAt = performance.now();
  const { filters = {}, q = "" } = request;
  const parsed = parseQuery(q, QUERY_KEYS);
  const facets = request.facets ?? [];
  const isBlank = q.trim() === "";
  const result: SearchResult = {
    torrentIds: [],
    total: 0,
    totalIsExact: true,
    facets: readFacets(facets, {}),
    tookMs: 0,
    terms: listTerms(parsed),
    ...(isBlank ? {} : { parsed: parsed.chips }),
  };
  const hasEmptyList = Object.values(filters).some((value) => isEmptyList(value));
  // A text of which nothing can be searched for finds nothing.
  if (hasEmptyList || (!isBlank && parsed.chips.length === 0)) return result;
  const conditions = [...writeFilters(filters), ...parsed.filters];
  conditions.push(...(await findIdConditions(parts.pool, request, parsed)));
  const found = await findPage(parts, request, {
    text: parsed.text,
    filters: conditions,
    facets: writeFacetRequests(facets),
    isTolerant: request.isTolerant === true,
  });
  return {
    ...result,
    torrentIds: found.ids,
    total: found.total,
    facets: readFacets(facets, found.facets),
    tookMs: Math.round(performance.now() - startedAt),
    wasTolerant: found.wasTolerant,
  };
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Conditions that the database turns into ids: they are few, and it has indexes for them. */
async function findIdConditions(
  pool: Pool,
  { filters = {} }: SearchRequest,
  { custom }: ParsedQuery,
): Promise<Filter[]> {
  const conditions: Filter[] = [];
  if (filters.externalIds !== undefined) {
    conditions.push({ ids: await findIdsOfWorks(pool, filters.externalIds) });
  }
  for (const { key, value, isExcluded } of custom) {
    const imdb = key === "imdb" ? readImdbId(value) : undefined;
    const ids =
      imdb === undefined
        ? await findIdsOfHash(pool, value)
        : await findIdsOfWorks(pool, { imdb: [imdb] });
    conditions.push({ ids, isExcluded });
  }
  return conditions;
}

async function findPage(
  { pool, openSearches }: EmbeddedParts,
  request: SearchRequest,
  query: IndexRequest,
): Promise<IndexResult> {
  const { limit, offset, order = "desc", rank } = request;
  const searches = openSearches();
  const hasWords = (query.text?.required.length ?? 0) > 0;
  const sort = request.sort ?? "relevance";
  if (sort === "relevance" && hasWords) {
    return searches.search({ ...query, limit, offset, rank });
  }
  if (sort !== "title") {
    const column = sort === "relevance" ? "indexed" : sort;
    return searches.search({ ...query, sort: { column, order }, limit, offset });
  }
  const all = await searches.search({ ...query, limit: MAX_LIMIT });
  if (all.total <= MAX_LIMIT) {
    const ids = await orderByTitle(pool, all.ids, order);
    return { ...all, ids: ids.slice(offset, offset + limit) };
  }
  // The heads of titles are in the index; within the same head the newest come first.
  return searches.search({ ...query, sort: { column: "work", order }, limit, offset });
}

/** The words to highlight. */
function listTerms({ text }: ParsedQuery): QueryToken[] {
  return (text?.required ?? []).flatMap(wordsOf);
}

function wordsOf(clause: Clause): QueryToken[] {
  const isExcluded = false;
  switch (clause.kind) {
    case "word":
      return [{ ...termOf(clause), isExcluded }];
    case "phrase":
      return clause.words.map(({ text }) => ({
        text,
        isPrefix: false,
        isOptional: false,
        isExcluded,
      }));
    case "all":
      return clause.parts.flatMap(wordsOf);
    case "any":
      return clause.choices.flatMap(wordsOf);
  }
}

function termOf({ text, isPrefix, isOptional }: Extract<Clause, { kind: "word" }>) {
  return { text, isPrefix, isOptional };
}
