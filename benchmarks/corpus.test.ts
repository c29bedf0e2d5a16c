import { expect, test } from "vitest";

import { generateRecord, generateRecords } from "./corpus.ts";

const RECORDS = [...generateRecords(0, 5000)];

test("a record depends on its number and options alone", () => {
  expect([...generateRecords(100, 50)]).toEqual(RECORDS.slice(100, 150));
  expect(generateRecord(4321)).toEqual(RECORDS[4321]);
  expect(generateRecord(4321, { swarmSeed: 1 })).not.toEqual(RECORDS[4321]);
});

test("records fulfil the ingest contract", () => {
  for (const record of RECORDS) {
    expect(record.infoHash).toMatch(/^[0-9a-f]{40}$/);
    expect(record.title.length).toBeGreaterThan(3);
    expect(record.title.length).toBeLessThanOrEqual(1000);
    const files = record.files ?? [];
    expect(files.reduce((sum, file) => sum + file.size, 0)).toBe(record.size);
    expect(files.every((file) => file.path !== "" && Number.isSafeInteger(file.size))).toBe(true);
    expect(new Set(files.map((file) => file.path)).size).toBe(files.length);
    expect(record.seeders ?? 0).toBeGreaterThanOrEqual(0);
    expect(record.imdbId ?? "tt1234567").toMatch(/^tt\d{7,8}$/);
    expect(new Date(record.publishedAt ?? 0).getTime()).not.toBeNaN();
  }
  expect(new Set(RECORDS.map((record) => record.infoHash)).size).toBe(RECORDS.length);
});

test("a change of swarm numbers changes nothing else", () => {
  const { seeders: _s, leechers: _l, ...rest } = generateRecord(77, { swarmSeed: 5 });
  expect(generateRecord(77)).toMatchObject(rest);
});

test("files, swarms and optional fields are spread as in the wild", () => {
  const files = RECORDS.reduce((sum, record) => sum + (record.files?.length ?? 0), 0);
  expect(files / RECORDS.length).toBeGreaterThan(8);
  expect(files / RECORDS.length).toBeLessThan(10);
  const seeders = RECORDS.flatMap((record) => record.seeders ?? []).toSorted((a, b) => a - b);
  expect(seeders.length / RECORDS.length).toBeCloseTo(0.85, 1);
  expect(seeders.at(Math.floor(seeders.length / 2))).toBeLessThan(5);
  expect(seeders.at(-1)).toBeGreaterThan(2000);
  expect(RECORDS.some((record) => record.category === undefined)).toBe(true);
  expect(RECORDS.some((record) => /[^\p{Script=Latin}\p{Script=Common}]/u.test(record.title))).toBe(
    true,
  );
  expect(generateRecord(5, { filesPerTorrent: 0 }).files).toBeUndefined();
  expect(generateRecord(5, { filesPerTorrent: 1 }).files).toHaveLength(1);
});

test("words follow a Zipf-like law", () => {
  const counts = new Map<string, number>();
  for (const { title } of RECORDS) {
    for (const word of title.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const sorted = [...counts.values()].toSorted((a, b) => b - a);
  expect(sorted[0]).toBeGreaterThan(1000);
  expect(sorted.filter((count) => count === 1).length / sorted.length).toBeGreaterThan(0.3);
});
