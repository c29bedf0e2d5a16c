import { expect, test } from "vitest";

import { batchBy, batchFiles } from "./batches.ts";

test("a request holds at most fifty files", () => {
  const files = Array.from({ length: 120 }, () => ({ size: 1 }));
  expect(batchFiles(files).map((batch) => batch.length)).toEqual([50, 50, 20]);
});

test("large files travel in requests of their own", () => {
  const files = [{ size: 10 }, { size: 20 * 1024 ** 2 }, { size: 10 }];
  expect(batchFiles(files).map((batch) => batch.length)).toEqual([1, 1, 1]);
});

test("the order is kept", () => {
  expect(batchBy([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
});
