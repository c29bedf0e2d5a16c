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

test("every field a person can correct stays, whatever is ingested or read later", async () => {
  const title = "Harbour.Lights.S01E02.1080p.WEB-DL.x264-QUAY";
  const { infoHash } = await classify(title, { category: 5040 });
  const correction = {
    title: "Harbour Lights, the film",
    contentType: "movie" as const,
    categories: [2045],
    attributes: {
      title: "The Harbour Lights",
      year: 1999,
      seasons: [7],
      episodes: [8, 9],
      airDate: "2001-02-03",
      resolution: "2160p",
      source: "bluray",
      videoCodec: "av1",
      audioCodecs: ["opus"],
      audioChannels: "7.1",
      hdr: ["hlg"],
      languages: ["eo"],
      editions: ["imax"],
      group: "PIER",
    },
    tags: ["mine"],
    hidden: true,
    verdict: "fake" as const,
  };
  const request = { ctx: scene.ctx, principal: undefined, address: "", headers: new Headers() };
  await correctTorrent(request, await findTorrentId(scene.ctx, infoHash), correction);
  for (const [source, name] of [
    ["lighthouse", "Harbour.Lights.S01E02.720p.HDTV.x265-BUOY"],
    ["harbour", title],
  ] as const) {
    const record = {
      infoHash,
      title: name,
      size: 7,
      category: 3000,
      files: [{ path: "a.mp3", size: 3 }],
    };
    await ingestTorrents(scene.ctx, [record], { sourceName: source });
    await scene.runJobs();
  }
  await scene.ctx.send(classifyEverythingJob, { afterId: 0 });
  await scene.runJobs();
  const { year, resolution } = correction.attributes;
  expect(await load(infoHash)).toMatchObject({
    ...correction,
    categories: [2000, 2045],
    year,
    resolution,
  });
  const { rows } = await scene.ctx.db.$client.query(
    `select year, resolution, seasons, episodes, air_date::text as day, languages, release_group
     from torrent_attributes a join torrents t on t.id = a.torrent_id where t.title = $1`,
    [correction.title],
  );
  expect(rows).toEqual([
    {
      year: 1999,
      resolution: 2160,
      seasons: [7],
      episodes: [8, 9],
      day: "2001-02-03",
      languages: ["eo"],
      release_group: "PIER",
    },
  ]);
});

test("the joined halves of a hybrid keep what a person corrected of the newer one", async () => {
  const infoHashV2 = "c5".repeat(32);
  const { infoHash } = await classify("Cosmos Laundromat 2015 1080p");
  const other = { infoHashV2, title: "cosmos", size: 1_000_000 };
  await ingestTorrents(scene.ctx, [other], { sourceName: "harbour" });
  await scene.runJobs();
  const request = { ctx: scene.ctx, principal: undefined, address: "", headers: new Headers() };
  await correctTorrent(request, await findTorrentId(scene.ctx, infoHashV2), {
    title: "Cosmos Laundromat (2015)",
    hidden: true,
    tags: ["short"],
  });
  await scene.runJobs();
  const hybrid = { infoHash, infoHashV2, title: "Cosmos Laundromat 2015 1080p", size: 1_000_000 };
  await ingestTorrents(scene.ctx, [hybrid], { sourceName: "harbour" });
  await scene.runJobs();
  const kept = { title: "Cosmos Laundromat (2015)", hidden: true, tags: ["short"] };
  expect(await load(infoHash)).toMatchObject({ ...kept, infoHashV2 });
});

test("a film that is a program is told as a fake with the reasons", async () => {
  const { torrent } = await classify("Sintel.2010.1080p.BluRay.x264-OPEN", {
    files: [
      { path: "Sintel.2010.1080p.mkv.exe", size: 900_000 },
      { path: "readme.txt", size: 100_000 },
    ],
  });
  expect(torrent).toMatchObject({ verdict: "fake", judgement: { isCorrected: false } });
  expect(torrent.judgement.reasons.map(({ code }) => code)).toEqual(
    expect.arrayContaining(["program-instead", "double-extension"]),
  );
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
