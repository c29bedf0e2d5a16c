import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { randomOperations, SCHEMA, seededNumbers } from "../test/random-documents.ts";
import { openReader } from "./index-reader.ts";
import { IndexWriter } from "./index-writer.ts";
import { SearchIndexError } from "./search-index-error.ts";

const KINDS = [/\.index$/, /-deleted-\d+$/, /-patched-\d+$/, /^manifest\.json$/];

const NOTICED = "CORRUPT, anew 1";

let root = "";
let whole = "";
let damaged = "";

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "search-damage-"));
  whole = path.join(root, "whole");
  damaged = path.join(root, "damaged");
  const writer = new IndexWriter({ directory: whole, schema: SCHEMA, patchFlushMs: 0 });
  for (let round = 0; round < 3; round++) {
    writer.apply(randomOperations(seededNumbers(round), 100, 60));
    writer.commit(`round ${round}`);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

/** The code of the error with which an index opens of which one file was changed. */
function openWith(name: string, change: (bytes: Buffer) => Uint8Array | undefined): string {
  rmSync(damaged, { recursive: true, force: true });
  cpSync(whole, damaged, { recursive: true });
  const file = path.join(damaged, name);
  const changed = change(readFileSync(file));
  if (changed === undefined) rmSync(file);
  else writeFileSync(file, changed);
  const writer = new IndexWriter({ directory: damaged, schema: SCHEMA });
  try {
    writer.load();
  } catch (error) {
    if (!(error instanceof SearchIndexError)) throw error;
    return `${error.code}, ${fillAnew(writer)}`;
  }
  return "none";
}

/** Fills an index that could not be read, in the same place, and tells what another reads there. */
function fillAnew(writer: IndexWriter): string {
  writer.apply([{ kind: "put", document: { id: 1, title: "Sintel" } }]);
  writer.commit("anew");
  const again = new IndexWriter({ directory: damaged, schema: SCHEMA });
  again.load();
  return `${again.meta} ${openReader(again.snapshot()).size}`;
}

test.each(KINDS)("whatever happens to a file like %s is noticed", (kind) => {
  const names = readdirSync(whole).filter((name) => kind.test(name));
  expect(names.length).toBeGreaterThan(0);
  const below = seededNumbers(5);
  for (const name of names) {
    for (let round = 0; round < 12; round++) {
      const flip = (bytes: Buffer): Buffer => {
        bytes[below(bytes.length)]! ^= 1 + below(255);
        return bytes;
      };
      expect(openWith(name, flip), `${name}, round ${round}`).toBe(NOTICED);
    }
    expect(openWith(name, (bytes) => bytes.subarray(0, below(bytes.length)))).toBe(NOTICED);
    expect(openWith(name, (bytes) => Buffer.alloc(bytes.length))).toBe(NOTICED);
    expect(openWith(name, (bytes) => Buffer.concat([bytes, Buffer.alloc(9)]))).toBe(NOTICED);
    expect(openWith(name, () => Buffer.alloc(0))).toBe(NOTICED);
    // Without a manifest there is no index yet.
    const isManifest = name === "manifest.json";
    expect(openWith(name, () => undefined)).toBe(isManifest ? "none" : NOTICED);
  }
});

test("files of two states of an index are not taken for one", () => {
  const names = readdirSync(whole).filter((name) => name.endsWith(".index"));
  const [first, second] = names.map((name) => readFileSync(path.join(whole, name)));
  expect(openWith(names[0]!, () => second)).toBe(NOTICED);
  expect(openWith(names[1]!, () => first)).toBe(NOTICED);
});
