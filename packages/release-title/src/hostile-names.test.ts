import { expect, test } from "vitest";

import { parseReleaseTitle } from "./parse-release-title.ts";
import { MAX_NAME_LENGTH, prepareName } from "./prepare-name.ts";

/** Far above what the names take here, far below what they took before they were prepared. */
const BOUND_MILLISECONDS = 400;

test.each([
  ["nested list separators", `season 1${",".repeat(40)}x`],
  ["mixed list separators", `season 1${", &,".repeat(60)}x`],
  ["numbers between separators", `season ${"1,,".repeat(100)}x`],
  ["letters of another script", "серия".repeat(2000)],
  ["different letters of another script", shuffledLetters(400)],
  ["letters of two scripts in turns", twoScripts(255)],
  ["one character", "a".repeat(10_000)],
  ["brackets", "[(".repeat(5000)],
  ["one word", "complete collection ".repeat(500)],
  ["control characters", "\u0000\u0007\u001B".repeat(3000)],
  ["combining marks", `z${"\u0301".repeat(9000)}`],
  ["bidirectional overrides", "\u202Eabc\u202D".repeat(2000)],
  ["dates", "2020.01.01-".repeat(900)],
])("%s without end are read in bounded time", (_kind, name) => {
  parseReleaseTitle("warm up 2020");
  const start = performance.now();
  const release = parseReleaseTitle(name);
  expect(performance.now() - start).toBeLessThan(BOUND_MILLISECONDS);
  expect(release.raw.length).toBeLessThanOrEqual(MAX_NAME_LENGTH);
});

test.each([
  "Quiet Rooms S01-99999999999",
  "Quiet Rooms Ep.1 - 4000000000",
  "Quiet Rooms 1 - 99999999TV",
  "Quiet Rooms Vol 1-999999999",
])("%s does not count through the range", (name) => {
  const release = parseReleaseTitle(name);
  const counted = [...release.seasons, ...release.episodes, ...release.volumes];
  expect(counted.length).toBeLessThanOrEqual(2);
});

test("random names of every kind never throw and stay in bounds", () => {
  const parts = [
    "S01",
    "E02",
    "1-2",
    "-",
    ".",
    " ",
    "[",
    "]",
    "(",
    "2020",
    "第",
    "话",
    "е",
    "\u0000",
  ];
  parts.push(
    "season",
    "vol.",
    "99999",
    "x264",
    "\uD800",
    "🎬",
    ",",
    "&",
    "~",
    "of",
    "DTS",
    "1080p",
  );
  let state = 7;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647);
  for (let round = 0; round < 400; round += 1) {
    const length = 1 + (next() % 60);
    const name = Array.from({ length }, () => parts[next() % parts.length]).join("");
    const release = parseReleaseTitle(name);
    expect(release.episodes.length).toBeLessThanOrEqual(2000);
    expect(release.title).not.toContain("\u0000");
    expect(release.title.isWellFormed()).toBe(true);
  }
});

test("mutated names never throw, and no name takes long", () => {
  const base = [
    "[Sora-Subs] Kaze no Machi - 07v2 (1080p, x265) [1A2B3C4D].mkv",
    "The.Lantern.Keepers.S02E07-E09.2160p.WEB-DL.DV.HDR10+.DDP5.1.H.265-XYZ",
    "Jo_Sample-Quiet_Songs-(CAT012)-2CD-FLAC-2014-ABC",
    "【风字幕组】[风之町][Kaze no Machi][05][1080P][简体]",
    "Бумажные лодки / Paper Boats / Сезон: 1 / Серии: 1-10 из 10 [2024]",
  ];
  const pieces = [
    "[",
    "]",
    "(",
    "-",
    "_",
    ".",
    "\u202E",
    "\u0301",
    "\u0000",
    "9",
    "第",
    "E",
    "S1",
    " - ",
  ];
  let state = 11;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647);
  for (let round = 0; round < 600; round += 1) {
    let name = base[next() % base.length] ?? "";
    for (let change = 0; change < 12; change += 1) {
      const at = next() % (name.length + 1);
      const piece = (pieces[next() % pieces.length] ?? "").repeat(1 + (next() % 4));
      name = name.slice(0, at) + piece + name.slice(at + (next() % 3));
    }
    const start = performance.now();
    const release = parseReleaseTitle(name.slice(0, 255));
    expect(performance.now() - start).toBeLessThan(BOUND_MILLISECONDS);
    expect(release.title.isWellFormed()).toBe(true);
    for (const { span } of Object.values(release.readings)) {
      expect(span?.[1] ?? 0).toBeLessThanOrEqual(release.raw.length);
    }
  }
});

test("what cannot be seen is removed and ordinary names stay as they are", () => {
  expect(prepareName("Si\u0000ntel\u202E 2010\u200B")).toBe("Si ntel 2010");
  expect(prepareName(`q${"\u0301".repeat(50)}`)).toBe("q\u0301\u0301");
  const name = "[Sora-Subs] Kaze no Machi - 07v2 (1080p, x265) [1A2B3C4D].mkv";
  expect(prepareName(name)).toBe(name);
});

test("the empty name gives an empty title", () => {
  expect(parseReleaseTitle("")).toMatchObject({ title: "", episodes: [], languages: [] });
  expect(parseReleaseTitle(" \u0000 ").title).toBe("");
});

function twoScripts(length: number): string {
  return Array.from({ length }, (_, index) =>
    String.fromCharCode(index % 2 === 0 ? 0x430 + ((index * 7) % 32) : 97 + ((index * 11) % 26)),
  ).join("");
}

function shuffledLetters(length: number): string {
  return Array.from({ length }, (_, index) =>
    String.fromCodePoint(0x4e00 + ((index * 7919) % 5000)),
  ).join("");
}
