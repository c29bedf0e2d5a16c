import { columnOf } from "./filters.ts";
import type { Matches } from "./intersect.ts";
import { SearchIndexError } from "./search-index-error.ts";
import type { ColumnValues, NumberValues, Segment } from "./segment.ts";
import { compareText, countStrings, readString } from "./string-table.ts";

/** The most values that a facet answers. */
export const MAX_FACET_VALUES = 1000;

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

  /** Counts the matches that fail nothing, or only filters of the facet's own group. */
  add(segment: Segment, matches: Matches, failures: Uint8Array, ownGroup: number): void {
    const column = columnOf(segment, this.request.column);
    if (column.kind === "number") this.#addNumbers(column, matches, failures, ownGroup);
    else this.#addTexts(column, matches, failures, ownGroup);
  }

  /** The values, the most frequent first and equal ones by value; buckets by edge. */
  result(): FacetValue[] {
    const values = Array.from(this.#counts, ([value, count]) => ({ value, count }));
    const { edges, limit = 50 } = this.request;
    if (edges !== undefined) return values.toSorted((a, b) => Number(a.value) - Number(b.value));
    values.sort((a, b) => b.count - a.count || compareValues(a.value, b.value));
    return values.slice(0, Math.max(0, Math.min(limit, MAX_FACET_VALUES)));
  }

  #addTexts(
    column: Exclude<ColumnValues, NumberValues>,
    matches: Matches,
    failures: Uint8Array,
    ownGroup: number,
  ): void {
    const { codes, texts } = column;
    const counts = new Uint32Array(
      column.kind === "set" ? column.starts.length - 1 : countStrings(texts) + 1,
    );
    const { docs, count } = matches;
    for (let at = 0; at < count; at++) {
      const failure = failures[at]!;
      if (failure === 0 || failure === ownGroup) counts[codes[docs[at]!]!]! += 1;
    }
    if (column.kind === "enum") {
      for (let code = 1; code < counts.length; code++) {
        if (counts[code]! > 0) this.#count(readString(texts, code - 1), counts[code]!);
      }
      return;
    }
    const { starts, members } = column;
    const byText = new Uint32Array(countStrings(texts));
    for (let code = 0; code < counts.length; code++) {
      if (counts[code] === 0) continue;
      for (let at = starts[code]!; at < starts[code + 1]!; at++) {
        byText[members[at]!]! += counts[code]!;
      }
    }
    for (const [text, hits] of byText.entries()) {
      if (hits > 0) this.#count(readString(texts, text), hits);
    }
  }

  #addNumbers(
    column: NumberValues,
    matches: Matches,
    failures: Uint8Array,
    ownGroup: number,
  ): void {
    const { values } = column;
    const { edges } = this.request;
    const isWide = values instanceof Float64Array;
    const absent = isWide ? Infinity : 2 ** (8 * values.BYTES_PER_ELEMENT) - 1;
    const { docs, count } = matches;
    const small = !isWide && absent <= 0xffff ? new Uint32Array(absent + 1) : undefined;
    for (let at = 0; at < count; at++) {
      const failure = failures[at]!;
      if (failure !== 0 && failure !== ownGroup) continue;
      const value = values[docs[at]!]!;
      if (small !== undefined) small[value]! += 1;
      else if (value !== absent && !Number.isNaN(value)) this.#countNumber(value, 1, edges);
    }
    if (small === undefined) return;
    for (let value = 0; value < absent; value++) {
      if (small[value]! > 0) this.#countNumber(value, small[value]!, edges);
    }
  }

  #countNumber(value: number, hits: number, edges: readonly number[] | undefined): void {
    if (edges === undefined) {
      this.#count(value, hits);
      return;
    }
    let bucket = -1;
    while (bucket + 1 < edges.length && value >= edges[bucket + 1]!) bucket += 1;
    if (bucket >= 0) this.#count(edges[bucket]!, hits);
  }

  #count(value: string | number, hits: number): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + hits);
  }
}

function compareValues(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return compareText(String(a), String(b));
}
