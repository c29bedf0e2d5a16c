import { expect, test } from "vitest";

import { suggestName, toDefinition, toDraft, toFilters } from "./profile-draft.ts";

test("an empty form is a profile without filters", () => {
  expect(toFilters(toDraft(undefined))).toEqual({});
});

test("what a form says of everything comes back from it", () => {
  const definition = {
    name: "films",
    title: "Films",
    filters: {
      categories: [2040, 5000],
      types: ["movie" as const],
      sources: ["pier one"],
      resolutions: [1080, 2160],
      languages: ["en"],
      groups: ["Blender"],
      blockedWords: ["cam"],
      minSeeders: 3,
      minSize: 1024 ** 3,
      maxSize: 5 * 1024 ** 3,
    },
    sort: "seeders" as const,
    limits: { default: 25, max: 50 },
  };
  const now = "2026-06-01T00:00:00.000Z";
  const draft = toDraft({ ...definition, createdAt: now, updatedAt: now });
  expect(toDefinition(draft)).toEqual(definition);
});

test("a page without a number of items has the usual one", () => {
  const draft = { ...toDraft(undefined), title: "New things" };
  const usual = { name: "new-things", title: "New things", filters: {} };
  expect(toDefinition(draft)).toEqual({ ...usual, limits: { default: 100, max: 100 } });
  expect(toDefinition({ ...draft, defaultLimit: "", maxLimit: "30" }).limits).toEqual({
    default: 30,
    max: 30,
  });
});

test.each([
  ["Films in 4K", "films-in-4k"],
  ["  Émile’s séries! ", "emile-s-series"],
  ["港", ""],
])("“%s” lies at “%s”", (title, name) => {
  expect(suggestName(title)).toBe(name);
});
