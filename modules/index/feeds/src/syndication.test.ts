import { afterAll, beforeAll, expect, test } from "vitest";

import { createFeedServer, hashOf, type FeedServer } from "../test/create-feed-server.ts";
import { parseXml, type XmlElement } from "../test/read-xml.ts";

const INFO = {
  length: 1000,
  name: "Cosmos Laundromat 2015 1080p.mkv",
  "piece length": 16_384,
  pieces: new Uint8Array(20),
};

let server: FeedServer;
beforeAll(async () => {
  server = await createFeedServer();
  await server.ingest(
    { infoHash: hashOf(1), title: "Sintel 2010 720p & more <x>", size: 900, seeders: 3 },
    { infoHash: hashOf(2), title: "Hidden Garden 2011 720p", private: true },
    { infoHash: hashOf(3), title: "Harbour Lights S01E02 2160p WEB-DL x265-GRP", size: 5000 },
  );
  await server.upload({ announce: "udp://tracker.example.org:6969/announce", info: INFO });
});
afterAll(() => server.close());

test("both forms are searches with the newest first, and refuse without a key", async () => {
  for (const path of ["/rss", "/atom"]) {
    expect((await server.get(path)).status).toBe(401);
    expect((await server.get(`${path}?apikey=searcher`)).status).toBe(403);
    expect(await titles(`${path}?limit=2`)).toEqual(["Cosmos", "Harbour"]);
    expect(await titles(`${path}?q=720p`)).toEqual(["Hidden", "Sintel"]);
    expect(await titles(`${path}?q=720p&category=Movies&limit=1`)).toEqual(["Hidden"]);
    expect(await titles(`${path}?category=5030,5040`)).toEqual([]);
  }
});

test("every filter of a search is a parameter, names in any case", async () => {
  for (const [query, expected] of [
    ["resolution=2160p", ["Harbour"]],
    ["TYPE=tv", ["Harbour"]],
    ["cat=5000", ["Harbour"]],
    ["codec=hevc", ["Harbour"]],
    ["group=GRP", ["Harbour"]],
    ["year=2010..2011", ["Hidden", "Sintel"]],
    ["minsize=4000", ["Harbour"]],
    ["maxSize=950", ["Sintel"]],
    ["minSeeders=1", ["Sintel"]],
    ["source=test&source=other&type=movie&q=", ["Hidden", "Sintel"]],
    ["sort=size&limit=1", ["Harbour"]],
    ["sort=title", ["Cosmos", "Harbour", "Hidden", "Sintel"]],
    ["limit=1&offset=1", ["Harbour"]],
    ["q=a%00b", []],
  ] as const) {
    expect([query, await titles(`/rss?${query}`)]).toEqual([query, expected]);
  }
});

test("a wrong parameter is named", async () => {
  for (const [query, name] of [
    ["limit=0", "limit"],
    ["limit=x", "limit"],
    ["category=nowhere", "category"],
    ["year=MMX", "year"],
    ["sort=luck", "sort"],
    ["minSize=9&maxSize=8", "minSize"],
  ] as const) {
    const response = await server.get(`/rss?apikey=reader&${query}`);
    expect([query, response.status]).toEqual([query, 400]);
    expect(await response.text()).toContain(name);
  }
  const many = "a=1&".repeat(201);
  expect((await server.get(`/atom?apikey=reader&${many}`)).status).toBe(400);
});

test("a feed is not sent again while it is the same", async () => {
  for (const path of ["/rss", "/atom"]) {
    const first = await get(path);
    const etag = first.headers.get("etag") ?? "";
    const modified = first.headers.get("last-modified") ?? "";
    const known = await get(path, { "if-none-match": `"x", W/${etag}` });
    expect([known.status, await known.text()]).toEqual([304, ""]);
    expect((await get(path, { "if-modified-since": modified })).status).toBe(304);
    const before = new Date(Date.parse(modified) - 1000).toUTCString();
    expect((await get(path, { "if-modified-since": before })).status).toBe(200);
    expect((await get(path, { "if-modified-since": "yesterday" })).status).toBe(200);
    // The tag decides where both are sent.
    const both = { "if-none-match": '"x"', "if-modified-since": modified };
    expect((await get(path, both)).status).toBe(200);
    expect((await get(`${path}?sort=seeders`)).headers.has("last-modified")).toBe(false);
  }
});

test("an RSS item leads to the file, or to the magnet link where there is none", async () => {
  const [cosmos] = await entries("/rss?q=cosmos");
  const enclosure = cosmos?.children.find(({ name }) => name === "enclosure")?.attributes;
  expect(enclosure).toMatchObject({ type: "application/x-bittorrent", length: "1000" });
  expect(enclosure?.["url"]).toMatch(/\/torznab\/download\/[0-9a-f]{40}\.torrent\?apikey=reader$/);
  const [sintel] = await entries("/rss?q=sintel");
  expect(sintel?.children.some(({ name }) => name === "enclosure")).toBe(false);
  expect(sintel?.children.find(({ name }) => name === "link")?.text).toMatch(/^magnet:\?/);
  const [hidden] = await entries("/rss?q=hidden");
  expect(JSON.stringify(hidden)).not.toContain("magnet:");
});

test("the address of a feed in itself lacks the key", async () => {
  const key = await server.makeKey("feeds");
  const response = await server.get(`/atom?ApiKey=${key}&q=cosmos`);
  const document = parseXml(await response.text());
  const self = document.children.find(({ attributes }) => attributes["rel"] === "self");
  expect(self?.attributes["href"]).toBe("http://minato.test:7420/atom?q=cosmos");
});

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return server.get(path, { "x-api-key": "reader", ...headers });
}

async function entries(path: string): Promise<XmlElement[]> {
  const separator = path.includes("?") ? "&" : "?";
  const response = await server.get(`${path}${separator}apikey=reader`);
  expect(response.status).toBe(200);
  const isAtom = path.startsWith("/atom");
  expect(response.headers.get("content-type")).toContain(isAtom ? "atom+xml" : "rss+xml");
  const root = parseXml(await response.text());
  const parent = isAtom ? root : root.children[0];
  const name = isAtom ? "atom:entry" : "item";
  return parent?.children.filter((child) => child.name === name) ?? [];
}

async function titles(path: string): Promise<(string | undefined)[]> {
  const found = await entries(path);
  return found.map(
    ({ children }) =>
      children.find(({ name }) => name.endsWith("title"))?.text.split(" ")[0] ?? undefined,
  );
}
