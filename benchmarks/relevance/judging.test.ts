import { expect, test } from "vitest";

import { generateRecords } from "../corpus.ts";
import { drawJudgedQueries } from "./draw-judged-queries.ts";
import { gradeTitle } from "./grade-title.ts";
import { listHandJudgedQueries, listHandJudgedRecords } from "./hand-judged.ts";
import { ndcgAt10 } from "./judged-query.ts";
import { readTitle } from "./read-title.ts";

test("the best order has 1, a worse one less, and nothing of use 0", () => {
  const query = {
    kind: "",
    text: "",
    grades: new Map([
      [1, 3],
      [2, 2],
      [3, 1],
    ]),
  };
  expect(ndcgAt10(query, [1, 2, 3])).toBe(1);
  expect(ndcgAt10(query, [3, 2, 1])).toBeCloseTo(
    (1 + 3 / Math.log2(3) + 7 / 2) / (7 + 3 / Math.log2(3) + 1 / 2),
  );
  expect(ndcgAt10(query, [9, 8])).toBe(0);
  expect(ndcgAt10(query, [9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 1])).toBe(0);
});

test.each([
  ["Kelvin.of.the.Sea.1999.1080p.WEB.x264-ABC", 3],
  ["Kelvin of the Sea (2001) 720p [ABC]", 1],
  ["Kelvin.of.the.Sea.and.Sky.1999.1080p.WEB.x264-ABC", 1],
  ["Sea.of.the.Kelvin.1999.1080p.WEB.x264-ABC", 0],
])("for a work and its year %s has grade %i", (title, grade) => {
  const intent = { work: "kelvin of the sea", year: "1999" };
  expect(gradeTitle(intent, readTitle(title))).toBe(grade);
});

test.each([
  ["Kelvin.S03E07.1080p.WEB-ABC", 3],
  ["Kelvin.S03E06E07.1080p.WEB-ABC", 3],
  ["Kelvin.3x07.1080p.WEB-ABC", 3],
  ["Kelvin.S03.1080p.WEB-ABC", 2],
  ["Kelvin.S02-S04.1080p.WEB-ABC", 2],
  ["Kelvin Season 3 Complete 720p", 2],
  ["Kelvin.S03E08.1080p.WEB-ABC", 1],
  ["Kelvin.S04.1080p.WEB-ABC", 1],
  ["Melvin.S03E07.1080p.WEB-ABC", 0],
])("for an episode %s has grade %i", (title, grade) => {
  const intent = { work: "kelvin", season: 3, episode: 7 };
  expect(gradeTitle(intent, readTitle(title))).toBe(grade);
});

test("every drawn query has an answer with the best grade, and at least 200 are judged", () => {
  const drawn = drawJudgedQueries([...generateRecords(0, 5000)], 10, 1);
  const judged = listHandJudgedQueries(0);
  expect(drawn.length + judged.length).toBeGreaterThanOrEqual(200);
  expect(new Set(drawn.map(({ kind }) => kind)).size).toBe(14);
  for (const { text, grades } of [...drawn, ...judged]) {
    expect(Math.max(...grades.values())).toBe(3);
    expect(text.trim()).not.toBe("");
  }
});

test("titles that a person judged differ in nothing else", () => {
  const records = listHandJudgedRecords();
  expect(new Set(records.map(({ infoHash }) => infoHash)).size).toBe(records.length);
  expect(new Set(records.map(({ seeders, size }) => `${seeders} ${size}`)).size).toBe(1);
});
