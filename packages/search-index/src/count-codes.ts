import type { NumberArray } from "./shared-arrays.ts";

/**
 * Documents whose codes are counted: those of several small columns in one go, when the first of them
 * is asked for.
 */
export class CountedDocs {
  readonly docs: Uint32Array;
  readonly #planned: readonly Uint8Array[];
  readonly #counts = new Map<NumberArray, Uint32Array>();

  /** `planned` are the codes that are likely to be asked for. */
  constructor(docs: Uint32Array, planned: readonly Uint8Array[] = []) {
    this.docs = docs;
    this.#planned = planned;
  }

  /** How many of the documents have each code below `size`. */
  count(codes: NumberArray, size: number): Uint32Array {
    if (!this.#planned.some((planned) => planned === codes)) {
      return countCodes(codes, this.docs, size);
    }
    if (this.#counts.size === 0) this.#countPlanned();
    return this.#counts.get(codes)!.subarray(0, size);
  }

  #countPlanned(): void {
    const counts = this.#planned.map((codes) => {
      const own = new Uint32Array(CODES_OF_BYTES);
      this.#counts.set(codes, own);
      return own;
    });
    const together = this.#planned.length - (this.#planned.length % 4);
    for (let first = 0; first < together; first += 4) {
      countFour(fourOf(this.#planned, first), this.docs, fourOf(counts, first));
    }
    for (let at = together; at < counts.length; at++) {
      countBytes(this.#planned[at]!, this.docs, counts[at]!);
    }
  }
}

const CODES_OF_BYTES = 256;

type Four<T> = readonly [T, T, T, T];

function fourOf<T>(list: readonly T[], first: number): Four<T> {
  return [list[first]!, list[first + 1]!, list[first + 2]!, list[first + 3]!];
}

/**
 * How many documents have each code below `size`. One function for each kind of array: compiled code
 * that has met several kinds takes nearly twice as long.
 */
function countCodes(codes: NumberArray, docs: Uint32Array, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  if (codes instanceof Uint8Array) countBytes(codes, docs, counts);
  else if (codes instanceof Uint16Array) countHalves(codes, docs, counts);
  else countWide(codes, docs, counts);
  return counts;
}

function countBytes(codes: Uint8Array, docs: Uint32Array, counts: Uint32Array): void {
  const { length } = docs;
  for (let at = 0; at < length; at++) counts[codes[docs[at]!]!]! += 1;
}

/** Counts four columns: each document is read once, and no count waits for another. */
function countFour(
  [codesA, codesB, codesC, codesD]: Four<Uint8Array>,
  docs: Uint32Array,
  [a, b, c, d]: Four<Uint32Array>,
): void {
  const { length } = docs;
  for (let at = 0; at < length; at++) {
    const doc = docs[at]!;
    a[codesA[doc]!]! += 1;
    b[codesB[doc]!]! += 1;
    c[codesC[doc]!]! += 1;
    d[codesD[doc]!]! += 1;
  }
}

function countHalves(codes: Uint16Array, docs: Uint32Array, counts: Uint32Array): void {
  const { length } = docs;
  for (let at = 0; at < length; at++) counts[codes[docs[at]!]!]! += 1;
}

function countWide(
  codes: Uint32Array | Float64Array,
  docs: Uint32Array,
  counts: Uint32Array,
): void {
  const { length } = docs;
  for (let at = 0; at < length; at++) counts[codes[docs[at]!]!]! += 1;
}
