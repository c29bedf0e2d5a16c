import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { randomDocument, SCHEMA, seededNumbers } from "../test/random-documents.ts";
import { SearchIndexError } from "./search-index-error.ts";
import { SegmentBuilder } from "./segment-builder.ts";
import { readSegment, writeSegment } from "./segment-file.ts";
import type { Segment } from "./segment.ts";

let directory = "";
let file = "";
let segment: Segment;
let bytes: Buffer;

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), "search-segment-"));
  file = path.join(directory, "segment-7.index");
  const below = seededNumbers(4);
  const builder = new SegmentBuilder(SCHEMA);
  for (let id = 0; id < 300; id++) builder.add(randomDocument(below, id * 3));
  segment = builder.build(7).segment;
  writeSegment(file, segment);
  bytes = readFileSync(file);
});

afterAll(() => rmSync(directory, { recursive: true }));

function codeOf(content: Uint8Array): string {
  writeFileSync(file, content);
  try {
    readSegment(file, SCHEMA, 7);
  } catch (error) {
    if (error instanceof SearchIndexError) return error.code;
    throw error;
  }
  return "none";
}

test("a segment is read as it was written", () => {
  writeFileSync(file, bytes);
  expect(readSegment(file, SCHEMA, 7)).toEqual(segment);
});

test("any changed byte is noticed", () => {
  const below = seededNumbers(8);
  for (let round = 0; round < 600; round++) {
    const at = round < 200 ? round : below(bytes.length);
    const damaged = Buffer.from(bytes);
    damaged[at] = damaged[at]! ^ (1 + below(255));
    expect(codeOf(damaged), `byte ${at}`).toBe("CORRUPT");
  }
});

test("a file that ends early, goes on or is something else is noticed", () => {
  const below = seededNumbers(9);
  for (let round = 0; round < 100; round++) {
    expect(codeOf(bytes.subarray(0, below(bytes.length)))).toBe("CORRUPT");
  }
  expect(codeOf(Buffer.concat([bytes, Buffer.alloc(3)]))).toBe("CORRUPT");
  expect(codeOf(Buffer.alloc(0))).toBe("CORRUPT");
  expect(codeOf(Buffer.alloc(5000, 0xff))).toBe("CORRUPT");
  expect(codeOf(Buffer.alloc(5000))).toBe("CORRUPT");
});

test("a file of another segment or without a column is refused", () => {
  writeFileSync(file, bytes);
  expect(() => readSegment(file, SCHEMA, 8)).toThrow(/another segment/);
  const columns = { ...SCHEMA.columns, extra: { kind: "number", storage: "u8" } } as const;
  expect(() => readSegment(file, { ...SCHEMA, columns }, 7)).toThrow(/no "column.extra"/);
  truncateSync(file, 10);
  expect(() => readSegment(path.join(directory, "none"), SCHEMA, 7)).toThrow(/missing/);
});
