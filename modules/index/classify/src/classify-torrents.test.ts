import { blocklistModule } from "@minato/blocklist";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { torrentsModule } from "@minato/torrents";
import { correctTorrent } from "@minato/torrents/correct-torrent";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { loadTorrent } from "@minato/torrents/torrent-record";
import { afterAll, beforeAll, expect, test } from "vitest";

import { classifyEverythingJob } from "./jobs.ts";
import { classifyModule } from "./module.ts";

let scene: TestContext;
let next = 0;

beforeAll(async () => {
  scene = await createTestContext({ modules: [blocklistModule, torrentsModule, classifyModule] });
});

afterAll(() => scene.close());

async function classify(title: string, fields: Record<string, unknown> = {}) {
  const infoHash = (++next).toString(16).padStart(40, "0");
  await ingestTorrents(scene.ctx, [{ infoHash, title, size: 1_000_000, ...fields }], {
    sourceName: "harbour",
  });
  await scene.runJobs();
  return { infoHash, torrent: await load(infoHash) };
}

async function load(infoHash: string) {
  return loadTorrent(scene.ctx, await findTorrentId(scene.ctx, infoHash));
}

test("ingest sends the job in its transaction, and a torrent is there before it runs", async () => {
  const infoHash = "f".repeat(40);
  await ingestTorrents(scene.ctx, [{ infoHash, title: "Sintel.2010.720p", size: 1 }], {
    sourceName: "harbour",
  });
  expect(scene.sent.map(({ job }) => job.name)).toEqual(["classify.torrents"]);
  expect(await load(infoHash)).toMatchObject({ contentType: null, title: "Sintel.2010.720p" });
  await scene.runJobs();
  expect(await load(infoHash)).toMatchObject({ contentType: "movie", year: 2010 });
});

test("an episode gets the parent and exactly one resolution child", async () => {
  const { torrent } = await classify("Caminandes.S01E03.1080p.WEB-DL.H.264-HARBOR");
  expect(torrent).toMatchObject({ contentType: "tv", resolution: "1080p" });
  expect(torrent.categories).toEqual(expect.arrayContaining([5000, 5040]));
  expect(torrent.categories).not.toContain(5030);
  expect(torrent.attributes).toMatchObject({ seasons: [1], episodes: [3], group: "HARBOR" });
});

test("a given category is kept, united with derived ones, and has its parent", async () => {
  const { torrent } = await classify("Spring.2019.1080p.BluRay.x264-OPEN", { category: 7030 });
  expect(torrent.categories).toEqual(expect.arrayContaining([2000, 2040, 7000, 7030]));
});

test("files decide where the name says nothing", async () => {
  const { torrent } = await classify("night sessions", {
    files: [
      { path: "night sessions/01.flac", size: 30_000_000 },
      { path: "night sessions/02.flac", size: 30_000_000 },
    ],
  });
  expect(torrent.contentType).toBe("music");
  expect(torrent.categories).toContain(3040);
});

test("a person's correction survives a new reading of everything and a later ingest", async () => {
  const { infoHash } = await classify("Elephants Dream 1080p");
  const request = { ctx: scene.ctx, principal: undefined, address: "", headers: new Headers() };
  await correctTorrent(request, await findTorrentId(scene.ctx, infoHash), {
    title: "Elephants Dream (2006)",
    contentType: "course",
    categories: [7040],
    attributes: { year: 2006, resolution: "720p" },
  });
  await scene.runJobs();
  await ingestTorrents(scene.ctx, [{ infoHash, title: "Elephants Dream 1080p", size: 5 }], {
    sourceName: "lighthouse",
  });
  await scene.ctx.send(classifyEverythingJob, { afterId: 0 });
  await scene.runJobs();
  expect(await load(infoHash)).toMatchObject({
    title: "Elephants Dream (2006)",
    contentType: "course",
    categories: [7000, 7040],
    year: 2006,
    resolution: "720p",
  });
});

test("reading everything anew writes nothing where nothing changed", async () => {
  await classify("Cosmos.Laundromat.2015.2160p.WEB-DL.HEVC-OPEN");
  const versions = "select torrent_id, xmin from torrent_attributes order by 1";
  const before = await scene.ctx.db.$client.query(versions);
  await scene.ctx.send(classifyEverythingJob, { afterId: 0 });
  await scene.runJobs();
  expect((await scene.ctx.db.$client.query(versions)).rows).toEqual(before.rows);
});

test("names that no parser likes are classified all the same", async () => {
  const { torrent } = await classify(`${"S01E".repeat(200)} ${"🎬".repeat(50)} \u202e,,,,,,,`);
  expect(torrent.categories.length).toBeGreaterThan(0);
});
