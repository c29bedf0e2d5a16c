import { expect, test } from "vitest";

import { createNameTest, findPatternProblem } from "./name-pattern.ts";

const NAME = "Big.Buck.Bunny.2008.1080p.BluRay.x264-OPEN";

test.each<["words" | "phrase" | "glob" | "regex", string, boolean]>([
  ["words", "bunny big", true],
  ["words", "bunny sintel", false],
  ["words", "bun", false],
  ["phrase", "big buck", true],
  ["phrase", "buck big", false],
  ["phrase", "uck bunny", false],
  ["glob", "big.buck.*-open", true],
  ["glob", "big.buck.?unny*", true],
  ["glob", "buck*", false],
  ["glob", "big.buck.bunny.(*", false],
  ["regex", String.raw`\b\d{4}p\b`, true],
  ["regex", "^buck", false],
  ["regex", "BLURAY|webrip", true],
])("%s %j says %j", (kind, text, expected) => {
  expect(findPatternProblem({ kind, text })).toBeUndefined();
  expect(createNameTest({ kind, text })(NAME)).toBe(expected);
});

test("a pattern that cannot be read is refused with the reason", () => {
  expect(findPatternProblem({ kind: "regex", text: "(open" })).toContain("RE2");
  expect(findPatternProblem({ kind: "regex", text: "(?<=a)b" })).toContain("RE2");
  expect(findPatternProblem({ kind: "words", text: "- … -" })).toContain("letter");
  expect(findPatternProblem({ kind: "regex", text: "a{900}b{900}c{900}" })).toContain("simpler");
});

test("expressions that explode elsewhere take no longer than their length", () => {
  const started = performance.now();
  for (const text of ["(a+)+$", "(a|a)*b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)(.*)(.*)(.*)x$"]) {
    const isNamed = createNameTest({ kind: "regex", text });
    for (const name of ["a".repeat(5000), `${"a".repeat(400)}!`, "\u202e\0".repeat(300)])
      isNamed(name);
  }
  expect(performance.now() - started).toBeLessThan(5000);
});
