import type { Database } from "@minato/database";

import type {
  FacetName,
  Facets,
  SearchEngine,
  SearchFilters,
  SearchRequest,
  SearchResult,
} from "../search-engine.ts";
import {
  FACET_FILTERS,
  readFacets,
  writeFacets,
  type FacetRow,
  type FacetSample,
} from "./facet-statement.ts";
import type { Bounds, Matches } from "./find-in-window.ts";
import { findMatches } from "./find-matches.ts";
import { listPostgres } from "./list-ids.ts";
import { runBounded } from "./run-bounded.ts";
import { loosenTextQuery, readTextQuery, type TextQuery } from "./text-query.ts";

/** How far a search goes. */
export interface PostgresSearchOptions {
  /** Longest time of one statement; a search that needs more is answered approximately. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 800;
/** Matches counted exactly: in a list, and when values are counted too. */
const MAX_EXACT = 1000;
const MAX_EXACT_WITH_FACETS = 10_000;
const SUGGESTED_MATCHES = 200;

/** Finds torrents in PostgreSQL: always there, complete, without tolerance for most typing errors. */
export function createPostgresEngine(
  db: Database,
  options: PostgresSearchOptions = {},
): SearchEngine {
  return {
    search: (request) => searchPostgres(db, request, options),
    list: (request) => listPostgres(db, request),
    async suggest(q, limit) {
      const { torrentIds } = await searchPostgres(
        db,
        { q, sort: "seeders", limit: SUGGESTED_MATCHES, offset: 0 },
        options,
      );
      return loadTitles(db, torrentIds, limit);
    },
    expectChanges: () => undefined,
    async health() {
      await db.$client.query("select 1");
      return { status: "ready" };
    },
    close: async () => {},
  };
}

/** Answers one search from PostgreSQL, whatever engine the context has. */
export async function searchPostgres(
  db: Database,
  request: SearchRequest,
  { timeoutMs = TIMEOUT_MS }: PostgresSearchOptions = {},
): Promise<SearchResult> {
  const startedAt = performance.now();
  const facetNames = request.facets ?? [];
  const bounds: Bounds = {
    pool: db.$client,
    timeoutMs,
    maxExact: facetNames.length > 0 ? MAX_EXACT_WITH_FACETS : MAX_EXACT,
  };
  const hasText = request.q !== undefined && request.q.trim() !== "";
  let text = hasText ? readTextQuery(request.q ?? "") : undefined;
  let matches: Matches = { torrentIds: [], total: 0, totalIsExact: true };
  const isPossible = (!hasText || text !== undefined) && !hasEmptyList(request.filters ?? {});
  if (isPossible) matches = await findMatches(bounds, text, request);
  if (text !== undefined && request.isTolerant === true && matches.total === 0) {
    const loose = loosenTextQuery(text);
    if (isPossible && matches.totalIsExact && loose !== undefined) {
      text = loose;
      matches = await findMatches(bounds, text, request);
    }
  }
  const facets = isPossible
    ? await countFacets(bounds, text, request.filters ?? {}, facetNames, matches.totalIsExact)
    : readFacets(facetNames, []);
  return {
    ...matches,
    facets,
    tookMs: Math.round(performance.now() - startedAt),
    terms: text?.tokens ?? [],
  };
}

function hasEmptyList(filters: SearchFilters): boolean {
  return Object.values(filters).some((value) => Array.isArray(value) && value.length === 0);
}

/** Counts the facets; one whose own filter is set is counted as if it were not. */
async function countFacets(
  bounds: Bounds,
  text: TextQuery | undefined,
  filters: SearchFilters,
  names: readonly FacetName[],
  isFew: boolean,
): Promise<Facets> {
  const isSelected = (name: FacetName) => filters[FACET_FILTERS[name]] !== undefined;
  const groups = [
    { names: names.filter((name) => !isSelected(name)), filters },
    ...names.filter(isSelected).map((name) => ({
      names: [name],
      filters: { ...filters, [FACET_FILTERS[name]]: undefined },
    })),
  ];
  const rows: FacetRow[] = [];
  for (const group of groups) {
    if (group.names.length === 0) continue;
    const isWhole = isFew && group.filters === filters;
    const count = (sample: FacetSample) =>
      writeFacets({ text, filters: group.filters }, group.names, bounds.maxExact, sample);
    const counted = await runBounded<FacetRow>(
      bounds.pool,
      count(isWhole ? "any" : "newest"),
      bounds.timeoutMs,
    );
    if (counted !== undefined) rows.push(...counted);
    else {
      const { text: sql, values } = count("window");
      rows.push(...(await bounds.pool.query<FacetRow>(sql, values)).rows);
    }
  }
  return readFacets(names, rows);
}

async function loadTitles(
  db: Database,
  torrentIds: readonly number[],
  limit: number,
): Promise<string[]> {
  const { rows } = await db.$client.query<{ title: string }>(
    "select title from torrents where id = any($1::int[]) order by array_position($1::int[], id)",
    [torrentIds],
  );
  return [...new Set(rows.map(({ title }) => title))].slice(0, limit);
}
