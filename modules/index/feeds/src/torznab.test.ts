import { applyEnvironment } from "@minato/identity/apply-environment";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createFeedServer, hashOf, type FeedServer } from "../test/create-feed-server.ts";
import { readError, readFeed } from "../test/read-xml.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await createFeedServer({ API_KEY: "k".repeat(40) });
  for (let index = 1; index <= 30; index++) {
    await server.ingest({
      infoHash: hashOf(index),
      title: `Harbour.Lights.S00E${String(index).padStart(2, "0")}.1080p.WEB-DL.x264-GRP`,
      size: index * 100,
      tvdbId: 7000 + index,
      ...(index === 2 ? { imdbId: 4242 } : {}),
    });
  }
});
afterAll(() => server.close());

async function ask(query: string, key = "apikey=reader"): Promise<Response> {
  return server.get(`/torznab/api?${query}&${key}`);
}

async function numbers(query: string): Promise<number[]> {
  const response = await ask(query);
  expect(response.status).toBe(200);
  const { items } = readFeed(await response.text());
  return items.map(({ attributes }) => Number.parseInt(attributes["infohash"]?.[0] ?? "", 16));
}

test("parameters are read in every form that clients send", async () => {
  for (const [query, expected] of [
    ["T=TVSEARCH&SEASON=S00&EP=E07", [7]],
    ["t=tvsearch&season=00&ep=7&q=&cat=&minsize=&maxsize=&limit=0&offset=", [7]],
    ["t=tvsearch&tvdbid=7001,7003", [3, 1]],
    ["t=tvsearch&tvdbid=7001&tvdbid=7003", [3, 1]],
    ["t=tvsearch&tvdbid=7001&imdbid=tt0004242&season=0", [2, 1]],
    ["t=tvsearch&tvdbid=7001&imdbid=4242&ep=2&season=0", [2]],
    ["t=tvsearch&tvdbid=7001&ep=2&season=0", []],
    ["t=tvsearch&tvdbid=999", []],
    ["t=tvsearch&tvdbid=7001&q=harbour+lights", [1]],
    ["t=tvsearch&tvdbid=7001&q=other+lights", []],
    ["t=search&q=harbour%2Blights&season=0&ep=3", [3]],
    ["t=search&q=Harbour%00Lights%00&season=0&ep=3", [3]],
    [`t=search&q=${"harbour+lights+".repeat(40)}&season=0&ep=3`, [3]],
    ["t=search&cat=5040&cat=2040&season=0&ep=3", [3]],
    ["t=tvsearch&cat=2040", []],
    ["t=search&q=%E0%A4%A", []],
    ["t=search&sort=size_asc&limit=2", [1, 2]],
    ["t=search&maxsize=200&sort=posted_asc", [1, 2]],
  ] as const) {
    expect([query, await numbers(query)]).toEqual([query, expected]);
  }
});

test("nothing a caller sends is a fault of the server", async () => {
  for (const query of [
    "t=search&q=%00",
    "t=search&q=" + "%F0%9F".repeat(300),
    "t=search&q=%22%22%22%22 - -- | & ! ( ) :* \\ '",
    "t=search&limit=99999999999999999999999",
    "t=search&offset=99999999999999999999999",
    "t=tvsearch&season=9999&ep=99999",
    "t=tvsearch&season=1900&ep=1/1",
    "t=movie&year=9999",
    "t=movie&imdbid=2147483647",
    "t=search&minsize=9007199254740993",
    "t=search&maxage=999999999&minage=99999999999",
    "t[]=search",
    "t=search&cat=" + "5040,".repeat(500) + "5040",
    "&&&=&t=search&=x",
  ]) {
    const response = await ask(query);
    expect([query, response.status]).toEqual([query, 200]);
  }
});

test("a key is read whatever the case of its name", async () => {
  const key = await server.makeKey("feeds");
  expect((await ask("t=caps", `ApiKey=${key}`)).headers.has("etag")).toBe(true);
  const none = await server.makeKey("search");
  expect(readError(await (await ask("t=caps", `APIKEY=${none}`)).text()).code).toBe("100");
});

test("new torrents do not push old ones across a page", async () => {
  const first = await numbers("t=search&q=&limit=10&offset=0");
  await server.ingest(
    { infoHash: hashOf(101), title: "Sintel.2010.1080p.BluRay.x264-GRP" },
    { infoHash: hashOf(102), title: "Spring.2019.1080p.BluRay.x264-GRP" },
  );
  const second = await numbers("t=search&q=&limit=10&offset=10");
  const third = await numbers("t=search&q=&limit=10&offset=20");
  const all = [...first, ...second, ...third];
  expect(all).toEqual(Array.from({ length: 30 }, (_, index) => 30 - index));
  // Whoever starts anew meets them, and other queries are not affected.
  expect((await numbers("t=search&limit=10")).slice(0, 3)).toEqual([102, 101, 30]);
  expect(await numbers("t=movie&limit=10")).toEqual([102, 101]);
  expect(await numbers("t=search&limit=10&offset=30")).toEqual([2, 1]);
});

test("a page that says there is more is right", async () => {
  const feed = readFeed(await (await ask("t=tvsearch&limit=10&maxage=3")).text());
  expect(feed.total).toBeGreaterThan(10);
  const last = readFeed(await (await ask("t=tvsearch&limit=10&offset=20&maxage=3")).text());
  expect([last.items.length, last.total]).toEqual([10, 30]);
  const beyond = readFeed(await (await ask("t=tvsearch&limit=10&offset=500")).text());
  expect([beyond.items.length, beyond.offset]).toEqual([0, 500]);
});

test("who asks too often is told when to come back, the key of the environment never", async () => {
  const context = server.context.ctx;
  const config = context.config;
  Object.assign(context, { config: () => ({ requestsPerMinute: 3 }) });
  try {
    const key = await server.makeKey("feeds");
    const statuses: number[] = [];
    let last: Response | undefined;
    for (let count = 0; count < 5; count++) {
      last = await ask("t=caps", `APIKEY=${key}`);
      statuses.push(last.status);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect(Number(last?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(readError(await (last ?? new Response()).text())).toEqual({
      code: "429",
      description: "Request limit reached",
    });
    await applyEnvironment(context);
    for (let count = 0; count < 5; count++) {
      expect((await ask("t=caps", `APIKEY=${"k".repeat(40)}`)).status).toBe(200);
    }
    expect((await server.get(`/rss?APIKEY=${key}`)).status).toBe(429);
    expect((await server.get(`/stremio/${key}/manifest.json`)).status).toBe(429);
  } finally {
    Object.assign(context, { config });
  }
});
