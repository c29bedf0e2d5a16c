import { blocklistModule } from "@minato/blocklist";
import type { Principal } from "@minato/kit";
import { createSystemModule } from "@minato/system";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import { torrentsModule } from "@minato/torrents";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";

import { registerIndexMetrics } from "./index-metrics.ts";
import { classifyModule } from "./module.ts";
import { classifyRouter } from "./router.ts";

const administrator: Principal = {
  kind: "user",
  name: "harbour@example.org",
  userId: "u1",
  keyId: undefined,
  scopes: new Set(["admin"]),
};

let context: TestContext;
beforeAll(async () => {
  const system = createSystemModule(() => classifyModule.jobs);
  const modules = [system, blocklistModule, torrentsModule, classifyModule];
  context = await createTestContext({ modules });
  registerIndexMetrics(context.ctx);
});
afterAll(() => context.close());

test("the overview shows what came in, what waits for whom, and what became of it", async () => {
  const { ctx } = context;
  const records = Array.from({ length: 40 }, (_, number) => ({
    infoHash: number.toString(16).padStart(40, "0"),
    title: `Harbour survey ${number}`,
    size: 1000 + number,
  }));
  await ingestTorrents(ctx, [...records, { title: "no hash" }], { sourceName: "quay" });
  expect(await stats()).toMatchObject({
    torrents: 40,
    classified: 0,
    pendingClassification: 40,
    phases: [
      { phase: "ingest", queues: [], waiting: 0, oldestWaitingSeconds: null },
      { phase: "enrich", waiting: 1, running: 0, failed: 0 },
      { phase: "index", waiting: 0 },
    ],
    changeLog: { entries: 1, newestId: 1, newestAt: expect.any(String) },
    sourceActivity: [
      { name: "quay", records: 41, inserted: 40, rejected: 1, perMinute: expect.closeTo(41) },
    ],
  });
  await ctx.jobs.work(ctx);
  const done = await waitFor("the names to be read", async () => {
    const answer = await stats();
    return answer.pendingClassification === 0 && answer.jobs.length > 0 ? answer : undefined;
  });
  expect(done.phases[1]).toMatchObject({
    phase: "enrich",
    waiting: 0,
    oldestWaitingSeconds: null,
  });
  expect(done.jobs).toMatchObject([{ queue: "classify.torrents", finished: 1 }]);
  expect(done.databaseBytes).toBe(done.database.bytes);
  expect(done.database.tables.map(({ name }) => name)).toContain("torrents");
  expect(done.database.indexes.every(({ isValid }) => isValid)).toBe(true);
});

test("metrics show the same numbers as the overview", async () => {
  const text = await context.ctx.metrics.metrics();
  expect(text).toContain("\nminato_torrents 40\n");
  expect(text).toContain("\nminato_torrents_pending_classification 0\n");
  expect(text).toContain(`\nminato_ingest_records_total{source="quay",outcome="inserted"} 40\n`);
  expect(text).toContain(`\nminato_ingest_records_total{source="quay",outcome="rejected"} 1\n`);
  expect(text).toContain(`\nminato_jobs{queue="classify.torrents",state="waiting"} 0\n`);
});

test("the overview is for administrators only", async () => {
  await expect(stats({ ...administrator, scopes: new Set(["metrics"]) })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

function stats(principal: Principal = administrator) {
  return createRouterClient(classifyRouter, {
    context: { ctx: context.ctx, principal, address: "192.0.2.7", headers: new Headers() },
  }).admin.stats();
}
