import { expect, test } from "vitest";

import { suggestName, toDraft, toFilters } from "./profile-draft.ts";

test("an empty form is a profile without filters", () => {
  expect(toFilters(toDraft(undefined))).toEqual({});
});

test("what a form says comes back from it, and what it does not show stays", () => {
  const filters = {
    types: ["movie" as const],
    resolutions: [1080, 2160],
    languages: ["en"],
    groups: ["Blender"],
    blockedWords: ["cam"],
    minSeeders: 3,
    minSize: 1024 ** 3,
    maxSize: 5 * 1024 ** 3,
    categories: [2040],
  };
  const profile = {
    name: "films",
    title: "Films",
    filters,
    limits: { default: 100, max: 100 },
    createdAt: "2026-06-01T00:00:00.000Z",
    updatedAt: "2026-06-01T00:00:00.000Z",
  };
  expect(toFilters(toDraft(profile), filters)).toEqual(filters);
});

test.each([
  ["Films in 4K", "films-in-4k"],
  ["  Émile’s séries! ", "emile-s-series"],
  ["港", ""],
])("“%s” lies at “%s”", (title, name) => {
  expect(suggestName(title)).toBe(name);
});
