import { appendFile, copyFile, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";

import { generateRecords } from "@minato/benchmarks/corpus.ts";
import { blocklistModule } from "@minato/blocklist";
import { addBlocks } from "@minato/blocklist/add-blocks";
import { classifyModule } from "@minato/classify";
import { transaction } from "@minato/database";
import type { Context, RequestContext } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import { torrentsModule } from "@minato/torrents";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { removeTorrents } from "@minato/torrents/remove-torrents";
import { afterEach, beforeEach, expect, test } from "vitest";

import { dumpIndex } from "../test/dump-index.ts";
import { fillIndex, SPECIAL_TORRENTS } from "../test/fill-index.ts";
import { BackupRequest, BackupsInput, listBackups, triggerBackup } from "./backup-runs.ts";
import { workRestoreJob } from "./jobs/work-restore.ts";
import { readFileName, receiveUpload } from "./receive-upload.ts";
import { restoreBackup } from "./restore-backup.ts";
import { cancelRestore, listRestores, RestoresInput, type RestoreRun } from "./restore-run.ts";
import { sweepUploads, uploadPath } from "./uploads.ts";
import { writeNdjsonFile } from "./write-ndjson.ts";
import { writeSnapshot } from "./write-snapshot.ts";

const MAX_UPLOAD = 8 * 1024 ** 2;
const GENERATED = 20;
const TOTAL = GENERATED + SPECIAL_TORRENTS;
/** Of SQLite. */
const PAGE_BYTES = 4096;
const AN_HOUR_S = 3600;

/** Every setting that is not named here is at its default. */
const config: Context["config"] = (settings) =>
  settings.schema.parse(settings.name === "exchange" ? { maxUploadBytes: MAX_UPLOAD } : {});

let scene: TestContext;
let request: RequestContext;

beforeEach(async () => {
  const modules = [blocklistModule, torrentsModule, classifyModule];
  scene = await createTestContext({ modules, config });
  request = { ctx: scene.ctx, principal: undefined, address: "", headers: new Headers() };
});
afterEach(() => scene.close());

function fileOf(name: string): string {
  return path.join(scene.ctx.env.dataDir, name);
}

async function upload(file: string, name = path.basename(file)): Promise<RestoreRun> {
  const content = await readFile(file);
  return receiveUpload(request, { name, length: undefined, body: Readable.from([content]) });
}

async function newest(): Promise<RestoreRun> {
  const { items } = await listRestores(scene.ctx, RestoresInput.parse({ limit: 1 }));
  if (items[0] === undefined) throw new Error("there is no restore");
  return items[0];
}

async function writePortable(): Promise<number> {
  const { id } = await triggerBackup(request, BackupRequest.parse({}));
  await scene.runJobs();
  return id;
}

/** Torrents of which only the name is known, in the words of an export. */
async function writeLines(file: string, count: number): Promise<void> {
  const lines = [...generateRecords(0, count)].map(({ infoHash, title }) =>
    JSON.stringify({ infoHash, title, indexedAt: "2026-01-01T00:00:00Z" }),
  );
  await writeFile(file, `${lines.join("\n")}\n`);
}

test("what was deleted comes back from a backup, what is newer stays, and the blocklist holds", async () => {
  await fillIndex(scene, GENERATED);
  const before = await dumpIndex(scene.ctx);
  const backupId = await writePortable();
  const { ctx } = scene;
  const [gone, blocked, known] = [...generateRecords(0, GENERATED)].slice(6);
  const torrentId = await findTorrentId(ctx, gone?.infoHash ?? "");
  await transaction(ctx.db.$client, (client) => removeTorrents(client, [torrentId]));
  const again = await restoreBackup(request, { backupId });
  expect(again).toMatchObject({ state: "waiting", kind: "snapshot", total: TOTAL, backupId });
  await scene.runJobs();
  expect(await newest()).toMatchObject({
    state: "finished",
    done: TOTAL,
    received: TOTAL,
    inserted: 1,
    merged: TOTAL - 1,
    rejected: 0,
  });
  expect(await dumpIndex(ctx)).toEqual(before);

  const infoHashes = [Buffer.from(blocked?.infoHash ?? "", "hex")];
  await transaction(ctx.db.$client, (client) => addBlocks(ctx, client, { infoHashes }));
  const later = { infoHash: "77".repeat(20), title: "Spring 2019", size: 1 };
  await ingestTorrents(ctx, [later, { ...known, seeders: 4321 }], { sourceName: "harbour" });
  await restoreBackup(request, { backupId });
  await scene.runJobs();
  expect(await newest()).toMatchObject({ inserted: 0, merged: TOTAL - 1, blocked: 1 });
  const dump = JSON.stringify(await dumpIndex(ctx));
  expect(dump).toContain("Spring 2019");
  expect(dump).toContain("4321");
  expect(dump).not.toContain(blocked?.infoHash);
  const { rows } = await ctx.db.$client.query(
    "select action, object from audit_entries where action like 'restore.%'",
  );
  const { fileName } = (await listBackups(ctx, BackupsInput.parse({}))).items[0] ?? {};
  expect(rows).toEqual([1, 2].map(() => ({ action: "restore.trigger", object: fileName })));
});

test("an uploaded export is restored, its bad records are named, and the file goes", async () => {
  await fillIndex(scene, GENERATED);
  const file = fileOf("torrents.ndjson");
  await writeNdjsonFile(scene.ctx, file, {});
  await appendFile(file, '{"infoHash":"x"}\n\n{"broken\n');
  const run = await upload(file);
  expect(run).toMatchObject({ kind: "ndjson", name: "torrents.ndjson", backupId: null });
  expect(await readdir(uploadPath(scene.ctx, "."))).toHaveLength(1);
  await scene.runJobs();
  const ended = await newest();
  expect(ended).toMatchObject({ state: "finished", received: TOTAL + 2, merged: TOTAL });
  expect(ended.done).toBe(ended.total);
  expect(ended.errors.map(({ index, field }) => [index, field])).toEqual([
    [TOTAL, "infoHash"],
    [TOTAL + 1, "$"],
  ]);
  expect(await readdir(uploadPath(scene.ctx, "."))).toEqual([]);
});

test("a file that is damaged, too large or nothing of ours is refused and loses nothing", async () => {
  await fillIndex(scene, GENERATED);
  const before = await dumpIndex(scene.ctx);
  const snapshot = fileOf("whole.sqlite");
  await writeSnapshot(scene.ctx, snapshot, {});
  const torn = fileOf("torn.sqlite");
  const content = await readFile(snapshot);
  await writeFile(torn, content.subarray(0, content.length / 2));
  const damaged = {
    code: "BAD_REQUEST",
    message: expect.stringMatching(/^torn\.sqlite is damaged/),
  };
  await expect(upload(torn)).rejects.toMatchObject(damaged);
  // Only the page in which a torrent stands, which nobody looks at before.
  const [first] = generateRecords(0, 1);
  const page = Math.floor(content.indexOf(first?.title ?? "") / PAGE_BYTES) * PAGE_BYTES;
  await writeFile(torn, content.fill(7, page, page + PAGE_BYTES));
  await upload(torn);
  await scene.runJobs();
  expect(await newest()).toMatchObject({
    state: "failed",
    error: expect.stringMatching(/^torn\.sqlite is damaged: /),
  });
  expect(await dumpIndex(scene.ctx)).toEqual(before);

  const other = fileOf("other.txt");
  await writeFile(other, "hello");
  await expect(upload(other)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  const { id } = await triggerBackup(request, BackupRequest.parse({ kind: "full" }));
  await scene.runJobs();
  const { items } = await listBackups(scene.ctx, BackupsInput.parse({}));
  const full = { code: "BAD_REQUEST", message: expect.stringContaining("an empty database") };
  await expect(restoreBackup(request, { backupId: id })).rejects.toMatchObject(full);
  await expect(upload(items[0]?.filePath ?? "")).rejects.toMatchObject(full);
  await expect(restoreBackup(request, { backupId: id + 1 })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });

  const large = { code: "PAYLOAD_TOO_LARGE", message: expect.stringContaining("maxUploadBytes") };
  const announced = { name: "x", length: MAX_UPLOAD + 1, body: Readable.from([]) };
  await expect(receiveUpload(request, announced)).rejects.toMatchObject(large);
  const pieces = Array.from({ length: 9 }, () => Buffer.alloc(1024 ** 2, "{"));
  const endless = { name: "x", length: undefined, body: Readable.from(pieces) };
  await expect(receiveUpload(request, endless)).rejects.toMatchObject(large);
  expect(await readdir(uploadPath(scene.ctx, "."))).toEqual([]);
});

test("a restore that breaks off goes on behind what it wrote, and one at a time is enough", async () => {
  const file = fileOf("many.ndjson");
  await writeLines(file, 2500);
  const run = await upload(file);
  await expect(upload(file)).rejects.toMatchObject({ code: "CONFLICT" });
  const stop = new AbortController();
  // While records pour in the restore waits behind each step.
  const quiet = scene.ctx.torrents.pressure.begin();
  const working = workRestoreJob.run(scene.ctx, { runId: run.id }, stop.signal);
  const received = await waitFor("a first step", async () => (await newest()).received);
  stop.abort();
  await expect(working).rejects.toThrow(/abort/i);
  quiet();
  expect(received).toBeLessThan(2500);
  expect(await newest()).toMatchObject({ state: "running", error: null });
  await scene.runJobs();
  expect(await newest()).toMatchObject({ state: "finished", received: 2500, inserted: 2500 });
});

test("a restore is cancelled before it begins and in the middle; what came back stays", async () => {
  const file = fileOf("many.ndjson");
  await writeLines(file, 4500);
  const waiting = await upload(file);
  expect(await cancelRestore(request, waiting.id)).toMatchObject({ state: "cancelled" });
  await expect(cancelRestore(request, waiting.id)).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(cancelRestore(request, 999)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await scene.runJobs();
  expect(await newest()).toMatchObject({ state: "cancelled", received: 0 });

  const run = await upload(file);
  const quiet = scene.ctx.torrents.pressure.begin();
  const working = workRestoreJob.run(scene.ctx, { runId: run.id }, AbortSignal.timeout(60_000));
  await waitFor("a first step", async () => (await newest()).received);
  await cancelRestore(request, run.id);
  quiet();
  await working;
  const { state, received, inserted } = await newest();
  expect(state).toBe("cancelled");
  expect(received).toBeLessThan(4500);
  const { rows } = await scene.ctx.db.$client.query("select count(*)::int from torrents");
  expect(rows).toEqual([{ count: inserted }]);
  expect(await readdir(uploadPath(scene.ctx, "."))).toEqual([]);
});

test("a failure that may pass is tried again, five times in a row at most", async () => {
  const file = fileOf("few.ndjson");
  await writeLines(file, 5);
  const { id } = await upload(file);
  await scene.ctx.db.$client.query("alter table torrents rename to elsewhere");
  const attempt = () => workRestoreJob.run(scene.ctx, { runId: id }, AbortSignal.timeout(60_000));
  for (let tries = 0; tries < 4; tries++) {
    await expect(attempt()).rejects.toThrow(/does not exist/);
    expect(await newest()).toMatchObject({ state: "running", error: expect.any(String) });
  }
  await attempt();
  expect(await newest()).toMatchObject({
    state: "failed",
    error: expect.stringContaining("does not exist"),
  });
  expect(await readdir(uploadPath(scene.ctx, "."))).toEqual([]);
  await scene.ctx.db.$client.query("alter table elsewhere rename to torrents");
});

test("a file on which its process ends again and again is given up", async () => {
  const file = fileOf("few.ndjson");
  await writeLines(file, 5);
  const { id } = await upload(file);
  await scene.ctx.db.$client.query("update restore_runs set state = 'running', attempts = 5");
  await scene.runJobs();
  expect(await newest()).toMatchObject({ id, state: "failed", received: 0 });
});

test("files that a process left behind are deleted, those of a restore and of an upload are not", async () => {
  const { ctx } = scene;
  const file = fileOf("few.ndjson");
  await writeLines(file, 5);
  await upload(file);
  const [needed = ""] = await readdir(uploadPath(ctx, "."));
  for (const name of ["left.part", "growing.part"]) await copyFile(file, uploadPath(ctx, name));
  const longAgo = Date.now() / 1000 - AN_HOUR_S;
  for (const name of [needed, "left.part"]) await utimes(uploadPath(ctx, name), longAgo, longAgo);
  await sweepUploads(ctx);
  expect((await readdir(uploadPath(ctx, "."))).toSorted()).toEqual(
    [needed, "growing.part"].toSorted(),
  );
});

test("a sender's name of a file is shown, and never a path", () => {
  expect(readFileName("C:\\\\backups\\minato.sqlite")).toBe("minato.sqlite");
  expect(readFileName("../../etc/passwd")).toBe("passwd");
  for (const name of [undefined, "", "/", "a\u0000b", "x".repeat(201)]) {
    expect(() => readFileName(name)).toThrow(/1 to 200/);
  }
});
