import type { LiveSegment } from "./segment.ts";

/** An index has at most this many segments once its merges are done. */
export const MAX_SEGMENTS = 6;

/**
 * A segment of which more than this share is deleted is written anew. Where every document is
 * replaced in turn, half means that each is copied about once more.
 */
const MAX_DELETED_SHARE = 0.5;
/** A merge takes in the next larger segment when it is at most so many times what it has so far. */
const GREED = 2;

/**
 * The segments to merge next, by index; none when they are few enough. The smallest are merged, and
 * with them what is not much larger, so that each document is written about log(n) times.
 */
export function chooseMerge(segments: readonly LiveSegment[]): number[] {
  const sizes = segments.map((live) => live.segment.count - live.deletedCount[0]!);
  const worn = segments.findIndex(
    (live) => live.deletedCount[0]! > live.segment.count * MAX_DELETED_SHARE,
  );
  if (segments.length <= MAX_SEGMENTS) return worn === -1 ? [] : [worn];
  const bySize = sizes.map((_, index) => index).toSorted((a, b) => sizes[a]! - sizes[b]!);
  const least = segments.length - MAX_SEGMENTS + 1;
  const chosen = bySize.slice(0, least);
  let sum = chosen.reduce((total, index) => total + sizes[index]!, 0);
  for (const index of bySize.slice(least)) {
    if (sizes[index]! > sum * GREED) break;
    chosen.push(index);
    sum += sizes[index]!;
  }
  return chosen;
}
