import { expect, test } from "vitest";

import { parseSearchState } from "../search/search-state.ts";
import { searchFeedPath } from "./search-feed.ts";

test.each([
  ["", "/rss?apikey=mnt_1"],
  ["?sort=seeders&order=asc", "/rss?apikey=mnt_1"],
  [
    "?q=open+film&category=2000,5000&minSeeders=3&sort=size",
    "/rss?q=open+film&category=2000,5000&minSeeders=3&apikey=mnt_1",
  ],
])("the feed of a search at “%s” is newest first", (search, path) => {
  expect(searchFeedPath("rss", parseSearchState(new URLSearchParams(search)), "mnt_1")).toBe(path);
});

test("a key stands in the address as it is read there", () => {
  const state = parseSearchState(new URLSearchParams("?q=a%26b"));
  expect(searchFeedPath("atom", state, "two words")).toBe("/atom?q=a%26b&apikey=two%20words");
});
