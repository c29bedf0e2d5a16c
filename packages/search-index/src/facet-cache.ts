import { countFacet, type FacetRequest, type FacetValue } from "./facets.ts";
import type { LiveSegment, Snapshot } from "./segment.ts";

interface Entry {
  deletedCount: number;
  /** Patches so far, of number columns; other columns never change. */
  patchCount: number;
  counts: FacetValue[];
}

const MAX_ENTRIES_OF_SEGMENT = 64;

/** Remembers the facets of whole segments, which every visitor of an unfiltered list asks for. */
export class FacetCache {
  readonly #segments = new Map<number, Map<string, Entry>>();

  /** The counts of all documents of a segment; `docs` is called when they are not known. */
  count(live: LiveSegment, request: FacetRequest, docs: () => Uint32Array): FacetValue[] {
    const { number, columns } = live.segment;
    const entries = this.#segments.get(number) ?? new Map<string, Entry>();
    this.#segments.set(number, entries);
    const key = JSON.stringify([request.column, request.edges]);
    const deletedCount = Atomics.load(live.deletedCount, 0);
    const isPatched = columns[request.column]?.kind === "number";
    const patchCount = isPatched ? Atomics.load(live.patchCount, 0) : 0;
    const known = entries.get(key);
    if (known?.deletedCount === deletedCount && known.patchCount === patchCount)
      return known.counts;
    const counts = countFacet(live.segment, request, docs());
    if (entries.size >= MAX_ENTRIES_OF_SEGMENT) entries.clear();
    entries.set(key, { deletedCount, patchCount, counts });
    return counts;
  }

  /** Forgets segments that a snapshot does not have. */
  keepOnly(snapshot: Snapshot): void {
    const numbers = new Set(snapshot.segments.map((live) => live.segment.number));
    for (const number of this.#segments.keys()) {
      if (!numbers.has(number)) this.#segments.delete(number);
    }
  }
}
