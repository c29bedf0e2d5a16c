import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { claimDirectory } from "./claim-directory.ts";

/** Larger than any process id of Linux. */
const NOBODY = 2 ** 30;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "minato-claim-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test("a directory that a running process has is left to it", async () => {
  await leaveOwner("search", process.ppid);
  expect((await claimDirectory(dataDir)).path).toBe(path.join(dataDir, "search-2"));
});

test("the directory of a process that is gone is taken over", async () => {
  await leaveOwner("search", NOBODY);
  expect((await claimDirectory(dataDir)).path).toBe(path.join(dataDir, "search"));
});

test("a released directory is free again", async () => {
  const first = await claimDirectory(dataDir);
  await first.release();
  const second = await claimDirectory(dataDir);
  expect(second.path).toBe(first.path);
});

async function leaveOwner(name: string, pid: number): Promise<void> {
  const directory = path.join(dataDir, name);
  await mkdir(directory);
  await writeFile(path.join(directory, "owner"), `${pid}\n`);
}
