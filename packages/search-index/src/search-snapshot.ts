import { collectByNumber } from "./collect-best.ts";
import { CountedDocs } from "./count-codes.ts";
import { countFacets } from "./count-facets.ts";
import type { FacetCache } from "./facet-cache.ts";
import { FacetCounter } from "./facets.ts";
import { applyFilters, columnOf, type FilterGroups, groupFilters } from "./filters.ts";
import { compact, type Matches } from "./intersect.ts";
import { type MatchOptions, matchText } from "./match-text.ts";
import { NameOrder } from "./name-order.ts";
import { RANK_PROFILES, Ranker, type RankWeights } from "./rank.ts";
import type { Scratch } from "./scratch.ts";
import { collectLargest } from "./search-everything.ts";
import { SearchIndexError } from "./search-index-error.ts";
import {
  FEW_HITS,
  MANY_WORDS,
  MAX_LIMIT,
  type SearchRequest,
  type SearchResult,
  type SortOrder,
} from "./search-request.ts";
import type { LiveSegment, Snapshot } from "./segment.ts";
import type { TextQuery } from "./text-query.ts";
import { TopDocuments } from "./top-documents.ts";

/** What a search needs besides the request. */
export interface SearchContext {
  scratch: Scratch;
  facetCache: FacetCache;
  /** Throws when the search was cancelled. */
  check: () => void;
}

/** The query that every document matches. */
export const EVERYTHING: TextQuery = { required: [], excluded: [] };

/**
 * Searches one state of an index. Throws `INVALID` for unknown columns and impossible pages, and
 * whatever `check` throws.
 */
export function searchSnapshot(
  snapshot: Snapshot,
  request: SearchRequest,
  context: SearchContext,
): SearchResult {
  const started = performance.now();
  checkPage(request);
  const isTolerant = request.isTolerant !== false && (request.text?.required.length ?? 0) > 0;
  let state = runSearch(snapshot, request, context, false);
  const wasTolerant = isTolerant && state.hits < enoughHits(request.text);
  if (wasTolerant) state = runSearch(snapshot, request, context, true);
  return {
    ids: state.collector.result(request.offset ?? 0),
    total: state.total,
    facets: Object.fromEntries(state.facets.map((one) => [one.request.column, one.result()])),
    wasTolerant,
    tookMs: performance.now() - started,
  };
}

/** So many hits that similar words are not worth looking for. */
export function enoughHits(text: TextQuery | undefined): number {
  return (text?.required.length ?? 0) >= MANY_WORDS ? 1 : FEW_HITS;
}

/** What a search gathers over the segments. */
interface SearchState {
  request: SearchRequest;
  context: SearchContext;
  snapshot: Snapshot;
  isTolerant: boolean;
  groups: FilterGroups;
  facets: FacetCounter[];
  collector: Collector;
  weights: RankWeights;
  /** Documents with the words, whatever the filters say. */
  hits: number;
  total: number;
}

/** Gathers the best documents of one order. */
interface Collector {
  result(offset: number): number[];
}

function runSearch(
  snapshot: Snapshot,
  request: SearchRequest,
  context: SearchContext,
  isTolerant: boolean,
): SearchState {
  const filters = request.filters ?? [];
  const end = (request.offset ?? 0) + (request.limit ?? 20);
  const top = new TopDocuments(end);
  const sort = request.sort ?? "relevance";
  const names = isNameOrder(snapshot, sort) ? new NameOrder(end, sort.order) : undefined;
  const rank = request.rank ?? "best";
  const state: SearchState = {
    request,
    context,
    snapshot,
    isTolerant,
    groups: groupFilters(filters),
    facets: (request.facets ?? []).map((facet) => new FacetCounter(facet)),
    collector: names ?? top,
    weights: typeof rank === "string" ? RANK_PROFILES[rank] : rank,
    hits: 0,
    total: 0,
  };
  // Large segments first: their best documents spare the others work.
  const segments = snapshot.segments.toSorted((a, b) => b.segment.count - a.segment.count);
  for (const live of segments) {
    context.check();
    context.scratch.reset();
    if (collectWithoutMatching(live, state, top)) continue;
    const matches = findMatches(live, state);
    context.check();
    if (sort === "relevance") collectByRank(live, matches, state, top);
    else if (names !== undefined) names.add(live.segment, sort.column, matches);
    else collectByNumber(live.segment, matches, sort, top);
    context.check();
  }
  return state;
}

function findMatches(live: LiveSegment, state: SearchState): Matches {
  const { request, context, isTolerant, groups } = state;
  const matches = findLiving(live, request.text ?? EVERYTHING, {
    ...context,
    isTolerant,
    withInfos: (request.sort ?? "relevance") === "relevance",
  });
  state.hits += matches.count;
  const { scratch } = context;
  const failures = applyFilters(live.segment, matches, request.filters ?? [], groups, scratch);
  const passing = failures === undefined ? matches : compact(matches, failures, false, scratch);
  const found = { live, matches, failures, passing };
  countFacets(state.facets, found, { ...context, request, isTolerant, groups });
  state.total += passing.count;
  return passing;
}

function isEverything(request: SearchRequest): boolean {
  return request.text === undefined && (request.filters ?? []).length === 0;
}

/** Serves requests for all documents by descending numbers; answers whether it was one. */
function collectWithoutMatching(live: LiveSegment, state: SearchState, top: TopDocuments): boolean {
  const { request, context } = state;
  const sort = request.sort ?? "relevance";
  if (!isEverything(request) || sort === "relevance" || sort.order !== "desc") return false;
  const column = columnOf(live.segment, sort.column);
  if (column.kind !== "number") return false;
  const all = (): CountedDocs => {
    const { docs, count } = findLiving(live, EVERYTHING, {
      ...context,
      isTolerant: false,
      withInfos: false,
    });
    return new CountedDocs(docs.subarray(0, count));
  };
  for (const facet of state.facets) {
    context.check();
    const scope = { docs: all, key: "", columns: [] };
    facet.addCounts(context.facetCache.count(live, facet.request, scope));
  }
  state.total += live.segment.count - Atomics.load(live.deletedCount, 0);
  collectLargest(live, column, top);
  return true;
}

/** The documents of a segment that are not deleted and have the words. */
export function findLiving(live: LiveSegment, query: TextQuery, options: MatchOptions): Matches {
  return dropDeleted(live, matchText(live.segment, query, options), options.scratch);
}

function dropDeleted(live: LiveSegment, matches: Matches, scratch: Scratch): Matches {
  if (Atomics.load(live.deletedCount, 0) === 0) return matches;
  const flags = scratch.infos(matches.count);
  const { docs, count } = matches;
  const { deleted } = live;
  for (let at = 0; at < count; at++) {
    const doc = docs[at]!;
    flags[at] = (deleted[doc >>> 5]! >>> (doc & 31)) & 1;
  }
  return compact(matches, flags, false, scratch);
}

function collectByRank(
  live: LiveSegment,
  matches: Matches,
  state: SearchState,
  top: TopDocuments,
): void {
  const ranker = new Ranker(live.segment, matches, state.weights, {
    schema: state.snapshot.schema,
    now: state.request.now ?? Date.now() / 1000,
  });
  ranker.collect(top);
}

function isNameOrder(snapshot: Snapshot, sort: "relevance" | SortOrder): sort is SortOrder {
  if (sort === "relevance") return false;
  const columns = snapshot.schema.columns;
  if (!Object.hasOwn(columns, sort.column)) {
    throw new SearchIndexError("INVALID", `no column "${sort.column}" to sort by`);
  }
  return columns[sort.column]!.kind === "enum";
}

function checkPage(request: SearchRequest): void {
  const { limit = 20, offset = 0 } = request;
  if (!Number.isSafeInteger(limit) || limit < 0 || limit > MAX_LIMIT) {
    throw new SearchIndexError("INVALID", `a limit is a whole number from 0 to ${MAX_LIMIT}`);
  }
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new SearchIndexError("INVALID", "an offset is a whole number from 0 on");
  }
}
