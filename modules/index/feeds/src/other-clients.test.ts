import { afterAll, beforeAll, expect, test } from "vitest";

import { createFeedServer, hashOf, type FeedServer } from "../test/create-feed-server.ts";
import { parseXml, readFeed, type XmlElement } from "../test/read-xml.ts";

const INFO = {
  length: 1000,
  name: "Cosmos Laundromat 2015 1080p WEB-DL x264-GRP.mkv",
  "piece length": 16_384,
  pieces: new Uint8Array(20),
};

let server: FeedServer;
beforeAll(async () => {
  server = await createFeedServer();
  await server.ingest(
    {
      infoHash: hashOf(1),
      title: "[Moe] Harbour Lights - 07 (1080p)",
      category: 5070,
      tvdbId: 7001,
    },
    {
      infoHash: hashOf(2),
      title: "[Moe] Harbour Lights - 17 (1080p)",
      category: 5070,
      tvdbId: 7001,
    },
    {
      infoHash: hashOf(3),
      title: "Harbour.Lights.S00E03.The.Making.Of.720p.WEB.x264-GRP",
      tvdbId: 7001,
    },
    { infoHash: hashOf(4), title: "Evening.Report.2024.05.17.720p.WEB.x264-GRP" },
    { infoHash: hashOf(5), title: "VA - Songs of the Open Sea (2012) [MP3]", category: 3010 },
    { infoHash: hashOf(6), title: "Jane Writer - A Free Novel (2015) EPUB", category: 7020 },
    {
      infoHash: hashOf(7),
      title: "Harbour.Lights.S01.1080p.WEB-DL.x264-GRP",
      tvdbId: 7001,
      seeders: 3,
    },
  );
  await server.upload({ announce: "udp://tracker.example.org:6969/announce", info: INFO });
});
afterAll(() => server.close());

test("Sonarr's anime: a number beside the id, then the title with a literal plus", async () => {
  const page = "&extended=1&apikey=reader&offset=0&limit=100";
  expect(await find(`t=tvsearch&cat=5070${page}&tvdbid=7001&q=07`)).toEqual([1]);
  expect(await find(`t=tvsearch&cat=5070${page}&tvdbid=7001&q=08`)).toEqual([]);
  expect(await find(`t=search&cat=5070${page}&q=Harbour+Lights+07`)).toEqual([1]);
  expect(await find(`t=search&cat=5070${page}&q=Harbour%20Lights+17`)).toEqual([2]);
});

test("Sonarr's specials: season 00, and by their own title", async () => {
  const page = "&cat=5030,5040&extended=1&apikey=reader&offset=0&limit=100";
  expect(await find(`t=tvsearch${page}&tvdbid=7001&season=00`)).toEqual([3]);
  expect(await find(`t=tvsearch${page}&tvdbid=7001&season=00&ep=03`)).toEqual([3]);
  expect(await find(`t=search${page}&q=Harbour%20Lights%20The%20Making%20Of`)).toEqual([3]);
});

test("Sonarr's feed: the same download address on every page and at every time", async () => {
  const page = "t=tvsearch&cat=5030,5040,5070&extended=1&apikey=reader&limit=100&offset=0";
  const first = await items(page);
  const again = await items(page);
  expect(again.map(({ enclosure }) => enclosure)).toEqual(first.map(({ enclosure }) => enclosure));
  const times = first.map(({ pubDate }) => pubDate);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(await items(page.replace("offset=0", "offset=100"))).toEqual([]);
});

test("Lidarr's albums: q is there and empty, and many artists are VA", async () => {
  const page = "cat=3000,3010,3030,3040&extended=1&apikey=reader&offset=0&limit=100";
  expect(await find(`t=music&${page}`)).toEqual([5]);
  expect(await find(`t=music&${page}&q=&artist=VA&album=Songs%20of%20the%20Open%20Sea`)).toEqual([
    5,
  ]);
  expect(
    await find(`t=music&${page}&q=&artist=VA&album=Songs%20of%20the%20Open%20Sea&year=2012`),
  ).toEqual([5]);
  expect(
    await find(`t=music&${page}&q=&artist=VA&album=Songs%20of%20the%20Open%20Sea&year=2013`),
  ).toEqual([]);
  expect(await find(`t=search&${page}&q=VA%20Songs%20of%20the%20Open%20Sea`)).toEqual([5]);
});

test("Readarr's books: the newest, then title and author in both orders", async () => {
  const page = "cat=3030,7020,8010&extended=1&apikey=reader&offset=0&limit=100";
  expect(await find(`t=book&${page}`)).toEqual([6]);
  for (const q of ["A+Free+Novel+Jane+Writer", "Jane+Writer+A+Free+Novel", "A+Free+Novel"]) {
    expect([q, await find(`t=search&${page}&q=${q}`)]).toEqual([q, [6]]);
  }
  expect(await find(`t=search&${page}&q=Another+Novel`)).toEqual([]);
});

test("Prowlarr's searches: its own paging last, ids of seven digits, nothing asked at all", async () => {
  const all = await find("t=search&extended=1&apikey=reader&q=&limit=0&offset=0");
  expect(all).toHaveLength(8);
  expect(
    await find("t=search&extended=1&apikey=reader&cat=5000&q=evening+report&limit=100&offset=0"),
  ).toEqual([4]);
  expect(
    await find("t=tvsearch&extended=1&apikey=reader&imdbid=0000001&season=1&limit=100"),
  ).toEqual([]);
  expect(
    await find(
      "t=tvsearch&extended=1&cat=5000&apikey=reader&q=evening+report&season=2024&ep=05%2F17&minage=&maxage=&minsize=&maxsize=",
    ),
  ).toEqual([4]);
  expect(
    await find("t=movie&extended=1&cat=2000&apikey=reader&q=cosmos%2Blaundromat&year=2015"),
  ).toEqual([0]);
});

test("autobrr: the key in a header as well, every number and date of a form that Go reads", async () => {
  const headers = { "x-api-key": "reader" };
  const caps = await server.get("/torznab/api?t=caps", headers);
  expect(caps.status).toBe(200);
  expect(parseXml(await caps.text()).name).toBe("caps");
  const response = await server.get("/torznab/api?apikey=reader&t=search", headers);
  const [channel] = parseXml(await response.text()).children;
  const found = channel?.children.filter(({ name }) => name === "item") ?? [];
  expect(found).toHaveLength(8);
  for (const item of found) {
    const first = (name: string) => textsOf(item, name)[0];
    // time.RFC1123Z takes nothing else.
    expect(first("pubDate")).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/);
    expect(first("size")).toMatch(/^\d+$/);
    for (const category of textsOf(item, "category")) expect(category).toMatch(/^\d{4}$/);
    expect(textsOf(item, "category").length).toBeGreaterThan(0);
    expect(first("link")).toMatch(/^(?:http:\/\/|magnet:\?)/);
    expect(textsOf(item, "leechers")).toEqual([]);
  }
});

test("cross-seed: caps once, pages of the newest until a known one, then searches", async () => {
  const caps = parseXml(await text("apikey=reader&t=caps"));
  const child = (name: string) => caps.children.find((element) => element.name === name);
  const limit = Number(child("limits")?.attributes["max"]);
  const tops = (child("categories")?.children ?? []).map(({ attributes }) => attributes["name"]);
  for (const word of ["movie", "tv", "audio", "book"]) {
    expect(tops.some((name) => name?.toLowerCase().includes(word))).toBe(true);
  }
  const seen: string[] = [];
  for (let page = 0; ; page++) {
    const query = `apikey=reader&t=search&q=&limit=${limit}&offset=${page * limit}`;
    const { items: found } = readFeed(await text(query));
    if (found.length === 0) break;
    seen.push(...found.map(({ guid }) => guid));
  }
  expect(new Set(seen).size).toBe(8);
  expect(await find("apikey=reader&t=tvsearch&q=harbour+lights&season=1")).toEqual([7]);
  expect(await find("apikey=reader&t=tvsearch&season=0&ep=3&tvdbid=7001")).toEqual([3]);
  expect(await find("apikey=reader&t=tvsearch&q=evening+report&season=2024&ep=05%2F17")).toEqual([
    4,
  ]);
  expect(await find("apikey=reader&t=movie&q=cosmos+laundromat+2015")).toEqual([0]);
  const [film] = await items("apikey=reader&t=movie&q=cosmos+laundromat+2015");
  expect(film?.link).toBe(film?.enclosure["url"]);
  const file = await server.get((film?.link ?? "").replace("http://minato.test:7420", ""));
  expect(file.headers.get("content-type")).toBe("application/x-bittorrent");
});

async function text(query: string): Promise<string> {
  const response = await server.get(`/torznab/api?${query}`);
  expect(response.status).toBe(200);
  return response.text();
}

async function items(query: string) {
  return readFeed(await text(query)).items;
}

/** Numbers of the test records; 0 for the one that came with its metainfo. */
async function find(query: string): Promise<number[]> {
  const numbers = (await items(query)).map(({ attributes }) =>
    Number.parseInt(attributes["infohash"]?.[0] ?? "", 16),
  );
  return numbers.map((number) => (number > 1000 ? 0 : number));
}

function textsOf(item: XmlElement, name: string): string[] {
  return item.children.filter((element) => element.name === name).map((element) => element.text);
}
