import { auditModule } from "@minato/audit";
import { blocklistModule } from "@minato/blocklist";
import type { Principal } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { torrentsModule } from "@minato/torrents";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { loadTorrent } from "@minato/torrents/torrent-record";
import { createRouterClient } from "@orpc/server";
import { afterEach, beforeEach, expect, test } from "vitest";

import { classifyModule } from "../module.ts";
import { classifyRouter } from "../router.ts";
import type { RuleEffect } from "./rule.ts";

const administrator: Principal = {
  kind: "user",
  name: "harbour@example.org",
  userId: "u1",
  keyId: undefined,
  scopes: new Set(["admin"]),
};

let scene: TestContext;
let next = 0;

beforeEach(async () => {
  scene = await createTestContext({
    modules: [auditModule, blocklistModule, torrentsModule, classifyModule],
  });
});
afterEach(() => scene.close());

test("rules are applied in their order, each seeing what the ones before it did", async () => {
  const lectures = await api().rules.create({
    name: "Lectures are courses",
    match: { name: { kind: "words", text: "harbour lectures" } },
    effect: { contentType: "course", tags: ["Lectures"] },
  });
  const courses = await api().rules.create({
    name: "Courses",
    match: { types: ["course"] },
    effect: { tags: ["learn"], categories: [7040] },
  });
  const torrent = await take("Harbour.Lectures.S01E01.1080p.WEB-DL.x264-QUAY");
  expect(torrent).toMatchObject({
    contentType: "course",
    categories: [7000, 7040],
    tags: ["learn", "lectures"],
    hidden: false,
  });
  await api().rules.order({ ids: [courses.id, lectures.id] });
  expect(await take("Harbour.Lectures.S01E02.1080p.WEB-DL.x264-QUAY")).toMatchObject({
    contentType: "course",
    categories: [8000, 8010],
    tags: ["lectures"],
  });
});

test("every kind of condition narrows, and all of them hold together", async () => {
  await api().rules.create({
    name: "Large sheets of one source",
    match: {
      name: { kind: "glob", text: "*sheets*" },
      extensions: [".PDF"],
      sources: ["quay"],
      categories: [7000],
      minSize: 1000,
      maxSize: 2000,
    },
    effect: { hide: true },
  });
  const files = [{ path: "tide sheets.pdf", size: 1500 }];
  expect(await take("Tide sheets", { size: 1500, files })).toMatchObject({ hidden: true });
  for (const fields of [
    { size: 500, files },
    { size: 1500, files: [{ path: "tide sheets.epub", size: 1500 }] },
    { size: 1500, files, source: "pier" },
  ]) {
    expect(await take("Tide sheets", fields)).toMatchObject({ hidden: false });
  }
  expect(await take("Tide tables", { size: 1500, files })).toMatchObject({ hidden: false });
});

test("a type a rule sets brings its categories, and a person's correction beats every rule", async () => {
  await api().rules.create({
    name: "Bells",
    match: { name: { kind: "phrase", text: "tidal bells" } },
    effect: { contentType: "anime", tags: ["bells", "loud"], hide: true },
  });
  const { infoHash } = await take("Tidal.Bells.S01E01.1080p.WEB-DL.x264-QUAY");
  expect(await load(infoHash)).toMatchObject({
    contentType: "anime",
    categories: expect.arrayContaining([5000, 5040, 5070]),
    tags: ["bells", "loud"],
    hidden: true,
  });
  await client().torrents.update({
    infoHash,
    contentType: "tv",
    tags: ["bells", "mine"],
    hidden: false,
    verdict: "suspicious",
  });
  await client().torrents.enrichment.redo({ infoHash });
  const corrected = await load(infoHash);
  expect(corrected).toMatchObject({
    contentType: "tv",
    tags: ["bells", "mine"],
    hidden: false,
    verdict: "suspicious",
    judgement: { isCorrected: true },
  });
  expect(corrected.categories).not.toContain(5070);
});

test("what is switched off or removed is applied no more", async () => {
  const definition = {
    name: "Notes",
    match: { name: { kind: "words", text: "notes" } as const },
    effect: { tags: ["note"] },
  };
  const { id } = await api().rules.create(definition);
  expect((await take("Harbour notes 1")).tags).toEqual(["note"]);
  await api().rules.update({ id, ...definition, isEnabled: false });
  expect((await take("Harbour notes 2")).tags).toEqual([]);
  await api().rules.update({ id, ...definition, isEnabled: true });
  expect((await take("Harbour notes 3")).tags).toEqual(["note"]);
  await api().rules.delete({ id });
  expect((await take("Harbour notes 4")).tags).toEqual([]);
  expect(await api().rules.list()).toEqual({ items: [] });
  await expect(api().rules.delete({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a preview counts real rows and shows them before and after, and changes nothing", async () => {
  for (const number of [1, 2, 3]) {
    await take(`Quay.Survey.201${number}.2160p.WEB-DL.x265-QUAY`, { size: number * 10 ** 9 });
  }
  const match = { name: { kind: "regex", text: "^quay\\.survey" } as const, minSize: 2e9 };
  const effect: RuleEffect = { contentType: "course", tags: ["survey"] };
  const preview = await api().rules.preview({ match, effect });
  expect(preview).toMatchObject({ matched: 2, isComplete: true, lookedBackTo: null });
  expect(preview.samples.map(({ title }) => title)).toEqual([
    "Quay.Survey.2013.2160p.WEB-DL.x265-QUAY",
    "Quay.Survey.2012.2160p.WEB-DL.x265-QUAY",
  ]);
  expect(preview.samples[0]?.changes).toEqual(
    expect.arrayContaining([
      { field: "contentType", before: "movie", after: "course" },
      { field: "tags", before: [], after: ["survey"] },
    ]),
  );
  for (const [other, matched] of [
    [{ name: { kind: "words", text: "survey quay" } }, 3],
    [{ name: { kind: "phrase", text: "survey 2012" } }, 1],
    [{ types: ["movie"], categories: [2000] }, 3],
    [{ sources: ["quay"], extensions: ["mkv"] }, 0],
    [{ maxSize: 1 }, 0],
  ] as const) {
    const answer = await api().rules.preview({ match: other as never, effect });
    expect([other, answer.matched]).toEqual([other, matched]);
  }
  const stored = await scene.ctx.db.$client.query(
    "select 1 from torrent_attributes where tags is not null",
  );
  expect(stored.rowCount).toBe(0);
});

test("a preview looks past wide gaps between torrents, and says what it did not look at", async () => {
  const match = { name: { kind: "words", text: "survey" } } as const;
  const effect: RuleEffect = { tags: ["survey"] };
  const { $client } = scene.ctx.db;
  expect(await api().rules.preview({ match, effect })).toMatchObject({
    matched: 0,
    isComplete: true,
  });
  await take("Quay.Survey.2011.2160p.WEB-DL.x265-QUAY");
  await $client.query("select setval(pg_get_serial_sequence('torrents', 'id'), 350000)");
  await take("Quay.Survey.2012.2160p.WEB-DL.x265-QUAY");
  expect(await api().rules.preview({ match, effect })).toMatchObject({
    matched: 2,
    isComplete: true,
  });
  const locker = await $client.connect();
  await locker.query("begin; lock table torrent_attributes in access exclusive mode");
  const blocked = api().rules.preview({ match, effect });
  await expect(blocked).resolves.toMatchObject({
    matched: 0,
    isComplete: false,
    lookedBackTo: expect.any(String) as string,
  });
  await locker.query("rollback");
  locker.release();
});

test("a rule without conditions, without effects or with a broken pattern is refused", async () => {
  const match = { name: { kind: "regex", text: "quay" } } as const;
  const effect = { hide: true } as const;
  for (const [definition, field] of [
    [{ match: {}, effect }, "match"],
    [{ match, effect: {} }, "effect"],
    [{ match: { name: { kind: "regex", text: "(" } }, effect }, "text"],
    [{ match: { minSize: 2, maxSize: 1 }, effect }, "minSize"],
    [{ match, effect: { tags: ["a b"] } }, "tags"],
    [{ match, effect: { categories: [999_999] } }, "categories"],
  ] as const) {
    const error: unknown = await api()
      .rules.create({ name: "Broken", ...(definition as { match: never; effect: never }) })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "BAD_REQUEST" });
    expect(JSON.stringify((error as { data: unknown }).data)).toContain(`"${field}"`);
  }
});

test("rules are for administrators", async () => {
  const editor = { ...administrator, scopes: new Set(["edit"] as const) };
  await expect(client(editor).classification.rules.list()).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

async function take(title: string, fields: { source?: string; [name: string]: unknown } = {}) {
  const { source = "quay", ...record } = fields;
  const infoHash = (++next).toString(16).padStart(40, "0");
  await ingestTorrents(scene.ctx, [{ infoHash, title, size: 5 * 10 ** 9, ...record }], {
    sourceName: source,
  });
  await scene.runJobs();
  return load(infoHash);
}

async function load(infoHash: string) {
  return loadTorrent(scene.ctx, await findTorrentId(scene.ctx, infoHash));
}

function client(principal: Principal = administrator) {
  return createRouterClient(classifyRouter, {
    context: { ctx: scene.ctx, principal, address: "192.0.2.7", headers: new Headers() },
  });
}

function api() {
  return client().classification;
}
