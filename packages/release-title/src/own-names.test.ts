import { fileURLToPath } from "node:url";

import { isKnownCategory, parentCategory } from "@minato/torznab";
import { expect, test } from "vitest";

import { toFoundFields } from "../training/found-fields.ts";
import { loadNameRows, type NameRow } from "../training/name-row.ts";
import { NameScores } from "../training/score-names.ts";
import type { ReleaseFile } from "./file-shape.ts";
import { parseReleaseTitle } from "./parse-release-title.ts";

/** Some rows have files, which decide what a release is. */
const rows: (NameRow & { files?: readonly ReleaseFile[] })[] = loadNameRows(
  fileURLToPath(new URL("../fixtures/own-names.jsonl", import.meta.url)),
);

test("invented names of every kind are read right, nearly all in every core field", () => {
  const scores = new NameScores();
  for (const row of rows) scores.add(row, toFoundFields(parseReleaseTitle(row.title)));
  expect(rows.length).toBeGreaterThan(200);
  expect(scores.exactShare()).toBeGreaterThan(0.96);
  const fields = ["title", "group", "episode", "season", "languages", "crc", "artist"];
  expect(fields.filter((field) => scores.f1(field) < 0.97)).toEqual([]);
});

test("the type is right for most names and for nearly all with files", () => {
  const typed = rows.filter(({ expected }) => "type" in expected);
  const withFiles = typed.filter(({ files }) => files !== undefined);
  const byName = typed.filter((row) => typeOf(row) === row.expected["type"]);
  const byFiles = withFiles.filter((row) => typeOf(row, row.files) === row.expected["type"]);
  expect(byName.length / typed.length).toBeGreaterThan(0.9);
  expect(byFiles.length / withFiles.length).toBeGreaterThan(0.97);
});

test("every category is one of the canonical table, with its parent", () => {
  for (const { title, files } of rows) {
    const { categories } = parseReleaseTitle(title, files ? { files } : {});
    expect(categories.every(isKnownCategory)).toBe(true);
    expect(categories).toContain(parentCategory(categories.at(-1) ?? 0));
  }
});

test("every field that holds something has a confidence, and spans lie within the name", () => {
  for (const { title } of rows) {
    const release = parseReleaseTitle(title);
    expect(release.readings.contentType?.confidence).toBeGreaterThan(0);
    for (const reading of Object.values(release.readings)) {
      expect(reading.confidence).toBeGreaterThanOrEqual(0);
      expect(reading.confidence).toBeLessThanOrEqual(1);
      const [start, end] = reading.span ?? [0, 1];
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(release.raw.length);
      expect(start).toBeLessThan(end);
    }
  }
});

test("spans point at what was read", () => {
  const name = "The.Lantern.Keepers.S02E07.720p.HDTV.x264-XYZ";
  const { readings } = parseReleaseTitle(name);
  const written = (field: keyof typeof readings): string | undefined => {
    const span = readings[field]?.span;
    return span && name.slice(...span);
  };
  expect(written("title")).toBe("The.Lantern.Keepers");
  expect(written("seasons")).toBe("S02");
  expect(written("episodes")).toBe("E07");
  expect(written("resolution")).toBe("720p");
  expect(written("source")).toBe("HDTV");
  expect(written("videoCodec")).toBe("x264");
  expect(written("group")).toBe("XYZ");
});

test("files and what a source says change what a release is", () => {
  const files = [{ path: "Quiet Songs/01.flac", size: 30_000_000 }];
  expect(parseReleaseTitle("Quiet Songs", { files })).toMatchObject({
    contentType: "music",
    categories: [3000, 3040],
  });
  const hints = { categories: [5070] };
  expect(parseReleaseTitle("Kaze no Machi", { hints }).contentType).toBe("anime");
});

function typeOf(row: NameRow, files?: readonly ReleaseFile[]): unknown {
  return toFoundFields(parseReleaseTitle(row.title, files ? { files } : {}))["type"];
}
