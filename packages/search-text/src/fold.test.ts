import { expect, test } from "vitest";

import { foldText, foldWithOffsets } from "./fold.ts";

test.each([
  ["Éclair ÀÑÖ", "eclair ano"],
  ["E\u0301te\u0301", "ete"],
  ["Straße, Ærø, Łódź, Þing", "strasse, aero, lodz, thing"],
  ["İstanbul ılık", "istanbul ilik"],
  ["ＷＩＤＥ１２", "wide12"],
  ["ｶﾞﾝ", "ガン"],
  ["ﬁlm Ⅲ", "film iii"],
  ["Ёж и йод", "еж и иод"],
  ["٢٠١٠ ۲", "2010 2"],
  ["\u1112\u1161\u11ab", "한"],
  ["mark™ a®b", "mark  a b"],
  ["it’s it`s itʼs", "it's it's it's"],
  ["so\u00adft\u200dly", "softly"],
  ["a\u0000b\ud800c", "a b c"],
  ["हिन्दी กำลัง", "हिन्दी กําลัง"],
])("folding %j gives %j", (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test("canonically equal texts fold alike", () => {
  for (const text of ["Vīnogė ŽÅ", "がぎぐ パ", "한국어 영화", "हिन्दी क़"]) {
    expect(foldText(text.normalize("NFD"))).toBe(foldText(text.normalize("NFC")));
  }
});

test("offsets lead back to the original character, its marks included", () => {
  const text = "xe\u0301ßz";
  const { text: folded, offsets } = foldWithOffsets(text);
  expect(folded).toBe("xessz");
  expect(offsets?.starts).toEqual([0, 1, 3, 3, 4]);
  expect(offsets?.ends).toEqual([1, 3, 4, 4, 5]);
});
