import type { FacetRequest, FacetValue as CountedValue } from "@minato/search-index";

import type { FacetName, Facets, FacetValue } from "../search-engine.ts";

const MAX_VALUES = 100;

/** The facets as the index counts them; their columns have their names. */
export function writeFacetRequests(names: readonly FacetName[]): FacetRequest[] {
  return names.map((column) => ({ column, limit: MAX_VALUES }));
}

/** Counted values as the API names them, the most frequent first. */
export function readFacets(
  names: readonly FacetName[],
  counted: Readonly<Record<string, readonly CountedValue[]>>,
): Facets {
  return Object.fromEntries(
    names.map((name) => [
      name,
      (counted[name] ?? [])
        .map(({ value, count }) => ({ value: name === "category" ? Number(value) : value, count }))
        .toSorted(compareValues),
    ]),
  );
}

function compareValues(a: FacetValue, b: FacetValue): number {
  if (a.count !== b.count) return b.count - a.count;
  if (typeof a.value === "number" && typeof b.value === "number") return a.value - b.value;
  return String(a.value) < String(b.value) ? -1 : 1;
}
