import { isDeleted, type LiveSegment, type Segment } from "./segment.ts";

/** Stands in a document map for documents that are not taken over. */
export const DROPPED = 0xffff_ffff;

/** Segments and, for each, the number of each of its documents in the merged segment. */
export interface MergePlan {
  segments: readonly Segment[];
  maps: readonly Uint32Array[];
  count: number;
}

/** Numbers the living documents of segments by ascending id. */
export function planMerge(parts: readonly LiveSegment[]): MergePlan {
  const segments = parts.map((part) => part.segment);
  const alive = parts.map((part) => livingDocuments(part));
  const maps = segments.map((segment) => new Uint32Array(segment.count).fill(DROPPED));
  const next = alive.map(() => 0);
  let count = 0;
  for (;;) {
    let first = -1;
    let firstId = Infinity;
    let secondId = Infinity;
    for (const [index, docs] of alive.entries()) {
      const doc = docs[next[index]!];
      if (doc === undefined) continue;
      const id = segments[index]!.ids[doc]!;
      if (id < firstId) {
        secondId = firstId;
        firstId = id;
        first = index;
      } else if (id < secondId) {
        secondId = id;
      }
    }
    if (first === -1) return { segments, maps, count };
    const docs = alive[first]!;
    const ids = segments[first]!.ids;
    const map = maps[first]!;
    let at = next[first]!;
    // The run up to the next id of another segment.
    do map[docs[at++]!] = count++;
    while (at < docs.length && ids[docs[at]!]! < secondId);
    next[first] = at;
  }
}

function livingDocuments(part: LiveSegment): Uint32Array {
  const docs = new Uint32Array(part.segment.count);
  let length = 0;
  for (let doc = 0; doc < docs.length; doc++) {
    if (!isDeleted(part, doc)) docs[length++] = doc;
  }
  return docs.subarray(0, length);
}
