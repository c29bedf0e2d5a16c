import { absentIn, type NumberArray } from "./shared-arrays.ts";

/** Documents of one block; a power of two. */
export const BLOCK_SIZE = 1024;

/**
 * The largest number of each block of a column, or -Infinity when all are absent, in shared memory:
 * lets a search for the largest numbers pass over most blocks.
 */
export function blockMaxima(values: NumberArray): Float64Array {
  const count = Math.ceil(values.length / BLOCK_SIZE);
  const maxima = new Float64Array(new SharedArrayBuffer(count * 8)).fill(-Infinity);
  const absent = absentIn(values);
  for (let block = 0; block < count; block++) {
    const end = Math.min(values.length, (block + 1) * BLOCK_SIZE);
    let largest = -Infinity;
    for (let doc = block * BLOCK_SIZE; doc < end; doc++) {
      const value = values[doc]!;
      if (value > largest && value !== absent) largest = value;
    }
    maxima[block] = largest;
  }
  return maxima;
}

/** Notes a number that a document is about to have. A maximum is never lowered. */
export function raiseMaximum(
  maxima: Float64Array,
  values: NumberArray,
  doc: number,
  value: number,
): void {
  const block = Math.floor(doc / BLOCK_SIZE);
  if (value > maxima[block]! && value !== absentIn(values)) maxima[block] = value;
}
