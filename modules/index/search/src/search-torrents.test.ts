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

test("texts that found nothing are remembered", async () => {
  await scene().search({ q: "nowhere to be found" });
  const { emptyTexts, slowest } = scene().ctx.searchAnalytics.summary;
  expect(emptyTexts.map(({ text }) => text)).toContain("nowhere to be found");
  expect(slowest[0]?.milliseconds).toBeGreaterThan(0);
});
