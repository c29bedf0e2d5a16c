import { afterEach, beforeEach, expect, test } from "vitest";

import {
  createClient,
  createUpkeepScene,
  editor,
  hashOf,
  type UpkeepScene,
} from "../test/upkeep-scene.ts";
import { workBatch } from "./work-run.ts";

const MANY = 1200;

let scene: UpkeepScene;
beforeEach(async () => {
  scene = await createUpkeepScene();
});
afterEach(() => scene.close());

test("a run changes all results of its query, and nothing else", async () => {
  await scene.fill(MANY);
  const run = await bulk().start({ action: "delete", query: { q: "harbour", minSeeders: 5 } });
  expect(run).toMatchObject({ state: "waiting", total: 1195, done: 0, undoableUntil: null });
  await scene.runJobs();
  expect(await bulk().get({ id: run.id })).toMatchObject({
    state: "done",
    total: 1195,
    done: 1195,
    failed: 0,
    startedBy: editor.name,
    request: { query: { q: "harbour", minSeeders: 5 } },
  });
  expect(await scene.count("torrents")).toBe(6);
  expect(await scene.count("purgatory")).toBe(1195);
  expect(await scene.count("torrents", "title like 'Sintel%'")).toBe(1);
});

test("what enters the index after the start is not touched", async () => {
  await scene.fill(10);
  await bulk().start({ action: "delete", query: { q: "harbour" } });
  await scene.ingest({ infoHash: hashOf(5000), title: "Harbour late", size: 1 });
  await scene.runJobs();
  expect(await scene.count("torrents", "title like 'Harbour%'")).toBe(1);
});

test("a crash in the middle applies nothing twice", async () => {
  await scene.fill(MANY);
  const run = await bulk().start({ action: "delete", query: { q: "harbour" } });
  expect(await workBatch(scene.ctx, run.id)).toBe(true);
  await scene.query(
    `create function refuse() returns trigger language plpgsql as
       $$ begin raise exception 'the disk is full'; end $$;
     create trigger refuse before insert on torrent_changes for each statement
       when (pg_trigger_depth() = 0) execute function refuse()`,
  );
  await expect(scene.runJobs()).rejects.toThrow("the disk is full");
  expect(await bulk().get({ id: run.id })).toMatchObject({
    state: "running",
    done: 500,
    error: "the disk is full",
  });
  expect(await scene.count("purgatory")).toBe(500);
  await scene.query("drop trigger refuse on torrent_changes");
  // Two workers take the run up again at once.
  const drain = async () => {
    while (await workBatch(scene.ctx, run.id));
  };
  await Promise.all([drain(), drain()]);
  expect(await bulk().get({ id: run.id })).toMatchObject({
    state: "done",
    done: MANY,
    failed: 0,
    error: null,
  });
  expect(await scene.count("purgatory")).toBe(MANY);
  expect(await scene.count("torrent_changes", "kind = 3")).toBe(3);
});

test("a run fails with the fifth failure of one batch", async () => {
  await scene.fill(3);
  const run = await bulk().start({ action: "delete", query: {} });
  await scene.query("alter table purgatory rename to gone");
  for (let attempt = 0; attempt < 5; attempt++) {
    await expect(workBatch(scene.ctx, run.id)).rejects.toThrow("purgatory");
  }
  expect(await bulk().get({ id: run.id })).toMatchObject({ state: "failed", done: 0 });
  expect(await workBatch(scene.ctx, run.id)).toBe(false);
});

test("named torrents are changed in their order, unknown ones are left out", async () => {
  await scene.fill(4);
  const infoHashes = [hashOf(3), hashOf(9999), hashOf(1), hashOf(3).toUpperCase()];
  const run = await bulk().start({ action: "delete", infoHashes });
  expect(run).toMatchObject({ total: 2, request: { infoHashes: 4 } });
  const ids = [await scene.idOf(3), await scene.idOf(1)];
  const rows = await scene.query("select torrent_ids as ids from bulk_chunks");
  expect(rows).toEqual([{ ids }]);
  await expect(bulk().start({ action: "delete", infoHashes: ["nonsense"] })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
  await expect(
    bulk().start({ action: "delete", infoHashes: [hashOf(8888)] }),
  ).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("the order of the query is the order of the work", async () => {
  await scene.fill(5);
  await bulk().start({ action: "reclassify", query: { q: "harbour", sort: "seeders" } });
  const rows = await scene.query("select torrent_ids as ids from bulk_chunks");
  expect(rows[0]?.["ids"]).toEqual(
    await Promise.all([4, 3, 2, 1, 0].map((index) => scene.idOf(index))),
  );
});

test("names are read anew, and that cannot be taken back", async () => {
  await scene.fill(20);
  await scene.query("delete from torrent_attributes");
  const run = await bulk().start({ action: "reclassify", query: {} });
  await scene.runJobs();
  expect(await scene.count("torrent_attributes")).toBe(21);
  expect(await bulk().get({ id: run.id })).toMatchObject({ done: 21, undoableUntil: null });
  await expect(bulk().undo({ id: run.id })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("a run is audited once, whatever its size", async () => {
  await scene.fill(MANY);
  await bulk().start({ action: "delete", query: { q: "harbour" } });
  await scene.runJobs();
  const rows = await scene.query(
    "select action, actor_name as actor, after -> 'total' as total from audit_entries",
  );
  expect(rows).toEqual([{ action: "torrents.bulk.delete", actor: editor.name, total: MANY }]);
});

test("a run needs its values, one kind of selection and the permission", async () => {
  await scene.fill(1);
  const refused = [
    { action: "delete" },
    { action: "delete", query: {}, infoHashes: [hashOf(0)] },
    { action: "setCategory", query: {} },
    { action: "delete", query: {}, categories: [2000] },
    { action: "setContentType", query: {} },
    { action: "delete", query: { type: "novel" } },
  ] as Parameters<ReturnType<typeof bulk>["start"]>[0][];
  for (const input of refused) {
    await expect(bulk().start(input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  }
  const reader = { ...editor, scopes: new Set(["search"] as const) };
  await expect(
    createClient({ ...scene.request, principal: reader }).torrents.bulk.list({}),
  ).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(bulk().get({ id: 99 })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("runs are listed in pages, the newest first", async () => {
  await scene.fill(1);
  for (let count = 0; count < 3; count++) await bulk().start({ action: "reclassify", query: {} });
  const first = await bulk().list({ limit: 2 });
  expect(first.items.map(({ id }) => id)).toEqual([3, 2]);
  const second = await bulk().list({ limit: 2, cursor: first.nextCursor });
  expect(second).toMatchObject({ items: [{ id: 1 }] });
  expect(second.nextCursor).toBeUndefined();
});

function bulk() {
  return scene.client.torrents.bulk;
}
