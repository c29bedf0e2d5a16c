import { createBlocklistModule } from "@minato/blocklist";
import { addBlocks } from "@minato/blocklist/add-blocks";
import { blockTorrents } from "@minato/blocklist/block-torrents";
import { Blocklist } from "@minato/blocklist/blocklist";
import {
  addKeywordRule,
  listKeywordRules,
  removeKeywordRule,
} from "@minato/blocklist/keyword-rules";
import { listBlockedTorrents } from "@minato/blocklist/list-blocked-torrents";
import { searchBlocklist } from "@minato/blocklist/search-blocklist";
import { blockTrackers, unblockTrackers } from "@minato/blocklist/tracker-blocks";
import { unblockTorrents } from "@minato/blocklist/unblock-torrents";
import { transaction } from "@minato/database";
import type { Principal, RequestContext } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { findTorrentId } from "./find-torrent.ts";
import { ingestTorrents } from "./ingest-torrents.ts";
import { lockAgainstDeletion } from "./locks.ts";
import { torrentsModule } from "./module.ts";
import { loadTorrent } from "./torrent-record.ts";

const ORIGIN = { sourceName: "harbour" };
/** Stands for what the built-in rule is there for. */
const STAND_INS = ["forbidden lantern"];
const BLOCKED_TRACKER = "udp://tracker.fog.example:1337/announce";
const OTHER_TRACKER = "udp://tracker.clear.example:1337/announce";

let scene: TestContext;
let request: RequestContext;

beforeAll(async () => {
  const blocklist = createBlocklistModule(() => STAND_INS);
  scene = await createTestContext({ modules: [blocklist, torrentsModule] });
  const principal: Principal = {
    kind: "user",
    name: "keeper@example.org",
    userId: "u1",
    keyId: undefined,
    scopes: new Set(["edit"]),
  };
  request = { ctx: scene.ctx, principal, address: "127.0.0.1", headers: new Headers() };
});

afterAll(() => scene.close());

beforeEach(async () => {
  scene.sent.length = 0;
  const { items } = await listKeywordRules(scene.ctx);
  for (const { id, isDefault } of items) if (!isDefault) await removeKeywordRule(request, id);
  await scene.ctx.db.$client.query(
    `truncate torrents, torrent_stats, torrent_files, torrent_sources, torrent_metainfo,
       torrent_external_ids, torrent_corrections, torrent_attributes, torrent_changes,
       blocked_torrents, allowed_torrents`,
  );
  await unblockTrackers(request, { trackers: ["tracker.fog.example", "*.fog.example"] });
});

function hash(number: number): string {
  return number.toString(16).padStart(40, "0");
}

function record(number: number, fields: Record<string, unknown> = {}) {
  return { infoHash: hash(number), title: `Sintel ${number}`, size: 1000 + number, ...fields };
}

function file(path: string) {
  return { files: [{ path, size: 1 }] };
}

function ingest(...records: unknown[]) {
  return ingestTorrents(scene.ctx, records, ORIGIN);
}

async function countRows(table: string): Promise<number> {
  const { rows } = await scene.ctx.db.$client.query(`select count(*)::int as n from ${table}`);
  return rows[0].n;
}

async function hitsOf(pattern: string): Promise<number> {
  await scene.ctx.blocklist.hits.flush(scene.ctx.db, new Date());
  const { items } = await listKeywordRules(scene.ctx);
  return items.find((rule) => rule.pattern.includes(pattern))?.hits ?? -1;
}

test("a blocked torrent goes with everything it had, is counted as blocked and may come back", async () => {
  await ingest(record(1, { seeders: 1, files: [{ path: "a.mkv", size: 1 }] }), record(2));
  expect(await blockTorrents(request, { infoHashes: [hash(1)], reason: "takedown" })).toEqual({
    added: 1,
    known: 0,
  });
  await expect(findTorrentId(scene.ctx, hash(1))).rejects.toThrow("No torrent");
  for (const table of ["torrent_stats", "torrent_files"]) expect(await countRows(table)).toBe(0);
  const { rows } = await scene.ctx.db.$client.query(
    "select encode(info_hashes[1], 'hex') as hash from torrent_changes where kind = 3",
  );
  expect(rows).toEqual([{ hash: hash(1) }]);
  expect(await ingest(record(1), record(2), record(3))).toMatchObject({
    received: 3,
    blocked: 1,
    unchanged: 1,
    inserted: 1,
  });
  expect(await unblockTorrents(request, { infoHashes: [hash(1)] })).toEqual({
    removed: 1,
    unknown: 0,
  });
  expect(await ingest(record(1))).toMatchObject({ blocked: 0, inserted: 1 });
});

test("a block keeps the name of its torrent, and none for the built-in rule", async () => {
  await addKeywordRule(request, { pattern: "broken print", target: "name", action: "block" });
  await ingest(record(1), record(2, { infoHashV2: "ab".repeat(32) }), record(3));
  const magnet = `magnet:?xt=urn:btih:${hash(4)}&dn=Tears+of+Steel`;
  await blockTorrents(request, { infoHashes: [hash(1), hash(2), hash(3), magnet, hash(5)] });
  await ingest(
    record(6, { title: "Spring, a broken print" }),
    record(7, file("forbidden lantern")),
  );
  const { items } = await listBlockedTorrents(scene.ctx, { limit: 50 });
  const named = items.map(({ infoHash, name }) => [infoHash, name] as const);
  expect(named.toSorted()).toEqual(
    [
      [hash(1), "Sintel 1"],
      [hash(2), "Sintel 2"],
      ["ab".repeat(20), "Sintel 2"],
      [hash(3), "Sintel 3"],
      [hash(4), "Tears of Steel"],
      [hash(5), null],
      [hash(6), "Spring, a broken print"],
      [hash(7), null],
    ].toSorted(),
  );
  const found = await searchBlocklist(scene.ctx, "broken SPRING");
  expect(found.torrents.map(({ infoHash }) => infoHash)).toEqual([hash(6)]);
  expect((await searchBlocklist(scene.ctx, "100%_")).torrents).toEqual([]);
});

test("a hybrid is blocked by either hash, and with it the other", async () => {
  const infoHashV2 = "ab".repeat(32);
  await ingest(record(1, { infoHashV2 }));
  await blockTorrents(request, { infoHashes: [infoHashV2] });
  expect(await countRows("torrents")).toBe(0);
  expect(await ingest({ infoHashV2, title: "Spring", size: 1 }, record(1))).toMatchObject({
    blocked: 2,
  });
  await blockTorrents(request, { infoHashes: [hash(2)] });
  const other = "cd".repeat(32);
  expect(await ingest(record(2, { infoHashV2: other }))).toMatchObject({ blocked: 1 });
});

test("nothing that is blocked is left behind by writers at the same time", async () => {
  const numbers = Array.from({ length: 400 }, (_, index) => index + 1);
  const writers = ["one", "two", "three"].map(async (sourceName) => {
    for (let start = 0; start < numbers.length; start += 20) {
      const records = numbers.slice(start, start + 20).map((number) => record(number));
      await ingestTorrents(scene.ctx, records, { sourceName });
    }
  });
  const blockers = [0, 1].map(async (rest) => {
    for (const number of numbers.filter((one) => one % 10 === rest)) {
      await blockTorrents(request, { infoHashes: [hash(number)] });
    }
  });
  await Promise.all([...writers, ...blockers]);
  const { rows } = await scene.ctx.db.$client.query(
    "select count(*)::int as n from torrents t join blocked_torrents b using (info_hash)",
  );
  expect(rows[0].n).toBe(0);
  expect(await countRows("torrents")).toBe(320);
});

test("a writer that began before a block and one that waits behind it both respect it", async () => {
  const { ctx } = scene;
  const order: string[] = [];
  const early = await ctx.db.$client.connect();
  await early.query("begin");
  await lockAgainstDeletion(early);
  const block = blockTorrents(request, { infoHashes: [hash(1)] }).then(() => order.push("block"));
  const late = ingest(record(1)).then((result) => order.push(`blocked ${result.blocked}`));
  order.push("early");
  await early.query(
    `insert into torrents (info_hash, title, document) values (decode($1, 'hex'), 'Spring', '')`,
    [hash(1)],
  );
  await early.query("commit");
  early.release();
  await Promise.all([block, late]);
  expect(order[0]).toBe("early");
  await expect(findTorrentId(ctx, hash(1))).rejects.toThrow("No torrent");
});

test("another process respects blocks and rules from their commit on", async () => {
  const other = { ...scene.ctx, blocklist: new Blocklist(scene.ctx, STAND_INS) };
  const ingestThere = (...records: unknown[]) => ingestTorrents(other, records, ORIGIN);
  await ingestThere(record(9));
  await other.blocklist.whenLoaded();
  expect(other.blocklist.memory).toBeDefined();
  await blockTorrents(request, { infoHashes: [hash(1)] });
  expect(await ingestThere(record(1))).toMatchObject({ blocked: 1 });
  await addKeywordRule(request, { pattern: "thick fog", target: "name", action: "delete" });
  expect(await ingestThere(record(2, { title: "Thick fog" }))).toMatchObject({ blocked: 1 });
  await unblockTorrents(request, { infoHashes: [hash(1)] });
  expect(await ingestThere(record(1))).toMatchObject({ inserted: 1 });
  await other.blocklist.close();
});

test("a block that is rolled back leaves nothing in the memory of the process", async () => {
  const infoHashes = [Buffer.from(hash(1), "hex")];
  await expect(
    transaction(scene.ctx.db.$client, async (client) => {
      await addBlocks(scene.ctx, client, { infoHashes });
      throw new Error("the harbour is closed");
    }),
  ).rejects.toThrow("harbour");
  expect(await ingest(record(1))).toMatchObject({ inserted: 1, blocked: 0 });
});

test("blocked trackers are stripped, and a record that had no other is blocked", async () => {
  await blockTrackers(request, { trackers: ["*.fog.example"] });
  expect(
    await ingest(
      record(1, { trackers: [BLOCKED_TRACKER, OTHER_TRACKER] }),
      record(2, { trackers: [BLOCKED_TRACKER] }),
      record(3, { trackers: ["http://fog.example/announce"] }),
      record(4),
      record(5, { private: true, trackers: [BLOCKED_TRACKER] }),
    ),
  ).toMatchObject({ inserted: 3, blocked: 2 });
  const torrent = await loadTorrent(scene.ctx, await findTorrentId(scene.ctx, hash(1)));
  expect(torrent.trackers).toEqual([OTHER_TRACKER]);
  await unblockTrackers(request, { trackers: ["*.fog.example"] });
  expect(await ingest(record(2, { trackers: [BLOCKED_TRACKER] }))).toMatchObject({ inserted: 1 });
});

test("blocking a tracker strips it from what is stored and deletes what had no other", async () => {
  await ingest(
    record(1, { trackers: [BLOCKED_TRACKER, OTHER_TRACKER] }),
    record(2, { trackers: [BLOCKED_TRACKER] }),
    record(3, { trackers: [OTHER_TRACKER] }),
    record(4),
  );
  scene.sent.length = 0;
  await blockTrackers(request, { trackers: ["tracker.fog.example"] });
  await scene.runJobs();
  const { rows } = await scene.ctx.db.$client.query(
    `select encode(info_hash, 'hex') as hash, cardinality(tracker_ids) as trackers
     from torrents order by info_hash`,
  );
  expect(rows).toEqual([
    { hash: hash(1), trackers: 1 },
    { hash: hash(3), trackers: 1 },
    { hash: hash(4), trackers: null },
  ]);
});

test("keyword rules look at names and paths, as whole words in any writing", async () => {
  await addKeywordRule(request, { pattern: "thick fog", target: "both", action: "delete" });
  await addKeywordRule(request, { pattern: "Nébel", target: "path", action: "delete" });
  expect(
    await ingest(
      record(1, { title: "The.Thick_FOG.2160p" }),
      record(2, file("extras/thick-fog.mkv")),
      record(3, file("a/nebel.txt")),
      record(4, { title: "Thick Foghorn" }),
      record(5, { title: "Nebel" }),
      record(6, file("thick/fog.mkv")),
    ),
  ).toMatchObject({ inserted: 3, blocked: 3 });
  expect(await hitsOf("thick fog")).toBe(2);
  expect(await countRows("blocked_torrents")).toBe(0);
});

test("a rule is applied to what is stored, and removing it lets everything back", async () => {
  await ingest(record(1, { title: "Thick Fog" }), record(2));
  scene.sent.length = 0;
  const rule = await addKeywordRule(request, {
    pattern: "thick fog",
    target: "name",
    action: "delete",
  });
  await scene.runJobs();
  expect(await countRows("torrents")).toBe(1);
  expect(await ingest(record(1, { title: "Thick Fog" }))).toMatchObject({ blocked: 1 });
  await removeKeywordRule(request, rule.id);
  expect(await ingest(record(1, { title: "Thick Fog" }))).toMatchObject({ inserted: 1 });
});

test("a walk whose torrents are all to be deleted deletes and blocks all of them", async () => {
  const title = "Thick Fog";
  await ingest(...Array.from({ length: 1500 }, (_, index) => record(index + 1, { title })));
  scene.sent.length = 0;
  await addKeywordRule(request, { pattern: title, target: "name", action: "block" });
  await scene.runJobs();
  expect(await countRows("torrents")).toBe(0);
  expect(await countRows("blocked_torrents")).toBe(1500);
  expect(await ingest(record(7))).toMatchObject({ blocked: 1 });
  expect(await hitsOf(title)).toBe(1500);
});

test("the built-in rule is on, blocks for good, deletes what is stored and cannot be removed", async () => {
  await ingest(record(1));
  expect(await ingest(record(1, { title: "Forbidden.Lantern" }), record(2))).toMatchObject({
    blocked: 1,
    inserted: 1,
  });
  expect(await countRows("torrents")).toBe(1);
  expect(await ingest(record(1))).toMatchObject({ blocked: 1 });
  const { items } = await listKeywordRules(scene.ctx);
  const rule = items.find(({ isDefault }) => isDefault);
  expect(rule?.pattern).toContain("built-in");
  expect(JSON.stringify(items)).not.toContain("lantern");
  await expect(removeKeywordRule(request, rule?.id ?? 0)).rejects.toThrow("cannot be removed");
  expect(await hitsOf("built-in")).toBeGreaterThan(0);
});

test("a torrent that a rule blocked wrongly stays allowed once a person let it back", async () => {
  const wrong = record(1, { title: "The forbidden lantern, a history" });
  expect(await ingest(wrong)).toMatchObject({ blocked: 1 });
  await unblockTorrents(request, { infoHashes: [hash(1)] });
  expect(await ingest(wrong)).toMatchObject({ inserted: 1 });
  scene.sent.length = 0;
  await addKeywordRule(request, { pattern: "a history", target: "name", action: "delete" });
  await scene.runJobs();
  expect(await countRows("torrents")).toBe(1);
  await blockTorrents(request, { infoHashes: [hash(1)] });
  expect(await ingest(wrong)).toMatchObject({ blocked: 1 });
});
