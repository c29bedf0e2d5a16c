import { expect, test } from "vitest";

import { MAX_TEXT_LENGTH, tokenize, tokenizeWithPositions } from "./tokenize.ts";
import { MAX_TOKEN_LENGTH } from "./words.ts";

test.each([
  ["Big.Buck.Bunny.2008.1080p", "big buck bunny 2008 1080p"],
  ["H.264 x265 H 265 x.264-GRP", "h264 x265 h265 x264 grp"],
  ["WEB-DL WEB.DL WEBDL WEB-DLRip", "webdl webdl webdl webdlrip"],
  ["Blu-ray BluRay WEB Rip", "bluray bluray webrip"],
  ["DDP5.1 DD+5.1 AAC2.0 AAC.2.0 DDP5 1", "ddp51 ddp51 aac20 aac20 ddp51"],
  ["DTS.x264", "dts x264"],
  ["1920x1080 3840x2160", "1920x1080 3840x2160"],
  ["Don't Don’t Don`t dogs' 'n'", "dont dont dont dogs n"],
  ["Buck & Bunny", "buck and bunny"],
  ["B&B", "b and bandb b"],
  ["S.H.I.E. of J.R.R.Bunny", "shie of jrr bunny"],
  ["Plan.B.A.New", "plan ba b a new"],
  ["S.H.I.E.L.H.264", "shiel h264"],
  ["A Plan", "a plan"],
])("tokens of %j are %j", (text, tokens) => {
  expect(tokenize(text).join(" ")).toBe(tokens);
});

test.each([
  ["S03E07", "s03e07 s03"],
  ["s3e7v2", "s03e07 s03"],
  ["S03 E07", "s03e07 s03"],
  ["3x07", "s03e07 s03"],
  ["S2010E105", "s2010e105 s2010"],
  ["S01E01-E03", "s01e01 s01e02 s01e03 s01"],
  ["S01E01E02", "s01e01 s01e02 s01"],
  ["S01E01-03", "s01e01 s01e02 s01e03 s01"],
  ["S01E01-S01E03", "s01e01 s01e02 s01e03 s01"],
  ["S01E01+E02.E03", "s01e01 s01e02 s01e03 s01"],
  ["S01E05 - 24 Hours", "s01e05 s01 24 hours"],
  ["S01E01-720p", "s01e01 s01 720p"],
  ["S01E01-S02E03", "s01e01 s01 s02e03 s02"],
  ["S01E09-E9999", "s01e09 s01 e9999 9999"],
  ["S01-S03", "s01 s02 s03"],
  ["Season 2", "season 2 s02"],
  ["Seasons 1-3", "seasons 1 s01 s02 s03"],
  ["Season of Spring", "season of spring"],
  ["Season 2 Episode 3", "season 2 episode 3 s02e03 s02"],
  ["S02 - Episode 3", "s02e03 s02"],
  ["S02 Ep 3", "s02e03 s02"],
  ["E1072", "e1072 1072"],
  ["E7", "e7"],
])("seasons and episodes of %j are %j", (text, tokens) => {
  expect(tokenize(text).join(" ")).toBe(tokens);
});

test.each([
  ["東京物語", "東京 京物 物語 語"],
  ["東京", "東京 東 京"],
  ["雨", "雨"],
  ["第2期", "第 2 期"],
  ["カラー テレビ", "カラ カ ラー ラ ー テレ テ レビ レ ビ"],
  ["ภาษาไทย", "ภา าษ ษา าไ ไท ทย ย"],
  ["한국 영화", "한국 영화"],
  ["Весна идёт", "весна идет"],
  ["𠮷野家屋", "𠮷野 野家 家屋 屋"],
])("writing %j is split into %j", (text, tokens) => {
  expect(tokenize(text).join(" ")).toBe(tokens);
});

test("tokens are counted and cut", () => {
  expect(tokenize("a1 ".repeat(1000))).toHaveLength(256);
  expect(tokenize("a1 ".repeat(1000), { maxTokens: 7 })).toHaveLength(7);
  expect(tokenize("x".repeat(500))).toEqual(["x".repeat(MAX_TOKEN_LENGTH)]);
  expect(tokenize("𐐨".repeat(40))[0]).toBe("𐐨".repeat(32));
  expect(tokenize("x" + "𐐨".repeat(40))[0]).toBe("x" + "𐐨".repeat(31));
  expect(tokenize(" ".repeat(MAX_TEXT_LENGTH) + "late")).toEqual([]);
});

function showPositions(text: string): string {
  const tokens = tokenizeWithPositions(text);
  return tokens.map((token) => `${token.text}@${token.position}`).join(" ");
}

test("forms of the same stretch of text share a position", () => {
  expect(showPositions("Show.S03E07.WEB-DL.1080p")).toBe("show@0 s03e07@1 s03@1 webdl@2 1080p@3");
  expect(showPositions("B&B 東京物")).toBe("b@0 and@1 bandb@1 b@2 東京@3 東@3 京物@4 京@4 物@5");
  expect(showPositions("")).toBe("");
});
