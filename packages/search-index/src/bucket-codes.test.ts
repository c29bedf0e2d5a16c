import { expect, test } from "vitest";

import { bucketOf, countBuckets, writeBucketCodes } from "./bucket-codes.ts";
import { sharedNumbers } from "./shared-arrays.ts";

const COUNT = 120_000;
const ODD = [NaN, Infinity, -Infinity, -0, 0, -5, Number.MIN_VALUE, Number.MAX_VALUE, 1e9, 2 ** 30];

test.each([
  [[0, 500, 2 ** 30, 5 * 2 ** 30]],
  [[-10, -0.5, 0, 0.5, 1e9, 1_000_000_001]],
  [[2 ** 30]],
  [[]],
])("many numbers are counted in buckets from %j as one by one", (list) => {
  const edges = Float64Array.from(list);
  const values = sharedNumbers("f64", COUNT);
  for (let doc = 0; doc < COUNT; doc++) {
    const near = list[doc % Math.max(1, list.length)] ?? 1;
    const drawn = [near, near - 2 ** -20, near + 2 ** -20, near * (1 + (doc % 97) / 50), doc * 9e5];
    values[doc] = doc < 1000 ? ODD[doc % ODD.length]! : drawn[doc % drawn.length]!;
  }
  const docs = Uint32Array.from({ length: COUNT / 2 }, (_, at) => at * 2 + (at % 2));
  const codes = writeBucketCodes(values, edges);
  const wanted = new Uint32Array(list.length + 1);
  for (const doc of docs) {
    expect(codes[doc]).toBe(bucketOf(values[doc]!, edges, Infinity));
    wanted[codes[doc]!]! += 1;
  }
  expect(countBuckets(values, docs, edges)).toEqual(wanted);
});
