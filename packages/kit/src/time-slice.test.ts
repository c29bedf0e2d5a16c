import { expect, test } from "vitest";

import { mapInSlices } from "./time-slice.ts";

function workFor(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

test("long work lets timers run between its pieces and keeps its order", async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  const items = Array.from({ length: 200 }, (_, index) => index);
  const mapped = await mapInSlices(items, (item, index) => {
    workFor(0.5);
    return item * 2 + index;
  });
  clearInterval(timer);
  expect(mapped).toEqual(items.map((item) => item * 3));
  expect(turns).toBeGreaterThan(5);
});

test("short work does not wait for anything", async () => {
  let hasTurned = false;
  const immediate = setImmediate(() => (hasTurned = true));
  expect(await mapInSlices([1, 2], (item) => item + 1)).toEqual([2, 3]);
  expect(hasTurned).toBe(false);
  clearImmediate(immediate);
});
