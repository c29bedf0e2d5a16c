import type { Matches } from "./intersect.ts";
import { seek } from "./posting-lists.ts";
import type { Scratch } from "./scratch.ts";
import { SearchIndexError } from "./search-index-error.ts";
import type { ColumnValues, NumberValues, Segment, SetValues } from "./segment.ts";
import { absentIn, type NumberArray } from "./shared-arrays.ts";
import { countStrings, findString, readString, type StringTable } from "./string-table.ts";

/** The most filters of a search. */
export const MAX_FILTERS = 64;

/** Documents with one of the texts, or a number in one of the ranges. An absent value fulfils neither. */
export interface ColumnFilter {
  column: string;
  /** For enum and set columns. */
  values?: readonly string[];
  /** Whether `values` also stand for texts that differ from them in upper and lower case only. */
  ignoresCase?: boolean;
  /** For number columns; both ends included, open ends are infinite. */
  ranges?: readonly (readonly [from: number, to: number])[];
  /** Turns the filter around: everything else fulfils it, documents without a value too. */
  isExcluded?: boolean;
}

/** Documents with one of the ids. */
export interface IdFilter {
  ids: readonly number[];
  isExcluded?: boolean;
}

/** What documents must fulfil besides the text. */
export type Filter = ColumnFilter | IdFilter;

/** The value of `failures` for a document that fails filters of more than one column. */
export const FAILED_MORE = 255;

/** Filters of the same column, which a facet of that column leaves out. */
export interface FilterGroups {
  /** The group of each filter, from 1. */
  groupOf: readonly number[];
  groupOfColumn: ReadonlyMap<string, number>;
}

/** Numbers the columns that filters are about; throws `INVALID` for more than `MAX_FILTERS`. */
export function groupFilters(filters: readonly Filter[]): FilterGroups {
  if (filters.length > MAX_FILTERS) {
    throw new SearchIndexError("INVALID", `a search has at most ${MAX_FILTERS} filters`);
  }
  const groupOfColumn = new Map<string, number>();
  let groups = 0;
  const groupOf = filters.map((filter) => {
    if ("ids" in filter) return ++groups;
    const group = groupOfColumn.get(filter.column) ?? ++groups;
    groupOfColumn.set(filter.column, group);
    return group;
  });
  return { groupOf, groupOfColumn };
}

/**
 * For each match 0 when it fulfils all filters, the number of the group when it fails filters of
 * one group only, `FAILED_MORE` otherwise. Nothing when there are no filters.
 */
export function applyFilters(
  segment: Segment,
  matches: Matches,
  filters: readonly Filter[],
  groups: FilterGroups,
  scratch: Scratch,
): Uint8Array | undefined {
  if (filters.length === 0) return undefined;
  const failures = scratch.flags(matches.count).fill(0, 0, matches.count);
  for (const [index, filter] of filters.entries()) {
    const group = groups.groupOf[index]!;
    if ("ids" in filter) failIds(segment, matches, filter, group, failures);
    else failColumn(segment, matches, filter, group, failures);
  }
  return failures;
}

function failIds(
  segment: Segment,
  matches: Matches,
  filter: IdFilter,
  group: number,
  failures: Uint8Array,
): void {
  const ids = Uint32Array.from(filter.ids).toSorted();
  const isExcluded = filter.isExcluded === true;
  let at = 0;
  for (let index = 0; index < matches.count; index++) {
    const id = segment.ids[matches.docs[index]!]!;
    at = seek(ids, id, at);
    if ((ids[at] === id) === isExcluded) fail(failures, index, group);
  }
}

function failColumn(
  segment: Segment,
  matches: Matches,
  filter: ColumnFilter,
  group: number,
  failures: Uint8Array,
): void {
  const column = columnOf(segment, filter.column);
  if (column.kind === "number") {
    if (filter.ranges === undefined) {
      throw new SearchIndexError("INVALID", `column "${filter.column}" is filtered by ranges`);
    }
    failNumbers(column, matches, filter, group, failures);
    return;
  }
  if (filter.values === undefined) {
    throw new SearchIndexError("INVALID", `column "${filter.column}" is filtered by values`);
  }
  const wanted = wantedTexts(column.texts, filter.values, filter.ignoresCase === true);
  const passes = passingCodes(column, wanted, filter.isExcluded === true);
  failCodes(column.codes, matches, passes, group, failures);
}

/** The column with a name; throws `INVALID` when there is none. */
export function columnOf(segment: Segment, name: string): ColumnValues {
  const column = Object.hasOwn(segment.columns, name) ? segment.columns[name] : undefined;
  if (column === undefined) throw new SearchIndexError("INVALID", `no column "${name}"`);
  return column;
}

function failNumbers(
  column: NumberValues,
  matches: Matches,
  filter: ColumnFilter,
  group: number,
  failures: Uint8Array,
): void {
  const { values } = column;
  const { docs, count } = matches;
  const isExcluded = filter.isExcluded === true;
  // The largest number stands for an absent one, except among numbers of 8 bytes.
  const absent = absentIn(values);
  const highest = values instanceof Float64Array ? Infinity : absent - 1;
  const ranges = (filter.ranges ?? []).map(([from, to]) => [from, Math.min(to, highest)] as const);
  const [from, to] = ranges[0] ?? [Infinity, -Infinity];
  const others = ranges.slice(1);
  const next = nextFailures(group);
  for (let index = 0; index < count; index++) {
    const value = values[docs[index]!]!;
    let isInside = value >= from && value <= to;
    for (const range of others) if (value >= range[0] && value <= range[1]) isInside = true;
    failures[index] = next[(isInside === isExcluded ? 0 : 256) | failures[index]!]!;
  }
}

function wantedTexts(
  texts: StringTable,
  values: readonly string[],
  ignoresCase: boolean,
): ReadonlySet<number> {
  const wanted = new Set(values.map((value) => findString(texts, value)));
  wanted.delete(-1);
  if (!ignoresCase) return wanted;
  const lower = new Set(values.map((value) => value.toLowerCase()));
  const lengths = new Set([...lower].map((value) => value.length));
  const count = countStrings(texts);
  for (let text = 0; text < count; text++) {
    // Of texts with another number of bytes, most need not be read: those of ASCII alone.
    if (!mayHaveLength(texts, text, lengths)) continue;
    if (lower.has(readString(texts, text).toLowerCase())) wanted.add(text);
  }
  return wanted;
}

/** Whether a text may be one of some lengths in UTF-16 units; for sure when it is ASCII. */
function mayHaveLength(
  { bytes, offsets }: StringTable,
  text: number,
  lengths: ReadonlySet<number>,
): boolean {
  const start = offsets[text]!;
  const end = offsets[text + 1]!;
  if (lengths.has(end - start)) return true;
  for (let at = start; at < end; at++) if (bytes[at]! >= 0x80) return true;
  return false;
}

function passingCodes(
  column: Exclude<ColumnValues, NumberValues>,
  wanted: ReadonlySet<number>,
  isExcluded: boolean,
): Uint8Array {
  const hit = isExcluded ? 0 : 1;
  if (column.kind === "set") return passingSets(column, wanted, hit);
  const passes = new Uint8Array(countStrings(column.texts) + 1).fill(1 - hit);
  for (const text of wanted) passes[text + 1] = hit;
  return passes;
}

function passingSets(column: SetValues, wanted: ReadonlySet<number>, hit: number): Uint8Array {
  const { starts, members } = column;
  const passes = new Uint8Array(starts.length - 1).fill(1 - hit);
  for (let code = 0; code < passes.length; code++) {
    for (let at = starts[code]!; at < starts[code + 1]!; at++) {
      if (wanted.has(members[at]!)) passes[code] = hit;
    }
  }
  return passes;
}

/** One loop for each kind of array: compiled code that has met several takes longer. */
function failCodes(
  codes: NumberArray,
  { docs, count }: Matches,
  passes: Uint8Array,
  group: number,
  failures: Uint8Array,
): void {
  const next = nextFailures(group);
  if (codes instanceof Uint8Array) {
    for (let index = 0; index < count; index++) {
      failures[index] = next[(passes[codes[docs[index]!]!]! << 8) | failures[index]!]!;
    }
    return;
  }
  failWideCodes(codes, docs.subarray(0, count), passes, next, failures);
}

function failWideCodes(
  codes: NumberArray,
  docs: Uint32Array,
  passes: Uint8Array,
  next: Uint8Array,
  failures: Uint8Array,
): void {
  for (let index = 0; index < docs.length; index++) {
    failures[index] = next[(passes[codes[docs[index]!]!]! << 8) | failures[index]!]!;
  }
}

/**
 * What a document fails after a filter of a group, by what it failed before; from 256 on when it
 * passes. Looked up instead of decided, as what passes is anybody's guess.
 */
function nextFailures(group: number): Uint8Array {
  return Uint8Array.from({ length: 512 }, (_, state) => {
    const before = state & 0xff;
    if (state >= 256) return before;
    return before === 0 || before === group ? group : FAILED_MORE;
  });
}

function fail(failures: Uint8Array, index: number, group: number): void {
  const before = failures[index];
  failures[index] = before === 0 || before === group ? group : FAILED_MORE;
}
