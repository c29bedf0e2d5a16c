import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, expect, test } from "vitest";

import { SCHEMA } from "../test/random-documents.ts";
import { openReader } from "./index-reader.ts";
import { IndexWriter } from "./index-writer.ts";

const SCRIPT = path.join(import.meta.dirname, "../test/crash-while-committing.ts");
let directory = "";

afterEach(() => rmSync(directory, { recursive: true }));

function openWriter(): IndexWriter {
  const writer = new IndexWriter({ directory, schema: SCHEMA });
  writer.load();
  return writer;
}

/** Commits in another process that dies before the n-th step, and tells what remains. */
async function crash(step: string, survived: number): Promise<string> {
  directory = mkdtempSync(path.join(tmpdir(), "search-index-"));
  const first = openWriter();
  for (const id of [1, 2]) first.apply([{ kind: "put", document: { id, title: "Sintel" } }]);
  first.commit("cursor 1");
  const child = spawn(process.execPath, [SCRIPT, directory, step, String(survived)]);
  const [, signal] = await once(child, "exit");
  const writer = openWriter();
  const leftovers = readdirSync(directory).filter((name) => name.endsWith(".tmp")).length;
  const { size } = openReader(writer.snapshot());
  return `${signal ?? "done"}: ${writer.meta}, ${size} documents, ${leftovers} leftovers`;
}

// A commit writes a segment, the deletes, the patches and the manifest: each a file that is synced,
// renamed, and then its directory synced.
test.each([
  ["sync", 0, "SIGKILL: cursor 1, 2 documents, 0 leftovers"],
  ["sync", 3, "SIGKILL: cursor 1, 2 documents, 0 leftovers"],
  ["sync", 6, "SIGKILL: cursor 1, 2 documents, 0 leftovers"],
  ["sync", 7, "SIGKILL: cursor 2, 2 documents, 0 leftovers"],
  ["rename", 0, "SIGKILL: cursor 1, 2 documents, 0 leftovers"],
  ["rename", 2, "SIGKILL: cursor 1, 2 documents, 0 leftovers"],
  ["rename", 3, "SIGKILL: cursor 1, 2 documents, 0 leftovers"],
  ["rename", 4, "done: cursor 2, 2 documents, 0 leftovers"],
])("a crash before a %s, %i having been done, leaves %j", async (step, survived, outcome) => {
  expect(await crash(step, survived)).toBe(outcome);
});
