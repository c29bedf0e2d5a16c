import type { TextField } from "./segment.ts";

/** Position of a word that is not known or lies beyond what is kept. */
export const NO_POSITION = 255;

/** Documents that hold one of several terms. */
export interface PostingList {
  docs: Uint32Array;
  /** Positions beside `docs`, or nothing when they are not kept. */
  positions: Uint8Array | undefined;
  cost: number;
  /** Whether `docs` ascends; otherwise documents may also repeat. */
  isSorted: boolean;
}

/** The postings of the terms from one index to before another. */
export function listOf(field: TextField, from: number, to: number, cost: number): PostingList {
  const start = field.starts[from]!;
  const end = field.starts[to]!;
  return {
    docs: field.docs.subarray(start, end),
    positions: field.positions.length > 0 ? field.positions.subarray(start, end) : undefined,
    cost,
    isSorted: to - from === 1,
  };
}

/** What is kept of a match: never 0, smaller for a better match. */
export function packInfo(cost: number, position: number): number {
  return ((cost + 1) << 8) | position;
}

/** The first index at or after `from` whose document is not below `doc`, by galloping. */
export function seek(docs: Uint32Array, doc: number, from: number): number {
  const { length } = docs;
  if (from >= length || docs[from]! >= doc) return from;
  let step = 1;
  let low = from;
  while (low + step < length && docs[low + step]! < doc) {
    low += step;
    step *= 2;
  }
  let high = Math.min(length, low + step);
  low += 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (docs[middle]! < doc) low = middle + 1;
    else high = middle;
  }
  return low;
}
