import { columnOf } from "./filters.ts";
import type { Matches } from "./intersect.ts";
import { SearchIndexError } from "./search-index-error.ts";
import type { SortOrder } from "./search-request.ts";
import type { Segment } from "./segment.ts";
import { absentIn, type NumberArray } from "./shared-arrays.ts";
import type { TopDocuments } from "./top-documents.ts";

const ABSENT_WORD = 0xffff_ffff;

/** Offers matches of a segment by the numbers of a column, absent ones last. */
export function collectByNumber(
  segment: Segment,
  matches: Matches,
  { column: name, order }: SortOrder,
  top: TopDocuments,
): void {
  const column = columnOf(segment, name);
  if (column.kind !== "number") {
    throw new SearchIndexError("INVALID", `column "${name}" of sets has no order`);
  }
  const { values } = column;
  if (order === "desc" && values instanceof Uint32Array) {
    collectLargestWords(values, segment.ids, matches, top);
  } else {
    collectNumbers(values, segment.ids, matches, order === "desc" ? 1 : -1, top);
  }
}

/** As `collectNumbers`, compiled for the kind of numbers that is asked for most. */
function collectLargestWords(
  values: Uint32Array,
  ids: Uint32Array,
  { docs, count }: Matches,
  top: TopDocuments,
): void {
  let threshold = top.threshold;
  for (let at = 0; at < count; at++) {
    const doc = docs[at]!;
    const value = values[doc]!;
    if (value < threshold) continue;
    const key = value === ABSENT_WORD ? -Infinity : value;
    if (key < threshold) continue;
    top.push(key, ids[doc]!);
    threshold = top.threshold;
  }
}

function collectNumbers(
  values: NumberArray,
  ids: Uint32Array,
  { docs, count }: Matches,
  sign: number,
  top: TopDocuments,
): void {
  const absent = absentIn(values);
  let threshold = top.threshold;
  for (let at = 0; at < count; at++) {
    const doc = docs[at]!;
    const value = values[doc]!;
    // NaN is no value either and unequal to itself.
    const key = value === absent || value !== value ? -Infinity : sign * value;
    if (key < threshold) continue;
    top.push(key, ids[doc]!);
    threshold = top.threshold;
  }
}
