import { expect, test } from "vitest";

import { SearchAnalytics } from "./search-analytics.ts";

const NOW = new Date("2026-05-01T12:00:00Z");

test("searches are counted by what was found and how long they took", () => {
  const analytics = new SearchAnalytics(() => NOW);
  expect(analytics.summary).toMatchObject({ searches: 0, emptyTexts: [], slowest: [] });
  expect(analytics.summary.latency).toBeUndefined();
  for (let ms = 1; ms <= 100; ms++) note(analytics, `word${ms % 50}`, ms % 2, ms);
  note(analytics, " ", 0, 0.001);
  note(analytics, "Word2", 0, 1e9);
  const { latency, emptyTexts, slowest, ...counts } = analytics.summary;
  expect(counts).toEqual({ since: NOW.toISOString(), searches: 102, withText: 101, empty: 51 });
  expect(latency?.p50).toBeGreaterThan(46);
  expect(latency?.p50).toBeLessThan(55);
  expect(latency?.p95).toBeGreaterThan(90);
  expect(latency?.p95).toBeLessThan(102);
  expect(latency?.max).toBe(1e9);
  expect(emptyTexts[0]).toEqual({ text: "word2", count: 3 });
  expect(slowest).toHaveLength(20);
  expect(slowest.slice(0, 2)).toEqual([
    { text: "Word2", milliseconds: 1e9, at: NOW.toISOString() },
    { text: "word0", milliseconds: 100, at: NOW.toISOString() },
  ]);
});

test("what is remembered is bounded, and forgotten when it is not wanted", () => {
  const analytics = new SearchAnalytics(() => NOW);
  note(analytics, "frequent", 0, 1);
  note(analytics, "frequent", 0, 1);
  for (let number = 0; number < 5000; number++)
    note(analytics, `${number}${"x".repeat(500)}`, 0, 1);
  expect(analytics.summary.emptyTexts).toHaveLength(50);
  expect(analytics.summary.emptyTexts[0]).toEqual({ text: "frequent", count: 2 });
  expect(Math.max(...analytics.summary.emptyTexts.map(({ text }) => text.length))).toBe(200);
  analytics.note({ q: "secret", offset: 0 }, { total: 0 }, 1e6, false);
  expect(analytics.summary).toMatchObject({ searches: 5003, emptyTexts: [], slowest: [] });
});

function note(analytics: SearchAnalytics, q: string, total: number, ms: number): void {
  analytics.note({ q, offset: 0 }, { total }, ms, true);
}
