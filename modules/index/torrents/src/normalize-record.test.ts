import { expect, test } from "vitest";

import { FieldProblem } from "./field-values.ts";
import { normalizeRecord } from "./normalize-record.ts";

const HASH = "08ada5a7a6183aae1e09d831df6748d566095a10";
const HASH_BASE32 = "BCW2LJ5GDA5K4HQJ3AY56Z2I2VTASWQQ";
const HASH_V2 = "caf1e1c30e81cb361b9ee167c4aa64228a7fa4fa9f6105232b28ad099f3a302e";

const RECORD = { infoHash: HASH, title: "Sintel.2010.1080p.BluRay.x264-OPEN", size: 129_241_752 };

function problemOf(input: unknown): { field: string; message: string } {
  try {
    normalizeRecord(input);
  } catch (error) {
    if (error instanceof FieldProblem) return { field: error.field, message: error.message };
    throw error;
  }
  throw new Error("the record was accepted");
}

test("an info hash may be hex or base32 in any case", () => {
  const hex = normalizeRecord({ ...RECORD, infoHash: HASH.toUpperCase() });
  const base32 = normalizeRecord({ ...RECORD, infoHash: HASH_BASE32.toLowerCase() });
  expect(hex.infoHash.toString("hex")).toBe(HASH);
  expect(base32.infoHash.toString("hex")).toBe(HASH);
});

test("a record with only a v2 hash is filed under its first twenty bytes", () => {
  const { infoHash, infoHashV2, isV2Only } = normalizeRecord({
    title: "Spring",
    size: 1,
    infoHashV2: HASH_V2,
  });
  expect(infoHash.toString("hex")).toBe(HASH_V2.slice(0, 40));
  expect(infoHashV2?.toString("hex")).toBe(HASH_V2);
  expect(isV2Only).toBe(true);
});

test("a magnet link brings hash, name, trackers and length", () => {
  const record = normalizeRecord({
    magnet: `magnet:?xt=urn:btih:${HASH}&dn=Big+Buck+Bunny&tr=udp%3A%2F%2Ftracker.example%3A6969&xl=276`,
  });
  expect(record).toMatchObject({
    title: "Big Buck Bunny",
    isTitleDerived: true,
    size: 276,
    trackers: ["udp://tracker.example:6969"],
  });
});

test("numbers may come as digits, dates as ISO 8601 or Unix seconds", () => {
  const record = normalizeRecord({
    ...RECORD,
    size: "1234",
    seeders: "7",
    publishedAt: 1285804800,
  });
  expect(record.size).toBe(1234);
  expect(record.seeders).toBe(7);
  expect(record.publishedAt?.toISOString()).toBe("2010-09-30T00:00:00.000Z");
  expect(normalizeRecord({ ...RECORD, publishedAt: "2010-09-30" }).publishedAt).toEqual(
    record.publishedAt,
  );
});

test("categories come as a number, a name, a list or a content type", () => {
  expect(normalizeRecord({ ...RECORD, category: 2040 }).categories).toEqual([2040]);
  expect(normalizeRecord({ ...RECORD, category: "Movies/HD" }).categories).toEqual([2040]);
  expect(normalizeRecord({ ...RECORD, category: [2040, "2000"] }).categories).toEqual([2000, 2040]);
  expect(normalizeRecord({ ...RECORD, contentType: "tv_show" }).categories).toEqual([5000]);
});

test("identifiers come under their own names or as bitmagnet sends them", () => {
  expect(normalizeRecord({ ...RECORD, imdbId: "tt1727587" }).externalIds).toEqual({
    imdb: 1727587,
  });
  expect(
    normalizeRecord({ ...RECORD, contentSource: "tmdb", contentId: "45745" }).externalIds,
  ).toEqual({ tmdb: 45_745 });
});

test("the size is the sum of the files when it is not given", () => {
  const files = [
    { path: "a.mkv", size: 10 },
    { filename: "b.srt", size: "5" },
  ];
  const record = normalizeRecord({ infoHash: HASH, title: "Sintel", files });
  expect(record.size).toBe(15);
  expect(record.files).toEqual([
    { path: "a.mkv", size: 10 },
    { path: "b.srt", size: 5 },
  ]);
});

test("what is no tracker's address is dropped", () => {
  const trackers = ["https://tracker.example/announce", "javascript:alert(1)", "junk", ""];
  expect(normalizeRecord({ ...RECORD, trackers }).trackers).toEqual([
    "https://tracker.example/announce",
  ]);
});

test.each([
  ["not an object", 7, "$"],
  ["no hash", { title: "Sintel", size: 1 }, "infoHash"],
  ["a hash of the wrong length", { ...RECORD, infoHash: "abc" }, "infoHash"],
  ["a v1 hash as v2", { ...RECORD, infoHashV2: HASH }, "infoHashV2"],
  ["an empty title", { ...RECORD, title: " " }, "title"],
  ["a title of 1,001 characters", { ...RECORD, title: "x".repeat(1001) }, "title"],
  ["a negative size", { ...RECORD, size: -1 }, "size"],
  ["a fraction", { ...RECORD, seeders: 1.5 }, "seeders"],
  ["words for a number", { ...RECORD, leechers: "many" }, "leechers"],
  ["more seeders than a swarm can have", { ...RECORD, seeders: 3e9 }, "seeders"],
  ["a date that is none", { ...RECORD, publishedAt: "yesterday" }, "publishedAt"],
  ["an unknown category", { ...RECORD, category: "Gardening" }, "category"],
  ["a category out of range", { ...RECORD, category: 12 }, "category"],
  ["a file without a path", { ...RECORD, files: [{ size: 1 }] }, "files.0.path"],
  ["a file without a size", { ...RECORD, files: [{ path: "a", size: "" }] }, "files.0.size"],
  ["a broken magnet", { magnet: "magnet:?dn=x" }, "magnet"],
  [
    "a magnet of another torrent",
    { ...RECORD, magnet: `magnet:?xt=urn:btih:${"0".repeat(40)}` },
    "infoHash",
  ],
  ["a source without a name", { ...RECORD, source: { name: "" } }, "source"],
  [
    "a source page that is no web address",
    { ...RECORD, source: { name: "a", url: "ftp://a" } },
    "source.url",
  ],
  ["an identifier that is none", { ...RECORD, imdbId: "ttx" }, "imdbId"],
])("%s is refused with the name of the field", (_, input, field) => {
  const problem = problemOf(input);
  expect(problem.field).toBe(field);
  expect(problem.message.length).toBeGreaterThan(10);
});

test("control characters and lone surrogates never reach the database", () => {
  const { title } = normalizeRecord({ ...RECORD, title: "Sin\u0000tel\ud800\n2010" });
  expect(title).toBe("Sin tel\ufffd 2010");
});
