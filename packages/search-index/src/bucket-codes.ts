import { absentIn, type NumberArray } from "./shared-arrays.ts";

/** The most buckets whose codes fit in bytes beside the code for none. */
export const MAX_BUCKETS = 254;

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
