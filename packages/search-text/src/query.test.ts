import { expect, test } from "vitest";

import { isOptionalWord, tokenizeQuery } from "./query.ts";
import { tokenize } from "./tokenize.ts";

/** Tokens with `*` for a prefix, `?` for optional, `-` for excluded. */
function show(query: string): string {
  return tokenizeQuery(query)
    .tokens.map(
      (token) =>
        (token.isExcluded ? "-" : "") +
        token.text +
        (token.isPrefix ? "*" : "") +
        (token.beginning === undefined ? "" : `/${token.beginning}*`) +
        (token.isOptional ? "?" : ""),
    )
    .join(" ");
}

/** Whether a title has every required word of a query and none of the excluded. */
function matches(query: string, title: string): boolean {
  const words = tokenize(title);
  return tokenizeQuery(query).tokens.every((token) => {
    const beginnings = [token.isPrefix ? token.text : undefined, token.beginning];
    const isFound = words.some(
      (word) =>
        word === token.text ||
        beginnings.some((beginning) => beginning !== undefined && word.startsWith(beginning)),
    );
    const isSame = words.some((word) => token.synonyms?.includes(word) === true);
    return token.isExcluded ? !isFound : isFound || isSame || token.isOptional;
  });
}

/** A title as Sonarr and Radarr send it: without leading article, apostrophes and dots. */
function cleanLikeSonarr(title: string): string {
  return title
    .replace(/^the /i, "")
    .replace("&", "and")
    .replace(/['.`’]/g, "")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

test.each([
  ["big buck bun", "big buck bun*"],
  ["big buck ", "big buck"],
  ["sintel 2010", "sintel 2010"],
  ["show S03E07", "show s03e07"],
  ["show 3x07", "show s03e07"],
  ["1080", "1080*"],
  ["show 720 hevc ", "show 720* hevc"],
  ["show 100", "show 100*"],
  ["show 100 ", "show 100"],
  ["show 202", "show 202*"],
  ["show 1", "show 1*"],
  ["show 10 hevc", "show 10 hevc*"],
  ["show s0", "show s00/s0*"],
  ["show s1", "show s01/s1*"],
  ["show s1 ", "show s01"],
  ["show s01", "show s01"],
  ["show S1E", "show s1e*/s01e*"],
  ["show s01e0", "show s01e00/s01e0*"],
  ["show.s01.e1", "show s01e01/s01e1*"],
  ["show s01e1 hevc", "show s01e01 hevc*"],
  ["show 1x", "show 1x*/s01e*"],
  ["show 12x0", "show 12x0*/s12e0*"],
  ["show 1x264", "show 1x264*"],
  ["show season 3", "show s03"],
  ["the the", "the"],
  ["The Bunny", "the? bunny*"],
  ["on the road", "on the road*"],
  ["buck & bunny", "buck and? bunny*"],
  ["buck and", "buck and*?"],
  ["sintel -cam -WEB-DL", "sintel -cam -webdl"],
  ["artist - album", "artist album*"],
  ["web-dl", "webdl*"],
  ['"big buck" bunny', "big buck bunny*"],
  ['bunny "the buck"', "bunny the buck"],
  ['sintel -"open movie"', "sintel -open -movie"],
  ['big "buck', "big buck*"],
  ["-cam", "-cam"],
  ["U.S. bunny", "us bunny*"],
  ["東", "東*"],
  ["東京物 2 ", "東京 京物 2"],
  ["", ""],
])("query %j asks for %j", (query, tokens) => {
  expect(show(query)).toBe(tokens);
});

test("quoted words are listed as phrases, excluded ones are not", () => {
  const { phrases } = tokenizeQuery('“Big Buck” x "Tears of Steel" -"not this"');
  expect(phrases).toEqual([
    ["big", "buck"],
    ["tears", "of", "steel"],
  ]);
});

test("a word that occurs twice is asked once", () => {
  expect(show("bunny Bunny bunny ")).toBe("bunny");
});

test.each([
  ["The Bunny's Æon & Mr. Buck: Tales", "The.Bunnys.Aeon.and.Mr.Buck.Tales.S01E02.720p", true],
  ["The Bunny's Tale", "Bunny's Tale (2010) 1080p", true],
  ["The Bunny’s Tale", "The.Bunnys.Tale.2010", true],
  ["Buck & Bunny", "Buck.and.Bunny.S01", true],
  ["Buck & Bunny", "Buck Bunny S01", true],
  ["S.H.I.E.", "Agents of S.H.I.E. S01", true],
  ["Plan B: A New Day", "Plan.B.A.New.Day.2011", true],
  ["Café Été", "Café.Ete.2012", true],
])("the cleaned title %j finds %j: %j", (title, release, isFound) => {
  expect(matches(cleanLikeSonarr(title), release)).toBe(isFound);
});

test("one spelling of a release name finds the others", () => {
  const spellings = ["H.264 WEB-DL DDP5.1", "H264 WEBDL DDP5 1", "h 264 web dl DD+5.1"];
  for (const query of spellings) {
    for (const title of spellings) expect(matches(query, title), `${query} / ${title}`).toBe(true);
  }
  expect(matches("show s01e02", "Show S01E01-E03")).toBe(true);
  expect(matches("show s01e04", "Show S01E01-E03")).toBe(false);
  expect(matches("show season 1", "Show.S01E01")).toBe(true);
  expect(matches("show s01", "Show Season 1")).toBe(true);
});

test.each([
  ["show 4k", "Show 2021 2160p", true],
  ["show 2160p ", "Show 2021 4K HDR", true],
  ["show hevc ", "Show.2021.x265", true],
  ["show H.264", "Show.2021.AVC", true],
  ["show 4k ", "Show 2021 1080p", false],
  ["show -hevc", "Show.2021.x265", true],
  ['show "4k"', "Show 2021 2160p", false],
  ["show season 3 episode 7", "Show.S03E07.720p", true],
  ["show s03e07", "Show season 3, episode 7", true],
  ["show s03 ep 7", "Show.S03E07.720p", true],
  ["show season 3 episode 7", "Show.S03E08.720p", false],
  ["show season 3", "Show season 3 episode 7", true],
  ["show 1072 ", "Show.E1072.1080p", true],
  ["show ep1072 ", "Show.E1072.1080p", false],
])("%j finds %j: %j", (query, title, isFound) => {
  expect(matches(query, title)).toBe(isFound);
});

test("only a leading article and the word and are optional", () => {
  expect(isOptionalWord("the", 0)).toBe(true);
  expect(isOptionalWord("the", 1)).toBe(false);
  expect(isOptionalWord("and", 3)).toBe(true);
  expect(isOptionalWord("a", 0)).toBe(false);
});
