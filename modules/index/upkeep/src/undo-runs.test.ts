import { blockTorrents } from "@minato/blocklist/block-torrents";
import { addKeywordRule } from "@minato/blocklist/keyword-rules";
import { blockTrackers } from "@minato/blocklist/tracker-blocks";
import { OWNED_TABLES } from "@minato/torrents/remove-torrents";
import { afterEach, beforeEach, expect, test } from "vitest";

import { createUpkeepScene, editor, hashOf, type UpkeepScene } from "../test/upkeep-scene.ts";
import { workBatch } from "./work-run.ts";

const MANY = 700;

let scene: UpkeepScene;
beforeEach(async () => {
  scene = await createUpkeepScene();
});
afterEach(() => scene.close());

test("undoing a deletion gives back identical content", async () => {
  await scene.fill(MANY);
  await scene.enrich();
  const before = await scene.dump();
  const run = await bulk().start({ action: "delete", query: {} });
  await scene.runJobs();
  for (const table of ["torrents", ...OWNED_TABLES]) expect(await scene.count(table)).toBe(0);
  const undo = await bulk().undo({ id: run.id });
  expect(undo).toMatchObject({ action: "undo", undoOf: run.id, total: MANY + 1 });
  await scene.runJobs();
  expect(await bulk().get({ id: undo.id })).toMatchObject({ state: "done", done: MANY + 1 });
  expect(await scene.dump()).toEqual(before);
  expect(await scene.count("purgatory")).toBe(0);
  await expect(bulk().undo({ id: run.id })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("undoing corrections gives back what was corrected before", async () => {
  await scene.fill(700);
  await scene.enrich();
  const before = await scene.dump();
  const run = await bulk().start({
    action: "setCategory",
    query: { q: "harbour" },
    categories: [7020],
  });
  await scene.runJobs();
  expect(await scene.count("torrent_attributes", "categories @> '{7020}'")).toBe(700);
  await bulk().start({ action: "setContentType", query: { q: "harbour" }, contentType: "ebook" });
  const second = (await bulk().list({})).items[0];
  await scene.runJobs();
  expect(await scene.count("torrent_attributes", "content_type = 6")).toBe(700);
  await bulk().undo({ id: second?.id ?? 0 });
  await scene.runJobs();
  await bulk().undo({ id: run.id });
  await scene.runJobs();
  expect(await scene.dump()).toEqual(before);
});

test("what a person corrects after a run survives its undoing", async () => {
  await scene.fill(3);
  const run = await bulk().start({ action: "setCategory", query: {}, categories: [7020] });
  await scene.runJobs();
  scene.now = new Date(scene.now.getTime() + 1000);
  await scene.correct(1, { categories: [3000] });
  await scene.correct(2, { title: "Harbour by hand" });
  const undo = await bulk().undo({ id: run.id });
  await scene.runJobs();
  expect(await bulk().get({ id: undo.id })).toMatchObject({ done: 3, failed: 1 });
  const rows = await scene.query(
    `select t.title, c.categories, c.corrected_by as by from torrent_corrections c
     join torrents t on t.id = c.torrent_id order by t.id`,
  );
  expect(rows).toEqual([
    { title: "Harbour film 1 1080p", categories: [3000], by: editor.name },
    { title: "Harbour by hand", categories: null, by: editor.name },
  ]);
});

test("a cancelled run stops after its batch and can be taken back", async () => {
  await scene.fill(MANY);
  const before = await scene.dump();
  const run = await bulk().start({ action: "delete", query: {} });
  await expect(bulk().undo({ id: run.id })).rejects.toMatchObject({ code: "CONFLICT" });
  await workBatch(scene.ctx, run.id);
  expect(await bulk().cancel({ id: run.id })).toMatchObject({ state: "cancelled", done: 500 });
  await scene.runJobs();
  expect(await scene.count("purgatory")).toBe(500);
  await expect(bulk().cancel({ id: run.id })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await bulk().undo({ id: run.id })).toMatchObject({ total: 500 });
  await scene.runJobs();
  expect(await scene.dump()).toEqual(before);
});

test("a torrent that was indexed again keeps what it has and gets back what it lacks", async () => {
  await scene.fill(2);
  await scene.correct(0, { title: "Harbour corrected", contentType: "movie" });
  const run = await bulk().start({ action: "delete", query: {} });
  await scene.runJobs();
  await scene.ingest(
    { infoHash: hashOf(0), title: "Harbour again", size: 7, seeders: 90 },
    "other",
  );
  const id = await scene.idOf(0);
  const undo = await bulk().undo({ id: run.id });
  await scene.runJobs();
  expect(await bulk().get({ id: undo.id })).toMatchObject({ done: 3, failed: 0 });
  expect(await scene.idOf(0)).toBe(id);
  const rows = await scene.query(
    `select t.title, t.size, s.seeders, (select count(*)::int from torrent_sources x
       where x.torrent_id = t.id) as sources
     from torrents t join torrent_stats s on s.torrent_id = t.id where t.id = $1`,
    [id],
  );
  expect(rows).toEqual([{ title: "Harbour corrected", size: 7, seeders: 90, sources: 2 }]);
});

test("blocking deletes and keeps out; undoing it lets in again and brings back", async () => {
  await scene.fill(600);
  const before = await scene.dump();
  await scene.query(
    `insert into blocked_torrents (info_hash, blocked_by, blocked_at)
     values ('\\x${hashOf(9999)}', 'other', $1)`,
    [scene.now],
  );
  const input = { action: "block", query: { q: "harbour" }, reason: "unwanted" } as const;
  const run = await bulk().start(input);
  // No two looks at a clock show the same.
  const stopped = scene.now;
  let looks = 0;
  const tick = () => new Date(stopped.getTime() + looks++);
  Object.defineProperty(scene, "now", { get: tick, configurable: true });
  await scene.runJobs();
  Object.defineProperty(scene, "now", { value: stopped, writable: true });
  expect(await bulk().get({ id: run.id })).toMatchObject({ state: "done", done: 600 });
  expect(await scene.count("blocked_torrents", "reason = 'unwanted' and name is not null")).toBe(
    600,
  );
  const record = { infoHash: hashOf(1), title: "Harbour film 1", size: 1 };
  const ingest = () => scene.ingest(record);
  expect(await ingest()).toMatchObject({ blocked: 1, inserted: 0 });
  await bulk().undo({ id: run.id });
  await scene.runJobs();
  expect(await scene.dump()).toEqual(before);
  expect(await scene.count("blocked_torrents")).toBe(1);
  expect(await ingest()).toMatchObject({ blocked: 0 });
});

test("what was blocked since its deletion does not come back", async () => {
  await scene.fill(3);
  const run = await bulk().start({ action: "delete", query: {} });
  await scene.runJobs();
  await blockTorrents(scene.request, { infoHashes: [hashOf(1)] });
  await addKeywordRule(scene.request, { pattern: "sintel", target: "name", action: "delete" });
  const undo = await bulk().undo({ id: run.id });
  await scene.runJobs();
  expect(await bulk().get({ id: undo.id })).toMatchObject({ done: 2, failed: 2 });
  expect(await scene.count("torrents")).toBe(2);
});

test("a tracker that was blocked since does not come back", async () => {
  await scene.fill(2);
  const run = await bulk().start({ action: "delete", query: {} });
  await scene.runJobs();
  await blockTrackers(scene.request, { trackers: ["tracker.example.org"] });
  await scene.runJobs();
  await bulk().undo({ id: run.id });
  await scene.runJobs();
  const where = "cardinality(tracker_ids) > 0";
  expect([await scene.count("torrents"), await scene.count("torrents", where)]).toEqual([1, 0]);
});

function bulk() {
  return scene.client.torrents.bulk;
}
