import { expect, test } from "vitest";

import { gated } from "./gated-pattern.ts";
import { requiredClauses } from "./required-literals.ts";

test.each([
  [/\b(?:lantern|keeper)s?\b/iu, ["lantern", "keeper"]],
  [/so?\d{1,2}/u, ["s\u0001", "so\u0001"]],
  [
    /(?<!\d)[xh][ .]?26[45]/iu,
    ["x264", "x265", "x 264", "x 265", "h264", "h265", "h 264", "h 265"],
  ],
  [/^\[.*#\d+$/u, ["#\u0001"]],
  [/第\d+[話话]/u, ["\u007F\u0001"]],
  [/(?:ab|cd){2,}/u, ["abab", "abcd", "cdab", "cdcd"]],
])("the rarest clause of %s is found", (pattern, clause) => {
  expect(requiredClauses(pattern)[0]?.toSorted()).toEqual(clause.toSorted());
});

test.each([/.*/u, /a?b*/u, /[^x]+/u, /\w+/u, /(?=ab)/u, /(?:ab)?/u, /(?i:ab)/u])(
  "%s needs nothing",
  (pattern) => expect(requiredClauses(pattern)).toEqual([]),
);

test.each([
  [/x 264/u, "x.264", false],
  [/x.264/u, "x.264", true],
  [/\bkelvin/iu, "\u212Aelvin", true],
  [/\bmiss\b/iu, "mi\u017Fs", true],
  [/\d{3}p/u, "720p", true],
  [/a\sb/u, "a\u00A0b", true],
  [/第1話/u, "【第1話】", true],
  [/第1話/u, "第2話", false],
  [/\u{1F1E9}\u{1F1EA}/u, "🇩🇪", true],
])("%s on %j is %s", (pattern, text, isMatch) => {
  expect(gated(pattern).test(text)).toBe(isMatch);
});

test("a pattern that cannot match is not run, one that may is", () => {
  const pattern = gated(/lantern/iu);
  expect(pattern.mayMatch("The.Quiet.Rooms.2020")).toBe(false);
  expect(pattern.mayMatch("The.LANTERN.Keepers")).toBe(true);
  expect(pattern.exec("The.LANTERN.Keepers")?.index).toBe(4);
  expect(pattern.replaceIn("The.LANTERN.Keepers", "Lamp")).toBe("The.Lamp.Keepers");
});

test("no pattern is ruled out on a text it matches, whatever the two are", () => {
  const random = createRandom(5);
  const pick = (list: readonly string[]): string => list[random() % list.length] ?? "";
  const makePattern = (depth: number): string => {
    const pieces = Array.from({ length: 1 + (random() % 3) }, () => {
      const isDeep = depth > 0 && random() % 3 === 0;
      const atom = isDeep ? `(?:${makePattern(depth - 1)}|${makePattern(depth - 1)})` : pick(ATOMS);
      return atom + pick(["", "", "", "?", "+", "*", "{2}", "{1,3}"]);
    });
    return pick(["", "", "\\b", "(?<!a)", "(?=.)"]) + pieces.join("");
  };
  let matches = 0;
  for (let round = 0; round < 4000; round += 1) {
    const pattern = new RegExp(makePattern(2), pick(["iu", "u", "i", ""]));
    const gate = gated(pattern);
    for (let turn = 0; turn < 4; turn += 1) {
      const text = Array.from({ length: random() % 14 }, () => pick(CHARACTERS)).join("");
      if (!pattern.test(text)) continue;
      matches += 1;
      expect([String(pattern), text, gate.mayMatch(text)]).toEqual([String(pattern), text, true]);
    }
  }
  expect(matches).toBeGreaterThan(1000);
});

const ATOMS = ["a", "B", "s", "k", "0", "7", "\\d", "[a-c]", "[. _]", "[^a]", "\\W", "-", "é", "я"];
ATOMS.push("[0-9]", "[ab7]", "\\s", "\\.", ".", "[я-ё]", "[а-я]", "話", "\\w", "x\\d");
const CHARACTERS = ["a", "A", "b", "c", "s", "S", "k", "K", "x", "0", "1", "7", " ", ".", "_", "-"];
CHARACTERS.push("é", "я", "Я", "話", "\u00A0", "\u3000", "\u017F", "\u212A", "\t", "🎬");

function createRandom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647);
}
