import type { ColumnFilter } from "../filters.ts";
import type { QueryKey } from "./query-keys.ts";
import {
  datePoint,
  numberPoint,
  readAge,
  readRanges,
  sizePoint,
  type TypedRanges,
} from "./read-ranges.ts";

/** What the value of a key came to. */
export type KeyMeaning =
  | { kind: "filter"; filter: ColumnFilter; isBound: boolean }
  | { kind: "words"; text: string }
  | { kind: "custom" };

const MAX_TEXTS = 64;
const YES = new Set(["yes", "y", "true", "1", "on"]);
const NO = new Set(["no", "n", "false", "0", "off"]);

/** Reads the value of a key; nothing when it cannot be read, so that it is searched as words. */
export function readKey(key: QueryKey, typed: string, now: number): KeyMeaning | undefined {
  switch (key.kind) {
    case "number":
      return rangesOf(key.column, readRanges(typed.toLowerCase(), numberPoint(key)));
    case "size":
      return rangesOf(key.column, readRanges(typed, sizePoint));
    case "date":
      return rangesOf(key.column, readDate(key, typed, now));
    case "text":
      return readTexts(key, typed);
    case "flag":
      return readFlag(key, typed);
    case "words": {
      const text = key.write(typed);
      return text === undefined ? undefined : { kind: "words", text };
    }
    case "custom":
      return key.accepts?.(typed) === false ? undefined : { kind: "custom" };
  }
}

function rangesOf(column: string, typed: TypedRanges | undefined): KeyMeaning | undefined {
  if (typed === undefined) return undefined;
  return { kind: "filter", filter: { column, ranges: typed.ranges }, isBound: typed.isBound };
}

function readDate(
  { operator }: Extract<QueryKey, { kind: "date" }>,
  typed: string,
  now: number,
): TypedRanges | undefined {
  if (operator !== undefined) return readRanges(`${operator}${typed}`, datePoint);
  return readAge(typed, now) ?? readRanges(typed, datePoint);
}

function readTexts(
  key: Extract<QueryKey, { kind: "text" }>,
  typed: string,
): KeyMeaning | undefined {
  const { column, without = {} } = key;
  const word = typed.toLowerCase();
  if (Object.hasOwn(without, word)) {
    const filter = { column, values: without[word]!, isExcluded: true };
    return { kind: "filter", filter, isBound: true };
  }
  const parts = typed.split(",").filter((part) => part !== "");
  if (parts.length === 0 || parts.length > MAX_TEXTS) return undefined;
  const values: string[] = [];
  for (const part of parts) {
    const meant = key.normalize === undefined ? part.toLowerCase() : key.normalize(part);
    if (meant === undefined) return undefined;
    values.push(...(typeof meant === "string" ? [meant] : meant));
  }
  const filter = { column, values, ...(key.ignoresCase === true && { ignoresCase: true }) };
  return { kind: "filter", filter, isBound: false };
}

function readFlag(key: Extract<QueryKey, { kind: "flag" }>, typed: string): KeyMeaning | undefined {
  const answer = typed.toLowerCase();
  const isExcluded = NO.has(answer);
  if (!isExcluded && !YES.has(answer)) return undefined;
  const filter: ColumnFilter = { column: key.column, ...key.yes };
  return {
    kind: "filter",
    filter: isExcluded ? { ...filter, isExcluded } : filter,
    isBound: isExcluded,
  };
}
