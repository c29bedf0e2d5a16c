import { expect, test } from "vitest";

import { formatAge, formatRelative } from "./format-date.ts";

const now = Date.parse("2026-06-15T12:00:00Z");

test.each([
  ["2026-06-15T11:59:40Z", "now"],
  ["2026-06-15T11:15:00Z", "45m"],
  ["2026-06-15T04:00:00Z", "8h"],
  ["2026-06-01T12:00:00Z", "14d"],
  ["2026-01-15T12:00:00Z", "4mo"],
  ["2019-06-01T00:00:00Z", "7y"],
])("%s is %s old", (value, text) => {
  expect(formatAge(value, now)).toBe(text);
});

test("a date to come reads as such", () => {
  expect(formatRelative("2026-06-18T12:00:00Z", now)).toBe("in 3 days");
});

test("what was given a span a moment ago still has all of it", () => {
  expect(formatRelative("2026-06-29T11:59:58Z", now)).toBe("in 14 days");
  expect(formatRelative("2026-06-16T11:59:58Z", now)).toBe("in 24 hr.");
});
