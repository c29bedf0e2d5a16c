import { createTorznabClient } from "@minato/torznab";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createFeedServer, hashOf, type FeedServer } from "../test/create-feed-server.ts";

const INFO = {
  length: 1000,
  name: "Cosmos Laundromat 2015 1080p.mkv",
  "piece length": 16_384,
  pieces: new Uint8Array(20),
};

let server: FeedServer;
beforeAll(async () => {
  server = await createFeedServer();
  for (let index = 1; index <= 12; index++) {
    await server.ingest({
      infoHash: hashOf(index),
      title: `Harbour.Lights.S01E${String(index).padStart(2, "0")}.1080p.WEB-DL.x264-GRP`,
      tvdbId: 7001,
      seeders: index,
      leechers: 2,
    });
  }
  await server.upload({ info: INFO });
});
afterAll(() => server.close());

function createClient(apiKey: string) {
  return createTorznabClient({
    url: "http://minato.test:7420/torznab",
    apiKey,
    minIntervalMs: 0,
    fetch: async (input) => {
      const { pathname, search } = new URL(String(input));
      return server.get(pathname + search);
    },
  });
}

test("our own client reads our own index as it was taken in", async () => {
  const client = createClient("reader");
  const { functions } = await client.caps();
  expect(functions.movie).toContain("tmdbid");
  const ids = { tvdb: 7001, imdb: 1 };
  const page = await client.search({ function: "tvsearch", ids, season: 1, episode: 4 });
  expect(page.releases).toMatchObject([
    { infoHash: hashOf(4), seeders: 4, leechers: 2, tvdbId: 7001, size: 1000 },
  ]);
  let count = 0;
  for await (const releases of client.pages({ function: "tvsearch" })) count += releases.length;
  expect(count).toBe(12);
});

test("our own client follows our downloads to the metainfo or the magnet link", async () => {
  const client = createClient("reader");
  const [cosmos] = (await client.search({ q: "cosmos" })).releases;
  expect(await client.resolve(cosmos?.torrentUrl ?? "")).toMatchObject({ kind: "torrent" });
  const url = `http://minato.test:7420/torznab/download/${hashOf(1)}.torrent?apikey=reader`;
  expect(await client.resolve(url)).toMatchObject({
    kind: "magnet",
    magnetUrl: expect.stringContaining(hashOf(1)),
  });
});

test("our own client understands our refusals", async () => {
  await expect(createClient("wrong").caps()).rejects.toMatchObject({
    kind: "credentials",
    code: 100,
  });
});
