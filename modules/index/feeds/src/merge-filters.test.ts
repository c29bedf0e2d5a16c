import { expandCategory } from "@minato/torznab";
import { expect, test } from "vitest";

import { mergeFilters } from "./merge-filters.ts";

const TV = expandCategory(5000);

test.each<[string, number[], number[], number[] | undefined]>([
  ["children within a whole family", [5030, 5040], [...TV], [5030, 5040]],
  ["a whole family around children", [...TV], [5070], [5070]],
  ["the same children", [5040], [5040], [5040]],
  ["children that overlap in part", [5030, 5040], [5070], undefined],
  ["different families", [5040], [2040], []],
  ["a shared family and a foreign one", [...TV, 2040], [5040, 7020], [5040]],
  ["nothing", [], [...TV], []],
])("categories: %s", (_, left, right, expected) => {
  const merged = mergeFilters([{ categories: left }, { categories: right }]);
  expect(merged?.categories).toEqual(expected);
});

test("what a torrent has one of is intersected, sizes and dates take the narrower", () => {
  const merged = mergeFilters([
    { types: ["movie", "tv"], minSize: 5, maxSize: 100, indexedFrom: new Date(5), season: 1 },
    { types: ["tv"], resolutions: [1080], minSize: 9, maxSize: 50, indexedFrom: new Date(9) },
  ]);
  expect(merged).toMatchObject({
    types: ["tv"],
    resolutions: [1080],
    minSize: 9,
    maxSize: 50,
    indexedFrom: new Date(9),
    season: 1,
  });
  expect(mergeFilters([{ groups: ["A"] }, { groups: ["B"] }])?.groups).toEqual([]);
});

test("what a torrent has several of is merged only where one list holds the other", () => {
  expect(mergeFilters([{ languages: ["de", "en"] }, { languages: ["en"] }])?.languages).toEqual([
    "en",
  ]);
  expect(mergeFilters([{ languages: ["de"] }, { languages: ["en"] }])).toBeUndefined();
  expect(mergeFilters([{ sources: ["a"] }, {}])?.sources).toEqual(["a"]);
  expect(mergeFilters([{ years: [{ from: 1 }] }, { years: [{ to: 2 }] }])).toBeUndefined();
});
