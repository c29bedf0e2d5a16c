import type { NumberArray } from "./shared-arrays.ts";

/**
 * How many documents have each code below `size`. One function for each kind of array: compiled code
 * that has met several kinds takes nearly twice as long.
 */
export function countCodes(codes: NumberArray, docs: Uint32Array, size: number): Uint32Array {
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
