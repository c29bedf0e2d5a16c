import { expect, test } from "vitest";

import { currentRate, ratePerMinute, roundUp, type IntakeStep } from "./intake-rate.ts";

const now = Date.parse("2026-06-15T12:07:00Z");

test("a step counts by the minute, and the one that runs by what of it has passed", () => {
  expect(ratePerMinute({ at: "2026-06-15T12:00:00Z", inserted: 50 }, 300, now)).toBe(10);
  expect(ratePerMinute({ at: "2026-06-15T12:05:00Z", inserted: 50 }, 300, now)).toBe(25);
  expect(ratePerMinute({ at: "2026-06-15T12:06:50Z", inserted: 50 }, 300, now)).toBe(50);
});

test("the rate now is that of the last two steps", () => {
  const items = [step("12:00", 70), step("12:05", 14)];
  expect(currentRate({ stepSeconds: 300, items }, now)).toBe(12);
  expect(currentRate({ stepSeconds: 300, items: [] }, now)).toBe(0);
});

test.each([
  [0, 1],
  [0.4, 1],
  [3, 4],
  [41, 50],
  [100, 100],
  [7200, 10_000],
])("a scale for %d ends at %d", (value, top) => {
  expect(roundUp(value)).toBe(top);
});

function step(time: string, inserted: number): IntakeStep {
  const at = `2026-06-15T${time}:00Z`;
  return { at, inserted, updated: 0, unchanged: 0, blocked: 0, rejected: 0 };
}
