import { call } from "@orpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createFeedServer, hashOf, type FeedServer } from "../test/create-feed-server.ts";
import { parseXml, readError, readFeed, type XmlElement } from "../test/read-xml.ts";
import type { ProfileFilters } from "./profile.ts";
import { feedsRouter } from "./router.ts";

const { profiles } = feedsRouter.feeds;

let server: FeedServer;
beforeAll(async () => {
  server = await createFeedServer();
  await server.ingest(
    { infoHash: hashOf(1), title: "Harbour.Lights.S01E01.720p.WEB-DL.x264-GRP", seeders: 5 },
    { infoHash: hashOf(2), title: "Harbour.Lights.S01E02.2160p.WEB-DL.x265-OTHER", size: 9000 },
    { infoHash: hashOf(3), title: "[Moe] Quiet Tide - 07 (1080p)", category: 5070 },
    { infoHash: hashOf(4), title: "Sintel.2010.1080p.BluRay.x264-GRP", seeders: 9 },
    { infoHash: hashOf(5), title: "Spring.2019.CAM.x264-GRP" },
    { infoHash: hashOf(6), title: "Open Composer - Public Sonatas (2011) [FLAC]", category: 3040 },
  );
});
afterAll(() => server.close());

function context(...scopes: ("feeds" | "admin")[]) {
  return {
    ctx: server.context.ctx,
    principal: {
      kind: "user" as const,
      name: "person@example.org",
      userId: undefined,
      keyId: undefined,
      scopes: new Set(scopes),
    },
    address: "192.0.2.7",
    headers: new Headers({ host: "minato.test:7420" }),
  };
}

function make(name: string, filters: ProfileFilters, more: object = {}) {
  const input = { name, title: `Profile ${name}`, filters, ...more };
  return call(profiles.create, input, { context: context("admin") });
}

test("a profile is an indexer of its own, its filters hold beside those of the request", async () => {
  await make("films", { types: ["movie"], blockedWords: ["CAM"] });
  expect(await numbers("/torznab/films/api?t=search")).toEqual([4]);
  expect(await numbers("/torznab/FILMS/api?t=movie&cat=2040")).toEqual([4]);
  expect(await numbers("/torznab/films/api?t=movie&cat=2045")).toEqual([]);
  expect(await numbers("/torznab/films/api?t=search&q=the+spring")).toEqual([]);
  expect(await numbers("/torznab/films/api?t=search&q=the+sintel")).toEqual([4]);
  expect(await numbers("/torznab/films/api?t=tvsearch")).toEqual([]);
  expect(await numbers("/torznab/api?t=search&q=the+spring")).toEqual([5]);
});

test("two lists of categories that overlap in part both hold", async () => {
  await make("anime", { categories: [5070] });
  expect(await numbers("/torznab/anime/api?t=tvsearch&cat=5030,5040")).toEqual([3]);
  expect(await numbers("/torznab/anime/api?t=tvsearch&cat=5030,5040&q=quiet+tide")).toEqual([3]);
  expect(await numbers("/torznab/anime/api?t=tvsearch&cat=5045")).toEqual([]);
  expect(await numbers("/torznab/anime/api?t=tvsearch&cat=5000")).toEqual([3]);
  expect(await numbers("/torznab/anime/api?t=movie")).toEqual([]);
});

test("sizes, seeders, groups and resolutions narrow as well", async () => {
  await make("big", { minSize: 5000 });
  expect(await numbers("/torznab/big/api?t=search")).toEqual([2]);
  expect(await numbers("/torznab/big/api?t=search&maxsize=4000")).toEqual([]);
  await make("seeded", { minSeeders: 5, groups: ["GRP"] }, { sort: "seeders" });
  expect(await numbers("/torznab/seeded/api?t=search")).toEqual([4, 1]);
  expect(await numbers("/torznab/seeded/api?t=search&sort=posted_desc")).toEqual([4, 1]);
  expect(await numbers("/torznab/seeded/api?t=search&sort=seeders_asc")).toEqual([1, 4]);
  await make("sharp", { resolutions: [1080, 2160] }, { limits: { default: 1, max: 2 } });
  expect(await numbers("/torznab/sharp/api?t=search")).toEqual([4]);
  expect(await numbers("/torznab/sharp/api?t=search&limit=100")).toEqual([4, 3]);
  expect(await numbers("/torznab/sharp/api?t=search&limit=2&offset=2")).toEqual([2]);
});

test("caps of a profile has its title, its limits and only what can occur", async () => {
  const response = await get("/torznab/sharp/api?t=caps");
  const etag = response.headers.get("etag") ?? "";
  const caps = parseXml(await response.text());
  expect(child(caps, "server").attributes["title"]).toBe("Profile sharp");
  expect(child(caps, "limits").attributes).toEqual({ default: "1", max: "2" });
  expect(categories(caps)).toEqual(expect.arrayContaining(["5000", "5040", "5045", "2045"]));
  expect(categories(caps)).not.toContain("5030");
  const again = await server.get("/torznab/sharp/api?t=caps", {
    "x-api-key": "reader",
    "if-none-match": etag,
  });
  expect(again.status).toBe(304);
  const films = parseXml(await (await get("/torznab/films/api?t=caps")).text());
  expect(films).not.toEqual(caps);
  expect(categories(films)).toEqual([
    "2000",
    ...[1, 2, 3, 4].map((n) => `20${n}0`),
    "2045",
    "2050",
    "2060",
    "2070",
    "2080",
    "2090",
  ]);
  const available = Object.fromEntries(
    child(films, "searching").children.map(({ name, attributes }) => [
      name,
      attributes["available"],
    ]),
  );
  expect(available).toMatchObject({ search: "yes", "movie-search": "yes", "tv-search": "no" });
  const anime = parseXml(await (await get("/torznab/anime/api?t=caps")).text());
  expect(categories(anime)).toEqual(["5000", "5070"]);
});

test("a profile is a feed in RSS and Atom as well", async () => {
  const rss = parseXml(await (await get("/rss/films?q=sintel")).text());
  expect(child(child(rss, "channel"), "title").text).toBe("Profile films");
  expect(JSON.stringify(rss)).toContain("Sintel.2010");
  expect(JSON.stringify(rss)).not.toContain("Spring");
  const atom = parseXml(await (await get("/atom/films?resolution=720p")).text());
  expect(atom.children.filter(({ name }) => name === "atom:entry")).toEqual([]);
  expect((await get("/rss/nothing")).status).toBe(404);
});

test("a profile nobody made is no empty index", async () => {
  const response = await get("/torznab/nothing/api?t=search");
  expect(response.status).toBe(404);
  expect(readError(await response.text()).code).toBe("300");
  // Who has no key does not learn which profiles there are.
  for (const name of ["nothing", "films"]) {
    const refused = await server.get(`/torznab/${name}/api?t=search`);
    expect(readError(await refused.text()).code).toBe("100");
  }
});

test.each(["all", "api", "download", "Films", "a b", "-a", "a-", "", "x".repeat(41), "a/b"])(
  "%j is no name of a profile",
  async (name) => {
    await expect(make(name, {})).rejects.toMatchObject({ code: "BAD_REQUEST" });
  },
);

test.each<[string, object]>([
  ["categories", { categories: [424_242] }],
  ["types", { types: ["films"] }],
  ["blockedWords", { blockedWords: ["two words"] }],
  ["minSize", { minSize: 2, maxSize: 1 }],
  ["groups", { groups: [] }],
])("filters with wrong %s are refused", async (_, filters) => {
  await expect(make("wrong", filters as ProfileFilters)).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});

test("profiles are listed, changed, renamed and removed, each act on record", async () => {
  await make("old", { types: ["music"] });
  await expect(make("old", {})).rejects.toMatchObject({ code: "CONFLICT" });
  const { createdAt } = await call(profiles.get, { name: "old" }, { context: context("feeds") });
  const changed = { name: "new", title: "Albums", filters: { types: ["music" as const] } };
  const update = (profile: string, definition: typeof changed) =>
    call(profiles.update, { profile, ...definition }, { context: context("admin") });
  expect(await update("old", changed)).toMatchObject({ ...changed, createdAt });
  expect(await numbers("/torznab/new/api?t=music")).toEqual([6]);
  expect((await get("/torznab/old/api?t=caps")).status).toBe(404);
  await expect(update("old", changed)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(update("films", changed)).rejects.toMatchObject({ code: "CONFLICT" });
  await call(profiles.delete, { name: "new" }, { context: context("admin") });
  const { items } = await call(profiles.list, undefined, { context: context("feeds") });
  expect(items.map(({ name }) => name)).toEqual(["anime", "big", "films", "seeded", "sharp"]);
  const { rows } = await server.context.ctx.db.$client.query<{ action: string }>(
    "select action from audit_entries where object in ('old', 'new') order by id",
  );
  expect(rows.map(({ action }) => action)).toEqual([
    "feedProfiles.create",
    "feedProfiles.update",
    "feedProfiles.delete",
  ]);
});

test("only administrators change profiles; a preview shows what is not saved", async () => {
  const definition = { name: "mine", title: "Mine", filters: {} };
  const asReader = { context: context("feeds") };
  const forbidden = { code: "FORBIDDEN" };
  await expect(call(profiles.create, definition, asReader)).rejects.toMatchObject(forbidden);
  await expect(call(profiles.delete, { name: "films" }, asReader)).rejects.toMatchObject(forbidden);
  await expect(call(profiles.preview, { filters: {} }, asReader)).rejects.toMatchObject(forbidden);
  const preview = await call(
    profiles.preview,
    { filters: { types: ["tv", "movie"], blockedWords: ["cam"] }, limit: 2 },
    { context: context("admin") },
  );
  expect(preview.items.map(({ title }) => title.split(".")[0])).toEqual(["Sintel", "Harbour"]);
  expect(preview.total).toBeGreaterThan(2);
  const found = await call(
    profiles.preview,
    { filters: { blockedWords: ["2160p"] }, q: "harbour" },
    { context: context("admin") },
  );
  expect(found.items).toHaveLength(1);
});

test("the typed feeds take a profile", async () => {
  const page = await call(
    feedsRouter.feeds.torznab,
    { t: "search", profile: "films" },
    { context: context("feeds") },
  );
  expect(page.items.map(({ title }) => title)).toEqual(["Sintel.2010.1080p.BluRay.x264-GRP"]);
  const rss = await call(
    feedsRouter.feeds.rss,
    { resolution: "1080p", profile: "films" },
    { context: context("feeds") },
  );
  expect(rss.items).toHaveLength(1);
});

async function numbers(path: string): Promise<number[]> {
  const response = await get(path);
  expect(response.status).toBe(200);
  const { items } = readFeed(await response.text());
  return items.map(({ attributes }) => Number.parseInt(attributes["infohash"]?.[0] ?? "", 16));
}

function get(path: string): Promise<Response> {
  return server.get(path, { "x-api-key": "reader" });
}

function child(parent: XmlElement, name: string): XmlElement {
  const found = parent.children.find((one) => one.name === name);
  if (found === undefined) throw new Error(`<${name}> expected`);
  return found;
}

function categories(caps: XmlElement): (string | undefined)[] {
  return child(caps, "categories").children.flatMap((top) => [
    top.attributes["id"],
    ...top.children.map(({ attributes }) => attributes["id"]),
  ]);
}
