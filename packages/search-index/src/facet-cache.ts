import { MAX_BUCKETS, writeBucketCodes } from "./bucket-codes.ts";
import type { CountedDocs } from "./count-codes.ts";
import { countFacet, type FacetRequest, type FacetValue } from "./facets.ts";
import type { LiveSegment, NumberValues, Segment, Snapshot } from "./segment.ts";

/** Which documents of a segment are counted. */
export interface FacetScope {
  docs: () => CountedDocs;
  /** Equal for scopes that hold the same documents; absent when it is not worth remembering. */
  key?: string | undefined;
  /** Number columns that decide what the scope holds. */
  columns: readonly string[];
}

/** What is remembered of a segment, the oldest first. */
interface Memory {
  facets: Map<string, { stamp: number; counts: FacetValue[] }>;
  /** Values of all of `facets`. */
  values: number;
  /** By column. */
  buckets: Map<string, Buckets>;
}

interface Buckets {
  edges: string;
  patches: number;
  /** Documents that were counted without codes. */
  counted: number;
  codes: Uint8Array | undefined;
}

/** The most values that are remembered of a segment. */
const MAX_VALUES = 100_000;
/** The most values of a facet that is remembered. */
const MAX_FACET_VALUES = 50_000;

/**
 * Remembers the facets of whole segments, which every visitor of an unfiltered list asks for, and of
 * searches with many results, which are asked for again with each page and order; and which bucket
 * each number lies in.
 */
export class FacetCache {
  readonly #segments = new Map<number, Memory>();

  /** The counts of a part of a segment. */
  count(live: LiveSegment, request: FacetRequest, scope: FacetScope): FacetValue[] {
    const { segment } = live;
    const memory = this.#memoryOf(segment);
    if (scope.key === undefined) return count(segment, request, scope.docs(), memory);
    const key = JSON.stringify([request.column, request.edges, scope.key]);
    // Numbers that only grow: their sum is the same when all of them are.
    const stamp =
      Atomics.load(live.deletedCount, 0) +
      countPatches(segment, [...scope.columns, request.column]);
    const known = memory.facets.get(key);
    if (known?.stamp === stamp) return known.counts;
    const counts = count(segment, request, scope.docs(), memory);
    remember(memory, key, stamp, counts);
    return counts;
  }

  /** Forgets segments that a snapshot does not have. */
  keepOnly(snapshot: Snapshot): void {
    const numbers = new Set(snapshot.segments.map((live) => live.segment.number));
    for (const number of this.#segments.keys()) {
      if (!numbers.has(number)) this.#segments.delete(number);
    }
  }

  #memoryOf({ number }: Segment): Memory {
    const known = this.#segments.get(number);
    if (known !== undefined) return known;
    const memory = { facets: new Map(), values: 0, buckets: new Map() };
    this.#segments.set(number, memory);
    return memory;
  }
}

function count(
  segment: Segment,
  request: FacetRequest,
  docs: CountedDocs,
  memory: Memory,
): FacetValue[] {
  const column = segment.columns[request.column];
  const hasCodes = column?.kind === "number" && (request.edges?.length ?? Infinity) <= MAX_BUCKETS;
  const codes = hasCodes ? bucketCodes(column, request, docs.docs.length, memory) : undefined;
  return countFacet(segment, request, docs, codes);
}

/** The bucket codes of a column, once as many documents were counted without as it has. */
function bucketCodes(
  column: NumberValues,
  { column: name, edges = [] }: FacetRequest,
  docs: number,
  { buckets }: Memory,
): Uint8Array | undefined {
  const written = edges.join();
  const patches = Atomics.load(column.patchCount, 0);
  let known = buckets.get(name);
  if (known?.edges !== written || known.patches !== patches) {
    known = { edges: written, patches, counted: 0, codes: undefined };
    buckets.set(name, known);
  }
  known.counted += docs;
  if (known.codes === undefined && known.counted > column.values.length) {
    known.codes = writeBucketCodes(column.values, Float64Array.from(edges));
  }
  return known.codes;
}

function remember(memory: Memory, key: string, stamp: number, counts: FacetValue[]): void {
  const { facets } = memory;
  memory.values -= facets.get(key)?.counts.length ?? 0;
  facets.delete(key);
  if (counts.length > MAX_FACET_VALUES) return;
  facets.set(key, { stamp, counts });
  memory.values += counts.length;
  for (const [oldest, { counts: old }] of facets) {
    if (memory.values <= MAX_VALUES) break;
    facets.delete(oldest);
    memory.values -= old.length;
  }
}

function countPatches({ columns }: Segment, names: readonly string[]): number {
  let patches = 0;
  for (const name of new Set(names)) {
    const column = columns[name];
    if (column?.kind === "number") patches += Atomics.load(column.patchCount, 0);
  }
  return patches;
}
