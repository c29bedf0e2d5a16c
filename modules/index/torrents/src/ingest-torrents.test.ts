import { blocklistModule } from "@minato/blocklist";
import { transaction } from "@minato/database";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { findTorrentId } from "./find-torrent.ts";
import { ingestTorrents } from "./ingest-torrents.ts";
import { lockForDeletion } from "./locks.ts";
import { torrentsModule } from "./module.ts";
import { RENEW_AFTER_MS } from "./probe-torrents.ts";
import { CHANGE_KINDS } from "./record-change.ts";
import { removeTorrents } from "./remove-torrents.ts";
import { loadFiles, loadTorrent } from "./torrent-record.ts";

let scene: TestContext;
let now = new Date("2026-01-01T00:00:00Z");
const ORIGIN = { sourceName: "harbour" };

beforeAll(async () => {
  scene = await createTestContext({ modules: [blocklistModule, torrentsModule], now: () => now });
});

afterAll(() => scene.close());

beforeEach(async () => {
  await scene.ctx.db.$client.query(
    `truncate torrents, torrent_stats, torrent_files, torrent_sources, torrent_metainfo,
       torrent_external_ids, torrent_corrections, torrent_attributes`,
  );
});

function hash(number: number): string {
  return number.toString(16).padStart(40, "0");
}

function record(number: number, fields: Record<string, unknown> = {}) {
  return { infoHash: hash(number), title: `Sintel ${number}`, size: 1000 + number, ...fields };
}

async function load(number: number) {
  return loadTorrent(scene.ctx, await findTorrentId(scene.ctx, hash(number)));
}

/** The place and writer of every row: equal as long as none was written. */
async function fingerprintRows(): Promise<unknown> {
  const tables = ["torrents", "torrent_stats", "torrent_sources", "torrent_files", "trackers"];
  const queries = tables.map((table) => `select '${table}' as t, ctid, xmin, xmax from ${table}`);
  const { rows } = await scene.ctx.db.$client.query(`${queries.join(" union all ")} order by 1, 2`);
  return rows;
}

test("new torrents are inserted and found with what they brought", async () => {
  const files = [{ path: "Sintel/Sintel.mkv", size: 900 }];
  const result = await ingestTorrents(
    scene.ctx,
    [record(1, { files, seeders: 5, category: 2040, imdbId: "tt1727587" }), record(2)],
    ORIGIN,
  );
  expect(result).toMatchObject({ received: 2, inserted: 2, rejected: 0, errors: [] });
  expect(await load(1)).toMatchObject({
    title: "Sintel 1",
    size: 1001,
    fileCount: 1,
    categories: [2040],
    seeders: 5,
    leechers: null,
    sources: ["harbour"],
    externalIds: { imdb: 1_727_587 },
  });
  expect(await loadFiles(scene.ctx, await findTorrentId(scene.ctx, hash(1)))).toEqual(files);
});

test("ingest is an upsert keyed on the info hash that writes nothing when nothing changed", async () => {
  const records = [record(1, { seeders: 5, trackers: ["udp://a.example:1"] }), record(2)];
  await ingestTorrents(scene.ctx, records, ORIGIN);
  const before = await fingerprintRows();
  const again = await ingestTorrents(scene.ctx, records, ORIGIN);
  expect(again).toMatchObject({ received: 2, inserted: 0, updated: 0, unchanged: 2 });
  expect(await fingerprintRows()).toEqual(before);
});

test("sources are merged: trackers and categories united, swarm numbers the maximum", async () => {
  await ingestTorrents(
    scene.ctx,
    [record(1, { seeders: 9, category: 2040, trackers: ["udp://a.example:1"] })],
    ORIGIN,
  );
  const second = record(1, { seeders: 4, category: 2050, trackers: ["udp://b.example:1"] });
  const result = await ingestTorrents(scene.ctx, [second], { sourceName: "lighthouse" });
  expect(result.updated).toBe(1);
  const torrent = await load(1);
  expect(torrent.sources).toEqual(["harbour", "lighthouse"]);
  expect(torrent.categories).toEqual([2040, 2050]);
  expect(torrent.trackers).toEqual(["udp://a.example:1", "udp://b.example:1"]);
  expect(torrent.seeders).toBe(9);
  await ingestTorrents(scene.ctx, [record(1, { seeders: 1 })], ORIGIN);
  expect((await load(1)).seeders).toBe(4);
});

test("absent fields keep what is stored, also when a known torrent comes with its hash alone", async () => {
  await ingestTorrents(scene.ctx, [record(1, { seeders: 3 })], ORIGIN);
  const result = await ingestTorrents(scene.ctx, [{ infoHash: hash(1), leechers: 8 }], ORIGIN);
  expect(result.updated).toBe(1);
  expect(await load(1)).toMatchObject({ title: "Sintel 1", size: 1001, seeders: 3, leechers: 8 });
});

test("bad records are answered with index, field and reason while the good ones land", async () => {
  const result = await ingestTorrents(
    scene.ctx,
    [
      record(1),
      { infoHash: "nonsense" },
      record(2),
      { infoHash: hash(3) },
      17,
      record(4, { size: undefined }),
    ],
    ORIGIN,
  );
  expect(result).toMatchObject({ received: 6, inserted: 2, rejected: 4 });
  expect(result.errors.map(({ index, field }) => [index, field])).toEqual([
    [1, "infoHash"],
    [3, "title"],
    [4, "$"],
    [5, "size"],
  ]);
});

test("a hash that occurs twice is applied in order and counted each time", async () => {
  const result = await ingestTorrents(
    scene.ctx,
    [record(1, { seeders: 1 }), record(1, { seeders: 2 }), record(1, { seeders: 2 })],
    ORIGIN,
  );
  expect(result).toMatchObject({ received: 3, inserted: 1, updated: 1, unchanged: 1 });
  expect((await load(1)).seeders).toBe(2);
});

test("batches that name the same torrent are written in order, others at the same time", async () => {
  const { ctx } = scene;
  const last = 4500;
  // Batches hold a thousand: the torrent is in the first, the third and the last of them.
  const repeated = new Map([
    [0, "first"],
    [2500, "second"],
    [2501, "third"],
    [last - 1, "fourth"],
  ]);
  const records = Array.from({ length: last }, (_, index) => {
    const title = repeated.get(index);
    return title === undefined ? record(index + 10) : record(1, { title, size: 1 });
  });
  const result = await ingestTorrents(ctx, records, ORIGIN);
  expect(result).toMatchObject({ received: last, inserted: last - 3, updated: 3, unchanged: 0 });
  expect((await load(1)).title).toBe("fourth");
});

test("seen dates are renewed only after six hours", async () => {
  await ingestTorrents(scene.ctx, [record(1, { seeders: 1 })], ORIGIN);
  now = new Date(now.getTime() + RENEW_AFTER_MS - 1);
  const early = await ingestTorrents(scene.ctx, [record(1, { seeders: 1 })], ORIGIN);
  now = new Date(now.getTime() + 1);
  const late = await ingestTorrents(scene.ctx, [record(1, { seeders: 1 })], ORIGIN);
  expect([early.unchanged, late.updated]).toEqual([1, 1]);
  expect((await load(1)).checkedAt).toBe(now.toISOString());
});

test("an explicit title beats one derived from a magnet, whichever comes first", async () => {
  const magnet = `magnet:?xt=urn:btih:${hash(1)}&dn=sintel.raw.name`;
  await ingestTorrents(scene.ctx, [{ magnet }], ORIGIN);
  expect((await load(1)).title).toBe("sintel.raw.name");
  await ingestTorrents(scene.ctx, [record(1)], ORIGIN);
  expect((await load(1)).title).toBe("Sintel 1");
  await ingestTorrents(scene.ctx, [{ magnet }], ORIGIN);
  expect((await load(1)).title).toBe("Sintel 1");
});

test("announce URLs of a private torrent are kept out, also those known before", async () => {
  const trackers = ["https://tracker.example/passkey/announce"];
  await ingestTorrents(scene.ctx, [record(1, { trackers })], ORIGIN);
  await ingestTorrents(scene.ctx, [record(1, { private: true, trackers })], ORIGIN);
  const torrent = await load(1);
  expect(torrent.private).toBe(true);
  expect(JSON.stringify(torrent)).not.toContain("passkey");
});

test("the halves of a hybrid that came apart become one torrent", async () => {
  const infoHashV2 = "ab".repeat(32);
  await ingestTorrents(scene.ctx, [record(1, { seeders: 1 })], ORIGIN);
  await ingestTorrents(scene.ctx, [{ infoHashV2, title: "Spring", size: 5, seeders: 7 }], {
    sourceName: "lighthouse",
  });
  const result = await ingestTorrents(scene.ctx, [record(1, { infoHashV2 })], ORIGIN);
  expect(result.rejected).toBe(0);
  const torrent = await load(1);
  expect(torrent).toMatchObject({ infoHashV2, seeders: 7, sources: ["harbour", "lighthouse"] });
  const { rows } = await scene.ctx.db.$client.query("select count(*)::int as n from torrents");
  expect(rows[0].n).toBe(1);
});

test("a v2 torrent whose v1 hash becomes known moves to it", async () => {
  const infoHashV2 = "cd".repeat(32);
  await ingestTorrents(scene.ctx, [{ infoHashV2, title: "Spring", size: 5 }], ORIGIN);
  const result = await ingestTorrents(scene.ctx, [record(2, { infoHashV2 })], ORIGIN);
  expect(result).toMatchObject({ inserted: 0, updated: 1 });
  expect((await load(2)).infoHashV2).toBe(infoHashV2);
  const known = await ingestTorrents(scene.ctx, [{ infoHashV2 }], ORIGIN);
  expect(known.unchanged).toBe(1);
});

test("a hash of another torrent neither renames nor removes what is stored", async () => {
  const infoHashV2 = "ef".repeat(32);
  const problem = { index: 0, field: "infoHashV2", message: expect.stringContaining("another") };
  await ingestTorrents(scene.ctx, [record(1), record(2, { infoHashV2 })], ORIGIN);
  const before = await Promise.all([load(1), load(2)]);
  for (const wrong of [record(1, { infoHashV2 }), record(3, { infoHashV2 })]) {
    const result = await ingestTorrents(scene.ctx, [wrong, record(4)], ORIGIN);
    expect(result).toMatchObject({ rejected: 1, errors: [problem] });
  }
  expect(await Promise.all([load(1), load(2)])).toEqual(before);
  expect((await load(4)).infoHash).toBe(hash(4));
  await expect(load(3)).rejects.toThrow("No torrent");
});

test("followers hear that a hash is gone when a torrent moves to another", async () => {
  const infoHashV2 = "12".repeat(32);
  await ingestTorrents(scene.ctx, [{ infoHashV2, title: "Spring", size: 5 }], ORIGIN);
  await scene.ctx.db.$client.query("truncate torrent_changes");
  await ingestTorrents(scene.ctx, [record(2, { infoHashV2 })], ORIGIN);
  const { rows } = await scene.ctx.db.$client.query(
    "select kind, encode(info_hashes[1], 'hex') as hash from torrent_changes order by id",
  );
  expect(rows).toEqual([
    { kind: CHANGE_KINDS.deleted, hash: infoHashV2.slice(0, 40) },
    { kind: CHANGE_KINDS.updated, hash: null },
  ]);
});

test("writers that bring the same new torrents at once insert each once", async () => {
  const records = Array.from({ length: 500 }, (_, index) => record(index + 10));
  const results = await Promise.all(
    ["one", "two", "three"].map((sourceName) => ingestTorrents(scene.ctx, records, { sourceName })),
  );
  const inserted = results.reduce((sum, result) => sum + result.inserted, 0);
  expect(inserted).toBe(500);
  expect(results.every(({ rejected }) => rejected === 0)).toBe(true);
  expect((await load(10)).sources.toSorted()).toEqual(["one", "three", "two"]);
});

test("a deleted torrent leaves nothing behind and may come back", async () => {
  await ingestTorrents(
    scene.ctx,
    [record(1, { seeders: 1, files: [{ path: "a", size: 1 }] })],
    ORIGIN,
  );
  const torrentId = await findTorrentId(scene.ctx, hash(1));
  await transaction(scene.ctx.db.$client, async (client) => {
    await lockForDeletion(client);
    await removeTorrents(client, [torrentId]);
  });
  await expect(findTorrentId(scene.ctx, hash(1))).rejects.toThrow("No torrent");
  const { rows } = await scene.ctx.db.$client.query(
    "select (select count(*) from torrent_stats) + (select count(*) from torrent_files) + (select count(*) from torrent_sources) as n",
  );
  expect(rows[0].n).toBe(0);
  expect((await ingestTorrents(scene.ctx, [record(1)], ORIGIN)).inserted).toBe(1);
});
