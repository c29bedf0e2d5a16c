import { createHash } from "node:crypto";

import { decode, encode } from "@minato/bencode";
import { AppError } from "@minato/kit";
import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { createFeedServer, hashOf, type FeedServer } from "../test/create-feed-server.ts";
import { principalOf } from "../test/http.ts";
import { parseXml, readError, readFeed } from "../test/read-xml.ts";
import { feedsRouter } from "./router.ts";

const PIECES = new Uint8Array(20);
const PUBLIC_INFO = {
  length: 1000,
  name: "Cosmos Laundromat 2015 1080p.mkv",
  "piece length": 16384,
  pieces: PIECES,
};
const PRIVATE_INFO = { ...PUBLIC_INFO, name: "Spring 2019 1080p.mkv", private: 1 };
const PASSKEY_URL = "https://tracker.example.org/0123456789abcdef/announce";

let server: FeedServer;
beforeAll(async () => {
  server = await createFeedServer();
  await server.ingest(
    { infoHash: hashOf(1), title: "Sintel 2010 720p & more <x>", size: 900 },
    { infoHash: hashOf(2), title: "Hidden Garden 2011 720p", private: true },
  );
  await server.upload({ announce: "udp://tracker.example.org:6969/announce", info: PUBLIC_INFO });
  await server.upload({ announce: PASSKEY_URL, info: PRIVATE_INFO });
});
afterAll(() => server.close());

test("without a key that may read feeds the answer is error 100 under status 200", async () => {
  for (const path of [
    "/torznab/api?t=caps",
    "/torznab/api?t=search&apikey=wrong",
    "/torznab/api?t=search&apikey=searcher",
    "/torznab/api",
  ]) {
    const response = await server.get(path);
    expect(response.status).toBe(200);
    expect(readError(await response.text()).code).toBe("100");
  }
});

test("faults of the caller are errors under status 200", async () => {
  for (const [query, code] of [
    ["", "200"],
    ["t=nothing", "202"],
    ["t=details", "203"],
    ["t=search&cat=tv", "201"],
    ["t=search&limit=-1", "201"],
    ["t=tvsearch&season=2024&ep=13/45", "201"],
  ] as const) {
    const response = await server.get(`/torznab/api?${query}&apikey=reader`);
    expect(response.status).toBe(200);
    expect(readError(await response.text()).code).toBe(code);
  }
});

test("a rate limit and a fault of the server have a status of their own", async () => {
  const search = vi.spyOn(server.context.ctx.search, "search");
  try {
    search.mockRejectedValueOnce(
      new AppError("TOO_MANY_REQUESTS", "slow down", { retryAfterSeconds: 7 }),
    );
    const limited = await server.get("/torznab/api?t=search&q=x&apikey=reader");
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(readError(await limited.text())).toEqual({
      code: "429",
      description: "Request limit reached",
    });
    search.mockRejectedValueOnce(new AppError("SERVICE_UNAVAILABLE", "The index is being built"));
    const unavailable = await server.get("/torznab/api?t=search&q=x&apikey=reader");
    expect([unavailable.status, unavailable.headers.get("retry-after")]).toEqual([503, "60"]);
    expect(readError(await unavailable.text()).code).toBe("900");
    vi.spyOn(console, "error").mockReturnValueOnce();
    search.mockRejectedValueOnce(new Error("a bug"));
    expect((await server.get("/torznab/api?t=search&q=x&apikey=reader")).status).toBe(500);
  } finally {
    search.mockRestore();
  }
});

test("caps is not sent again while it is the same", async () => {
  const first = await server.get("/torznab/api?t=caps&apikey=reader");
  const etag = first.headers.get("etag") ?? "";
  expect(parseXml(await first.text()).name).toBe("caps");
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await server.get("/torznab/api?t=caps&apikey=reader", { "if-none-match": known });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  }
  const other = await server.get("/torznab/api?t=caps&apikey=reader", { "if-none-match": '"x"' });
  expect(other.status).toBe(200);
});

test("no other path answers as a feed", async () => {
  for (const name of ["all", "download", "tv"]) {
    expect((await server.get(`/torznab/${name}/api?t=caps&apikey=reader`)).status).toBe(404);
    expect((await server.get(`/torznab/${name}?apikey=reader`)).status).toBe(404);
  }
});

test("metainfo is downloaded byte for byte at the address the feed gives", async () => {
  const item = await findItem("cosmos laundromat");
  expect(item.enclosure).toMatchObject({ url: item.link, type: "application/x-bittorrent" });
  expect(item.link).toBe(
    `http://minato.test:7420/torznab/download/${infoHashOf(PUBLIC_INFO)}.torrent?apikey=reader`,
  );
  expect(item.attributes["magneturl"]?.[0]).toContain(infoHashOf(PUBLIC_INFO));
  const response = await server.get(item.link.replace("http://minato.test:7420", ""));
  expect(response.headers.get("content-type")).toBe("application/x-bittorrent");
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(Buffer.from(bytes).includes(encode(PUBLIC_INFO))).toBe(true);
  expect(decode(bytes)).toBeDefined();
});

test("a private torrent has neither magnet nor announce URL", async () => {
  const item = await findItem("spring");
  expect(item.attributes).not.toHaveProperty("magneturl");
  expect(item.enclosure["type"]).toBe("application/x-bittorrent");
  const response = await download(infoHashOf(PRIVATE_INFO));
  expect(response.status).toBe(200);
  const body = Buffer.from(await response.arrayBuffer());
  expect(body.includes(encode(PRIVATE_INFO))).toBe(true);
  expect(body.includes("0123456789abcdef")).toBe(false);
  expect((await download(hashOf(2))).status).toBe(404);
});

test("without metainfo the download leads to the magnet", async () => {
  const item = await findItem("sintel");
  expect(item.title).toBe("Sintel 2010 720p & more <x>");
  expect(item.link).toMatch(/^magnet:\?/);
  const response = await download(hashOf(1));
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toBe(item.attributes["magneturl"]?.[0]);
});

test("metainfo whose info is not canonical leads to the magnet", async () => {
  const info = `d12:piece lengthi16384e6:pieces20:${"x".repeat(20)}4:name9:Canal.mkv6:lengthi9ee`;
  await server.upload(new TextEncoder().encode(`d4:info${info}e`));
  const infoHash = createHash("sha1").update(info).digest("hex");
  const response = await download(infoHash);
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toContain(infoHash);
});

test("downloads answer in plain HTTP", async () => {
  const status = async (path: string) => (await server.get(path)).status;
  expect(await status(`/torznab/download/${hashOf(1)}.torrent`)).toBe(401);
  expect(await status(`/torznab/download/${hashOf(1)}.torrent?apikey=wrong`)).toBe(401);
  expect(await status(`/torznab/download/${hashOf(1)}.torrent?apikey=searcher`)).toBe(403);
  expect(await status("/torznab/download/broken.torrent?apikey=reader")).toBe(400);
  expect(await status(`/torznab/download/${hashOf(99)}.torrent?apikey=reader`)).toBe(404);
  const response = await server.get("/torznab/download/broken.torrent?apikey=reader");
  expect(response.headers.get("content-type")).toContain("text/plain");
});

test("the typed API lists the same items", async () => {
  const client = createRouterClient(feedsRouter, {
    context: {
      ctx: server.context.ctx,
      principal: principalOf("reader"),
      address: "192.0.2.7",
      headers: new Headers({ "x-api-key": "reader", host: "minato.test:7420" }),
    },
  });
  const page = await client.feeds.torznab({ q: "cosmos", cat: [2000, "5000"], limit: 5 });
  expect(page).toMatchObject({ offset: 0, total: 1 });
  const item = await findItem("cosmos");
  expect(page.items[0]).toMatchObject({
    guid: item.guid,
    torrentUrl: item.link,
    magnetUrl: item.attributes["magneturl"]?.[0],
    size: 1000,
  });
  expect(page.items[0]).not.toHaveProperty("seeders");
  await expect(client.feeds.torznab({ cat: "x" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    data: { errors: [{ field: "cat" }] },
  });
  await expect(client.feeds.torznab({ t: "caps" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  expect((await client.feeds.rss({ q: "720p", limit: 1 })).items).toHaveLength(1);
});

test("addresses lie below the public address and carry the key as it was sent", async () => {
  const behind = await createFeedServer({ PUBLIC_URL: "https://example.org/minato/" });
  try {
    await behind.upload({ info: PUBLIC_INFO });
    const response = await behind.get("/torznab/api?t=search&apikey=two%20words");
    const [item] = readFeed(await response.text()).items;
    const infoHash = infoHashOf(PUBLIC_INFO);
    expect(item?.guid).toBe(`https://example.org/minato/torrents/${infoHash}`);
    expect(item?.link).toBe(
      `https://example.org/minato/torznab/download/${infoHash}.torrent?apikey=two%20words`,
    );
  } finally {
    await behind.close();
  }
});

async function findItem(q: string) {
  const query = new URLSearchParams({ t: "search", q, apikey: "reader" });
  const response = await server.get(`/torznab/api?${query}`);
  const [item] = readFeed(await response.text()).items;
  if (item === undefined) throw new Error(`an item for ${q} expected`);
  return item;
}

function download(infoHash: string): Promise<Response> {
  return server.get(`/torznab/download/${infoHash}.torrent?apikey=reader`);
}

function infoHashOf(info: typeof PUBLIC_INFO): string {
  return createHash("sha1").update(encode(info)).digest("hex");
}
