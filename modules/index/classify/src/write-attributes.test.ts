import { blocklistModule } from "@minato/blocklist";
import { transaction } from "@minato/database";
import { parseReleaseTitle } from "@minato/release-title";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { torrentsModule } from "@minato/torrents";
import { correctTorrent } from "@minato/torrents/correct-torrent";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { loadTorrent } from "@minato/torrents/torrent-record";
import { afterAll, beforeAll, expect, test } from "vitest";

import { classifyModule } from "./module.ts";
import { loadStoredTorrents, readTorrent } from "./read-torrent.ts";
import { RuleSet } from "./rules/rule-set.ts";
import { writeAttributes, type ReadTorrent } from "./write-attributes.ts";

const RULES = new RuleSet(0, []);

let scene: TestContext;
let next = 0;

beforeAll(async () => {
  scene = await createTestContext({ modules: [blocklistModule, torrentsModule, classifyModule] });
});

afterAll(() => scene.close());

/** A torrent that a batch has read and not written yet. */
async function readNew(title: string) {
  const infoHash = (++next).toString(16).padStart(40, "0");
  await ingest(infoHash, title);
  const id = await findTorrentId(scene.ctx, infoHash);
  const torrents = await loadStoredTorrents(scene.ctx.db.$client, [id], RULES);
  const read = torrents.map((torrent) => ({
    torrent,
    attributes: readTorrent(torrent, parseReleaseTitle(torrent.title), RULES),
  }));
  return { infoHash, id, read };
}

function ingest(infoHash: string, title: string, fields: Record<string, unknown> = {}) {
  const origin = { sourceName: "harbour" };
  return ingestTorrents(scene.ctx, [{ infoHash, title, size: 1_000_000, ...fields }], origin);
}

function write(read: ReadTorrent[]): Promise<void> {
  return transaction(scene.ctx.db.$client, (client) => writeAttributes(client, read));
}

test("a batch that read a torrent before it was corrected does not undo the correction", async () => {
  const { id, read } = await readNew("Sintel.2010.1080p.BluRay.x264-HARBOR");
  const request = { ctx: scene.ctx, principal: undefined, address: "127.0.0.1" };
  await correctTorrent({ ...request, headers: new Headers() }, id, { contentType: "anime" });
  await scene.runJobs();
  await write(read);
  expect(await loadTorrent(scene.ctx, id)).toMatchObject({ contentType: "anime" });
});

test("a batch that read an earlier title does not overwrite what a later one read", async () => {
  const { infoHash, id, read } = await readNew("Spring.2019.720p.WEB-DL.x264-HARBOR");
  await ingest(infoHash, "Spring.2019.2160p.WEB-DL.x265-HARBOR");
  await scene.runJobs();
  await write(read);
  expect(await loadTorrent(scene.ctx, id)).toMatchObject({ resolution: "2160p" });
});

test("a batch that read a torrent without its files and categories is left out", async () => {
  const { infoHash, id, read } = await readNew("harbour sounds");
  const files = [{ path: "01 - tide.flac", size: 900_000 }];
  await ingest(infoHash, "harbour sounds", { files, category: 3040 });
  await write(read);
  expect(await loadTorrent(scene.ctx, id)).toMatchObject({ contentType: null });
});

test("a torrent that nobody changed meanwhile is written", async () => {
  const { id, read } = await readNew("Caminandes.S01E02.1080p.WEB-DL-HARBOR");
  await write(read);
  expect(await loadTorrent(scene.ctx, id)).toMatchObject({ contentType: "tv" });
});
