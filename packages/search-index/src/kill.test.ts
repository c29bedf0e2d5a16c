import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

import { afterEach, expect, test } from "vitest";

import { NaiveIndex } from "../test/naive-index.ts";
import { SCHEMA } from "../test/random-documents.ts";
import { firstChanges, roundOfChanges } from "../test/rounds-of-changes.ts";
import { openReader } from "./index-reader.ts";
import { IndexWriter } from "./index-writer.ts";
import { parseQuery } from "./query-syntax/parse-query.ts";

const SCRIPT = path.join(import.meta.dirname, "../test/change-until-killed.ts");
let directory = "";

afterEach(() => rmSync(directory, { recursive: true }));

/** Lets another process change an index until so many commits were told, kills it, tells the last. */
async function killAfter(commits: number, seed: number): Promise<number> {
  const child = spawn(process.execPath, [SCRIPT, directory, String(seed)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  let last = 0;
  for await (const line of createInterface(child.stdout)) {
    last = Number(line);
    if (last >= commits) child.kill("SIGKILL");
  }
  expect((await ended)[1]).toBe("SIGKILL");
  return last;
}

test.each([
  [3, 1],
  [8, 2],
  [17, 3],
])("killed behind commit %i amid merges, all of a commit is there (%i)", async (commits, seed) => {
  directory = mkdtempSync(path.join(tmpdir(), "search-index-"));
  const told = await killAfter(commits, seed);
  const writer = new IndexWriter({ directory, schema: SCHEMA });
  writer.load();
  const kept = Number(writer.meta);
  expect(kept).toBeGreaterThanOrEqual(told);
  const naive = new NaiveIndex();
  naive.apply(firstChanges());
  for (let round = 1; round <= kept; round++) naive.apply(roundOfChanges(seed, round));
  const reader = openReader(writer.snapshot());
  const ids = Array.from(naive.documents.keys()).toSorted((a, b) => a - b);
  expect([...reader.list({ limit: 20_000 })]).toEqual(ids);
  for (const word of ["lantern 7 ", "sintel ", "the ", "garden | spring "]) {
    const { text } = parseQuery(word, {});
    const found = [...reader.list({ text, isTolerant: false, limit: 20_000 })];
    expect(found).toEqual(naive.find(text, [], false));
  }
  const seeders = { column: "seeders", ranges: [[1000, Infinity]] } as const;
  expect([...reader.list({ filters: [seeders], limit: 1000 })]).toEqual(
    naive.find(undefined, [seeders], false),
  );
  expect(readdirSync(directory).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});
