import { findMatches, tokenizeQuery } from "@minato/search-text";
import { expect, test } from "vitest";

import { addSimilarWords } from "./similar-words.ts";

test("words spelled, joined and split in another way are marked", () => {
  expect(marked("Big Buck Bunny 2008", "bgi bukc bnuny")).toEqual(["Big", "Buck", "Bunny"]);
  expect(marked("Big Buck Bunny 2008", "bigbuck bunny")).toEqual(["Big", "Buck", "Bunny"]);
  expect(marked("The Big Buck Bunny 2008", "bigbuckbunny")).toEqual(["Big", "Buck", "Bunny"]);
  expect(marked("Cosmos Laundromat", "cosmos laun dromat")).toEqual(["Cosmos", "Laundromat"]);
  expect(marked("Cosmos Laundromat", "cosmos laumdro")).toEqual(["Cosmos", "Laundromat"]);
});

test("words that stand as typed bring no similar ones, and numbers are never similar", () => {
  expect(marked("Spring Sprint 1080p", "spring ")).toEqual(["Spring"]);
  expect(marked("Spring 1080p", "sprong 1081p ")).toEqual(["Spring"]);
});

function marked(title: string, query: string): string[] {
  const { tokens } = tokenizeQuery(query);
  const ranges = findMatches(title, addSimilarWords(title, tokens));
  return ranges.map(([start, end]) => title.slice(start, end));
}
