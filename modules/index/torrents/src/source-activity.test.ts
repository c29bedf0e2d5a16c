import { blocklistModule } from "@minato/blocklist";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { afterAll, beforeAll, expect, test } from "vitest";

import { ingestTorrents } from "./ingest-torrents.ts";
import { listIntake } from "./list-intake.ts";
import {
  countSourceOutcomes,
  listSourceActivity,
  type SourceReport,
} from "./list-source-activity.ts";
import { torrentsModule } from "./module.ts";
import { maintainSourceHistory } from "./source-history.ts";

let now = new Date("2031-03-10T12:00:00Z");
let context: TestContext;
beforeAll(async () => {
  context = await createTestContext({ modules: [blocklistModule, torrentsModule], now: () => now });
});
afterAll(() => context.close());

test("a source is counted by what became of its records, and why one was rejected", async () => {
  await send("harbour", record(1), record(2), { infoHash: "zz", title: "broken" });
  await send("harbour", record(1), record(3));
  await send("quay", record(4));
  const reports = await listSourceActivity(context.ctx);
  expect(reports.map(({ name }) => name).toSorted()).toEqual(["harbour", "quay"]);
  expect(reports.find(({ name }) => name === "harbour")).toMatchObject({
    firstPushAt: "2031-03-10T12:00:00.000Z",
    records: 5,
    inserted: 3,
    unchanged: 1,
    rejected: 1,
    lastHour: { records: 5, rejected: 1 },
    lastRejectAt: "2031-03-10T12:00:00.000Z",
    lastRejectReason: expect.stringContaining("infoHash: "),
  });
});

test("the last hour, the last day and the rate follow the clock", async () => {
  now = new Date("2031-03-10T14:04:00Z");
  const records = Array.from({ length: 90 }, (_, number) => record(100 + number));
  await send("harbour", ...records);
  expect(await findReport("harbour")).toMatchObject({
    records: 95,
    lastHour: { records: 90, rejected: 0 },
    lastDay: { records: 95, rejected: 1 },
    perMinute: 10,
  });
  now = new Date("2031-03-11T14:10:00Z");
  expect(await findReport("harbour")).toMatchObject({
    records: 95,
    lastDay: { records: 0, rejected: 0 },
    perMinute: 0,
    lastPushAt: "2031-03-10T14:04:00.000Z",
  });
});

test("what came in is told step by step, without gaps and up to now", async () => {
  const hour = await listIntake(context.ctx, { span: "hour" });
  expect(hour.items).toHaveLength(12);
  expect(hour.items.at(-1)).toMatchObject({ at: "2031-03-11T14:10:00.000Z", inserted: 0 });
  const { stepSeconds, items } = await listIntake(context.ctx, { span: "week" });
  expect([stepSeconds, items.length]).toEqual([7200, 84]);
  const found = items.filter(({ inserted }) => inserted > 0);
  expect(found).toMatchObject([
    { at: "2031-03-10T12:00:00.000Z", inserted: 4, unchanged: 1, rejected: 1, blocked: 0 },
    { at: "2031-03-10T14:00:00.000Z", inserted: 90, rejected: 0 },
  ]);
  const day = await listIntake(context.ctx, { span: "day" });
  expect([day.stepSeconds, day.items.length]).toEqual([900, 96]);
  expect(day.items[0]?.at).toBe("2031-03-10T14:15:00.000Z");
});

test("a hundred requests are one statement, and two processes add to each other", async () => {
  const { ctx } = context;
  const statements: unknown[] = [];
  const query = ctx.db.$client.query.bind(ctx.db.$client) as (...args: unknown[]) => unknown;
  const activity = ctx.torrents.sourceActivity;
  const counting = Object.assign(ctx.db.$client, {
    query: (...args: unknown[]) => {
      statements.push(args[0]);
      return query(...args);
    },
  });
  expect(counting).toBe(ctx.db.$client);
  for (let request = 0; request < 100; request++) {
    activity.follow("harbour").note(result({ unchanged: 2 }));
  }
  await activity.flush();
  Object.assign(ctx.db.$client, { query });
  // Others ask meanwhile, such as the blocklist whether it changed.
  const written = statements.filter((text) => String(text).includes("source_activity"));
  expect(written).toHaveLength(1);
  expect(await countSourceOutcomes(ctx)).toContainEqual({
    source: "harbour",
    outcome: "unchanged",
    records: 201,
  });
});

test("what could not be written is written later", async () => {
  const { ctx } = context;
  const activity = ctx.torrents.sourceActivity;
  await ctx.db.$client.query("alter table source_history rename to source_history_away");
  activity.follow("quay").note(result({ updated: 7 }));
  await expect(activity.flush()).rejects.toThrow("source_history");
  await ctx.db.$client.query("alter table source_history_away rename to source_history");
  const reports = await listSourceActivity(ctx);
  expect(reports.find(({ name }) => name === "quay")).toMatchObject({ updated: 7, inserted: 1 });
});

test("counters name a hundred sources at most", async () => {
  const { ctx } = context;
  for (let number = 0; number < 120; number++) {
    ctx.torrents.sourceActivity.follow(`pier ${number}`).note(result({ inserted: 1 }));
  }
  const counts = await countSourceOutcomes(ctx);
  expect(new Set(counts.map(({ source }) => source)).size).toBe(101);
  expect(counts).toContainEqual({ source: "other", outcome: "inserted", records: 22 });
});

test("months of history are made ahead and dropped by the setting", async () => {
  const { ctx } = context;
  now = new Date("2031-09-01T00:00:00Z");
  await maintainSourceHistory(ctx);
  const { rows } = await ctx.db.$client.query<{ month: string }>(
    `select distinct to_char(at at time zone 'UTC', 'YYYY-MM') as month from source_history`,
  );
  expect(rows).toEqual([]);
  await send("harbour", record(1));
  await ctx.torrents.sourceActivity.flush();
  const { rows: homes } = await ctx.db.$client.query(
    "select tableoid::regclass::text as home from source_history",
  );
  expect(homes).toEqual([{ home: "source_history_2031_09" }]);
});

async function findReport(source: string): Promise<SourceReport | undefined> {
  return (await listSourceActivity(context.ctx)).find(({ name }) => name === source);
}

function send(sourceName: string, ...records: unknown[]) {
  return ingestTorrents(context.ctx, records, { sourceName });
}

function record(number: number) {
  return {
    infoHash: number.toString(16).padStart(40, "0"),
    title: `Harbour survey ${number}`,
    size: 1000 + number,
  };
}

function result(counts: Partial<Record<"inserted" | "updated" | "unchanged", number>>) {
  return {
    received: 0,
    inserted: 0,
    updated: 0,
    unchanged: 0,
    blocked: 0,
    rejected: 0,
    errors: [],
    ...counts,
  };
}
