import { afterAll, beforeAll, expect, test } from "vitest";

import { createFeedServer, hashOf, type FeedServer } from "../test/create-feed-server.ts";
import { parseXml, readFeed } from "../test/read-xml.ts";

const TRACKERS = ["udp://tracker.example.org:6969/announce"];
const METAINFO = {
  length: 1000,
  name: "Harbour.Lights.S03E01.1080p.WEB-DL.x264-QUAY.mkv",
  "piece length": 16_384,
  pieces: new Uint8Array(20),
};

/** A torrent of each kind as sources send it: what the feed makes of its name is in the golden file. */
const RECORDS: Readonly<Record<string, object>> = {
  film: {
    title: "Big.Buck.Bunny.2008.2160p.WEB-DL.x265-BLENDER",
    size: 3_221_225_472,
    imdbId: "tt1254207",
    tmdbId: 10_378,
    seeders: 120,
    leechers: 4,
    snatches: 900,
    trackers: TRACKERS,
    publishedAt: "2008-05-30T00:00:00Z",
  },
  episode: {
    title: "Harbour.Lights.S01E02.1080p.WEB-DL.x264-QUAY",
    tvdbId: 990_001,
    tvmazeId: 990_002,
    seeders: 0,
    leechers: 7,
  },
  "double-episode": { title: "Harbour.Lights.S01E03E04.720p.WEB.x264-QUAY" },
  "season-pack": { title: "Harbour.Lights.S02.1080p.BluRay.x265-QUAY", seeders: 3 },
  daily: { title: "Evening.Report.2024.05.17.720p.WEB.x264-QUAY" },
  anime: { title: "[Moe] Minato no Akari - 07 (1080p) [ABCDEF12]", anidbId: 990_007 },
  album: { title: "Kimiko Ishizaka - Open Goldberg Variations (2012) [FLAC]" },
  book: { title: "Jane Austen - Pride and Prejudice (1813) EPUB" },
  software: { title: "Debian Linux 12.5.0 amd64 ISO" },
  unclassified: { title: 'holiday "pictures" <b>&amp;</b> of us 🌊' },
  private: { title: "Spring.2019.1080p.WEB-DL.x264-OWN", private: true },
};

let server: FeedServer;
beforeAll(async () => {
  server = await createFeedServer();
  for (const [index, record] of Object.values(RECORDS).entries()) {
    await server.ingest({ infoHash: hashOf(index + 1), ...record });
  }
  await server.upload({ announce: TRACKERS[0] ?? "", info: METAINFO });
});
afterAll(() => server.close());

async function load(query: string): Promise<string> {
  const response = await server.get(`/torznab/api?${query}&apikey=reader`);
  return response.text();
}

test.each([...Object.keys(RECORDS), "uploaded"])(
  "the item of kind %s is the golden one",
  async (kind) => {
    const document = await load("t=search");
    const index = Object.keys(RECORDS).indexOf(kind);
    const guid =
      index === -1 ? "/torrents/[^1-9]*[1-9a-f][^<]{30,}<" : `/torrents/${hashOf(index + 1)}<`;
    const item = document
      .split("\n")
      .find((line) => line.startsWith("<item>") && new RegExp(guid).test(line));
    // The only thing that the clock decides.
    const still = item?.replace(/<pubDate>[^<]+/, "<pubDate>(time of indexing)");
    const pretty = still?.replaceAll("><", ">\n<");
    await expect(`${pretty}\n`).toMatchFileSnapshot(`../fixtures/items/${kind}.xml`);
  },
);

test("every item is in a category that caps lists, under names that Prowlarr knows", async () => {
  const caps = parseXml(await load("t=caps"));
  const categories = caps.children.find(({ name }) => name === "categories")?.children ?? [];
  const ids = new Set(
    categories.flatMap(({ attributes, children }) => [
      attributes["id"],
      ...children.map((child) => child.attributes["id"]),
    ]),
  );
  const { items } = readFeed(await load("t=search"));
  expect(items).toHaveLength(Object.keys(RECORDS).length + 1);
  for (const { title, attributes } of items) {
    const unknown = attributes["category"]?.filter((id) => !ids.has(id));
    expect([title, unknown]).toEqual([title, []]);
  }
});
