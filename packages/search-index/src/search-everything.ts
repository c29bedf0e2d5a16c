import { BLOCK_SIZE } from "./block-maxima.ts";
import { isDeleted, type LiveSegment, type NumberValues } from "./segment.ts";
import { absentIn } from "./shared-arrays.ts";
import type { TopDocuments } from "./top-documents.ts";

/**
 * Offers the documents of a segment with the largest numbers of a column, without looking at blocks
 * in which no number is large enough. Newer documents come first, as they win ties.
 */
export function collectLargest(live: LiveSegment, column: NumberValues, top: TopDocuments): void {
  const { values, maxima } = column;
  const { ids } = live.segment;
  const absent = absentIn(values);
  let threshold = top.threshold;
  for (let block = maxima.length - 1; block >= 0; block--) {
    if (maxima[block]! < threshold) continue;
    const first = block * BLOCK_SIZE;
    for (let doc = Math.min(values.length, first + BLOCK_SIZE) - 1; doc >= first; doc--) {
      const value = values[doc]!;
      // NaN is unequal to itself.
      const key = value === absent || value !== value ? -Infinity : value;
      if (key < threshold || isDeleted(live, doc)) continue;
      top.push(key, ids[doc]!);
      threshold = top.threshold;
    }
  }
}
