import { expect, test } from "vitest";

import { DeepPages, type FetchHits } from "./deep-pages.ts";
import { MAX_WINDOW } from "./write-search.ts";

const RESULTS = 35_000;

test("pages of any depth are the same as those of one long list", async () => {
  const pages = new DeepPages();
  for (const [offset, limit] of [
    [0, 50],
    [9_950, 50],
    [9_990, 50],
    [25_000, 100],
    [34_980, 50],
  ] as const) {
    const ids = await pages.find("query", offset, limit, fetchHits([]));
    const length = Math.min(limit, RESULTS - offset);
    expect(ids).toEqual(Array.from({ length }, (_, index) => offset + index));
  }
  expect(await pages.find("query", 2_000_000_000, 50, fetchHits([]))).toEqual([]);
});

test("the next deep page goes on from the one before", async () => {
  const pages = new DeepPages();
  const sizes: number[] = [];
  await pages.find("query", 20_000, 50, fetchHits(sizes));
  expect(sizes).toEqual([MAX_WINDOW, MAX_WINDOW, 50]);
  sizes.length = 0;
  await pages.find("query", 20_050, 50, fetchHits(sizes));
  expect(sizes).toEqual([50]);
  sizes.length = 0;
  await pages.find("another", 10_050, 50, fetchHits(sizes));
  expect(sizes).toEqual([MAX_WINDOW, 50, 50]);
});

/** Answers numbers from 0 in order, sorted by themselves. */
function fetchHits(sizes: number[]): FetchHits {
  return async ({ size, from, after }) => {
    sizes.push(size);
    expect(from + size).toBeLessThanOrEqual(MAX_WINDOW);
    const start = after === undefined ? from : Number(after[0]) + 1;
    const length = Math.max(0, Math.min(size, RESULTS - start));
    return Array.from({ length }, (_, index) => ({ id: start + index, sort: [start + index] }));
  };
}
