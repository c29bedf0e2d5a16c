import { absentIn, type NumberArray } from "./shared-arrays.ts";

/** The most buckets whose codes fit in bytes beside the code for none. */
export const MAX_BUCKETS = 254;

/** Stands in a table for numbers that must be compared with the edges. */
const UNSURE = 255;
/** Upper halves of the upper words of numbers of 8 bytes: sign, exponent, and a sixteenth of an octave. */
const TOPS = 0x1_0000;
/** From here on: infinite, no number, and then all negative ones. */
const FIRST_ODD_TOP = 0x7ff0;
/** So many documents are worth a table. */
const MANY_DOCS = 50_000;
const IS_LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** The bucket that a number lies in, from 1; 0 below the first edge, for NaN and when it is absent. */
export function bucketOf(value: number, edges: Float64Array, absent: number): number {
  if (value === absent) return 0;
  let bucket = 0;
  while (bucket < edges.length && value >= edges[bucket]!) bucket += 1;
  return bucket;
}

/** The bucket of every document, for no more than `MAX_BUCKETS` edges. */
export function writeBucketCodes(values: NumberArray, edges: Float64Array): Uint8Array {
  const codes = new Uint8Array(values.length);
  const absent = absentIn(values);
  for (let doc = 0; doc < codes.length; doc++) codes[doc] = bucketOf(values[doc]!, edges, absent);
  return codes;
}

/** How many of some documents lie in each bucket. */
export function countBuckets(
  values: NumberArray,
  docs: Uint32Array,
  edges: Float64Array,
): Uint32Array {
  const isWorthTable = docs.length >= MANY_DOCS && edges.length <= MAX_BUCKETS && IS_LITTLE_ENDIAN;
  if (values instanceof Float64Array && isWorthTable) return countByTable(values, docs, edges);
  const counts = new Uint32Array(edges.length + 1);
  const absent = absentIn(values);
  const { length } = docs;
  for (let at = 0; at < length; at++) counts[bucketOf(values[docs[at]!]!, edges, absent)]! += 1;
  return counts;
}

/**
 * Most numbers need not be compared with edges, which is a guess for the processor: all that share
 * their first 16 bits lie in the same bucket.
 */
function countByTable(values: Float64Array, docs: Uint32Array, edges: Float64Array): Uint32Array {
  const table = bucketsOfTops(edges);
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const counts = new Uint32Array(UNSURE + 1);
  const { length } = docs;
  for (let at = 0; at < length; at++) {
    const doc = docs[at]!;
    let bucket = table[words[doc * 2 + 1]! >>> 16]!;
    if (bucket === UNSURE) bucket = bucketOf(values[doc]!, edges, Infinity);
    counts[bucket]! += 1;
  }
  return counts.subarray(0, edges.length + 1);
}

function bucketsOfTops(edges: Float64Array): Uint8Array {
  const table = new Uint8Array(TOPS).fill(UNSURE);
  const number = new DataView(new ArrayBuffer(8));
  const bucketAt = (upper: number, lower: number): number => {
    number.setUint32(0, upper);
    number.setUint32(4, lower);
    return bucketOf(number.getFloat64(0), edges, Infinity);
  };
  for (let top = 0; top < FIRST_ODD_TOP; top++) {
    const first = bucketAt(top * TOPS, 0);
    const last = bucketAt(top * TOPS + TOPS - 1, 0xffff_ffff);
    if (first === last) table[top] = first;
  }
  return table;
}
