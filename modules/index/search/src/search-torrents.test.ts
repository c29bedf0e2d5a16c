import { blocklistModule } from "@minato/blocklist";
import type { Principal } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { torrentsModule } from "@minato/torrents/module";
import { seedBucketSql } from "@minato/torrents/write-stats";
import { createRouterClient, ORPCError } from "@orpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";

import { searchModule } from "./module.ts";
import { searchRouter } from "./router.ts";

const reader: Principal = {
  kind: "key",
  name: "reader",
  userId: undefined,
  keyId: 1,
  scopes: new Set(["search"]),
};

interface Row {
  title: string;
  size?: number;
  seeders?: number;
  source?: string;
  publishedAt?: string;
  attributes?: {
    type: number;
    categories: number[];
    year?: number;
    resolution?: number;
    codec?: number;
    languages?: string[];
    group?: string;
  };
}

// Content types: 1 movie, 2 tv, 10 software; codecs: 1 avc, 2 hevc.
const ROWS: Row[] = [
  {
    title: "Big Buck Bunny 2008 1080p BluRay x264-GRP",
    size: 3000,
    seeders: 12,
    source: "feed-a",
    publishedAt: "2020-01-01T00:00:00Z",
    attributes: {
      type: 1,
      categories: [2000, 2040],
      year: 2008,
      resolution: 1080,
      codec: 1,
      languages: ["en"],
      group: "GRP",
    },
  },
  {
    title: "Making.of.Big.Buck.Bunny.2009.720p.WEB-DL.x265",
    size: 1000,
    seeders: 40,
    source: "feed-b",
    publishedAt: "2021-01-01T00:00:00Z",
    attributes: {
      type: 1,
      categories: [2000, 2040],
      year: 2009,
      resolution: 720,
      codec: 2,
      languages: ["en", "de"],
    },
  },
  {
    title: "Sintel 2010 2160p",
    size: 9000,
    seeders: 0,
    attributes: { type: 1, categories: [2000, 2045], year: 2010, resolution: 2160 },
  },
  {
    title: "Harbour Lights S01E02 1080p WEB",
    size: 500,
    source: "feed-a",
    attributes: { type: 2, categories: [5000, 5040], resolution: 1080 },
  },
  { title: "Pokémon’s Garden & Pond", size: 700, seeders: 3 },
];

let context: TestContext;
beforeAll(async () => {
  context = await createTestContext({ modules: [blocklistModule, torrentsModule, searchModule] });
  const records = ROWS.map((row, index) => ({ ...row, infoHash: hashOf(index) }));
  // One by one, so that the order of the ids is that of the rows.
  for (const record of records) await ingestTorrents(context.ctx, [record], { sourceName: "test" });
  for (const [index, { attributes }] of ROWS.entries()) {
    if (attributes === undefined) continue;
    await context.ctx.db.$client.query(
      `insert into torrent_attributes (indexed_at, torrent_id, version, content_type, categories,
         year, resolution, video_codec, languages, release_group, seed_bucket)
       select t.indexed_at, t.id, 1, $2, $3, $4, $5, $6, $7, $8, ${seedBucketSql("s.seeders")}
       from torrents t left join torrent_stats s on s.torrent_id = t.id where t.info_hash = $1`,
      [
        Buffer.from(hashOf(index), "hex"),
        attributes.type,
        attributes.categories,
        attributes.year ?? null,
        attributes.resolution ?? null,
        attributes.codec ?? null,
        attributes.languages ?? null,
        attributes.group ?? null,
      ],
    );
  }
});
afterAll(() => context.close());

test("all words must match, and the page says what it found", async () => {
  const page = await search({ q: "big buck" });
  expect(titles(page)).toEqual([ROWS[0]?.title, ROWS[1]?.title]);
  expect(page).toMatchObject({ total: 2, totalIsExact: true, facets: {}, query: "big buck" });
  expect(page.items[0]).toMatchObject({
    infoHash: hashOf(0),
    contentType: "movie",
    categories: [2000, 2040],
    seeders: 12,
    leechers: null,
    sources: ["feed-a"],
    highlights: {
      title: [
        [0, 3],
        [4, 8],
      ],
    },
  });
});

test("a torrent is found by its title before it is classified", async () => {
  expect(titles(await search({ q: "pokemons garden" }))).toEqual([ROWS[4]?.title]);
  expect(titles(await search({ sort: "seeders" }))).toContain(ROWS[4]?.title);
  expect(titles(await search({ q: "pokemons garden", type: "movie" }))).toEqual([]);
});

test("the last word matches as a prefix and a word can be excluded", async () => {
  expect(titles(await search({ q: "sin" }))).toEqual([ROWS[2]?.title]);
  expect(titles(await search({ q: "bunny -making" }))).toEqual([ROWS[0]?.title]);
  expect(titles(await search({ q: "-bunny", sort: "size" }))).toEqual(
    [ROWS[2], ROWS[4], ROWS[3]].map((row) => row?.title),
  );
});

test("the ends of words may be mistyped when nothing else is found", async () => {
  expect(titles(await search({ q: "sintle" }))).toEqual([]);
  expect(titles(await search({ q: "big buck bunnz" }))).toEqual([ROWS[0]?.title, ROWS[1]?.title]);
});

test("values of one filter are alternatives, filters hold together", async () => {
  expect(await count({ category: "2000" })).toBe(3);
  expect(await count({ category: "2045,5040" })).toBe(2);
  expect(await count({ category: ["Movies/UHD", 5040] })).toBe(2);
  expect(await count({ category: 999_999 })).toBe(0);
  expect(await count({ resolution: "1080p" })).toBe(2);
  expect(await count({ resolution: "1080p,720p", type: "movie" })).toBe(2);
  expect(await count({ year: "2009..2010" })).toBe(2);
  expect(await count({ year: "2008,2010.." })).toBe(2);
  expect(await count({ minSize: "700", maxSize: 3000 })).toBe(3);
  expect(await count({ source: "feed-a,nobody" })).toBe(2);
  expect(await count({ codec: "hevc" })).toBe(1);
  expect(await count({ language: "de" })).toBe(1);
  expect(await count({ group: "GRP" })).toBe(1);
});

test("a least number of seeders leaves unknown numbers out", async () => {
  expect(await count({ minSeeders: 0 })).toBe(4);
  expect(await count({ minSeeders: "4" })).toBe(2);
});

test("every order puts unknown values last", async () => {
  expect(await order("seeders")).toEqual([1, 0, 4, 2, 3]);
  expect(await order("seeders", "asc")).toEqual([2, 4, 0, 1, 3]);
  expect(await order("size")).toEqual([2, 0, 1, 4, 3]);
  expect(await order("indexed")).toEqual([4, 3, 2, 1, 0]);
  expect(await order("indexed", "asc")).toEqual([0, 1, 2, 3, 4]);
  expect(await order("published")).toEqual([1, 0, 4, 3, 2]);
  expect(await order("title")).toEqual([0, 3, 1, 4, 2]);
  expect(await order("relevance")).toEqual([4, 3, 2, 1, 0]);
});

test("pages go to any depth without overlap", async () => {
  const first = await search({ sort: "size", limit: "2" });
  const second = await search({ sort: "size", limit: 2, offset: 2 });
  expect([...titles(first), ...titles(second)]).toEqual(
    [2, 0, 1, 4].map((index) => ROWS[index]?.title),
  );
  expect(second.total).toBe(5);
  expect(titles(await search({ q: "big", offset: 1 }))).toEqual([ROWS[1]?.title]);
  expect(titles(await search({ offset: 2_000_000_000 }))).toEqual([]);
});

test("facets count every value, and a selection does not shrink its own facet", async () => {
  const { facets } = await search({ facets: "all" });
  expect(facets).toMatchObject({
    type: [
      { value: "movie", count: 3 },
      { value: "tv", count: 1 },
    ],
    category: [
      { value: 2000, count: 3 },
      { value: 2040, count: 2 },
      { value: 2045, count: 1 },
      { value: 5000, count: 1 },
      { value: 5040, count: 1 },
    ],
    resolution: [
      { value: "1080p", count: 2 },
      { value: "2160p", count: 1 },
      { value: "720p", count: 1 },
    ],
    codec: [
      { value: "avc", count: 1 },
      { value: "hevc", count: 1 },
    ],
    language: [
      { value: "en", count: 2 },
      { value: "de", count: 1 },
    ],
    year: [
      { value: 2008, count: 1 },
      { value: 2009, count: 1 },
      { value: 2010, count: 1 },
    ],
    group: [{ value: "GRP", count: 1 }],
  });
  expect(facets.source).toEqual(
    expect.arrayContaining([
      { value: "feed-a", count: 2 },
      { value: "feed-b", count: 1 },
    ]),
  );
  const narrowed = await search({ resolution: "1080p", facets: ["resolution", "type"] });
  expect(narrowed.facets).toEqual({
    resolution: facets.resolution,
    type: [
      { value: "movie", count: 1 },
      { value: "tv", count: 1 },
    ],
  });
});

test("a pasted info hash or magnet link finds its torrent", async () => {
  expect(titles(await search({ q: hashOf(2).toUpperCase() }))).toEqual([ROWS[2]?.title]);
  const magnet = `magnet:?xt=urn:btih:${hashOf(3)}&dn=anything`;
  expect(await search({ q: magnet })).toMatchObject({ total: 1, items: [{ infoHash: hashOf(3) }] });
  expect((await search({ q: hashOf(9) })).total).toBe(0);
  expect((await search({ q: "magnet:?xt=urn:btih:broken" })).total).toBe(0);
});

test("what is out of range is refused with its field", async () => {
  for (const [field, value] of [
    ["limit", "101"],
    ["limit", 0],
    ["limit", "1e1"],
    ["offset", -1],
    ["sort", "random"],
    ["order", "up"],
    ["type", "novel"],
    ["category", "Nowhere/HD"],
    ["year", "2015..2010"],
    ["year", "soon"],
    ["minSeeders", "-1"],
    ["facets", "colour"],
    ["resolution", "sharp"],
  ] as const) {
    const error: unknown = await search({ [field]: value }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ORPCError);
    expect(error).toMatchObject({ code: "BAD_REQUEST" });
    expect(JSON.stringify((error as ORPCError<string, unknown>).data)).toContain(`"${field}"`);
  }
});

test("hostile text neither breaks out of the query nor fails", async () => {
  const hostile = [
    "'; drop table torrents; --",
    "big' | 'sintel",
    "\\' & !'",
    "a\\",
    "((((((:*",
    "!!! ???",
    '"unclosed',
    "\0big\0",
    "\ud800",
    "<->",
    "-",
    "'".repeat(500),
    `${"x".repeat(3000)} big`,
  ];
  for (const q of hostile) {
    await expect(search({ q, facets: "all" })).resolves.toMatchObject({ totalIsExact: true });
  }
  expect(await count({ q: "big' | 'sintel" })).toBe(0);
  expect(await count({ q: "!!! ???" })).toBe(0);
  expect(await count({})).toBe(ROWS.length);
});

test("suggestions are the names of works, each once", async () => {
  const { items } = await client().search.suggest({ q: "big b" });
  expect(items.map(({ text }) => text)).toEqual(
    expect.arrayContaining([expect.stringContaining("Big Buck Bunny")]),
  );
  expect(new Set(items.map(({ text }) => text)).size).toBe(items.length);
  expect(await client().search.suggest({ q: " " })).toEqual({ items: [] });
});

test("searching needs its permission", async () => {
  const principal: Principal = { ...reader, scopes: new Set(["feeds"]) };
  await expect(client(principal).search.torrents({})).rejects.toMatchObject({ code: "FORBIDDEN" });
});

async function order(sort: string, direction?: string): Promise<number[]> {
  const { items } = await search({ sort, ...(direction && { order: direction }) });
  return items.map(({ infoHash }) => Number(infoHash.at(-1)));
}

function search(input: Record<string, unknown>) {
  // Query strings and calls of the typed API bring values of many kinds.
  return client().search.torrents(input as Parameters<Client["search"]["torrents"]>[0]);
}

async function count(input: Record<string, unknown>): Promise<number> {
  const { total, totalIsExact } = await search(input);
  expect(totalIsExact).toBe(true);
  return total;
}

type Client = ReturnType<typeof client>;

function client(principal = reader) {
  return createRouterClient(searchRouter, {
    context: { ctx: context.ctx, principal, address: "192.0.2.7", headers: new Headers() },
  });
}

function titles(page: { items: { title: string }[] }): string[] {
  return page.items.map(({ title }) => title);
}

function hashOf(index: number): string {
  return index.toString(16).padStart(40, "0");
}
