import { expect, test } from "vitest";

import { rankTitle } from "./rank-titles.ts";
import { readTextQuery } from "./text-query.ts";

test("the words side by side and in order come before the words anywhere", () => {
  const ranks = rankAll("big buck bunny", [
    "Big Buck Bunny 2008 1080p",
    "Big Old Buck Bunny 2008 1080p",
    "Bunny Buck and Big Friends 2008",
  ]);
  expect(ranks).toEqual(sortedAndDistinct(ranks));
});

test("a title that starts with the words and has no other comes first", () => {
  const ranks = rankAll("big buck bunny", [
    "Big.Buck.Bunny.2008.720p.WEB-DL.x264-GRP",
    "Big Buck Bunny Returns 2012 720p",
    "The Making of Big Buck Bunny 720p",
  ]);
  expect(ranks).toEqual(sortedAndDistinct(ranks));
});

test("whole words come before words that only begin so", () => {
  const ranks = rankAll("spring", ["Spring 2019 2160p", "Springtime 2019 2160p"]);
  expect(ranks).toEqual(sortedAndDistinct(ranks));
});

test("a quoted phrase comes first where it stands as written", () => {
  const ranks = rankAll('"tears of steel"', ["Tears of Steel 2012", "Steel Tears of Joy 2012"]);
  expect(ranks).toEqual(sortedAndDistinct(ranks));
});

test("a whole season comes before its episodes", () => {
  const titles = ["Garden S03 1080p", "Garden S03E07 1080p"];
  const ranks = rankAll("garden s03", titles);
  expect(ranks).toEqual(sortedAndDistinct(ranks));
  const [season, episode] = rankAll("garden ", titles);
  expect(season).toBe(episode);
});

test("tags behind the title do not count", () => {
  const short = rankTitle("Sintel 2010 1080p", readTextQuery("sintel ")!);
  const long = rankTitle("Sintel.2010.2160p.BluRay.DTS.x265-GRP", readTextQuery("sintel ")!);
  expect(short).toBe(long);
});

test("a word that may be absent counts when it is there", () => {
  const ranks = rankAll("the harbour", ["The Harbour 2014", "Harbour 2014"]);
  expect(ranks).toEqual(sortedAndDistinct(ranks));
});

function rankAll(q: string, titles: readonly string[]): number[] {
  return titles.map((title) => rankTitle(title, readTextQuery(q)!));
}

function sortedAndDistinct(ranks: readonly number[]): number[] {
  return [...new Set(ranks)].toSorted((a, b) => b - a);
}
