import { expect, test } from "vitest";

import { ROWS, titles } from "../test/search-scene.ts";
import { testSearch } from "../test/search-suite.ts";

const scene = testSearch("postgres:");

test("the ends of words may be mistyped when nothing else is found", async () => {
  expect(titles(await scene().search({ q: "sintle" }))).toEqual([]);
  expect(titles(await scene().search({ q: "big buck bunnz" }))).toEqual([
    ROWS[0]?.title,
    ROWS[1]?.title,
  ]);
});

test("a text that found nothing is counted, and shown to nobody the first time", async () => {
  const { empty } = scene().ctx.searchAnalytics.summary;
  await scene().search({ q: "nowhere to be found" });
  const after = scene().ctx.searchAnalytics.summary;
  expect(after.empty).toBe(empty + 1);
  expect(after.emptyTexts).toEqual([]);
  expect(after.slowest[0]?.milliseconds).toBeGreaterThan(0);
});
