import { expect, test } from "vitest";

import { seededNumbers } from "../test/random-documents.ts";
import { TopDocuments } from "./top-documents.ts";

test.each([
  [0, 300],
  [1, 300],
  [20, 300],
  [500, 300],
  [4097, 9000],
  [10_000, 9000],
  [8990, 9000],
])("the best %i of %i are those of a full sort", (limit, count) => {
  const below = seededNumbers(limit + count);
  const all = Array.from({ length: count }, (_, id) => ({
    key: below(20) === 0 ? -Infinity : below(50),
    id: id * 2,
  }));
  const top = new TopDocuments(limit);
  for (const { key, id } of all) if (key >= top.threshold) top.push(key, id);
  const wanted = all
    .toSorted((a, b) => (a.key === b.key ? 0 : b.key - a.key) || b.id - a.id)
    .slice(0, limit)
    .map((one) => one.id);
  expect(top.result(0)).toEqual(wanted);
  for (const offset of [7, limit - 30, limit - 1, limit, limit + 5]) {
    expect(top.result(Math.max(0, offset))).toEqual(wanted.slice(Math.max(0, offset)));
  }
});
