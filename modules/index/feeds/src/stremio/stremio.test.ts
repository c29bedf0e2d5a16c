import { createHash } from "node:crypto";

import { encode } from "@minato/bencode";
import { transaction } from "@minato/database";
import linter from "stremio-addon-linter";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createFeedServer, hashOf, type FeedServer } from "../../test/create-feed-server.ts";
import { readPng } from "../../test/read-png.ts";
import { MetaPreviewShape, StreamShape } from "../../test/stremio-shapes.ts";
import { writeCatalog, type MetaPreview } from "./catalog.ts";
import type { Stream } from "./write-stream.ts";

const TRACKER = "udp://tracker.example.org:6969/announce";
const PIECE = 16_384;
/** Files with padding between them (BEP 47), as real packs have it. */
const PACK = {
  files: [
    file("Harbour.Lights.S02E01.1080p.mkv", 2 * PIECE - 100),
    { attr: "p", length: 100, path: [".pad", "100"] },
    file("Harbour.Lights.S02E02.1080p.mkv", PIECE - 50),
    { attr: "p", length: 50, path: [".pad", "50"] },
    file("Sample/sample-S02E02.mkv", 10),
    file("readme.txt", 10),
  ],
  name: "Harbour.Lights.S02.1080p.WEB-DL.x264-GRP",
  "piece length": PIECE,
  pieces: new Uint8Array(4 * 20),
};
const PACK_HASH = createHash("sha1").update(encode(PACK)).digest("hex");

let server: FeedServer;
let key: string;
beforeAll(async () => {
  server = await createFeedServer();
  key = await server.makeKey("feeds");
  await server.upload({ announce: TRACKER, info: PACK });
  await server.ingest(
    { infoHash: PACK_HASH, title: PACK.name, size: undefined, imdbId: "tt0990001", seeders: 4 },
    {
      infoHash: hashOf(1),
      title: "Harbour.Lights.S01E02.1080p.WEB-DL.x264-GRP",
      imdbId: "tt0990001",
      seeders: 8,
      trackers: [TRACKER],
    },
    {
      infoHash: hashOf(2),
      title: "Harbour.Lights.S01.720p.WEB-DL.x264-GRP",
      imdbId: "tt0990001",
      seeders: 20,
      files: [
        { path: "Harbour.Lights.S01/S01E01.mkv", size: 700 },
        { path: "Harbour.Lights.S01/S01E02.mkv", size: 900 },
      ],
    },
    { infoHash: hashOf(3), title: "Harbour.Lights.S01.480p.WEB-DL.x264-GRP", imdbId: "tt0990001" },
    {
      infoHash: hashOf(4),
      title: "Big.Buck.Bunny.2008.2160p.WEB-DL.x265-GRP",
      imdbId: "tt1254207",
      size: 5_000_000_000,
      files: [
        { path: "Bunny/extra.mkv", size: 100 },
        { path: "Bunny/Big.Buck.Bunny.2008.mkv", size: 4_999_999_900 },
      ],
    },
    {
      infoHash: hashOf(5),
      title: "Big.Buck.Bunny.2008.1080p.WEB-DL.x264-OWN",
      imdbId: "tt1254207",
      private: true,
    },
    {
      infoHashV2: "cd".repeat(32),
      title: "Big.Buck.Bunny.2008.720p.WEB-DL.x264-V2",
      imdbId: "tt1254207",
    },
    {
      infoHash: hashOf(6),
      title: "Big.Buck.Bunny.2008.SOUNDTRACK.FLAC",
      imdbId: "tt1254207",
      files: [{ path: "01.flac", size: 1 }],
    },
  );
});
afterAll(() => server.close());

function file(path: string, length: number) {
  return { length, path: path.split("/") };
}

async function streams(id: string, type = "series"): Promise<Stream[]> {
  const response = await server.get(`/stremio/${key}/stream/${type}/${id}.json`);
  expect(response.status).toBe(200);
  // The answer's shape is what this module writes; the tests below look at its parts.
  const body = (await response.json()) as { streams: Stream[] };
  return body.streams;
}

test("the manifest says what the protocol demands", async () => {
  const response = await server.get(`/stremio/${key}/manifest.json`);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  const manifest: unknown = await response.json();
  expect(linter.lintManifest(manifest)).toEqual({ valid: true, errors: [], warnings: [] });
  expect(manifest).toMatchObject({
    id: expect.stringMatching(/^[a-z]+(?:\.[a-z]+)+$/),
    name: expect.any(String),
    description: expect.any(String),
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    types: ["movie", "series"],
    resources: ["catalog", { name: "stream", types: ["movie", "series"], idPrefixes: ["tt"] }],
    catalogs: [
      { type: "movie", id: expect.any(String), name: expect.any(String) },
      { type: "series", id: expect.any(String), name: expect.any(String) },
    ],
    behaviorHints: { p2p: true },
  });
});

test("without a valid key every route answers 401 as JSON, to any origin", async () => {
  const search = await server.makeKey("search");
  for (const [wrong, status] of [
    ["wrong", 401],
    ["reader", 401],
    [search, 403],
  ] as const) {
    for (const path of ["manifest.json", "stream/movie/tt1254207.json", "catalog/movie/x.json"]) {
      const response = await server.get(`/stremio/${wrong}/${path}`);
      expect([wrong, response.status]).toEqual([wrong, status]);
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      expect(await response.json()).toMatchObject({ code: expect.any(String) });
    }
  }
});

test("another credential does not open the address", async () => {
  const response = await server.get("/stremio/wrong/manifest.json", { "x-api-key": "reader" });
  expect(response.status).toBe(401);
});

test("the streams of a film are its public torrents, with the film's own file", async () => {
  const found = await streams("tt1254207", "movie");
  expect(found).toEqual([
    {
      name: "Minato 2160p",
      description: expect.stringContaining("Big.Buck.Bunny.2008.2160p.WEB-DL.x265-GRP\n"),
      infoHash: hashOf(4),
      behaviorHints: {
        bingeGroup: "minato|2160p|web-dl|hevc|GRP",
        filename: "Big.Buck.Bunny.2008.mkv",
        videoSize: 4_999_999_900,
      },
    },
  ]);
});

test("an episode has its own torrents, best seeded first, and packs that surely hold it", async () => {
  const found = await streams("tt0990001:1:2");
  // The pack whose files nobody knows would play an episode at random.
  expect(found.map(({ infoHash }) => infoHash)).toEqual([hashOf(2), hashOf(1)]);
  expect(found[0]?.behaviorHints).toMatchObject({ filename: "S01E02.mkv", videoSize: 900 });
  expect(found[0]).not.toHaveProperty("fileIdx");
  expect(found[1]).toMatchObject({
    sources: [`tracker:${TRACKER}`, `dht:${hashOf(1)}`],
    description: expect.stringContaining("8 seeders"),
  });
  // Players would take the larger file of the pack, which is another episode.
  expect(await streams("tt0990001:1:1")).toEqual([]);
});

test("the index of a file counts the padding of the torrent", async () => {
  const [first] = await streams("tt0990001:2:1");
  expect(first).toMatchObject({ infoHash: PACK_HASH, fileIdx: 0 });
  const [second] = await streams("tt0990001:2:2");
  expect(second).toMatchObject({
    fileIdx: 2,
    behaviorHints: { filename: "Harbour.Lights.S02E02.1080p.mkv", videoSize: PIECE - 50 },
  });
  expect(await streams("tt0990001:2:3")).toEqual([]);
});

test("unknown works have no streams, malformed ids no address", async () => {
  expect(await streams("tt7777777", "movie")).toEqual([]);
  expect(await streams("tt0990001%3A9%3A9")).toEqual([]);
  for (const path of ["movie/nm1.json", "movie/tt1", "tv/tt1254207.json", "movie/tt0.json"]) {
    expect((await server.get(`/stremio/${key}/stream/${path}`)).status).toBe(404);
  }
});

test("a catalog previews the works that came last, each once", async () => {
  const films = await catalog("movie/minato-newest.json");
  expect(films).toEqual([
    {
      id: "tt1254207",
      type: "movie",
      name: "Big Buck Bunny",
      poster: `http://minato.test:7420/stremio/${key}/poster/movie/tt1254207.png`,
      releaseInfo: "2008",
    },
  ]);
  const series = await catalog("series/minato-newest.json");
  expect(series.map(({ id, name }) => [id, name])).toEqual([["tt0990001", "Harbour Lights"]]);
  expect(await catalog("movie/minato-newest/skip=100.json")).toEqual([]);
  for (const [path, status] of [
    ["movie/other.json", 404],
    ["tv/minato-newest.json", 404],
    ["movie/minato-newest/skip=x.json", 400],
  ] as const) {
    expect((await server.get(`/stremio/${key}/catalog/${path}`)).status).toBe(status);
  }
});

test("the posters of a catalog are drawn here", async () => {
  const [film] = await catalog("movie/minato-newest.json");
  const path = (film?.poster ?? "").replace("http://minato.test:7420", "");
  const response = await server.get(path);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect(response.headers.get("cache-control")).toMatch(/^private, max-age=\d+$/);
  const png = readPng(Buffer.from(await response.arrayBuffer()));
  expect([png.width, png.height]).toEqual([300, 450]);
  expect(png.colours.size).toBeGreaterThan(10);
  for (const [other, status] of [
    [path.replace("tt1254207", "tt7777777"), 404],
    [path.replace("tt1254207", "x"), 404],
    [path.replace("/movie/", "/tv/"), 404],
    [path.replace(key, "wrong"), 401],
  ] as const) {
    expect([other, (await server.get(other)).status]).toEqual([other, status]);
  }
});

test("a screen full of posters is not too many requests", async () => {
  const own = await server.makeKey("feeds");
  const { ctx } = server.context;
  const { config } = ctx;
  Object.assign(ctx, { config: () => ({ requestsPerMinute: 20 }) });
  try {
    const statuses = new Set<number>();
    for (let count = 0; count < 100; count++) {
      statuses.add((await server.get(`/stremio/${own}/poster/movie/tt1254207.png`)).status);
    }
    expect([...statuses]).toEqual([200]);
  } finally {
    Object.assign(ctx, { config });
  }
});

test("every answer has the shape that the protocol's documents give it", async () => {
  for (const type of ["movie", "series"]) {
    const metas = await catalog(`${type}/minato-newest.json`);
    expect(metas.length).toBeGreaterThan(0);
    for (const meta of metas) expect(MetaPreviewShape.safeParse(meta).error).toBeUndefined();
  }
  for (const [id, type] of [
    ["tt1254207", "movie"],
    ["tt0990001:1:2", "series"],
    ["tt0990001:2:2", "series"],
  ] as const) {
    const found = await streams(id, type);
    expect(found.length).toBeGreaterThan(0);
    for (const stream of found) expect(StreamShape.safeParse(stream).error).toBeUndefined();
  }
});

test("a catalog walks the feed index of its category", async () => {
  const plan = await transaction(server.context.ctx.db.$client, async (client) => {
    await client.query("set local enable_seqscan = off; set local enable_sort = off");
    await client.query("set local enable_bitmapscan = off");
    return client.query<{ "QUERY PLAN": string }>(
      `explain ${writeCatalog(5000)}`.replace("$1", "0"),
    );
  });
  const lines = plan.rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(lines).toContain("Index Scan Backward using torrent_attributes_feed_5000");
});

test("browsers of any origin may ask here, and nowhere else", async () => {
  const feed = await server.get("/torznab/api?t=caps&apikey=reader", {
    origin: "https://a.example",
  });
  expect(feed.headers.has("access-control-allow-origin")).toBe(false);
});

async function catalog(path: string): Promise<MetaPreview[]> {
  const response = await server.get(`/stremio/${key}/catalog/${path}`);
  expect(response.status).toBe(200);
  const body = (await response.json()) as { metas: MetaPreview[] };
  return body.metas;
}
