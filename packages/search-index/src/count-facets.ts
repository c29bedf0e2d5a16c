import { CountedDocs } from "./count-codes.ts";
import type { FacetCache } from "./facet-cache.ts";
import type { FacetCounter } from "./facets.ts";
import type { Filter, FilterGroups } from "./filters.ts";
import type { Matches } from "./intersect.ts";
import type { Scratch } from "./scratch.ts";
import type { SearchRequest } from "./search-request.ts";
import type { LiveSegment, Segment } from "./segment.ts";

/** So many documents are worth remembering what was counted of them. */
const MANY_DOCS = 10_000;

/** What of a segment was found. */
export interface Found {
  live: LiveSegment;
  /** With the words, whatever the filters say. */
  matches: Matches;
  /** As `applyFilters` tells them. */
  failures: Uint8Array | undefined;
  /** Those of the matches that fail nothing. */
  passing: Matches;
}

/** How a search counts. */
export interface CountContext {
  request: SearchRequest;
  isTolerant: boolean;
  groups: FilterGroups;
  facetCache: FacetCache;
  scratch: Scratch;
  /** Throws when the search was cancelled. */
  check: () => void;
}

/**
 * Counts what was found of a segment by each facet. A facet leaves out the filters of its own column:
 * documents that fail only those are counted beside the others.
 */
export function countFacets(
  facets: readonly FacetCounter[],
  found: Found,
  context: CountContext,
): void {
  const { live, matches, failures, passing } = found;
  const { facetCache, groups } = context;
  const filters = context.request.filters ?? [];
  const columns = filters.flatMap((filter) => ("ids" in filter ? [] : [filter.column]));
  const nearly = new Map<number, CountedDocs>();
  const free = facets.filter(({ request }) => !groups.groupOfColumn.has(request.column));
  let passed: CountedDocs | undefined;
  const docsPassed = () => (passed ??= docsOf(passing, byteCodes(live.segment, free)));
  for (const facet of facets) {
    context.check();
    const { column } = facet.request;
    const own = groups.groupOfColumn.get(column);
    if (own === undefined || failures === undefined) {
      const key = keyOf(context, filters, passing.count);
      const scope = { docs: docsPassed, key, columns };
      facet.addCounts(facetCache.count(live, facet.request, scope));
      continue;
    }
    if (groups.groupOf.every((group) => group === own)) {
      const key = keyOf(context, [], matches.count);
      const scope = { docs: () => docsOf(matches), key, columns: [] };
      facet.addCounts(facetCache.count(live, facet.request, scope));
      continue;
    }
    if (!nearly.has(own)) nearly.set(own, failingOnly(matches, failures, own, context.scratch));
    for (const docs of [docsPassed(), nearly.get(own)!]) {
      const scope = { docs: () => docs, key: undefined, columns };
      facet.addCounts(facetCache.count(live, facet.request, scope));
    }
  }
}

function docsOf({ docs, count }: Matches, planned: readonly Uint8Array[] = []): CountedDocs {
  return new CountedDocs(docs.subarray(0, count), planned);
}

/** The codes of the facets that have bytes of them, each once. */
function byteCodes({ columns }: Segment, facets: readonly FacetCounter[]): Uint8Array[] {
  const codes = facets.flatMap(({ request }) => {
    const column = columns[request.column];
    if (column === undefined || column.kind === "number") return [];
    return column.codes instanceof Uint8Array ? [column.codes] : [];
  });
  return [...new Set(codes)];
}

/** What tells documents of a search from those of another; nothing when it is not worth remembering. */
function keyOf(
  { request: { text }, isTolerant }: CountContext,
  filters: readonly Filter[],
  count: number,
): string | undefined {
  if (text === undefined && filters.length === 0) return "";
  if (count < MANY_DOCS || filters.some((filter) => "ids" in filter)) return undefined;
  return JSON.stringify([text, isTolerant, filters]);
}

/** The matches that fail filters of one group only. */
function failingOnly(
  { docs, count }: Matches,
  failures: Uint8Array,
  group: number,
  scratch: Scratch,
): CountedDocs {
  const chosen = scratch.words(count + 1);
  let length = 0;
  for (let at = 0; at < count; at++) {
    chosen[length] = docs[at]!;
    length += failures[at] === group ? 1 : 0;
  }
  return new CountedDocs(chosen.subarray(0, length));
}
