import { expect, test } from "vitest";

import { isComplete, suggestName, toDraft, toEffect, toMatch, type Rule } from "./rule-draft.ts";

const RULE: Rule = {
  id: 3,
  position: 1,
  name: "Sheets",
  isEnabled: true,
  match: {
    name: { kind: "glob", text: "*sheets*" },
    types: ["ebook"],
    categories: [7000],
    extensions: ["pdf", "djvu"],
    sources: ["pier one", "quay"],
    minSize: 536_870_912,
    maxSize: 2_147_483_648,
  },
  effect: { contentType: "magazine", categories: [7010], tags: ["tide", "print"], hide: true },
  createdBy: "harbour",
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
};

test("a rule survives its form", () => {
  const draft = toDraft(RULE);
  expect(draft).toMatchObject({ minSize: "0.5", maxSize: "2", sources: "pier one, quay" });
  expect(toMatch(draft)).toEqual(RULE.match);
  expect(toEffect(draft)).toEqual(RULE.effect);
});

test("an empty form says nothing, and needs both a condition and an effect", () => {
  const draft = toDraft(undefined);
  expect([toMatch(draft), toEffect(draft), isComplete(draft)]).toEqual([{}, {}, false]);
  expect(isComplete({ ...draft, pattern: "tide" })).toBe(false);
  expect(isComplete({ ...draft, pattern: "tide", hide: true })).toBe(true);
});

test("a rule without a name gets one", () => {
  expect(suggestName({ ...toDraft(undefined), pattern: " tide ", tags: "x" })).toBe("tide");
  expect(suggestName({ ...toDraft(undefined), setType: "course" })).toBe("course");
});
