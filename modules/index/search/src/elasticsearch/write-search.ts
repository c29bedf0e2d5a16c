import type { FacetRequest, FacetValue, Filter } from "@minato/search-index";

import type { ClusterRequest } from "../cluster/cluster-index.ts";
import { MAX_TERMS } from "./index-settings.ts";
import { writeRank } from "./write-rank.ts";
import { writeText, type Query } from "./write-text.ts";

/** Values of a facet that each shard proposes, so that counts over several shards are exact. */
const SHARD_VALUES = 5000;

/** Filters that only hold results back, so that facets of their columns still count the others. */
interface Split {
  always: Query[];
  byColumn: Map<string, Query[]>;
}

/** Writes what to find, what to count, and the order; not which part of it. */
export function writeSearch(request: ClusterRequest, isTolerant: boolean): Query {
  const { text, filters = [], facets = [], sort } = request;
  const split = splitFilters(filters, new Set(facets.map(({ column }) => column)));
  const { must, mustNot } =
    text === undefined ? { must: [], mustNot: [] } : writeText(text, isTolerant);
  const isRanked = sort === "relevance" && text !== undefined;
  return {
    query: {
      bool: {
        must: isRanked ? [{ bool: { must, boost: request.weights.text } }] : must,
        must_not: mustNot,
        filter: split.always,
        ...(isRanked ? { should: writeRank(text, request.weights) } : {}),
      },
    },
    ...(split.byColumn.size === 0
      ? {}
      : { post_filter: { bool: { filter: [...split.byColumn.values()].flat() } } }),
    ...(facets.length === 0 ? {} : { aggs: writeFacets(facets, split) }),
    sort: writeSort(sort),
    track_total_hits: true,
    _source: false,
    stored_fields: "_none_",
    docvalue_fields: ["id"],
  };
}

/** The counted values in the answer to `writeSearch`. */
export function readFacetValues(
  facets: readonly FacetRequest[],
  aggregations: unknown,
): Record<string, FacetValue[]> {
  const answered = aggregations as Record<string, { values: { buckets: Bucket[] } }> | undefined;
  return Object.fromEntries(
    facets.map(({ column, edges }) => [
      column,
      (answered?.[column]?.values.buckets ?? [])
        .filter(({ doc_count: count }) => count > 0)
        .map(({ key, from, doc_count: count }) => ({
          value: edges === undefined ? key : (from ?? edges[0] ?? 0),
          count,
        })),
    ]),
  );
}

interface Bucket {
  key: string | number;
  from?: number;
  doc_count: number;
}

function writeSort(sort: ClusterRequest["sort"]): Query[] {
  const newest = { id: { order: "desc" } };
  if (sort === "relevance") return [{ _score: { order: "desc" } }, newest];
  return [{ [sort.column]: { order: sort.order, missing: "_last" } }, newest];
}

function splitFilters(filters: readonly Filter[], counted: ReadonlySet<string>): Split {
  const split: Split = { always: [], byColumn: new Map() };
  for (const filter of filters) {
    const query = writeFilter(filter);
    if ("ids" in filter || !counted.has(filter.column)) split.always.push(query);
    else {
      const others = split.byColumn.get(filter.column) ?? [];
      split.byColumn.set(filter.column, [...others, query]);
    }
  }
  return split;
}

function writeFilter(filter: Filter): Query {
  const positive =
    "ids" in filter
      ? { terms: { id: filter.ids.slice(0, MAX_TERMS) } }
      : filter.values !== undefined
        ? writeValueFilter(filter.column, filter.values, filter.ignoresCase === true)
        : oneOf((filter.ranges ?? []).map((range) => writeRange(filter.column, range)));
  return filter.isExcluded === true ? { bool: { must_not: [positive] } } : positive;
}

function writeValueFilter(column: string, values: readonly string[], ignoresCase: boolean): Query {
  if (!ignoresCase) return { terms: { [column]: values } };
  const different = new Set(values.map((value) => value.toLowerCase()));
  return oneOf(
    Array.from(different, (value) => ({ term: { [column]: { value, case_insensitive: true } } })),
  );
}

function oneOf(queries: readonly Query[]): Query {
  return { bool: { should: queries, minimum_should_match: 1 } };
}

function writeRange(column: string, [from, to]: readonly [number, number]): Query {
  const bounds = {
    ...(Number.isFinite(from) ? { gte: from } : {}),
    ...(Number.isFinite(to) ? { lte: to } : {}),
  };
  return Object.keys(bounds).length === 0
    ? { exists: { field: column } }
    : { range: { [column]: bounds } };
}

/** Each facet is counted over what fulfils the filters of all other columns. */
function writeFacets(facets: readonly FacetRequest[], { byColumn }: Split): Query {
  return Object.fromEntries(
    facets.map((facet) => {
      const others = [...byColumn].filter(([column]) => column !== facet.column);
      const filter = { bool: { filter: others.flatMap(([, queries]) => queries) } };
      return [facet.column, { filter, aggs: { values: writeValues(facet) } }];
    }),
  );
}

function writeValues({ column, limit = 50, edges }: FacetRequest): Query {
  if (edges === undefined) {
    const order = [{ _count: "desc" }, { _key: "asc" }];
    return {
      terms: { field: column, size: limit, shard_size: Math.max(limit, SHARD_VALUES), order },
    };
  }
  const ranges = edges.map((from, index) => {
    const to = edges[index + 1];
    return to === undefined ? { from } : { from, to };
  });
  return { range: { field: column, ranges } };
}

/** How deep a page may lie to be asked for in one go. */
export const MAX_WINDOW = 10_000;
