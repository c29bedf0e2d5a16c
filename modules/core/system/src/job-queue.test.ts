import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

import { defineJob, type Context, type Job } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { z } from "zod";

import { JobQueue, type JobQueueTimes } from "./job-queue.ts";

const QUICK: JobQueueTimes = { heartbeatMs: 250, lostAfterMs: 1500, stopMs: 300 };
const WORKER = path.join(import.meta.dirname, "../fixtures/endless-worker.ts");
const Data = z.object({ number: z.int() });

let context: TestContext;
beforeAll(async () => {
  context = await createTestContext();
});
afterAll(() => context.close());

test("a failed try is repeated after a growing delay, and the last error is kept", async () => {
  const { ctx } = context;
  const job = defineJob({
    name: "test.fail",
    data: Data,
    retryLimit: 3,
    run: () => Promise.reject(new Error("the shelf is empty")),
  });
  const queue = await startQueue([job]);
  await queue.work(ctx);
  await queue.send(job, { number: 1 });
  const delays: number[] = [];
  for (const tries of [1, 2]) {
    const delay = await waitFor(`failure ${tries}`, async () => {
      const { rows } = await ctx.db.$client.query<{ delay: number }>(
        `select extract(epoch from start_after - started_on)::float8 as delay from pgboss.job
         where name = 'test.fail' and state = 'retry' and retry_count = $1`,
        [tries - 1],
      );
      return rows[0]?.delay;
    });
    delays.push(delay);
    await ctx.db.$client.query("update pgboss.job set start_after = now() where state = 'retry'");
  }
  expect(delays[0]).toBeGreaterThanOrEqual(1);
  expect(delays[1]).toBeGreaterThanOrEqual(2);
  await ctx.db.$client.query(
    "update pgboss.job set retry_limit = 0 where name = 'test.fail' and state = 'retry'",
  );
});

test("what still runs when the time to stop is over is taken up by the next process at once", async () => {
  const started: string[] = [];
  const aborted: string[] = [];
  const first = await startQueue([
    createJob(async (signal) => {
      started.push("first");
      await new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve());
      });
      aborted.push("first");
      throw signal.reason;
    }),
  ]);
  const finishing = createJob(async () => {
    started.push("second");
  });
  await first.work(context.ctx);
  await first.send(finishing, { number: 2 });
  await waitFor("the job to run", () => started.length === 1);

  await first.stop();
  expect(aborted).toEqual(["first"]);
  const handedBack = performance.now();
  const second = await startQueue([finishing]);
  await second.work(context.ctx);
  await waitFor("the job to run again", () => started.length === 2);
  // The second queue looks at once.
  expect(performance.now() - handedBack).toBeLessThan(3000);
  await waitFor("the job to be finished", () => hasState("test.work", "completed"));
  const { rows } = await context.ctx.db.$client.query(
    "select retry_limit - retry_count as left from pgboss.job where name = 'test.work'",
  );
  // No try was used up.
  expect(rows).toEqual([{ left: 5 }]);
  await context.ctx.db.$client.query("delete from pgboss.job where name = 'test.work'");
});

test("a job that ends in time is let finish", async () => {
  let isDone = false;
  const { promise: release, resolve } = Promise.withResolvers<void>();
  const job = createJob(async (signal) => {
    await release;
    isDone = !signal.aborted;
  });
  const queue = await startQueue([job], { stopMs: 5000 });
  await queue.work(context.ctx);
  await queue.send(job, { number: 3 });
  await waitFor("the job to run", () => hasState("test.work", "active"));
  const stopped = queue.stop();
  resolve();
  await stopped;
  expect(isDone).toBe(true);
  expect(await hasState("test.work", "completed")).toBe(true);
  await context.ctx.db.$client.query("delete from pgboss.job where name = 'test.work'");
});

test("jobs of a process that was killed are taken up soon, and the try counts", async () => {
  const { ctx } = context;
  let runs = 0;
  const job = createJob(async () => {
    runs++;
  });
  const queue = await startQueue([job]);
  await queue.send(job, { number: 4 });
  const url = ctx.db.$client.options.connectionString ?? "";
  const child = spawn(process.execPath, [WORKER, url], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  const { rows: before } = await ctx.db.$client.query<{ pid: number }>("select pid from workers");
  expect(before).toEqual([{ pid: child.pid }]);
  child.kill("SIGKILL");
  await once(child, "exit");

  await queue.work(ctx);
  const killed = performance.now();
  await waitFor("the job to run again", () => runs === 1);
  expect(performance.now() - killed).toBeLessThan(5000);
  await waitFor("the job to be finished", () => hasState("test.work", "completed"));
  const { rows } = await ctx.db.$client.query(
    "select retry_count from pgboss.job where name = 'test.work'",
  );
  expect(rows).toEqual([{ retry_count: 1 }]);
});

test("a job that takes longer than a silent process may stay with its process", async () => {
  let runs = 0;
  const { promise: release, resolve } = Promise.withResolvers<void>();
  const job = createJob(async () => {
    runs++;
    await release;
  }, "test.long");
  const queue = await startQueue([job]);
  await queue.work(context.ctx);
  await queue.send(job, { number: 5 });
  await waitFor("the job to run", () => runs === 1);
  const renewed = await waitFor("the claim to be renewed past the limit", async () => {
    const { rows } = await context.ctx.db.$client.query<{ ms: number }>(
      `select 1000 * extract(epoch from heartbeat_on - started_on)::float8 as ms
       from pgboss.job where name = 'test.long'`,
    );
    return rows[0] !== undefined && rows[0].ms > QUICK.lostAfterMs;
  });
  expect(renewed).toBe(true);
  resolve();
  await waitFor("the job to be finished", () => hasState("test.long", "completed"));
  expect(runs).toBe(1);
});

test("the next job is taken up as soon as one is done", async () => {
  let runs = 0;
  const job = createJob(async () => {
    runs++;
  }, "test.quick");
  const queue = await startQueue([job]);
  for (let number = 0; number < 20; number++) await queue.send(job, { number });
  const started = performance.now();
  await queue.work(context.ctx);
  await waitFor("all jobs", () => runs === 20);
  // At two looks a second they would take ten seconds.
  expect(performance.now() - started).toBeLessThan(3000);
});

test("a job that comes while its worker rests wakes it", async () => {
  let runs = 0;
  const job = createJob(async () => {
    runs++;
  }, "test.resting");
  const queue = await startQueue([job]);
  await queue.work(context.ctx);
  await queue.send(job, { number: 1 });
  await waitFor("the first job", () => hasState("test.resting", "completed"));
  const sent = performance.now();
  await queue.send(job, { number: 2 });
  await waitFor("the second job", () => runs === 2);
  // The worker by itself looks every fifteen seconds.
  expect(performance.now() - sent).toBeLessThan(10_000);
});

test("a job with a key waits once, inside a transaction too", async () => {
  const job = createJob(() => Promise.resolve(), "test.keyed");
  const queue = await startQueue([job]);
  await Promise.all([1, 2, 3].map((number) => queue.send(job, { number }, { singletonKey: "a" })));
  await queue.send(job, { number: 4 }, { singletonKey: "b" });
  const client = await context.ctx.db.$client.connect();
  await client.query("begin");
  await queue.send(job, { number: 5 }, { singletonKey: "c", client });
  await queue.send(job, { number: 6 }, { singletonKey: "b", client });
  await client.query("commit");
  client.release();
  const { rows } = await context.ctx.db.$client.query(
    "select singleton_key as key from pgboss.job where name = 'test.keyed' order by 1",
  );
  expect(rows).toEqual([{ key: "a" }, { key: "b" }, { key: "c" }]);
});

function createJob(
  run: (signal: AbortSignal) => Promise<void>,
  name = "test.work",
): Job<typeof Data> {
  return defineJob({
    name,
    data: Data,
    run: (_ctx: Context, _data: unknown, signal: AbortSignal) => run(signal),
  });
}

async function startQueue(
  jobs: readonly Job<typeof Data>[],
  times: Partial<JobQueueTimes> = {},
): Promise<JobQueue> {
  const { ctx } = context;
  const queue = new JobQueue(ctx.db, jobs as unknown as readonly Job[], ctx.log, {
    ...QUICK,
    ...times,
  });
  await queue.start();
  onTestFinished(() => queue.stop());
  return queue;
}

async function hasState(name: string, state: string): Promise<boolean> {
  const { rows } = await context.ctx.db.$client.query(
    "select from pgboss.job where name = $1 and state = $2::pgboss.job_state",
    [name, state],
  );
  return rows.length > 0;
}
