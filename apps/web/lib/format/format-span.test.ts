import { expect, test } from "vitest";

import { formatSpan } from "./format-span.ts";

test.each([
  [0.4, "0 s"],
  [75, "75 s"],
  [420, "7 min"],
  [10_800, "3 h"],
  [1_036_800, "12 d"],
])("%d seconds read %s", (seconds, text) => {
  expect(formatSpan(seconds)).toBe(text);
});
