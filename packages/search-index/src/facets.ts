import { countBuckets } from "./bucket-codes.ts";
import type { CountedDocs } from "./count-codes.ts";
import { columnOf } from "./filters.ts";
import { SearchIndexError } from "./search-index-error.ts";
import type { ColumnValues, NumberValues, Segment } from "./segment.ts";
import { absentIn, type NumberArray } from "./shared-arrays.ts";
import { compareText, countStrings, readString, type StringTable } from "./string-table.ts";

/** The most values that a facet answers. */
export const MAX_FACET_VALUES = 1000;

/** So few documents are counted one by one sooner than a table of all small numbers is looked through. */
const FEW_DOCS = 2000;

/** What to count. */
export interface FacetRequest {
  column: string;
  /** The most values answered, 50 unless told. */
  limit?: number;
  /**
   * Of number columns, ascending: counts what lies from each edge to before the next, the last one
   * without an end. Without edges each number is counted for itself.
   */
  edges?: readonly number[];
}

/** How many results have a value; of buckets the value is the lower edge. */
export interface FacetValue {
  value: string | number;
  count: number;
}

/** Counts of one facet over all segments. */
export class FacetCounter {
  readonly request: FacetRequest;
  readonly #counts = new Map<string | number, number>();

  /** Throws `INVALID` for edges that do not ascend. */
  constructor(request: FacetRequest) {
    this.request = request;
    const { edges } = request;
    if (edges?.some((edge, index) => index > 0 && edge <= edges[index - 1]!) === true) {
      throw new SearchIndexError("INVALID", `edges of facet "${request.column}" do not ascend`);
    }
  }

  /** Adds what was counted of documents of a segment. */
  addCounts(counts: readonly FacetValue[]): void {
    for (const { value, count } of counts) {
      this.#counts.set(value, (this.#counts.get(value) ?? 0) + count);
    }
  }

  /** The values, the most frequent first and equal ones by value; buckets by edge. */
  result(): FacetValue[] {
    const values = Array.from(this.#counts, ([value, count]) => ({ value, count }));
    const { edges, limit = 50 } = this.request;
    if (edges !== undefined) return values.toSorted((a, b) => Number(a.value) - Number(b.value));
    values.sort((a, b) => b.count - a.count || compareValues(a.value, b.value));
    return values.slice(0, Math.max(0, Math.min(limit, MAX_FACET_VALUES)));
  }
}

/** Counts the values that documents of a segment have; `codes` are those of the buckets, if known. */
export function countFacet(
  segment: Segment,
  request: FacetRequest,
  docs: CountedDocs,
  codes?: Uint8Array,
): FacetValue[] {
  const column = columnOf(segment, request.column);
  if (column.kind !== "number") return countTexts(column, docs);
  const { values } = column;
  if (request.edges !== undefined) return countRanges(values, docs, request.edges, codes);
  const isSmall = values.BYTES_PER_ELEMENT <= 2 && docs.docs.length > FEW_DOCS;
  return isSmall ? countSmallNumbers(values, docs) : countLargeNumbers(values, docs);
}

function countTexts(column: Exclude<ColumnValues, NumberValues>, docs: CountedDocs): FacetValue[] {
  const { codes, texts } = column;
  if (column.kind === "enum") {
    const counts = docs.count(codes, countStrings(texts) + 1);
    return namesOf(counts.subarray(1), texts);
  }
  const { starts, members } = column;
  const counts = docs.count(codes, starts.length - 1);
  const byText = new Uint32Array(countStrings(texts));
  for (let code = 0; code < counts.length; code++) {
    if (counts[code] === 0) continue;
    for (let at = starts[code]!; at < starts[code + 1]!; at++) {
      byText[members[at]!]! += counts[code]!;
    }
  }
  return namesOf(byText, texts);
}

function namesOf(counts: Uint32Array, texts: StringTable): FacetValue[] {
  const values: FacetValue[] = [];
  for (let text = 0; text < counts.length; text++) {
    if (counts[text]! > 0) values.push({ value: readString(texts, text), count: counts[text]! });
  }
  return values;
}

function countSmallNumbers(values: NumberArray, docs: CountedDocs): FacetValue[] {
  const absent = absentIn(values);
  const counts = docs.count(values, absent + 1);
  const found: FacetValue[] = [];
  for (let value = 0; value < absent; value++) {
    if (counts[value]! > 0) found.push({ value, count: counts[value]! });
  }
  return found;
}

function countLargeNumbers(values: NumberArray, { docs }: CountedDocs): FacetValue[] {
  const absent = absentIn(values);
  const counts = new Map<number, number>();
  for (const doc of docs) {
    const value = values[doc]!;
    if (value !== absent && !Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return Array.from(counts, ([value, count]) => ({ value, count }));
}

function countRanges(
  values: NumberArray,
  docs: CountedDocs,
  edges: readonly number[],
  codes: Uint8Array | undefined,
): FacetValue[] {
  const size = edges.length + 1;
  const counts =
    codes === undefined
      ? countBuckets(values, docs.docs, Float64Array.from(edges))
      : docs.count(codes, size);
  // What lies below the first edge, or is NaN, is in no bucket.
  return edges.flatMap((value, index) => {
    const count = counts[index + 1]!;
    return count > 0 ? [{ value, count }] : [];
  });
}

function compareValues(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return compareText(String(a), String(b));
}
