import { SecretVault } from "@minato/secrets/secret-vault";
import {
  APP_KEY,
  startFakeServarr,
  type FakeIndexer,
  type FakeOptions,
  type FakeServarr,
} from "@minato/tests/support/fake-servarr";
import { call } from "@orpc/server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { createConnectServer, type ConnectServer } from "../test/create-connect-server.ts";
import { APP_KINDS, type AppKind } from "./app-kinds.ts";
import { checkAppsJob } from "./jobs.ts";
import { connectRouter } from "./router.ts";

const { connect } = connectRouter;

let server: ConnectServer;
let fakes: FakeServarr[];
beforeAll(async () => {
  server = await createConnectServer();
  fakes = [];
});
beforeEach(async () => {
  await server.context.ctx.db.$client.query("truncate torrents, torrent_attributes");
});
afterAll(async () => {
  for (const fake of fakes) await fake.close();
  await server.context.close();
});

async function start(kind: AppKind, options: Partial<FakeOptions> = {}): Promise<FakeServarr> {
  const fake = await startFakeServarr(kind, { fetchIndexer: server.fetchIndexer, ...options });
  fakes.push(fake);
  return fake;
}

function add(kind: AppKind, { url }: FakeServarr, more: object = {}) {
  const input = { kind, url: `${url}/`, apiKey: APP_KEY, ...more };
  return call(connect.add, input, { context: server.administrator });
}

async function ingestEverything(): Promise<void> {
  await server.ingest("Harbour.Lights.S01E01.1080p.WEB-DL.x264-GRP");
  await server.ingest("Sintel.2010.1080p.BluRay.x264-GRP");
  await server.ingest("Open Composer - Public Sonatas (2011) [FLAC]");
}

function categories(fake: FakeServarr, name = "categories"): unknown {
  return [...fake.indexers.values()].at(-1)?.fields.find((field) => field.name === name)?.value;
}

function failing(message: string) {
  return { source: "IndexerStatusCheck", type: "error", message };
}

function keyOf(indexer: FakeIndexer | undefined): unknown {
  return indexer?.fields.find(({ name }) => name === "apiKey")?.value;
}

async function countKeys(): Promise<number> {
  const { rows } = await server.context.ctx.db.$client.query<{ count: number }>(
    "select count(*)::int as count from api_keys where revoked_at is null",
  );
  return rows[0]?.count ?? 0;
}

test.each(APP_KINDS)("%s tests the indexer with a key of its own and keeps it", async (kind) => {
  await ingestEverything();
  const fake = await start(kind);
  const app = await add(kind, fake);
  expect(app).toMatchObject({
    kind,
    url: fake.url,
    feedUrl: "http://minato.test:7420/torznab",
    version: "4.0.1.1",
    isReachable: true,
    hasIndexer: true,
    isIndexerEnabled: true,
  });
  expect(JSON.stringify(app)).not.toContain(APP_KEY);
  const [indexer] = fake.indexers.values();
  expect(indexer).toMatchObject({ name: "Minato", implementation: "Torznab" });
  expect(indexer).not.toHaveProperty("presets");
  const fields = Object.fromEntries(
    (indexer?.fields ?? []).map(({ name, value }) => [name, value]),
  );
  expect(fields).toMatchObject({
    baseUrl: "http://minato.test:7420/torznab",
    apiPath: "/api",
    apiKey: expect.stringMatching(/^mnt_/),
  });
  expect(fake.requests.filter((request) => request.includes("forceSave"))).toEqual([]);
});

test("each program gets its own categories, or those that were asked for", async () => {
  await ingestEverything();
  const sonarr = await start("sonarr");
  await add("sonarr", sonarr);
  expect(categories(sonarr)).toContain(5045);
  expect(categories(sonarr, "animeCategories")).toEqual([5070]);
  await add("sonarr", sonarr, { categories: [5040] });
  expect(categories(sonarr)).toEqual([5040]);
  expect([...sonarr.indexers.values()].map(({ name }) => name)).toEqual(["Minato", "Minato 2"]);
  const prowlarr = await start("prowlarr");
  await add("prowlarr", prowlarr);
  expect([...prowlarr.indexers.values()][0]).toMatchObject({ enable: true, appProfileId: 3 });
});

test("an empty index is added by force", async () => {
  const fake = await start("radarr");
  expect(await add("radarr", fake)).toMatchObject({ isIndexerEnabled: true });
  expect(fake.requests.at(-1)).toBe("POST /api/v3/indexer?forceSave=true");
});

test("where force is tested too, the indexer is added switched off and switched on then", async () => {
  const fake = await start("sonarr", { testsForced: true });
  expect(await add("sonarr", fake)).toMatchObject({ isIndexerEnabled: true });
  expect(fake.requests.slice(-3)).toEqual([
    "POST /api/v3/indexer?forceSave=true",
    "POST /api/v3/indexer?forceSave=true",
    "PUT /api/v3/indexer/11?forceSave=true",
  ]);
  expect(fake.indexers.get(11)).toMatchObject({ enableRss: true, enableAutomaticSearch: true });
  const stubborn = await start("lidarr", { testsForced: true, testsForcedUpdates: true });
  const app = await add("lidarr", stubborn);
  expect(app).toMatchObject({
    isIndexerEnabled: false,
    lastError: expect.stringContaining("switched off"),
  });
  expect(stubborn.indexers.get(11)).toMatchObject({ enableRss: false });
});

test("any other complaint leaves nothing behind", async () => {
  const keys = await countKeys();
  const unreachable = await start("sonarr", {
    fetchIndexer: () => Promise.reject(new Error("no route")),
  });
  await expect(add("sonarr", unreachable)).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: expect.stringContaining("no route"),
  });
  expect(unreachable.indexers.size).toBe(0);
  expect(await countKeys()).toBe(keys);
});

test("what is wrong with an address or a key is said of its field", async () => {
  const radarr = await start("radarr");
  for (const [kind, change, field] of [
    ["radarr", { apiKey: "wrong" }, "apiKey"],
    ["radarr", { url: "http://127.0.0.1:1" }, "url"],
    ["radarr", { url: "ftp://127.0.0.1" }, undefined],
    ["radarr", { url: "http://user:pass@127.0.0.1" }, undefined],
    ["radarr", { categories: [4242] }, undefined],
  ] as const) {
    await expect(add(kind, radarr, change)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      ...(field === undefined ? {} : { data: { errors: [{ field }] } }),
    });
  }
  const other = await start("sonarr", { appName: "Whisparr" });
  await expect(add("sonarr", other)).rejects.toMatchObject({
    data: { errors: [{ field: "kind" }] },
  });
  // Lidarr has another path.
  await expect(add("lidarr", radarr)).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: "Lidarr has nothing at this address",
    data: { errors: [{ field: "url" }] },
  });
  await expect(add("radarr", radarr, { profile: "none" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("a program below a path, and a feed profile, are connected as well", async () => {
  await ingestEverything();
  await server.context.ctx.db.$client.query(
    `insert into torznab_profiles (created_at, updated_at, default_limit, max_limit, name, title, filters)
     values (now(), now(), 100, 100, 'films', 'Films', '{"types":["movie"]}')`,
  );
  const fake = await start("radarr", {
    urlBase: "/radarr",
    // A proxy, or the server itself, takes the base path off.
    fetchIndexer: (url) => server.fetchIndexer(url.replace("/base/", "/")),
  });
  const app = await add("radarr", fake, {
    profile: "films",
    minatoUrl: "http://minato:7420/base/",
  });
  expect(app.feedUrl).toBe("http://minato:7420/base/torznab/films");
  expect([...fake.indexers.values()][0]?.name).toBe("Minato (Films)");
});

test.each([
  ["redirecting", /redirects to http:\/\/elsewhere\.example\/login/],
  ["broken", /no JSON/],
  ["huge", /more than/],
] as const)("a program that is %s is refused, and the key goes nowhere", async (mood, message) => {
  const fake = await start("sonarr");
  fake.mood = mood;
  await expect(add("sonarr", fake)).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: expect.stringMatching(message),
  });
  expect(fake.requests).toHaveLength(1);
});

test("a check tells what became of the program and the indexer", async () => {
  await ingestEverything();
  const fake = await start("lidarr");
  const { id } = await add("lidarr", fake);
  const check = () => call(connect.check, { id }, { context: server.administrator });
  expect(await check()).toMatchObject({ isReachable: true, hasIndexer: true });
  const [indexer] = fake.indexers.values();
  fake.indexers.set(11, {
    ...indexer,
    name: "Minato",
    fields: [],
    enableRss: false,
    enableAutomaticSearch: false,
    enableInteractiveSearch: false,
  });
  expect(await check()).toMatchObject({
    isIndexerEnabled: false,
    lastError: expect.stringMatching(/off/),
  });
  fake.indexers.clear();
  expect(await check()).toMatchObject({
    isReachable: true,
    hasIndexer: false,
    lastError: expect.stringMatching(/removed/),
  });
  fake.mood = "broken";
  expect(await check()).toMatchObject({
    isReachable: false,
    lastError: expect.stringMatching(/JSON/),
  });
  const { items } = await call(connect.list, undefined, { context: server.administrator });
  expect(items.find((item) => item.id === id)).toMatchObject({ isReachable: false });
  await expect(
    call(connect.check, { id: 999 }, { context: server.administrator }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a check passes on what the program says of the indexer", async () => {
  await ingestEverything();
  const fake = await start("sonarr");
  const { id } = await add("sonarr", fake);
  const check = () => call(connect.check, { id }, { context: server.administrator });
  fake.health = [
    { source: "UpdateCheck", type: "warning", message: "New update is available" },
    failing("Indexers unavailable due to failures: Another"),
  ];
  expect(await check()).not.toHaveProperty("lastError");
  fake.health = [failing("Indexers unavailable due to failures: Another, Minato")];
  expect(await check()).toMatchObject({
    isIndexerEnabled: true,
    lastError: "Indexers unavailable due to failures: Another, Minato",
  });
  fake.health = [failing("All indexers are unavailable due to failures")];
  expect(await check()).toMatchObject({ lastError: expect.stringMatching(/^All indexers/) });
  fake.health = [];
  const [indexer] = fake.indexers.values();
  const url = indexer?.fields.find(({ name }) => name === "baseUrl");
  if (url !== undefined) url.value = "http://elsewhere.test/torznab/";
  expect(await check()).toMatchObject({
    lastError: "The indexer asks another address there: http://elsewhere.test/torznab",
  });
});

test("every hour all programs are looked at, whatever became of one of them", async () => {
  const gone = await start("sonarr");
  const { id: first } = await add("sonarr", gone);
  const well = await start("radarr");
  const { id: second } = await add("radarr", well);
  await gone.close();
  fakes.splice(fakes.indexOf(gone), 1);
  well.indexers.clear();
  expect(checkAppsJob.schedule).toMatch(/^\d+ \* \* \* \*$/);
  await checkAppsJob.run(server.context.ctx, {}, new AbortController().signal);
  const { items } = await call(connect.list, undefined, { context: server.administrator });
  expect(items.find(({ id }) => id === first)).toMatchObject({
    isReachable: false,
    lastError: expect.stringMatching(/not reachable at .+: nothing listens there/),
  });
  expect(items.find(({ id }) => id === second)).toMatchObject({
    isReachable: true,
    hasIndexer: false,
  });
});

test("a revoked key shows at once, and renewing gives the program another", async () => {
  await ingestEverything();
  const fake = await start("radarr");
  const { id } = await add("radarr", fake);
  const { context } = server;
  const list = async () => {
    const { items } = await call(connect.list, undefined, { context: server.administrator });
    return items.find((item) => item.id === id);
  };
  expect(await list()).toMatchObject({ isKeyValid: true });
  await context.ctx.db.$client.query(
    `update api_keys set revoked_at = now()
     where id = (select api_key_id from connected_apps where id = $1)`,
    [id],
  );
  expect(await list()).toMatchObject({ isKeyValid: false });
  const [before] = fake.indexers.values();
  const oldKey = keyOf(before);
  const renew = () => call(connect.renew, { id }, { context: server.administrator });
  expect(await renew()).toMatchObject({ isKeyValid: true, isIndexerEnabled: true });
  const [after] = fake.indexers.values();
  expect(keyOf(after)).toMatch(/^mnt_/);
  expect(keyOf(after)).not.toBe(oldKey);
  expect(after?.id).toBe(before?.id);
  // An indexer that was removed there is made anew.
  fake.indexers.clear();
  const keys = await countKeys();
  expect(await renew()).toMatchObject({ hasIndexer: true });
  expect(fake.indexers.size).toBe(1);
  expect(await countKeys()).toBe(keys);
  fake.mood = "broken";
  await expect(renew()).rejects.toMatchObject({ code: "BAD_REQUEST" });
  expect(await countKeys()).toBe(keys);
});

test("the program's key is sealed, and another secret is said clearly", async () => {
  const fake = await start("sonarr");
  const { id } = await add("sonarr", fake);
  const { ctx } = server.context;
  const { rows } = await ctx.db.$client.query<{ app_key: string }>(
    "select app_key from connected_apps where id = $1",
    [id],
  );
  expect(rows[0]?.app_key).toMatch(/^v2:1:[\w-]+$/);
  const env = { ...ctx.env, secret: "t".repeat(32) };
  const changed = { ...ctx, vault: new SecretVault({ ...ctx, env }) };
  const checked = await call(
    connect.check,
    { id },
    { context: { ...server.administrator, ctx: changed } },
  );
  expect(checked.lastError).toMatch(/secret of the server changed/);
});

test("removing takes the indexer out, revokes its key and is on record", async () => {
  const fake = await start("sonarr");
  const keys = await countKeys();
  const { id } = await add("sonarr", fake);
  expect(await countKeys()).toBe(keys + 1);
  const remove = (which: number) =>
    call(connect.remove, { id: which }, { context: server.administrator });
  expect(await remove(id)).toEqual({ isIndexerRemoved: true });
  expect(fake.indexers.size).toBe(0);
  expect(await countKeys()).toBe(keys);
  await expect(remove(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const gone = await add("sonarr", fake);
  fake.mood = "broken";
  expect(await remove(gone.id)).toMatchObject({
    isIndexerRemoved: false,
    problem: expect.stringMatching(/JSON/),
  });
  expect(await countKeys()).toBe(keys);
  const { rows } = await server.context.ctx.db.$client.query<{ action: string; after: unknown }>(
    "select action, after from audit_entries where action like 'connect.%' and object like $1 order by id",
    [`%${fake.url}`],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    "connect.add",
    "connect.remove",
    "connect.add",
    "connect.remove",
  ]);
  expect(JSON.stringify(rows)).not.toContain(APP_KEY);
});

test("only administrators connect programs", async () => {
  const principal = { ...server.administrator.principal, scopes: new Set(["feeds"]) };
  const context = { ...server.administrator, principal } as typeof server.administrator;
  await expect(call(connect.list, undefined, { context })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});
