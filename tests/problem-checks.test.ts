import type { Context, ProblemCheck } from "@minato/kit";
import { isTopic, TOPICS } from "@minato/notifications/topics";
import type { SearchHealth } from "@minato/search/search-engine";
import { modules } from "@minato/server/modules";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { createTestContext, type TestContext } from "./support/create-test-context.ts";

const NOW = new Date("2026-03-20T12:00:00Z");

const checks = modules.flatMap(({ problems }): readonly ProblemCheck[] => problems ?? []);

let context: TestContext;

beforeAll(async () => {
  context = await createTestContext({ now: () => NOW });
});

beforeEach(() =>
  query("truncate source_activity, source_history, sources, backup_runs, blocklists cascade"),
);

afterAll(() => context.close());

test("every check of every module has words in each language", () => {
  expect(checks.length).toBeGreaterThanOrEqual(8);
  expect(checks.map(({ topic }) => topic).filter((topic) => !isTopic(topic))).toEqual([]);
});

test("a source that used to send is missed, one that came once or long ago is not", async () => {
  await addSource("steady", "2 days", 5);
  await addSource("still here", "2 hours", 5);
  await addSource("once", "2 days", 1);
  await addSource("long gone", "40 days", 5);
  expect(await find("source-silent")).toMatchObject([
    { key: "steady", values: { source: "steady", hours: 24 } },
  ]);
});

test("only the last backup of a kind counts", async () => {
  await addBackup("full", "failed", "no space");
  await addBackup("full", "running", null);
  await addBackup("portable", "failed", "no space");
  await addBackup("portable", "finished", null);
  expect(await find("backup-failed")).toMatchObject([
    { key: "full", values: { reason: "no space" } },
  ]);
});

test("lists that could not be read are found by name", async () => {
  await query(
    `insert into blocklists (created_at, name, url, last_error) values
       (now(), 'broken', 'https://example.org/a', 'expected the list, got HTTP status 404'),
       (now(), 'fine', 'https://example.org/b', null)`,
  );
  expect(await find("list-failed")).toMatchObject([
    { values: { name: "broken", reason: "expected the list, got HTTP status 404" } },
  ]);
});

test("a database over its limit is found, and one without a limit never is", async () => {
  expect(await find("budget-exceeded")).toEqual([]);
  const config = ((settings) => ({
    ...settings.schema.parse({}),
    ...(settings.name === "upkeep" ? { maxBytes: 1 } : {}),
  })) as Context["config"];
  const [problem] = await find("budget-exceeded", { config });
  expect(problem?.values["excessBytes"]).toBeGreaterThan(1000);
});

test.for([
  [{ engine: "x", status: "degraded", reason: "the server is away" }, ["status"]],
  [{ engine: "x", status: "ready", lagSeconds: 3600 }, ["lag"]],
  [{ engine: "x", status: "ready", lagSeconds: 5 }, []],
  [{ engine: "x", status: "starting", lagSeconds: 3600 }, []],
] as const satisfies readonly (readonly [SearchHealth, readonly string[]])[])(
  "a search engine that is %j is told as %j",
  async ([health, keys]) => {
    const search = { health: () => Promise.resolve(health) } as Context["search"];
    const found = await find("search-degraded", { search });
    expect(found.map(({ key }) => key)).toEqual(keys);
    for (const { values } of found) TOPICS["search-degraded"].values.parse(values);
  },
);

/** What the check of this topic finds, with other parts of the context where they are given. */
async function find(topic: string, parts: Partial<Context> = {}) {
  const check = checks.find((candidate) => candidate.topic === topic);
  if (check === undefined) throw new Error(`there is no check for ${topic}`);
  return check.find({ ...context.ctx, ...parts });
}

function addBackup(kind: string, state: string, error: string | null) {
  return query(
    `insert into backup_runs (kind, state, requested_by, requested_at, error)
     values ($1, $2, 'ada', now(), $3)`,
    kind,
    state,
    error,
  );
}

/** A source that last sent so long ago, and on so many days before. */
async function addSource(name: string, ago: string, days: number): Promise<void> {
  await query(
    `with s as (insert into sources (name) values ($1) returning id),
       a as (insert into source_activity
         (source_id, first_push_at, last_push_at, inserted, updated, unchanged, blocked, rejected)
         select id, $2::timestamptz - interval '60 days', $2::timestamptz - $3::interval, 1, 0, 0, 0, 0
         from s)
     insert into source_history (at, source_id, inserted, updated, unchanged, blocked, rejected)
     select $2::timestamptz - $3::interval - d * interval '1 day', id, 1, 0, 0, 0, 0
     from s, generate_series(0, $4::int - 1) d`,
    name,
    NOW,
    ago,
    days,
  );
}

function query(text: string, ...values: unknown[]) {
  return context.ctx.db.$client.query(text, values);
}
