import { expect, test } from "vitest";

import { editDistance, prefixDistance } from "../test/naive-index.ts";
import { pick, seededNumbers } from "../test/random-documents.ts";
import { TextCollector } from "./build-text-field.ts";
import { expandTypos } from "./expand-typos.ts";
import { countTerms, type TextField } from "./segment.ts";
import { readString } from "./string-table.ts";

const LETTERS = "aabbcdeéжк東𠮷".split("");

function fieldOf(words: readonly string[]): TextField {
  const collector = new TextCollector();
  collector.begin();
  for (const word of words) collector.add(word, 0);
  return collector.build([0]);
}

function expand(field: TextField, word: string, edits: number, isPrefix: boolean): string[] {
  return expandTypos(field, word, edits, isPrefix).flatMap((range) =>
    Array.from(
      { length: range.to - range.from },
      (_, index) => `${readString(field.terms, range.from + index)} ${range.edits}`,
    ),
  );
}

test.each([
  [1, false],
  [2, false],
  [1, true],
  [2, true],
])(
  "terms within %i edits are those that a full comparison finds (prefix: %s)",
  (edits, isPrefix) => {
    const below = seededNumbers(edits * 10 + Number(isPrefix));
    const randomWord = (): string =>
      Array.from({ length: 1 + below(8) }, () => pick(below, LETTERS)).join("");
    const field = fieldOf(Array.from({ length: 3000 }, randomWord));
    const distance = isPrefix ? prefixDistance : editDistance;
    let found = 0;
    for (let round = 0; round < 40; round++) {
      const word = randomWord();
      const wanted: string[] = [];
      for (let term = 0; term < countTerms(field); term++) {
        const text = readString(field.terms, term);
        const away = distance(word, text);
        if (away <= edits) wanted.push(`${text} ${away}`);
      }
      expect(expand(field, word, edits, isPrefix)).toEqual(wanted);
      found += wanted.length;
    }
    expect(found).toBeGreaterThan(100);
  },
);

test("a part of the dictionary is looked through alone", () => {
  const below = seededNumbers(7);
  const randomWord = (): string =>
    Array.from({ length: 1 + below(6) }, () => pick(below, LETTERS)).join("");
  const field = fieldOf(Array.from({ length: 2000 }, randomWord));
  for (let round = 0; round < 60; round++) {
    const word = randomWord();
    const from = below(countTerms(field));
    const to = from + below(countTerms(field) - from);
    const inside = expandTypos(field, word, 1, true, [from, to]).flatMap(({ from: at, to: end }) =>
      Array.from({ length: end - at }, (_, index) => at + index),
    );
    const all = expandTypos(field, word, 1, true).flatMap(({ from: at, to: end }) =>
      Array.from({ length: end - at }, (_, index) => at + index),
    );
    expect(inside).toEqual(all.filter((term) => term >= from && term < to));
  }
});

test("swapped neighbours are one edit", () => {
  expect(expand(fieldOf(["bunny", "sunny"]), "bnuny", 1, false)).toEqual(["bunny 1"]);
});

test("terms of the greatest length are compared too", () => {
  const long = "東".repeat(64);
  expect(expand(fieldOf([long, "a"]), `${"東".repeat(63)}京`, 1, false)).toEqual([`${long} 1`]);
});
