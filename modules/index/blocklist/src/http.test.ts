import type { HttpEnv, Principal, Scope } from "@minato/kit";
import { AppError } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { createRouterClient } from "@orpc/server";
import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { blocklistHttp } from "./http.ts";
import { createBlocklistModule } from "./module.ts";
import { blocklistRouter } from "./router.ts";

let scene: TestContext;
beforeAll(async () => {
  scene = await createTestContext({ modules: [createBlocklistModule(() => ["paper lantern"])] });
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.ctx.db.$client.query(
    "truncate blocked_torrents, allowed_torrents, blocked_trackers, audit_entries",
  );
});

function requestOf(scopes: readonly Scope[]) {
  const principal: Principal = {
    kind: "user",
    name: "keeper@example.org",
    userId: "u1",
    keyId: undefined,
    scopes: new Set(scopes),
  };
  return { ctx: scene.ctx, principal, address: "192.0.2.7", headers: new Headers() };
}

function api(...scopes: Scope[]) {
  return createRouterClient(blocklistRouter, { context: requestOf(scopes) }).blacklist;
}

async function send(path: string, init: RequestInit, ...scopes: Scope[]): Promise<Response> {
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    c.set("request", requestOf(scopes));
    await next();
  });
  app.onError((error, c) => {
    if (error instanceof AppError) return c.json({ code: error.code }, error.status);
    throw error;
  });
  blocklistHttp(app);
  return app.request(`/api/v1/blocklist/torrents/${path}`, init);
}

function post(body: string, type: string, ...scopes: Scope[]): Promise<Response> {
  return send(
    "import?reason=takedown",
    { method: "POST", body, headers: { "content-type": type } },
    ...scopes,
  );
}

async function auditedActions(): Promise<string[]> {
  const { rows } = await scene.ctx.db.$client.query<{ action: string }>(
    "select action from audit_entries order by id",
  );
  return rows.map(({ action }) => action);
}

function hash(number: number): string {
  return number.toString(16).padStart(40, "0");
}

test("a text of hashes and magnet links is imported line by line", async () => {
  const v2 = "ab".repeat(32);
  const text = [
    "# a list",
    hash(1),
    "",
    hash(1),
    `magnet:?xt=urn:btih:${hash(2)}&xt=urn:btmh:1220${v2}`,
    "nonsense",
    v2.toUpperCase(),
  ].join("\r\n");
  const response = await post(text, "text/plain; charset=utf-8", "edit");
  expect(await response.json()).toMatchObject({
    received: 5,
    rejected: 1,
    errors: [{ line: 6, message: expect.stringContaining("40 hex") }],
  });
  const { items } = await api("edit").torrent.list({});
  expect(items.map(({ infoHash }) => infoHash).toSorted()).toEqual([
    hash(1),
    hash(2),
    "ab".repeat(20),
  ]);
  expect(items[0]).toMatchObject({
    reason: "takedown",
    blockedBy: "keeper@example.org",
    list: null,
  });
  expect(await auditedActions()).toEqual(["blocklist.import"]);
});

test("NDJSON is imported as texts and records", async () => {
  const lines = [
    JSON.stringify(hash(1)),
    JSON.stringify({ infoHash: hash(2), title: "Spring" }),
    JSON.stringify({ magnet: `magnet:?xt=urn:btih:${hash(3)}` }),
    "{",
    "17",
  ];
  const response = await post(lines.join("\n"), "application/x-ndjson", "edit");
  expect(await response.json()).toMatchObject({ received: 5, added: 3, known: 0, rejected: 2 });
});

test("a long import arrives whole, and so does the export of it", async () => {
  const lines = Array.from({ length: 50_000 }, (_, index) => hash(index + 1));
  const first = await post(lines.toReversed().join("\n"), "text/plain", "edit");
  expect(await first.json()).toMatchObject({ received: 50_000, added: 50_000, rejected: 0 });
  const again = await post(lines.join("\n"), "text/plain", "edit");
  expect(await again.json()).toMatchObject({ received: 50_000, added: 0, known: 50_000 });
  const text = await (await send("export", {}, "edit")).text();
  expect(text.split("\n").slice(1, -1)).toEqual(lines);
});

test("import and export refuse what they do not know and who may not", async () => {
  expect((await post("", "application/json", "edit")).status).toBe(415);
  expect((await post("", "text/plain", "ingest")).status).toBe(403);
  expect((await send("export", {}, "search")).status).toBe(403);
  expect((await send("export?blocks=none", {}, "edit")).status).toBe(400);
  await expect(api("search").torrent.list({})).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(api("edit").lists.list()).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("malformed entries are named and block nothing", async () => {
  const add = api("edit").torrent.add({ infoHashes: [hash(1), "nonsense"] });
  await expect(add).rejects.toMatchObject({
    code: "BAD_REQUEST",
    data: { errors: [{ field: "infoHashes.1" }] },
  });
  await expect(api("edit").tracker.add({ trackers: ["a b"] })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
  await expect(api("edit").keyword.add({ pattern: "." })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
  expect((await api("edit").torrent.list({})).items).toEqual([]);
});

test("lists go page by page without gap or overlap, and every change is audited", async () => {
  const { torrent, tracker } = api("edit");
  for (const number of [1, 2, 3]) await torrent.add({ infoHashes: [hash(number)] });
  for (const host of ["a.example", "b.example", "*.c.example"])
    await tracker.add({ trackers: [host] });
  const torrents = await torrent.list({ limit: 2 });
  const restOfTorrents = await torrent.list({ limit: 2, cursor: torrents.nextCursor });
  const hashes = [...torrents.items, ...restOfTorrents.items].map(({ infoHash }) => infoHash);
  expect(hashes.toSorted()).toEqual([hash(1), hash(2), hash(3)]);
  expect(restOfTorrents.nextCursor).toBeUndefined();
  const trackers = await tracker.list({ limit: 2 });
  const restOfTrackers = await tracker.list({ limit: 2, cursor: trackers.nextCursor });
  const patterns = [...trackers.items, ...restOfTrackers.items].map(({ pattern }) => pattern);
  expect(patterns.toSorted()).toEqual(["*.c.example", "a.example", "b.example"]);
  expect(await tracker.remove({ trackers: ["a.example", "x.example"] })).toEqual({
    removed: 1,
    unknown: 1,
  });
  await expect(torrent.list({ cursor: "x" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  expect(await auditedActions()).toEqual([
    ...Array.from({ length: 3 }, () => "blocklist.addTorrents"),
    ...Array.from({ length: 3 }, () => "blocklist.addTrackers"),
    "blocklist.removeTrackers",
  ]);
});

test("the search says whether and why something is blocked", async () => {
  const { torrent, tracker, search } = api("edit");
  await torrent.add({ infoHashes: [`abcd${hash(1).slice(4)}`], reason: "takedown" });
  await tracker.add({ trackers: ["*.fog.example"] });
  expect(await search({ q: "ABCD" })).toMatchObject({
    torrents: [{ infoHash: `abcd${hash(1).slice(4)}`, reason: "takedown" }],
    tracker: null,
    keyword: null,
  });
  expect((await search({ q: hash(9) })).torrents).toEqual([]);
  expect((await search({ q: "udp://a.fog.example:80/announce" })).tracker).toBe("*.fog.example");
  expect((await search({ q: "The Paper.Lantern" })).keyword).toContain("built-in");
});

test("a page of blocks is a walk of its index", async () => {
  const { $client } = scene.ctx.db;
  await $client.query(
    `insert into blocked_torrents (info_hash, list_id, blocked_at)
     select substring(sha256(n::text::bytea) for 20), n % 4, now() - n * interval '1 second'
     from generate_series(1, 20000) n`,
  );
  await $client.query("analyze blocked_torrents");
  const { rows } = await $client.query<{ "QUERY PLAN": string }>(
    `explain select info_hash from blocked_torrents b
     where b.list_id = 0 and (b.blocked_at, b.info_hash) < (now(), '\\xff')
     order by b.blocked_at desc, b.info_hash desc limit 51`,
  );
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toContain("blocked_torrents_by_hand");
  expect(plan).not.toContain("Sort");
});
