import type { FacetRequest, FacetValue as CountedValue } from "@minato/search-index";

import type { ColumnName } from "../documents/index-schema.ts";
import type { FacetName, Facets, FacetValue } from "../search-engine.ts";
import {
  AGE_BUCKET_NAMES,
  AGE_BUCKETS,
  nowForAges,
  SIZE_BUCKET_NAMES,
  SIZE_BUCKETS,
} from "../value-buckets.ts";

const MAX_VALUES = 100;
/** Before everything that entered an index. */
const BEGINNING = 0;

/** The facets as the index counts them; but for age, columns have their names. */
export function writeFacetRequests(names: readonly FacetName[]): FacetRequest[] {
  return names.map((name) => {
    const column = columnOf(name);
    if (name === "size") {
      return { column, edges: SIZE_BUCKET_NAMES.map((bucket) => SIZE_BUCKETS[bucket].from) };
    }
    if (name === "age") return { column, edges: writeAgeEdges(nowForAges()) };
    return { column, limit: MAX_VALUES };
  });
}

/** Counted values as the API names them: spans in their order, others the most frequent first. */
export function readFacets(
  names: readonly FacetName[],
  counted: Readonly<Record<string, readonly CountedValue[]>>,
): Facets {
  return Object.fromEntries(
    names.map((name) => {
      const values = counted[columnOf(name)] ?? [];
      if (name === "size") return [name, readSizes(values)];
      if (name === "age") return [name, readAges(values)];
      const named = values.map(({ value, count }) => ({
        value: name === "category" ? Number(value) : value,
        count,
      }));
      return [name, named.toSorted(compareValues)];
    }),
  );
}

function columnOf(name: FacetName): ColumnName {
  return name === "age" ? "indexed" : name;
}

function readSizes(counted: readonly CountedValue[]): FacetValue[] {
  return SIZE_BUCKET_NAMES.flatMap((value) => {
    const { from } = SIZE_BUCKETS[value];
    const count = counted.find((one) => one.value === from)?.count ?? 0;
    return count === 0 ? [] : [{ value, count }];
  });
}

/** The oldest first, as edges ascend. */
function writeAgeEdges(now: number): number[] {
  return AGE_BUCKET_NAMES.map((name) => {
    const { to } = AGE_BUCKETS[name];
    return to === Infinity ? BEGINNING : now - to;
  }).toReversed();
}

/** Edges are times of the request, so they are told by their order. */
function readAges(counted: readonly CountedValue[]): FacetValue[] {
  const now = nowForAges();
  return AGE_BUCKET_NAMES.flatMap((value) => {
    const count = counted
      .filter((one) => nameAge(now - Number(one.value)) === value)
      .reduce((sum, one) => sum + one.count, 0);
    return count === 0 ? [] : [{ value, count }];
  });
}

/** The span that ends at an age, give or take the time that a search takes. */
function nameAge(age: number): string | undefined {
  return AGE_BUCKET_NAMES.find((name) => age < AGE_BUCKETS[name].to * 1.5);
}

function compareValues(a: FacetValue, b: FacetValue): number {
  if (a.count !== b.count) return b.count - a.count;
  if (typeof a.value === "number" && typeof b.value === "number") return a.value - b.value;
  return String(a.value) < String(b.value) ? -1 : 1;
}
