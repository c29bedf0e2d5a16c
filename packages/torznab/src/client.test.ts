import { expect, test } from "vitest";

import { answerLikeMinato, createFakeServer, readFixture } from "../test/fake-server.ts";
import { createTorznabClient, type TorznabClientOptions } from "./client.ts";

const BASE = { url: "http://index.example/torznab", apiKey: "k", minIntervalMs: 0 };

function answering(
  answer: Parameters<typeof createFakeServer>[0],
  options: Partial<TorznabClientOptions> = {},
) {
  const server = createFakeServer(answer);
  const client = createTorznabClient({ ...BASE, fetch: server.fetch, ...options });
  return { server, client };
}

/** A server that answers capabilities and one feed out of documents. */
function replaying(caps: string, feed: string | Response) {
  return answering((url) =>
    url.searchParams.get("t") === "caps"
      ? new Response(readFixture(caps))
      : typeof feed === "string"
        ? new Response(readFixture(feed))
        : feed,
  );
}

test("an index of our own is read as it is, capabilities once", async () => {
  const { server, client } = answering((url) => answerLikeMinato(url, 250));
  const caps = await client.caps();
  expect(caps).toMatchObject({ title: "Index", limits: { default: 100, max: 100 } });
  expect(caps.functions.tvsearch).toEqual(expect.arrayContaining(["season", "tvdbid"]));
  expect(caps.categories).toContainEqual({ id: 5040, name: "HD", parent: 5000 });
  const page = await client.search({ function: "movie", ids: { imdb: 1_254_207, trakt: 3 } });
  expect(page.total).toBe(250);
  expect(page.releases[0]).toMatchObject({
    title: "Big Buck Bunny & friends 0",
    imdbId: 1_254_207,
    tmdbId: 10_378,
    categories: [2000, 2045, 2080, 2090],
    seeders: 120,
    leechers: 4,
    size: 3_221_225_472,
    pubDate: new Date("2024-05-17T20:15:09Z"),
  });
  const sent = server.requests.map(({ pathname, search }) => pathname + search);
  expect(sent).toEqual([
    "/torznab/api?t=caps&apikey=k",
    "/torznab/api?t=movie&extended=1&imdbid=tt1254207&limit=100&offset=0&apikey=k",
  ]);
});

test("pages follow each other until the index has no more, or enough came", async () => {
  const { server, client } = answering((url) => answerLikeMinato(url, 250));
  const sizes: number[] = [];
  for await (const releases of client.pages({ q: "bunny" })) sizes.push(releases.length);
  expect(sizes).toEqual([100, 100, 50]);
  let count = 0;
  for await (const releases of client.pages({}, { maxReleases: 120 })) count += releases.length;
  expect(count).toBe(120);
  for await (const _ of client.pages({}, { maxPages: 1 })) count += 1;
  expect(count).toBe(121);
  expect(server.requests).toHaveLength(1 + 3 + 2 + 1);
});

test("a server that knows no offset is not asked for ever", async () => {
  const { server, client } = answering((url) => {
    url.searchParams.set("offset", "0");
    return answerLikeMinato(url, 250);
  });
  let pages = 0;
  for await (const _ of client.pages({})) pages += 1;
  expect([pages, server.requests.length]).toEqual([1, 3]);
});

test("what Jackett sends is read, base32 magnets and missing values included", async () => {
  const { client } = replaying("jackett-caps.xml", "jackett-feed.xml");
  const { releases, total } = await client.search({ q: "film" });
  expect(total).toBeUndefined();
  expect(releases[0]).toEqual({
    title: "Big Buck Bunny 2008 1080p & extras",
    guid: "https://tracker.example/torrent/1",
    pubDate: new Date("2024-02-17T09:11:12Z"),
    detailsUrl: "https://tracker.example/torrent/1",
    torrentUrl: "http://127.0.0.1:9117/dl/example/?jackett_apikey=k&path=abc&file=Bunny",
    size: 1_500_000_000,
    categories: [2000, 2040, 100_027],
    seeders: 7,
    leechers: 2,
    snatches: 12,
    fileCount: 3,
    imdbId: 1_254_207,
    downloadVolumeFactor: 0,
    uploadVolumeFactor: 1,
  });
  expect(releases[1]).toEqual({
    title: "Sintel 2010 720p",
    guid: expect.stringContaining("magnet:"),
    magnetUrl: "magnet:?xt=urn:btih:YNCKHTQCWBTRNJIV4WNAE52SJUQCZO5C&dn=Sintel",
    infoHash: "c344a3ce02b06716a515e59a0277524d202cbba2",
    pubDate: new Date("2024-02-02T04:59:59Z"),
    categories: [],
    imdbId: 1_727_587,
  });
});

test("newznab attributes, odd encodings, entities, dates and a torn end are read", async () => {
  const { client } = replaying("bom-caps.xml", "newznab-feed.xml");
  expect(await client.caps()).toMatchObject({
    title: "An index",
    limits: { default: 250, max: 250 },
    functions: { search: ["q"], tvsearch: ["q", "season", "ep", "tvdbid"], music: ["q"] },
    categories: [{ id: 5000 }, { id: 5040 }],
  });
  const { releases, total } = await client.search({ function: "tvsearch", season: 1 });
  expect(total).toBe(2345);
  expect(releases).toEqual([
    {
      title: "Café & Harbour Lights S01E02 &nbsp; <uncut>",
      guid: "abc-1",
      pubDate: new Date("2024-01-05T21:02:00Z"),
      detailsUrl: "https://site.example/details/1",
      torrentUrl: "https://site.example/get/1.torrent",
      infoHash: "c0ffeec0ffeec0ffeec0ffeec0ffeec0ffeec0ff",
      size: 1_503_238_553,
      categories: [5000, 5040],
      seeders: 1204,
    },
    expect.objectContaining({
      title: expect.stringMatching(/^Open étude … &unknown; & more 🌊$/),
      torrentUrl: "https://site.example/get/2.torrent",
      detailsUrl: "https://site.example/details/2#x",
      pubDate: new Date("2024-01-05T13:02:03Z"),
      size: 640 * 1024 * 1024,
    }),
    expect.objectContaining({
      title: "cut off",
      infoHash: "c0ffeec0ffeec0ffeec0ffeec0ffeec0ffeec001",
    }),
  ]);
});

test.each<[string, () => Response, object]>([
  [
    "a wrong key",
    () => xml('<error code="100" description="Invalid API Key"/>'),
    { kind: "credentials", code: 100 },
  ],
  [
    "bitmagnet's error",
    () => xml('<error error="200" description="no"/>'),
    { kind: "refused", code: 200 },
  ],
  [
    "an error in a text",
    () => xml("<error code='900'>broken</error>"),
    { kind: "server", code: 900 },
  ],
  ["an error without a code", () => xml('<error description="x"/>'), { kind: "server" }],
  [
    "Newznab's limit",
    () => xml('<error code="500" description="Request limit reached"/>'),
    { kind: "rate-limit" },
  ],
  [
    "status 429",
    () => xml("slow", 429, { "retry-after": "7" }),
    { kind: "rate-limit", retryAfterMs: 7000 },
  ],
  ["status 401", () => xml("<html/>", 401), { kind: "credentials", status: 401 }],
  ["status 404", () => xml("<html/>", 404), { kind: "refused", status: 404 }],
  ["status 503", () => xml("", 503), { kind: "server", status: 503 }],
  [
    "a page to sign in",
    () => xml("<!doctype html><html><body>sign in</body></html>"),
    { kind: "malformed" },
  ],
  ["nothing", () => xml(""), { kind: "malformed" }],
  ["a feed in place of caps", () => xml("<rss><channel/></rss>"), { kind: "malformed" }],
  ["an endless nesting", () => xml("<a>".repeat(5000)), { kind: "malformed" }],
  ["a redirect to nowhere", () => xml("", 302), { kind: "malformed" }],
  [
    "a redirect to a file",
    () => xml("", 302, { location: "file:///etc/passwd" }),
    { kind: "malformed" },
  ],
])("%s is a failure of its own kind", async (_, respond, expected) => {
  const { client } = answering(respond);
  await expect(client.caps()).rejects.toMatchObject({ name: "TorznabError", ...expected });
});

test("no failure repeats the key", async () => {
  const { client } = answering(() => Promise.reject(new Error("connection refused")), {
    apiKey: "very-secret",
  });
  const error: unknown = await client.caps().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ kind: "unreachable" });
  expect(String(error)).not.toContain("very-secret");
});

test("an answer beyond the bounds is not read", async () => {
  const { client } = answering(answerEndlessly, { maxBytes: 100_000 });
  await expect(client.caps()).rejects.toMatchObject({ kind: "malformed" });
  const announced = answering(() => xml("<caps/>", 200, { "content-length": "999999999" }));
  await expect(announced.client.caps()).rejects.toMatchObject({ kind: "malformed" });
});

test("a server that does not answer is given up", async () => {
  const { client } = answering(
    (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      }),
    { timeoutMs: 20 },
  );
  await expect(client.caps()).rejects.toMatchObject({ kind: "unreachable" });
});

test("requests keep their distance and step back from a server in trouble", async () => {
  let time = 1_000_000;
  const slept: number[] = [];
  const answers = [xml("", 503), xml("", 503), xml("", 429, { "retry-after": "3600" })];
  const { server, client } = answering((url) => answers.shift() ?? answerLikeMinato(url, 1), {
    minIntervalMs: 2000,
    maxWaitMs: 10_000,
    now: () => time,
    sleep: (delay) => {
      slept.push(delay);
      time += delay;
      return Promise.resolve();
    },
  });
  for (let count = 0; count < 3; count += 1)
    await expect(client.caps()).rejects.toThrow("index.example");
  expect(slept).toEqual([2000, 2000]);
  await expect(client.caps()).rejects.toMatchObject({
    kind: "rate-limit",
    retryAfterMs: 3_600_000,
  });
  expect(server.requests).toHaveLength(3);
  time += 3_600_000;
  await client.caps();
  await client.search({ q: "x" });
  expect(slept).toEqual([2000, 2000, 2000]);
});

test("a search asks only what the server knows, never everything instead", async () => {
  const { server, client } = replaying("jackett-caps.xml", "jackett-feed.xml");
  const last = () => server.requests.at(-1)?.searchParams;
  await client.search({
    function: "tvsearch",
    ids: { tvdb: 1 },
    q: "Lights",
    season: 1,
    episode: 2,
  });
  expect(Object.fromEntries(last() ?? [])).toMatchObject({
    t: "tvsearch",
    q: "Lights",
    season: "1",
    ep: "2",
  });
  expect(last()?.has("tvdbid")).toBe(false);
  await client.search({ function: "book", author: "Jane Austen", title: "Emma", season: 3 });
  expect(Object.fromEntries(last() ?? [])).toMatchObject({
    t: "search",
    q: "Jane Austen Emma S03",
  });
  await expect(client.search({ function: "tvsearch", ids: { tvdb: 1 } })).rejects.toMatchObject({
    kind: "refused",
  });
  await client.search({ function: "movie", ids: { imdb: 42 }, categories: [2000], year: 2010 });
  expect(Object.fromEntries(last() ?? [])).toMatchObject({ imdbid: "tt0000042", cat: "2000" });
});

test("a download is metainfo, or the magnet link it leads to", async () => {
  const magnet = "magnet:?xt=urn:btih:c0ffeec0ffeec0ffeec0ffeec0ffeec0ffeec001";
  const { client } = answering(({ pathname }) => {
    if (pathname === "/a") return xml("", 302, { location: "/b" });
    if (pathname === "/b") return xml("", 301, { location: magnet });
    if (pathname === "/loop") return xml("", 302, { location: "/loop" });
    if (pathname === "/text") return xml(`${magnet}\n`);
    if (pathname === "/gone") return xml("gone", 410);
    return pathname === "/page" ? xml("<html>") : xml("d4:infod4:name1:aee");
  });
  const at = (path: string) => client.resolve(`http://index.example${path}`);
  const asMagnet = { kind: "magnet", magnetUrl: magnet };
  expect(await at("/a")).toEqual(asMagnet);
  expect(await at("/text")).toEqual(asMagnet);
  expect(await client.resolve(magnet)).toEqual(asMagnet);
  expect(await at("/file")).toMatchObject({ kind: "torrent", bytes: expect.any(Uint8Array) });
  await expect(at("/loop")).rejects.toMatchObject({ kind: "malformed" });
  await expect(at("/page")).rejects.toMatchObject({ kind: "malformed" });
  await expect(at("/gone")).rejects.toMatchObject({ kind: "refused", status: 410 });
  await expect(client.resolve("ftp://index.example/x")).rejects.toMatchObject({
    kind: "malformed",
  });
});

test("an address is completed, and one that is none refused at once", async () => {
  for (const [url, path] of [
    ["http://index.example", "/api"],
    ["http://index.example/1/api/", "/1/api"],
    ["http://index.example/torznab/", "/torznab/api"],
  ] as const) {
    const { server, client } = answering((asked) => answerLikeMinato(asked, 1), { url });
    await client.caps();
    expect(server.requests[0]?.pathname).toBe(path);
  }
  expect(() => createTorznabClient({ url: "index.example" })).toThrow(TypeError);
  expect(() => createTorznabClient({ url: "file:///x" })).toThrow(TypeError);
});

function xml(body: string, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers });
}

function answerEndlessly(): Response {
  const piece = new TextEncoder().encode("<a>x</a>".repeat(1000));
  return new Response(new ReadableStream({ pull: (controller) => controller.enqueue(piece) }));
}
