import { defineJob, type Principal } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import "./context.ts";
import { loadDatabaseStats } from "./database-stats.ts";
import { Figures } from "./figures.ts";
import { loadJobLatency } from "./job-latency.ts";
import { phaseOfJob } from "./job-phase.ts";
import { createSystemModule } from "./module.ts";
import { classifyRoute } from "./observe-requests.ts";
import { systemRouter } from "./router.ts";

const administrator: Principal = {
  kind: "user",
  name: "harbour@example.org",
  userId: "u1",
  keyId: undefined,
  scopes: new Set(["admin"]),
};

/** What the failing job does next. */
let isBroken = true;
const failingJob = defineJob({
  name: "classify.fail",
  data: z.object({ number: z.int() }),
  retryLimit: 0,
  async run() {
    if (isBroken) throw new Error("the shelf is empty");
  },
});
const endlessJob = defineJob({
  name: "test.endless",
  data: z.object({}),
  run: (_ctx, _data, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
    }),
});

let context: TestContext;
beforeAll(async () => {
  const module = createSystemModule(() => [failingJob, endlessJob]);
  context = await createTestContext({ modules: [module] });
  const { ctx } = context;
  for (let number = 0; number < 3; number++) await ctx.send(failingJob, { number });
  await ctx.jobs.work(ctx);
});
afterAll(() => context.close());

test("failed jobs are listed with their error, page by page, and tried again together", async () => {
  const { jobs } = client().sys;
  await waitFor("three failures", async () => (await failedCount()) === 3);
  const first = await jobs.list({ queue: "classify.fail", limit: 2 });
  expect(first.items).toHaveLength(2);
  expect(first.items[0]).toMatchObject({
    queue: "classify.fail",
    state: "failed",
    tries: 1,
    error: "the shelf is empty",
  });
  const second = await jobs.list({
    queue: "classify.fail",
    limit: 2,
    cursor: first.nextCursor,
  });
  expect(second.items).toHaveLength(1);
  expect(second.nextCursor).toBeUndefined();
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  expect(new Set(ids).size).toBe(3);
  expect(first.queues.find(({ name }) => name === "classify.fail")).toMatchObject({
    phase: "enrich",
    failed: 3,
  });
  expect((await jobs.list({ queue: "test.endless" })).items).toEqual([]);

  const [deleted = "", retried = ""] = ids;
  await jobs.delete({ id: deleted });
  await expect(jobs.delete({ id: deleted })).rejects.toMatchObject({ code: "NOT_FOUND" });
  isBroken = false;
  expect(await jobs.retry({ id: retried })).toEqual({ retried: 1 });
  await expect(jobs.retryOne({ id: deleted })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await waitFor("one success", async () => (await finished()) === 1);
  expect(await jobs.retry({ queue: "classify.fail" })).toEqual({ retried: 1 });
  await waitFor("two successes", async () => (await finished()) === 2);
  expect(await failedCount()).toBe(0);
  await expect(jobs.retry({ queue: "no.such" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a job that runs is cancelled and told to end, and the act is on record", async () => {
  const { ctx } = context;
  const { jobs } = client().sys;
  await ctx.send(endlessJob, {});
  const running = () => jobs.list({ queue: "test.endless", state: "running" });
  const { items } = await waitFor("the job to run", async () => {
    const page = await running();
    return page.items.length === 1 ? page : undefined;
  });
  const id = items[0]?.id ?? "";
  await jobs.cancel({ id });
  const cancelled = await jobs.list({ queue: "test.endless", state: "cancelled" });
  expect(cancelled.items.map((job) => job.id)).toEqual([id]);
  await expect(jobs.cancel({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await ctx.send(endlessJob, {});
  const next = await waitFor("its place to be free again", async () => (await running()).items[0]);
  await jobs.cancel({ id: next.id });
  const { rows } = await ctx.db.$client.query(
    "select actor_name as actor from audit_entries where action = 'jobs.cancel' and object = $1",
    [id],
  );
  expect(rows).toEqual([{ actor: "harbour@example.org" }]);
});

test("workers are listed with what they are and whether they live", async () => {
  const { ctx } = context;
  await ctx.db.$client.query(
    `insert into workers values (gen_random_uuid(), 'gone:1', 'gone', '{worker}',
       now() - interval '10 minutes', now() - interval '5 minutes', 1, 2)`,
  );
  const { items } = await client().sys.workers.list({});
  expect(items).toHaveLength(2);
  expect(items.find(({ pid }) => pid === process.pid)).toMatchObject({
    isAlive: true,
    roles: expect.arrayContaining(["worker"]),
  });
  expect(items.find(({ host }) => host === "gone")).toMatchObject({ isAlive: false, running: 2 });
});

test("only administrators see and change jobs", async () => {
  const { jobs, workers } = client({ ...administrator, scopes: new Set(["edit"]) }).sys;
  await expect(jobs.list({})).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(jobs.retry({ queue: "classify.fail" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(workers.list({})).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("a cursor that was never given out is refused", async () => {
  await expect(client().sys.jobs.list({ cursor: "1_x" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});

test("the latency of jobs is the middle and the slow end of the last hour", async () => {
  const { ctx } = context;
  await ctx.db.$client.query(
    `insert into pgboss.job (name, state, created_on, start_after, started_on, completed_on)
     select 'test.endless', 'completed', at, at, at + interval '1 second',
       at + interval '1 second' + number * interval '10 milliseconds'
     from generate_series(0, 100) as s (number), lateral (select now() - interval '30 minutes') t (at)`,
  );
  const latency = await loadJobLatency(ctx);
  const {
    finished: count,
    waitedMs,
    ranMs,
  } = latency.find((one) => one.queue === "test.endless") ?? {};
  expect(count).toBe(101);
  expect(waitedMs?.p95).toBeCloseTo(1000);
  expect(ranMs?.p50).toBeCloseTo(500);
  expect(ranMs?.p95).toBeCloseTo(950);
});

test("the database's sizes add up, and an index that nothing reads is named", async () => {
  const { ctx } = context;
  const pool = ctx.db.$client;
  await pool.query(
    `create table crates as select g as id, md5(g::text) as label from generate_series(1, 60000) g`,
  );
  await pool.query("create index crates_label on crates (label)");
  await pool.query("delete from crates where id > 3000");
  await pool.query("vacuum analyze crates");
  const stats = await waitFor("the statistics to arrive", async () => {
    const answer = await new Figures().get("x", () =>
      loadDatabaseStats({ ...ctx, figures: new Figures() }),
    );
    const table = answer.tables.find(({ name }) => name === "crates");
    return table !== undefined && table.lastVacuumAt !== null ? answer : undefined;
  });
  expect(stats.walBytes).toBeGreaterThan(0);
  expect(stats.bytes).toBeGreaterThan(stats.tables.reduce((sum, { bytes }) => sum + bytes, 0));
  const table = stats.tables.find(({ name }) => name === "crates");
  expect(table?.indexBytes).toBeGreaterThan(1_000_000);
  const index = stats.indexes.find(({ name }) => name === "crates_label");
  expect(index).toMatchObject({ table: "crates", isValid: true, isUnused: true });
  // Nineteen of twenty entries are gone, the pages are still there.
  expect(index?.bloatBytes).toBeGreaterThan(0.8 * (index?.bytes ?? 0));
});

test("jobs and routes belong to what they are named after", () => {
  expect(phaseOfJob("classify.torrents")).toBe("enrich");
  expect(phaseOfJob("torrents.maintain")).toBeUndefined();
  expect(phaseOfJob("audit.maintain")).toBeUndefined();
  const paths = ["/api/v1/search", "/rpc/search/torrents", "/torznab/api", "/rss", "/torrents/ab"];
  expect(paths.map(classifyRoute)).toEqual(["api", "rpc", "torznab", "rss", "web"]);
  expect(classifyRoute(`/api/v1/torrents/${"ab".repeat(20)}/torrent`)).toBe("download");
  expect(classifyRoute("/torznab/download/x.torrent")).toBe("download");
});

function client(principal: Principal = administrator) {
  return createRouterClient(systemRouter, {
    context: { ctx: context.ctx, principal, address: "192.0.2.7", headers: new Headers() },
  });
}

async function failedCount(): Promise<number | undefined> {
  const { queues } = await client().sys.jobs.list({});
  return queues.find(({ name }) => name === "classify.fail")?.failed;
}

async function finished(): Promise<number> {
  const page = await client().sys.jobs.list({ queue: "classify.fail", state: "finished" });
  return page.items.length;
}
