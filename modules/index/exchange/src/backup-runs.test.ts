import { readdir, rm, stat } from "node:fs/promises";

import { blocklistModule } from "@minato/blocklist";
import { classifyModule } from "@minato/classify";
import type { Context, RequestContext } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { torrentsModule } from "@minato/torrents";
import { afterEach, beforeEach, expect, test } from "vitest";

import { fillIndex, SPECIAL_TORRENTS } from "../test/fill-index.ts";
import { BackupRequest, BackupsInput, listBackups, triggerBackup } from "./backup-runs.ts";
import { backupFolder } from "./jobs/write-backup-run.ts";
import { openBackup } from "./open-backup.ts";
import { detectKind } from "./restorable-file.ts";

const KEPT = 2;

/** Every setting that is not named here is at its default. */
const config: Context["config"] = (settings) =>
  settings.schema.parse(settings.name === "exchange" ? { keptBackups: KEPT } : {});

const REQUEST: Omit<RequestContext, "ctx"> = {
  principal: undefined,
  address: "127.0.0.1",
  headers: new Headers(),
};

let scene: TestContext;

beforeEach(async () => {
  const modules = [blocklistModule, torrentsModule, classifyModule];
  scene = await createTestContext({ modules, config });
  await fillIndex(scene, 20);
});
afterEach(() => scene.close());

function trigger(kind: "portable" | "full") {
  return triggerBackup({ ...REQUEST, ctx: scene.ctx }, BackupRequest.parse({ kind }));
}

function list(input: { limit?: number; cursor?: string | undefined } = {}) {
  return listBackups(scene.ctx, BackupsInput.parse(input));
}

test("a backup waits, is written and is listed with its file", async () => {
  const run = await trigger("portable");
  expect(run).toMatchObject({ state: "waiting", kind: "portable", fileName: null });
  await scene.runJobs();
  const { items } = await list();
  const torrents = 20 + SPECIAL_TORRENTS;
  expect(items).toMatchObject([
    { id: run.id, state: "finished", done: torrents, total: torrents, error: null },
  ]);
  const file = `${backupFolder(scene.ctx)}/${items[0]?.fileName}`;
  expect((await stat(file)).size).toBe(items[0]?.bytes);
  expect(await detectKind(file)).toBe("snapshot");
});

test("the newest of each kind are kept, and pages follow each other", async () => {
  for (let index = 0; index < KEPT + 2; index++) await trigger("portable");
  await trigger("full");
  await scene.runJobs();
  const first = await list({ limit: 1 });
  const second = await list({ limit: 2, cursor: first.nextCursor });
  expect(second.nextCursor).toBeUndefined();
  const items = [...first.items, ...second.items];
  expect(items.map(({ id, kind }) => [id, kind])).toEqual([
    [5, "full"],
    [4, "portable"],
    [3, "portable"],
  ]);
  const files = await readdir(backupFolder(scene.ctx));
  expect(files.toSorted()).toEqual(items.map(({ fileName }) => fileName).toSorted());
});

test("a written backup can be fetched, and who did is on record", async () => {
  await trigger("portable");
  const request = { ...REQUEST, ctx: scene.ctx };
  await expect(openBackup(request, "1")).rejects.toMatchObject({ code: "NOT_FOUND" });
  await scene.runJobs();
  const { items } = await list();
  const { name, bytes, file } = await openBackup(request, "1");
  try {
    expect([name, bytes]).toEqual([items[0]?.fileName, items[0]?.bytes]);
    expect((await file.readFile()).length).toBe(bytes);
  } finally {
    await file.close();
  }
  const { rows } = await scene.ctx.db.$client.query(
    "select object from audit_entries where action = 'backup.download'",
  );
  expect(rows).toEqual([{ object: name }]);
  await rm(`${backupFolder(scene.ctx)}/${name}`);
  for (const id of ["1", "2", "0", "99999999999", "../1", ""]) {
    await expect(openBackup(request, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});

test("a failed backup says why, and the next try may finish it", async () => {
  const run = await trigger("portable");
  await scene.ctx.db.$client.query("alter table torrents rename to elsewhere");
  await expect(scene.runJobs()).rejects.toThrow(/does not exist/);
  expect((await list()).items).toMatchObject([
    { state: "failed", error: expect.stringContaining("does not exist") },
  ]);
  await scene.ctx.db.$client.query("alter table elsewhere rename to torrents");
  const { writeBackupJob } = await import("./jobs/write-backup-run.ts");
  await writeBackupJob.run(scene.ctx, { runId: run.id }, AbortSignal.timeout(10_000));
  expect((await list()).items).toMatchObject([{ state: "finished", error: null }]);
});
