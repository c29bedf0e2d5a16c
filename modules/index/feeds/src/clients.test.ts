import { isKnownCategory } from "@minato/torznab";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createFeedServer, hashOf, type FeedServer } from "../test/create-feed-server.ts";
import { parseXml, readFeed, type ReadItem } from "../test/read-xml.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await createFeedServer();
  await server.ingest(
    { infoHash: hashOf(1), title: "Harbour.Lights.S01E01.720p.WEB-DL.x264-GRP", seeders: 5 },
    {
      infoHash: hashOf(2),
      title: "Harbour.Lights.S01E02E03.1080p.WEB-DL.x264-GRP",
      size: 1500,
      seeders: 8,
      leechers: 2,
      tvdbId: 7001,
      trackers: ["udp://tracker.example.org:6969/announce"],
    },
    { infoHash: hashOf(3), title: "Harbour.Lights.S01.1080p.WEB-DL.x264-GRP", tvdbId: 7001 },
    { infoHash: hashOf(4), title: "Harbour.Lights.S02E02.1080p.WEB-DL.x264-GRP", tvdbId: 7001 },
    { infoHash: hashOf(5), title: "Evening.Report.2024.05.17.720p.WEB.x264-GRP" },
    {
      infoHash: hashOf(6),
      title: "Big.Buck.Bunny.2008.1080p.BluRay.x264-GRP",
      imdbId: "tt1254207",
    },
    { infoHash: hashOf(7), title: "Sintel.2010.2160p.WEB-DL.x265-GRP", tmdbId: 45745 },
    {
      infoHash: hashOf(8),
      title: "Open Composer - Public Sonatas (2011) [FLAC]",
      category: 3040,
    },
    { infoHash: hashOf(9), title: "Jane Writer - A Free Novel (2015) EPUB", category: 7020 },
    { infoHash: hashOf(10), title: "debian-12.5.0-amd64-netinst.iso" },
  );
});
afterAll(() => server.close());

test("Sonarr's test: caps, then the newest of its categories", async () => {
  const caps = parseXml(await text("t=caps"));
  const functions = caps.children.find(({ name }) => name === "searching")?.children ?? [];
  const tv = functions.find(({ name }) => name === "tv-search");
  expect(tv?.attributes).toMatchObject({ available: "yes" });
  expect(tv?.attributes["supportedParams"]?.split(",")).toEqual(
    expect.arrayContaining(["q", "season", "ep", "tvdbid", "imdbid"]),
  );
  const feed = await items("t=tvsearch&cat=5030,5040&extended=1&offset=0&limit=100");
  expect(numbers(feed)).toEqual([5, 4, 3, 2, 1]);
  expect(feed.map(({ pubDate }) => pubDate)).toEqual(
    feed.map(({ pubDate }) => pubDate).toSorted((a, b) => b - a),
  );
});

test("Sonarr's searches: all ids at once, seasons, episodes, days and years", async () => {
  expect(await tvSearch("&tvdbid=7001&imdbid=tt9999999&rid=1&tvmazeid=2&season=1&ep=2")).toEqual([
    2,
  ]);
  expect(await tvSearch("&tvdbid=7001&season=1")).toEqual([3, 2]);
  expect(await tvSearch("&tvdbid=999&season=1&ep=2")).toEqual([]);
  expect(await tvSearch("&rid=7001&season=1&ep=2")).toEqual([]);
  expect(await tvSearch("&q=Harbour%20Lights&season=1&ep=3")).toEqual([2]);
  expect(await tvSearch("&q=Harbour%20Lights&season=1&ep=1")).toEqual([1]);
  expect((await tvSearch("&q=Harbour%20Lights&season=1")).toSorted()).toEqual([1, 2, 3]);
  expect(await tvSearch("&q=Harbour%20Lights&season=00")).toEqual([]);
  expect(await tvSearch("&q=Evening+Report&season=2024&ep=05/17")).toEqual([5]);
  expect(await tvSearch("&q=Evening+Report&season=2024&ep=05/18")).toEqual([]);
  expect(await tvSearch("&q=Evening+Report&season=2024")).toEqual([5]);
  expect(await tvSearch("&season=2024")).toEqual([5]);
  expect(await tvSearch("&q=Harbour%20Light")).toEqual([]);
});

test("Radarr's test and searches", async () => {
  const cat = "&cat=2000,2010,2020,2030,2040,2045,2050,2060";
  expect(numbers(await items(`t=movie${cat}&extended=1&offset=0&limit=100`))).toEqual([7, 6]);
  const byIds = `t=movie${cat}&extended=1&offset=0&limit=100&tmdbid=45745&imdbid=1727587`;
  expect(numbers(await items(byIds))).toEqual([7]);
  const [bunny] = await items(`t=movie${cat}&imdbid=1254207`);
  expect(bunny?.attributes).toMatchObject({ imdb: ["1254207"], imdbid: ["tt1254207"] });
  expect(numbers(await items(`t=search${cat}&q=Big%20Buck%20Bunny%202008`))).toEqual([6]);
  expect(numbers(await items("t=movie&q=sintel&year=2010"))).toEqual([7]);
  expect(numbers(await items("t=movie&q=sintel&year=2011"))).toEqual([]);
});

test("Prowlarr's test: neither category nor page, every item in a category of caps", async () => {
  const feed = await items("t=search&extended=1");
  expect(numbers(feed)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  for (const { attributes } of feed) {
    expect(attributes["category"]?.some((id) => isKnownCategory(Number(id)))).toBe(true);
  }
});

test("Prowlarr's searches: blank values, limit 0, literal %20", async () => {
  const query = "t=search&extended=1&q=big%2520buck&minsize=&maxsize=&cat=&limit=0&offset=0";
  expect(numbers(await items(query))).toEqual([6]);
  expect(numbers(await items("T=SEARCH&Q=big+buck"))).toEqual([6]);
});

test("Lidarr's and Readarr's searches", async () => {
  const music = "t=music&cat=3000,3010,3030,3040&extended=1&q=&artist=Open%20Composer";
  expect(numbers(await items(`${music}&album=Public%20Sonatas`))).toEqual([8]);
  expect(numbers(await items(`${music}&album=Private%20Sonatas`))).toEqual([]);
  expect(numbers(await items("t=search&cat=3030,7020,8010&q=A+Free+Novel+Jane+Writer"))).toEqual([
    9,
  ]);
  expect(numbers(await items("t=book&author=jane+writer"))).toEqual([9]);
});

test("a function without a category keeps to its own kind", async () => {
  expect(numbers(await items("t=movie"))).toEqual([7, 6]);
  expect(numbers(await items("t=tvsearch"))).toEqual([5, 4, 3, 2, 1]);
});

test("pages of a feed follow each other at any depth", async () => {
  const seen: number[] = [];
  for (let offset = 0; offset < 12; offset += 3) {
    const page = readFeed(await text(`t=search&limit=3&offset=${offset}`));
    expect(page).toMatchObject({ offset, total: 10 });
    seen.push(...numbers(page.items));
  }
  expect(seen).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect(await items("t=search&offset=900000000")).toEqual([]);
});

test("unknown categories alone match nothing", async () => {
  expect(await items("t=search&cat=123456")).toEqual([]);
  expect(numbers(await items("t=search&cat=123456,2045"))).toEqual([7]);
});

test("an item says what is known and nothing else", async () => {
  const [item] = await items("t=tvsearch&q=harbour+lights&season=1&ep=2");
  const page = `http://minato.test:7420/torrents/${hashOf(2)}`;
  expect(item).toMatchObject({
    title: "Harbour.Lights.S01E02E03.1080p.WEB-DL.x264-GRP",
    guid: page,
    comments: page,
    enclosure: { type: "application/x-bittorrent;x-scheme-handler/magnet", length: "1500" },
    attributes: {
      size: ["1500"],
      infohash: [hashOf(2)],
      seeders: ["8"],
      leechers: ["2"],
      peers: ["10"],
      tvdbid: ["7001"],
      season: ["1"],
      episode: ["2"],
      resolution: ["1080p"],
      team: ["GRP"],
    },
  });
  expect(item?.attributes["category"]).toEqual(expect.arrayContaining(["5000", "5040"]));
  expect(item?.attributes["magneturl"]?.[0]).toContain(hashOf(2));
  expect(item?.attributes["magneturl"]?.[0]).toContain("tracker.example.org");
  const [unknown] = await items("t=search&q=debian");
  for (const name of ["seeders", "leechers", "peers", "season", "imdbid", "files"]) {
    expect(unknown?.attributes).not.toHaveProperty(name);
  }
});

async function tvSearch(query: string): Promise<number[]> {
  const page = "&extended=1&offset=0&limit=100";
  return numbers(await items(`t=tvsearch&cat=5030,5040${page}${query}`));
}

async function items(query: string): Promise<ReadItem[]> {
  return readFeed(await text(query)).items;
}

async function text(query: string): Promise<string> {
  const response = await server.get(`/torznab/api?${query}&apikey=reader`);
  expect(response.status).toBe(200);
  return response.text();
}

function numbers(feed: readonly ReadItem[]): number[] {
  return feed.map(({ attributes }) => Number.parseInt(attributes["infohash"]?.[0] ?? "", 16));
}
