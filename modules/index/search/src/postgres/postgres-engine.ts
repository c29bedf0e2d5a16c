import type { Database } from "@minato/database";
import type { Filter } from "@minato/search-index";

import type {
  FacetName,
  Facets,
  SearchEngine,
  SearchRequest,
  SearchResult,
} from "../search-engine.ts";
import type { KeyedFilters } from "./conditions.ts";
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
import { readRequest } from "./read-request.ts";
import { runBounded } from "./run-bounded.ts";
import { loosenTextQuery, type TextQuery } from "./text-query.ts";

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
      return { engine: "postgres", status: "ready" };
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
  const { parsed, filters, isImpossible, ...read } = await readRequest(db.$client, request);
  const keyed = { ...request, filters };
  let { text } = read;
  let matches: Matches = { torrentIds: [], total: 0, totalIsExact: true };
  if (!isImpossible) matches = await findMatches(bounds, text, keyed);
  if (text !== undefined && request.isTolerant === true && matches.total === 0) {
    const loose = loosenTextQuery(text);
    if (!isImpossible && matches.totalIsExact && loose !== undefined) {
      text = loose;
      matches = await findMatches(bounds, text, keyed);
    }
  }
  const facets = isImpossible
    ? readFacets(facetNames, [])
    : await countFacets(bounds, text, filters, facetNames, matches.totalIsExact);
  return {
    ...matches,
    facets,
    tookMs: Math.round(performance.now() - startedAt),
    terms: text?.tokens ?? [],
    ...(parsed === undefined ? {} : { parsed: parsed.chips }),
  };
}

/** Counts the facets; one whose own filter is set is counted as if it were not. */
async function countFacets(
  bounds: Bounds,
  text: TextQuery | undefined,
  filters: KeyedFilters,
  names: readonly FacetName[],
  isFew: boolean,
): Promise<Facets> {
  const isSelected = (name: FacetName) =>
    filters[FACET_FILTERS[name]] !== undefined ||
    filters.keys?.some((key) => isAbout(key, name)) === true;
  const groups = [
    { names: names.filter((name) => !isSelected(name)), filters },
    ...names.filter(isSelected).map((name) => ({
      names: [name],
      filters: {
        ...filters,
        [FACET_FILTERS[name]]: undefined,
        keys: filters.keys?.filter((key) => !isAbout(key, name)),
      },
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

function isAbout(key: Filter, facet: FacetName): boolean {
  return "column" in key && key.column === facet;
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
