import { copyFile, readFile } from "node:fs/promises";
import path from "node:path";

import { generateRecords } from "@minato/benchmarks/corpus.ts";
import { createCaller, createKey, type CallApi } from "@minato/tests/support/call-api";
import { createDataDirectory, type DataDirectory } from "@minato/tests/support/data-directory";
import { runCli } from "@minato/tests/support/run-cli";
import { startServer, type ServerProcess } from "@minato/tests/support/start-server";
import { waitFor } from "@minato/tests/support/wait-for";
import { afterAll, beforeAll, expect, test } from "vitest";

const API_KEY = "exchange-administrator-key-0123456789abcdef";
const COUNT = 120;
/** Each command starts a process, and some a database. */
const COMMANDS_LIMIT_MS = 60_000;

let data: DataDirectory;
let other: DataDirectory;
let server: ServerProcess;
let call: CallApi;

beforeAll(async () => {
  data = await createDataDirectory();
  other = await createDataDirectory();
  server = await startServer({ data, env: { API_KEY } });
  call = createCaller(server.url, API_KEY);
  const { status, text } = await ingest([...generateRecords(0, COUNT)]);
  if (status !== 200) throw new Error(`nothing was ingested: ${text}`);
});

afterAll(async () => {
  await server.stop();
  await data.remove();
  await other.remove();
});

function ingest(torrents: unknown[]) {
  return call("/api/v1/torrents/ingest", { json: { torrents } });
}

function minato(args: string[], directory = data) {
  return runCli(args, { DATA_DIR: directory.path, LOG_LEVEL: "warn" });
}

function fileOf(name: string): string {
  return path.join(path.dirname(data.path), name);
}

test("the whole index is downloaded by administrators, and completed by the feed of changes", async () => {
  const searcher = await createKey(call, "search");
  expect((await call("/api/v1/export", { key: undefined })).status).toBe(401);
  expect((await call("/api/v1/export", { key: searcher })).status).toBe(403);
  expect((await call("/api/v1/export?metainfo=yes")).json).toMatchObject({
    code: "BAD_REQUEST",
    errors: [{ field: "metainfo" }],
  });
  const answer = await call("/api/v1/export");
  expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
  expect(answer.text.trim().split("\n")).toHaveLength(COUNT);
  const cursor = answer.headers.get("x-minato-changes-cursor");

  await ingest([{ infoHash: "77".repeat(20), title: "Sintel 2010", size: 1 }]);
  const change = await waitFor("the change", async () => {
    const changes = await call(`/api/v1/changes?cursor=${cursor}`, { key: searcher });
    const { items } = changes.json as { items: { infoHash: string }[] };
    return items.find(({ infoHash }) => infoHash === "77".repeat(20));
  });
  expect(change).toMatchObject({ kind: "inserted", torrent: { title: "Sintel 2010" } });
  expect((await call("/api/v1/changes", { key: undefined })).status).toBe(401);
  expect(await call("/api/v1/changes?cursor=broken")).toMatchObject({
    status: 400,
    json: { code: "BAD_REQUEST", errors: [{ field: "cursor" }] },
  });
});

test("a backup is triggered, written by a worker and listed", async () => {
  const asked = await call("/api/v1/system/backups", { json: {} });
  expect(asked).toMatchObject({ status: 202, json: { kind: "portable" } });
  const run = await waitFor("the backup", async () => {
    const { json } = await call("/api/v1/system/backups");
    const [first] = (json as { items: { state: string; fileName: string }[] }).items;
    return first?.state === "finished" ? first : undefined;
  });
  const file = path.join(data.path, "backups", run.fileName);
  expect((await readFile(file)).subarray(0, 15).toString()).toBe("SQLite format 3");
});

test(
  "a backup beside a running server is restored into an empty database, and only there",
  async () => {
    const file = fileOf("all.backup");
    const backup = await minato(["backup", file]);
    expect(backup).toMatchObject({ code: 0, stdout: `${file}\n` });
    const running = await minato(["restore", file]);
    expect(running.code).toBe(1);
    expect(running.stderr.trim().split("\n")).toHaveLength(1);

    const restored = await minato(["restore", file], other);
    expect(restored.code).toBe(0);
    expect(JSON.parse(restored.stdout)).toEqual({ rows: expect.any(Number) });
    const again = await minato(["restore", file], other);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/^minato: the database is not empty .*$/m);

    const [here, there] = await Promise.all([minato(["export"]), minato(["export"], other)]);
    expect(here.stdout.length).toBeGreaterThan(1000);
    expect(there.stdout).toBe(here.stdout);
  },
  COMMANDS_LIMIT_MS,
);

test(
  "exports and restores say what they need",
  async () => {
    for (const [args, problem] of [
      [["export", "--format", "xml"], /--format takes ndjson or sqlite/],
      [["export", "--format", "sqlite"], /needs --out/],
      [["restore"], /expected one file/],
      [["restore", "package.json", "extra"], /expected one file/],
      [["backup"], /expected one folder or file/],
      [["import", "--from", "elsewhere", "x"], /--from takes bitmagnet or magnetico/],
      [["import", "--restart", "x"], /--restart goes with --from/],
    ] as const) {
      const result = await minato([...args]);
      expect(result).toMatchObject({ code: 2, stdout: "" });
      expect(result.stderr).toMatch(problem);
    }
    const nothing = fileOf("nothing");
    await copyFile("LICENSE", nothing);
    const result = await minato(["restore", nothing]);
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/^minato: .* is neither a backup, nor a snapshot/);
  },
  COMMANDS_LIMIT_MS,
);
