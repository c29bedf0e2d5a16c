import { expect, test } from "vitest";

import { readMeasure, splitMeasure, writeMeasure } from "./setting-measure.ts";

test.each([
  [20 * 1024 ** 3, "bytes", "20 GiB"],
  [1.5 * 1024 ** 3, "bytes", "1.5 GiB"],
  [700 * 1024 ** 2, "bytes", "700 MiB"],
  [0, "bytes", "0 GiB"],
  [0, "days", "0 days"],
  [24, "hours", "1 days"],
  [36, "hours", "36 hours"],
  [123_456_789, "bytes", "123456789 B"],
  [90, "days", "90 days"],
  [14, "days", "2 weeks"],
  [24, "months", "2 years"],
] as const)("%i of %s are written as %s and read back", (value, kind, text) => {
  expect(writeMeasure(value, kind)).toBe(text);
  expect(readMeasure(text, kind)).toBe(value);
});

test.each([
  ["20g", 20 * 1024 ** 3],
  ["20 GB", 20 * 1024 ** 3],
  ["1,5 tib", 1.5 * 1024 ** 4],
  ["20 parsecs", undefined],
  ["-3 GiB", undefined],
  ["", undefined],
])("a size entered as %j is read", (text, bytes) => {
  expect(readMeasure(text, "bytes")).toBe(bytes);
});

test("a text is split into its figure and its unit", () => {
  expect(splitMeasure("20 GiB", "bytes")).toEqual({ figure: "20", unit: "GiB" });
  expect(splitMeasure(" GiB", "bytes")).toEqual({ figure: "", unit: "GiB" });
  expect(splitMeasure("2x", "bytes")).toEqual({ figure: "2x", unit: "B" });
});
