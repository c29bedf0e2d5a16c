import { expect, test } from "vitest";

import type { KeywordRule } from "./block-rules.ts";
import { findPatternProblem, KeywordMatcher, splitPattern } from "./keyword-matcher.ts";

function rule(id: number, pattern: string, fields: Partial<KeywordRule> = {}): KeywordRule {
  return { id, patterns: [pattern], target: "both", action: "delete", label: pattern, ...fields };
}

function matches(pattern: string, title: string): boolean {
  return new KeywordMatcher([rule(1, pattern)]).find(title, []) !== undefined;
}

test.each([
  ["grey fog", "Grey.Fog.2011.1080p"],
  ["grey fog", "the [GREY_fog]"],
  ["grey fog", "grey  --  fog"],
  ["Grèy fog", "Ｇrey Fóg"],
  ["fog", "fog"],
  ["fog", "a fog"],
  ["x 4th fog", "the X 4TH Fog"],
  ["fóg", "FÓG"],
  ["foͬg", "fog"],
  ["серый", "Серый туман"],
  ["灰色", "映画灰色の霧"],
])("%j matches %j", (pattern, title) => {
  expect(matches(pattern, title)).toBe(true);
});

test.each([
  ["grey fog", "grey thick fog"],
  ["grey fog", "fog grey"],
  ["grey fog", "grey fogs"],
  ["grey fog", "greyfog"],
  ["fog", "foghorn"],
  ["fog", "befog"],
  ["fog", "f o g"],
  ["fog", ""],
])("%j does not match %j", (pattern, title) => {
  expect(matches(pattern, title)).toBe(false);
});

test("a rule looks only where it is told to, and not across the folders of a path", () => {
  const matcher = new KeywordMatcher([
    rule(1, "grey fog", { target: "path" }),
    rule(2, "thick mist", { target: "name" }),
  ]);
  expect(matcher.find("grey fog", ["thick mist/a.mkv"])).toBeUndefined();
  expect(matcher.find("", ["grey/fog.mkv"])).toBeUndefined();
  expect(matcher.find("", ["a/b.mkv", "a/grey fog/c.mkv"])?.id).toBe(1);
  expect(matcher.find("Thick Mist", [])?.id).toBe(2);
});

test("of several rules one that blocks goes first", () => {
  const matcher = new KeywordMatcher([
    rule(1, "grey fog"),
    rule(2, "fog", { action: "block" }),
    rule(3, "grey"),
  ]);
  expect(matcher.find("grey fog", [])?.id).toBe(2);
});

test("patterns that match too much are refused", () => {
  expect(findPatternProblem("--")).toContain("at least");
  expect(findPatternProblem("a")).toContain("at least");
  expect(findPatternProblem("霧")).toContain("at least");
  expect(findPatternProblem("a b c d e f g h i")).toContain("at most 8 words");
  expect(findPatternProblem("灰色")).toBeUndefined();
  expect(splitPattern(" Grèy__FOG! ")).toEqual(["grey", "fog"]);
});

test("a thousand rules cost a long hostile text no more than linear time", () => {
  const rules = Array.from({ length: 1000 }, (_, index) => rule(index, `aa aa aa aa ab${index}`));
  const matcher = new KeywordMatcher(rules);
  const paths = Array.from({ length: 200 }, (_, index) => `${"aa ".repeat(300)}${index}`);
  const started = performance.now();
  expect(matcher.find("", paths)).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(3000);
});
