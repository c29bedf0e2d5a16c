import { expect, test } from "vitest";

import {
  countFilters,
  currentOrder,
  parseSearchState,
  toSearchInput,
  writeSearchState,
} from "./search-state.ts";

const parse = (query: string) => parseSearchState(new URLSearchParams(query));

test("the address holds the whole state", () => {
  const query =
    "?q=big+buck&type=movie,tv&category=2040&resolution=1080p&source=dht&year=2004,2008..2010&minSize=1024&minSeeders=3&sort=size&order=asc";
  expect(writeSearchState(parse(query))).toBe(query);
});

test("an empty search has a clean address", () => {
  expect(writeSearchState(parse(""))).toBe("");
});

test("what is malformed in an address counts as absent", () => {
  const state = parse("?year=soon&minSize=-1&sort=magic&order=up&category=all,5040");
  expect(state).toMatchObject({ year: [], minSize: undefined, sort: undefined });
  expect(state.order).toBeUndefined();
  expect(state.category).toEqual(["5040"]);
});

test("words are ranked by relevance and no words show the newest first", () => {
  expect(currentOrder(parse("?q=sintel"))).toEqual({ sort: "relevance", order: "desc" });
  expect(currentOrder(parse(""))).toEqual({ sort: "indexed", order: "desc" });
  expect(currentOrder(parse("?sort=relevance"))).toEqual({ sort: "indexed", order: "desc" });
  expect(currentOrder(parse("?sort=title"))).toEqual({ sort: "title", order: "asc" });
});

test("both ends of the size count as one filter", () => {
  expect(countFilters(parse("?minSize=1&maxSize=2&type=movie,tv&year=2010"))).toBe(4);
});

test("the server is asked only for what is set", () => {
  expect(toSearchInput(parse("?q=+&category=5000"))).toEqual({
    category: ["5000"],
    sort: "indexed",
    order: "desc",
  });
});
