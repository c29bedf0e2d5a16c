import { expect, test } from "vitest";

import { LineHeights } from "./line-heights.ts";

test("lines that nobody measured stand one guess apart", () => {
  const heights = new LineHeights(40);
  expect([heights.topOf(0), heights.topOf(3), heights.topOf(200_000)]).toEqual([0, 120, 8_000_000]);
  expect([heights.lineAt(0, 10), heights.lineAt(79, 10), heights.lineAt(80, 10)]).toEqual([
    0, 1, 2,
  ]);
});

test("a measured line moves only those under it, and may be measured again", () => {
  const heights = new LineHeights(40);
  expect(heights.measure(2, 100)).toBe(60);
  expect(heights.measure(2, 100)).toBe(0);
  expect([heights.topOf(2), heights.topOf(3), heights.heightOf(2)]).toEqual([80, 180, 100]);
  expect(heights.measure(0, 50)).toBe(10);
  expect([heights.topOf(1), heights.topOf(3)]).toEqual([50, 190]);
  expect(heights.measure(2, 30)).toBe(-70);
  expect(heights.topOf(3)).toBe(120);
});

test("a place outside of the list is its first or last line", () => {
  const heights = new LineHeights(40);
  expect([heights.lineAt(-500, 10), heights.lineAt(9999, 10), heights.lineAt(10, 0)]).toEqual([
    0, 9, 0,
  ]);
});

test("the line at a place is the one that topOf puts there, however many were measured", () => {
  const heights = new LineHeights(76);
  for (let line = 0; line < 500; line += 3) heights.measure(line, 60 + ((line * 37) % 80));
  for (let distance = 0; distance < 50_000; distance += 777) {
    const line = heights.lineAt(distance, 10_000);
    expect(heights.topOf(line)).toBeLessThanOrEqual(distance);
    expect(heights.topOf(line + 1)).toBeGreaterThan(distance);
  }
});

test("a line can become as high as most again", () => {
  const heights = new LineHeights(40);
  heights.measure(2, 56);
  expect(heights.forget(2)).toBe(-16);
  expect(heights.forget(3)).toBe(0);
  expect(heights.topOf(4)).toBe(160);
});
