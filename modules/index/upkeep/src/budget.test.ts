import { transaction } from "@minato/database";
import { afterEach, beforeEach, expect, test } from "vitest";

import { createUpkeepScene, hashOf, type UpkeepScene } from "../test/upkeep-scene.ts";
import { checkBudgetJob } from "./jobs/check-budget.ts";
import { tidyUpJob } from "./jobs/tidy-up.ts";
import { measureDatabase } from "./measure-database.ts";
import { createBasis, planBudget } from "./plan-budget.ts";
import { startBudgetRun } from "./start-budget-run.ts";
import { workBatch } from "./work-run.ts";

let scene: UpkeepScene;
beforeEach(async () => {
  scene = await createUpkeepScene();
});
afterEach(() => scene.close());

test("each rule spares what it is for, and nothing else", async () => {
  await take({ seeders: 0 }, { seeders: 4 }, { seeders: 5 }, {}, {}, {}, {}, {}, {});
  await age(365);
  await scene.query("update torrents set indexed_at = $1 where id = $2", [
    daysAgo(29),
    await id(3),
  ]);
  await scene.correct(4, { categories: [2000] });
  await request(5, 29);
  await request(6, 31);
  await scene.query("update torrents set is_private = true where id = any($1)", [
    [await id(7), await id(8)],
  ]);
  await scene.query(
    "insert into torrent_metainfo (torrent_id, info, is_canonical) values ($1, '', true)",
    [await id(7)],
  );
  scene.settings = { keepSeeders: 5, keepYoungDays: 30, keepRequestedDays: 30 };
  const plan = await budget().preview({ maxBytes: 1 });
  expect(dropped(plan)).toEqual([0, 1, 6, 8]);
  expect(plan.missingBytes).toBeGreaterThan(0);
  scene.settings = { keepSeeders: 6, keepYoungDays: 0, keepRequestedDays: 0 };
  expect(dropped(await budget().preview({ maxBytes: 1 }))).toEqual([0, 1, 2, 5, 6, 8, 3]);
});

test("unseeded longest goes first, then the fewest seeders, then the oldest", async () => {
  await take(
    {},
    { seeders: 2 },
    { seeders: 0 },
    { seeders: 1 },
    { seeders: 0 },
    {},
    { seeders: 1 },
  );
  await age(365);
  await age(400, 5);
  await age(380, 6);
  await scene.query("update torrent_stats set checked_at = $1", [daysAgo(10)]);
  await scene.query("insert into torrent_unseeded values ($1, $2)", [await id(4), daysAgo(200)]);
  const plan = await budget().preview({ maxBytes: 1 });
  expect(dropped(plan)).toEqual([4, 2, 6, 3, 1, 5, 0]);
  expect(plan.reasons).toMatchObject([
    {
      reason: "unseeded",
      torrents: 2,
      examples: [{ unseededSince: "2026-05-05" }, { unseededSince: "2026-11-11" }],
    },
    {
      reason: "fewSeeders",
      torrents: 3,
      examples: [{ seeders: 1 }, { seeders: 1 }, { seeders: 2 }],
    },
    {
      reason: "unknownSeeders",
      torrents: 2,
      examples: [{ infoHash: hashOf(5) }, { seeders: null }],
    },
  ]);
});

test("a run drops what its plan lists, no more than needed, and it can come back", async () => {
  await scene.fill(800);
  await scene.query("update torrent_stats set seeders = seeders % 7");
  await age(365);
  await scene.query("analyze");
  const before = await scene.dump();
  // Measured once: the server reports counts of rows late, which changes the estimate.
  const database = await measureDatabase(scene.ctx);
  const basis = await createBasis(scene.ctx, database, database.size.liveBytes - 40_000);
  const plan = await transaction(scene.ctx.db.$client, (client) => planBudget(client, basis));
  expect(plan.excessBytes).toBe(40_000);
  expect(plan.freedNowBytes).toBeGreaterThanOrEqual(40_000);
  expect(plan.freedNowBytes).toBeLessThan(41_000);
  expect(plan.freedLaterBytes).toBeGreaterThan(plan.freedNowBytes);
  expect(plan.missingBytes).toBe(0);
  expect(await scene.dump()).toEqual(before);
  const run = await startBudgetRun(scene.request, basis);
  expect(run).toMatchObject({ action: "evict", total: plan.torrents });
  await scene.runJobs();
  const rows = await scene.query("select encode(info_hash, 'hex') as hash, reason from purgatory");
  const reasons = Map.groupBy(rows, (row) => row["reason"]);
  for (const { reason, torrents, examples } of plan.reasons) {
    const hashes = (reasons.get(reason) ?? []).map((row) => row["hash"]);
    expect(hashes).toHaveLength(torrents);
    expect(hashes).toEqual(expect.arrayContaining(examples.map(({ infoHash }) => infoHash)));
  }
  expect(rows).toHaveLength(plan.torrents);
  await scene.client.torrents.bulk.undo({ id: run?.id ?? 0 });
  await scene.runJobs();
  expect(await scene.dump()).toEqual(before);
});

test("the preview changes nothing and lists what a run would start with", async () => {
  await take({}, { seeders: 1 }, { seeders: 9 });
  await age(365);
  scene.settings = { maxBytes: 1, keepSeeders: 5 };
  const before = await scene.dump();
  const preview = await budget().preview({});
  expect(preview).toMatchObject({ maxBytes: 1, torrents: 2 });
  expect(await scene.dump()).toEqual(before);
  expect(await budget().run()).toMatchObject({ action: "evict", total: 2 });
});

test("what a person needs between the plan and the batch is spared", async () => {
  await take({}, {}, {}, {});
  await age(365);
  scene.settings = { maxBytes: 1, keepSeeders: 5 };
  const run = await budget().run();
  await scene.correct(0, { title: "Kept" });
  await request(1, 0);
  await scene.ingest({ infoHash: hashOf(2), title: "Film 2", size: 1, seeders: 9 });
  while (await workBatch(scene.ctx, run.id));
  const bulk = scene.client.torrents.bulk;
  expect(await bulk.get({ id: run.id })).toMatchObject({ state: "done", done: 1, failed: 3 });
  expect(await scene.count("torrents")).toBe(3);
});

test("the hourly check drops only beyond a limit, one run at a time", async () => {
  await take({}, {});
  await age(365);
  await checkBudgetJob.run(scene.ctx, {}, AbortSignal.timeout(10_000));
  expect(await scene.count("bulk_runs")).toBe(0);
  await expect(budget().run()).rejects.toMatchObject({ code: "BAD_REQUEST" });
  scene.settings = { maxBytes: 10 ** 12 };
  await checkBudgetJob.run(scene.ctx, {}, AbortSignal.timeout(10_000));
  await expect(budget().run()).rejects.toMatchObject({ code: "CONFLICT" });
  scene.settings = { maxBytes: 1 };
  await checkBudgetJob.run(scene.ctx, {}, AbortSignal.timeout(10_000));
  await checkBudgetJob.run(scene.ctx, {}, AbortSignal.timeout(10_000));
  expect(await scene.query("select action, started_by from bulk_runs")).toEqual([
    { action: "evict", started_by: "system" },
  ]);
  await scene.runJobs();
  expect(await scene.count("torrents")).toBe(0);
});

test("the check takes up a run that was left lying", async () => {
  await take({});
  const run = await scene.client.torrents.bulk.start({ action: "delete", query: {} });
  scene.sent.length = 0;
  scene.now = new Date(scene.now.getTime() + 3_600_000);
  await checkBudgetJob.run(scene.ctx, {}, AbortSignal.timeout(10_000));
  await scene.runJobs();
  expect(await scene.client.torrents.bulk.get({ id: run.id })).toMatchObject({ state: "done" });
});

test("deleted torrents are listed, come back by name, and are forgotten in time", async () => {
  await take({}, {}, {});
  const run = await scene.client.torrents.bulk.start({ action: "delete", query: {} });
  await scene.runJobs();
  const { list, restore } = scene.client.upkeep.purgatory;
  const first = await list({ limit: 2 });
  expect(first.items.map(({ title }) => title)).toEqual(["Film 2", "Film 1"]);
  expect(first.items[0]).toMatchObject({ reason: "deleted", runId: run.id, size: 1 });
  expect(await list({ limit: 2, cursor: first.nextCursor })).toMatchObject({
    items: [{ title: "Film 0", expiresAt: "2026-12-05T08:00:00.000Z" }],
  });
  expect(await restore({ infoHashes: [hashOf(1), hashOf(9)] })).toEqual({ restored: 1 });
  scene.now = new Date("2026-12-05T07:59:59Z");
  await tidyUpJob.run(scene.ctx, {}, AbortSignal.timeout(10_000));
  expect(await scene.count("purgatory")).toBe(2);
  scene.now = new Date("2026-12-05T08:00:00Z");
  await tidyUpJob.run(scene.ctx, {}, AbortSignal.timeout(10_000));
  expect([await scene.count("purgatory"), await scene.count("bulk_chunks")]).toEqual([0, 0]);
  const undo = scene.client.torrents.bulk.undo({ id: run.id });
  await expect(undo).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await scene.count("torrents")).toBe(1);
});

test("what has no seeders is noted since the first report, while there is a budget", async () => {
  await take({ seeders: 0 }, { seeders: 3 }, {}, { seeders: 0 });
  await tidy();
  expect(await scene.count("torrent_unseeded")).toBe(0);
  scene.settings = { maxBytes: 10 ** 12 };
  await tidy();
  scene.now = new Date("2026-11-23T08:00:00Z");
  await scene.ingest({ infoHash: hashOf(0), title: "Film 0", size: 1, seeders: 0 });
  await scene.ingest({ infoHash: hashOf(3), title: "Film 3", size: 1, seeders: 1 });
  await tidy();
  expect(await scene.query("select torrent_id as id, since::text from torrent_unseeded")).toEqual([
    { id: await id(0), since: "2026-11-21" },
  ]);
});

function tidy(): Promise<void> {
  return tidyUpJob.run(scene.ctx, {}, AbortSignal.timeout(10_000));
}

function budget() {
  return scene.client.upkeep.budget;
}

function dropped(plan: Awaited<ReturnType<ReturnType<typeof budget>["preview"]>>): number[] {
  const hashes = plan.reasons.flatMap(({ examples }) => examples.map(({ infoHash }) => infoHash));
  return hashes.map((hash) => Number.parseInt(hash, 16));
}

/** Takes in films one by one. */
async function take(...films: { seeders?: number }[]): Promise<void> {
  for (const [index, film] of films.entries()) {
    await scene.ingest({ infoHash: hashOf(index), title: `Film ${index}`, size: 1, ...film });
  }
  await scene.runJobs();
}

/** Lets films, or all of them, have entered the index so many days ago. */
async function age(days: number, index?: number): Promise<void> {
  for (const [table, key] of [
    ["torrents", "id"],
    ["torrent_attributes", "torrent_id"],
  ]) {
    await scene.query(
      `update ${table} set indexed_at = $1::timestamptz + ${key} * interval '1 second'
       where $2::int is null or ${key} = $2`,
      [daysAgo(days), index === undefined ? null : await id(index)],
    );
  }
}

async function request(index: number, days: number): Promise<void> {
  await scene.query("insert into torrent_requests values ($1, $2)", [
    await id(index),
    daysAgo(days),
  ]);
}

function daysAgo(days: number): Date {
  return new Date(scene.now.getTime() - days * 86_400_000);
}

function id(index: number): Promise<number> {
  return scene.idOf(index);
}
