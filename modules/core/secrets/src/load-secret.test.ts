import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { loadSecret } from "./load-secret.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "minato-secret-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test("the environment's secret is used and nothing is written", async () => {
  const secret = "s".repeat(32);
  expect(await loadSecret({ secret, dataDir: directory })).toBe(secret);
  expect(await readdir(directory)).toEqual([]);
});

test("processes that start together on an empty directory get the same secret", async () => {
  const dataDir = path.join(directory, "data");
  const env = { secret: undefined, dataDir };
  const secrets = await Promise.all(Array.from({ length: 10 }, () => loadSecret(env)));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]?.length).toBeGreaterThanOrEqual(43);
  expect(await readdir(dataDir)).toEqual(["secret"]);
  const { mode } = await stat(path.join(dataDir, "secret"));
  expect((mode & 0o777).toString(8)).toBe("600");
});

test("a secret file that was cut short is not used", async () => {
  await writeFile(path.join(directory, "secret"), "short\n");
  await expect(loadSecret({ secret: undefined, dataDir: directory })).rejects.toThrow(
    /holds 5 characters, at least 32 are expected/,
  );
});
