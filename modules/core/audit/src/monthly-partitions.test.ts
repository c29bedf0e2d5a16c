import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { afterAll, beforeAll, expect, test } from "vitest";

import { auditSettings } from "./config.ts";
import { maintainAudit } from "./jobs.ts";
import { listAuditEntries } from "./list-audit-entries.ts";
import { ensurePartitions, listPartitions } from "./monthly-partitions.ts";
import { recordAudit } from "./record-audit.ts";

const history = { table: "audit_entries" };

let now = new Date("2030-01-31T23:30:00Z");
let context: TestContext;
beforeAll(async () => {
  context = await createTestContext({
    now: () => now,
    config: (settings) =>
      settings.schema.parse(settings.name === auditSettings.name ? { keepMonths: 2 } : {}),
  });
});
afterAll(() => context.close());

test("months are made ahead, and an entry goes to its own", async () => {
  await maintainAudit(context.ctx);
  expect(await months()).toEqual(["2030-01", "2030-02", "2030-03"]);
  await record("end of January");
  now = new Date("2030-02-01T00:00:00Z");
  await record("start of February");
  expect(await homes()).toEqual([
    { object: "end of January", home: "audit_entries_2030_01" },
    { object: "start of February", home: "audit_entries_2030_02" },
  ]);
});

test("an entry for which no month was made is kept, and moves when the month is made", async () => {
  now = new Date("2030-06-15T12:00:00Z");
  await record("after a long rest");
  expect((await homes()).at(-1)?.home).toBe("audit_entries_default");
  expect(await ensurePartitions(context.ctx.db, history, now)).toEqual([
    "audit_entries_2030_06",
    "audit_entries_2030_07",
    "audit_entries_2030_08",
  ]);
  expect((await homes()).at(-1)?.home).toBe("audit_entries_2030_06");
  expect(await ensurePartitions(context.ctx.db, history, now)).toEqual([]);
});

test("months past keeping are dropped, the rest stays in order", async () => {
  now = new Date("2030-04-10T00:00:00Z");
  await maintainAudit(context.ctx);
  expect(await months()).not.toContain("2030-01");
  expect(await months()).toContain("2030-02");
  const { items } = await listAuditEntries(context.ctx, { limit: 10 });
  expect(items.map(({ object }) => object)).toEqual(["after a long rest", "start of February"]);
});

test("over two years every entry finds its month, and only the kept months remain", async () => {
  for (let month = 6; month < 30; month++) {
    now = new Date(Date.UTC(2030, month, 28));
    await maintainAudit(context.ctx);
    await record(`month ${month}`);
  }
  expect((await homes()).map(({ home }) => home)).toEqual([
    "audit_entries_2032_04",
    "audit_entries_2032_05",
    "audit_entries_2032_06",
  ]);
  expect(await months()).toEqual(["2032-04", "2032-05", "2032-06", "2032-07", "2032-08"]);
});

test("processes that make the same month at once do not disturb each other", async () => {
  const { db } = context.ctx;
  const later = new Date("2035-01-01T00:00:00Z");
  const made = await Promise.all([1, 2, 3].map(() => ensurePartitions(db, history, later)));
  expect(made.flat().toSorted()).toEqual([
    "audit_entries_2035_01",
    "audit_entries_2035_02",
    "audit_entries_2035_03",
  ]);
});

function record(object: string): Promise<void> {
  const { ctx } = context;
  return recordAudit(ctx, { principal: undefined, address: undefined, action: "test.act", object });
}

async function months(): Promise<string[]> {
  const partitions = await listPartitions(context.ctx.db, history);
  return partitions.map(({ month }) => month.toISOString().slice(0, 7));
}

async function homes(): Promise<{ object: string; home: string }[]> {
  const { rows } = await context.ctx.db.$client.query<{ object: string; home: string }>(
    "select object, tableoid::regclass::text as home from audit_entries order by id",
  );
  return rows;
}
