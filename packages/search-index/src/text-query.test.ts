import { expect, test } from "vitest";

import { allowedEdits, type Clause, isAnchored } from "./text-query.ts";

test.each([
  ["buck", false, 1],
  ["laundro", false, 1],
  ["laundrom", false, 2],
  ["the", false, 0],
  ["bgi", true, 1],
  ["of", true, 0],
  ["1080p", true, 0],
  ["x264", false, 0],
  ["s03e07", true, 0],
  ["ёлкаёлка", false, 2],
  ["東京物語", false, 0],
  ["𠮷𐐨𐐨", false, 0],
])("%j with an anchor (%s) may be %i edits away", (word, hasAnchor, edits) => {
  expect(allowedEdits(word, hasAnchor)).toBe(edits);
});

function words(...texts: string[]): Clause[] {
  return texts.map((text) => ({ kind: "word", text, isPrefix: false, isOptional: false }));
}

test("another long word that is required anchors a query", () => {
  expect(isAnchored(words("bgi", "bunny"), 0)).toBe(true);
  expect(isAnchored(words("bgi", "bunny"), 1)).toBe(false);
  expect(isAnchored(words("bgi", "fox"), 0)).toBe(false);
});
