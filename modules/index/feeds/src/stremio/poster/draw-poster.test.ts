import { expect, test } from "vitest";

import { readPng } from "../../../test/read-png.ts";
import { toDrawable } from "./bitmap-font.ts";
import { drawPoster } from "./draw-poster.ts";

test.each([
  ["Big Buck Bunny", ["BIG", "BUCK", "BUNNY"]],
  ["Émile’s  Été—Part 2?!", ["EMILE'S", "ETE", "PART", "2?!"]],
  ["春 Spring & 空", ["SPRING", "&"]],
  ["春の空 …", []],
])("“%s” is drawn as %j", (title, words) => {
  expect(toDrawable(title)).toEqual(words);
});

test.each([
  ["nothing", ""],
  ["another script", "春の空"],
  ["one endless word", "x".repeat(1000)],
  ["many words", "harbour lights ".repeat(100)],
])("a title of %s stays within its poster", (_, title) => {
  for (const year of [undefined, 9999]) {
    const png = drawPoster({ title, year, seed: 2_147_483_647 });
    expect(readPng(Buffer.from(png))).toMatchObject({ width: 300, height: 450 });
  }
});

test("a work has the same poster always, and another than its neighbour", () => {
  expect(drawSpring(7).equals(drawSpring(7))).toBe(true);
  expect(drawSpring(7).equals(drawSpring(8))).toBe(false);
});

function drawSpring(seed: number): Buffer {
  return Buffer.from(drawPoster({ title: "Spring", year: 2019, seed }));
}
