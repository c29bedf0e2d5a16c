import { readFile } from "node:fs/promises";
import path from "node:path";

import { createTestContext } from "@minato/tests/support/create-test-context";
import { expect, test } from "vitest";

import { ensureDefaultRule, readDefaultTerms } from "./default-rule.ts";
import { findPatternProblem } from "./keyword-matcher.ts";
import { listKeywordRules } from "./keyword-rules.ts";

test("the shipped terms are usable patterns, each once, and not readable in the file", async () => {
  const terms = readDefaultTerms();
  expect(terms.length).toBeGreaterThan(5);
  expect(new Set(terms).size).toBe(terms.length);
  const file = await readFile(path.join(import.meta.dirname, "default-terms.txt"), "utf8");
  for (const term of terms) {
    expect(findPatternProblem(term)).toBeUndefined();
    expect(term).toMatch(/^[a-z ]{4,40}$/);
    expect(file.includes(term)).toBe(false);
  }
});

test("there is one built-in rule however often the program starts and its terms change", async () => {
  const { ctx, close } = await createTestContext();
  try {
    await Promise.all([
      ensureDefaultRule(ctx, ["paper lantern"]),
      ensureDefaultRule(ctx, ["paper lantern"]),
    ]);
    await ensureDefaultRule(ctx, ["paper lantern", "iron lantern"]);
    const { items } = await listKeywordRules(ctx);
    expect(items).toMatchObject([{ isDefault: true, action: "block", target: "both", hits: 0 }]);
    expect(JSON.stringify(items)).not.toContain("lantern");
  } finally {
    await close();
  }
});
