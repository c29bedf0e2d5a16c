import { writeFile } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

import { blocklistModule } from "@minato/blocklist";
import { classifyModule } from "@minato/classify";
import type { Context } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { torrentsModule } from "@minato/torrents";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { loadFiles, loadTorrent } from "@minato/torrents/torrent-record";
import { afterEach, beforeEach, expect, inject, test } from "vitest";

import { createBitmagnet } from "../test/create-bitmagnet.ts";
import { importForeign } from "./import-foreign.ts";
import { openBitmagnet } from "./read-bitmagnet.ts";
import { openMagnetico } from "./read-magnetico.ts";

const SINTEL = "a1".repeat(20);
const SPRING = "a2".repeat(20);

let scene: TestContext;

beforeEach(async () => {
  scene = await createTestContext({ modules: [blocklistModule, torrentsModule, classifyModule] });
});
afterEach(() => scene.close());

async function load(ctx: Context, infoHash: string) {
  const id = await findTorrentId(ctx, infoHash);
  return { ...(await loadTorrent(ctx, id)), files: await loadFiles(ctx, id) };
}

async function withBitmagnet(plain: number, work: (url: string) => Promise<void>): Promise<void> {
  const database = await createBitmagnet(inject("adminUrl"), plain);
  try {
    await work(database.url);
  } finally {
    await database.drop();
  }
}

/** magnetico's tables, with or without the columns of its later versions. */
function createMagnetico(hasCounts: boolean): string {
  const name = path.join(scene.ctx.env.dataDir, `magnetico-${hasCounts}.sqlite3`);
  const database = new DatabaseSync(name);
  database.exec(`
    create table torrents (id integer primary key, info_hash blob not null unique,
      name text not null, total_size integer not null, discovered_on integer not null
      ${hasCounts ? ", updated_on integer, n_seeders integer, n_leechers integer" : ""});
    create table files (id integer primary key, torrent_id integer, size integer not null,
      path text not null);
    insert into torrents values (1, x'${SINTEL}', 'Sintel 2010', 900, 1500000000
      ${hasCounts ? ", 1600000000, 12, 3" : ""}), (7, x'${SPRING}', 'Spring', 7, 1500000001
      ${hasCounts ? ", null, null, null" : ""});
    insert into files (torrent_id, size, path) values (1, 800, 'Sintel/Sintel.mkv'),
      (1, 100, 'Sintel/notes.txt'), (7, 7, 'Spring.mkv');`);
  database.close();
  return name;
}

test("bitmagnet's torrents arrive with files, sources, dates, numbers and works", async () => {
  await withBitmagnet(0, async (url) => {
    const index = await openBitmagnet(url);
    const result = await importForeign(scene.ctx, index);
    await index.close();
    expect(result).toMatchObject({ received: 3, inserted: 2, rejected: 1, skipped: 0 });
    expect(result.errors).toMatchObject([{ index: 2, field: "title" }]);
  });
  expect(await load(scene.ctx, SINTEL)).toMatchObject({
    title: "Sintel 2010 1080p",
    size: 900,
    fileCount: 2,
    files: [
      { path: "Sintel/Sintel.mkv", size: 800 },
      { path: "Sintel/notes.txt", size: 100 },
    ],
    categories: [2000],
    seeders: 9,
    leechers: 1,
    checkedAt: "2024-05-01T00:00:00.000Z",
    indexedAt: "2024-01-02T03:04:05.678Z",
    publishedAt: "2023-12-31T00:00:00.000Z",
    sources: ["dht", "harbour"],
    externalIds: { tmdb: 45745, imdb: 1727587 },
    private: false,
  });
  expect(await load(scene.ctx, SPRING)).toMatchObject({
    private: true,
    categories: [5000],
    files: [{ path: "Spring.mkv", size: 700 }],
    seeders: null,
    publishedAt: null,
  });
});

test("an import from bitmagnet that broke off goes on from where it was", async () => {
  await withBitmagnet(2500, async (url) => {
    const first = await openBitmagnet(url);
    const stop = new AbortController();
    const broken = importForeign(scene.ctx, first, {
      signal: stop.signal,
      onProgress: (done) => void (done >= 1500 && stop.abort()),
    });
    await expect(broken).rejects.toThrow(/aborted/);
    await first.close();
    const second = await openBitmagnet(url);
    const result = await importForeign(scene.ctx, second);
    expect(result).toMatchObject({ skipped: 1000, received: 1503, merged: 0, rejected: 1 });
    expect(await importForeign(scene.ctx, second)).toMatchObject({ skipped: 0, merged: 2502 });
    await second.close();
  });
  const { rows } = await scene.ctx.db.$client.query("select count(*)::int as count from torrents");
  expect(rows).toEqual([{ count: 2502 }]);
});

test("what is no database of bitmagnet is refused in one line without the password", async () => {
  const url = new URL(inject("adminUrl"));
  await expect(openBitmagnet(url.href)).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: expect.stringMatching(/is no database of bitmagnet: table torrents is missing$/),
  });
  const unreachable = "postgres://ada:lovelace@127.0.0.1:1/bitmagnet";
  const error = await openBitmagnet(unreachable).catch((thrown: Error) => thrown);
  expect(error).toMatchObject({ code: "BAD_REQUEST" });
  expect(String(error)).toContain("127.0.0.1:1/bitmagnet");
  expect(String(error)).not.toContain("lovelace");
  await expect(openBitmagnet("http://example.org/")).rejects.toThrow(/expected the address/);
});

test("magnetico's torrents arrive with files, dates and numbers", async () => {
  const index = openMagnetico(createMagnetico(true));
  expect(index.total).toBe(2);
  expect(await importForeign(scene.ctx, index)).toMatchObject({ inserted: 2, errors: [] });
  await index.close();
  expect(await load(scene.ctx, SINTEL)).toMatchObject({
    title: "Sintel 2010",
    size: 900,
    files: [
      { path: "Sintel/Sintel.mkv", size: 800 },
      { path: "Sintel/notes.txt", size: 100 },
    ],
    seeders: 12,
    leechers: 3,
    checkedAt: "2020-09-13T12:26:40.000Z",
    indexedAt: "2017-07-14T02:40:00.000Z",
    sources: ["dht"],
  });
  expect(await load(scene.ctx, SPRING)).toMatchObject({ seeders: null, checkedAt: null });
});

test("an older magnetico knows no swarm numbers", async () => {
  const index = openMagnetico(createMagnetico(false));
  expect(await importForeign(scene.ctx, index)).toMatchObject({ inserted: 2, errors: [] });
  await index.close();
  expect(await load(scene.ctx, SINTEL)).toMatchObject({ seeders: null, fileCount: 2 });
});

test("what is no database of magnetico is refused in one line", async () => {
  const name = path.join(scene.ctx.env.dataDir, "other");
  await writeFile(name, "hello, this is no database at all");
  expect(() => openMagnetico(name)).toThrow(/is no SQLite file/);
  const empty = `${name}.sqlite3`;
  const database = new DatabaseSync(empty);
  database.exec("create table torrents (id integer)");
  database.close();
  expect(() => openMagnetico(empty)).toThrow(/no database of magnetico: it lacks info_hash/);
  expect(() => openMagnetico(`${name}.missing`)).toThrow(/ENOENT/);
});
