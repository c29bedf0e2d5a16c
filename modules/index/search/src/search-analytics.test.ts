import { expect, test } from "vitest";

import { SearchAnalytics } from "./search-analytics.ts";

const NOW = new Date("2026-05-01T12:00:00Z");
const MINUTE = 60_000;

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
  expect(emptyTexts).toEqual([]);
  expect(slowest).toHaveLength(20);
  expect(slowest.slice(0, 2)).toEqual([
    { text: "Word2", milliseconds: 1e9, at: NOW.toISOString() },
    { text: "word0", milliseconds: 100, at: NOW.toISOString() },
  ]);
});

test("texts that found nothing are shown when they came up on several occasions", () => {
  let now = NOW.getTime();
  const analytics = new SearchAnalytics(() => new Date(now));
  const ask = (q: string, times: number, filters = {}): void => {
    for (let time = 0; time < times; time++) {
      analytics.note({ q, filters }, { total: 0 }, 1, true);
      now += MINUTE;
    }
  };
  // Within ten minutes of each other they are one occasion, however long that goes on.
  ask("my own diary", 25);
  ask("twice  asked", 1);
  ask("quiet lantern", 1);
  ask("Quiet Lantern ", 1);
  now += 10 * MINUTE;
  ask("quiet  lantern", 1);
  ask("twice asked", 1);
  ask("narrowed", 1, { types: ["music"] });
  now += 10 * MINUTE;
  ask("QUIET LANTERN", 1, { types: undefined });
  ask("narrowed", 1, { types: ["music"] });
  now += 10 * MINUTE;
  ask("narrowed", 1, { types: ["music"] });
  expect(analytics.summary.emptyTexts).toEqual([{ text: "quiet lantern", count: 3 }]);
  expect(analytics.summary.empty).toBe(34);
});

test("of a text that was searched for again the slowest search is kept", () => {
  const analytics = new SearchAnalytics(() => NOW);
  for (const ms of [40, 500, 3]) note(analytics, "quiet lantern", 1, ms);
  const at = NOW.toISOString();
  expect(analytics.summary.slowest).toEqual([{ text: "quiet lantern", milliseconds: 500, at }]);
});

test("what is remembered is bounded, and forgotten when it is not wanted", () => {
  let now = NOW.getTime();
  const analytics = new SearchAnalytics(() => new Date(now));
  for (const own of [0, 700, 700, 700, 5000]) {
    note(analytics, "frequent", 0, 1);
    for (let at = 0; at < own; at++) note(analytics, `${at}${"x".repeat(500)}`, 0, 1);
    now += 10 * MINUTE;
  }
  expect(analytics.summary.emptyTexts).toHaveLength(50);
  expect(analytics.summary.emptyTexts[0]).toEqual({ text: "frequent", count: 5 });
  expect(Math.max(...analytics.summary.emptyTexts.map(({ text }) => text.length))).toBe(200);
  analytics.note({ q: "secret" }, { total: 0 }, 1e6, false);
  expect(analytics.summary).toMatchObject({ searches: 7106, emptyTexts: [], slowest: [] });
});

function note(analytics: SearchAnalytics, q: string, total: number, ms: number): void {
  analytics.note({ q }, { total }, ms, true);
}
