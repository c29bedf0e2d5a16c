import type { LiveTopic, Principal, Scope } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { createSystemModule } from "../module.ts";
import { LiveEvents, type LiveEvent } from "./live-events.ts";

let lanterns = 0;
const topics: readonly LiveTopic[] = [
  { name: "harbours", scope: "search", version: "select count(*) from harbours" },
  { name: "lanterns", scope: "admin", version: () => `${lanterns}` },
];

let context: TestContext;
let live: LiveEvents;

beforeAll(async () => {
  context = await createTestContext({ modules: [createSystemModule(() => [])] });
  await context.ctx.db.$client.query("create table harbours (name text)");
});
afterEach(() => live.close());
afterAll(() => context.close());

test("each watcher hears of the topics of its scopes, whichever process changed them", async () => {
  live = new LiveEvents(context.ctx, topics);
  const member = live.watch(person("member", "search"), undefined);
  const administrator = live.watch(person("administrator", "admin"), undefined);
  expect(await next(member)).toEqual({ kind: "open", topics: ["harbours"] });
  expect(await next(administrator)).toEqual({ kind: "open", topics: ["harbours", "lanterns"] });
  lanterns += 1;
  expect(await next(administrator)).toEqual({ kind: "changed", topics: ["lanterns"] });
  await context.ctx.db.$client.query("insert into harbours values ('north')");
  expect(await next(member)).toEqual({ kind: "changed", topics: ["harbours"] });
  expect(await next(administrator)).toEqual({ kind: "changed", topics: ["harbours"] });
});

test("what changed while nobody watched or a watcher was slow is told once", async () => {
  live = new LiveEvents(context.ctx, topics);
  const first = live.watch(person("first", "search"), undefined);
  await next(first);
  const slow = live.watch(person("slow", "search"), undefined);
  await next(slow);
  for (const name of ["south", "east"]) {
    await context.ctx.db.$client.query("insert into harbours values ($1)", [name]);
    expect(await next(first)).toEqual({ kind: "changed", topics: ["harbours"] });
  }
  expect(await next(slow)).toEqual({ kind: "changed", topics: ["harbours"] });
  let isTold = false;
  const told = next(slow).finally(() => (isTold = true));
  await new Promise(setImmediate);
  expect(isTold).toBe(false);
  await context.ctx.db.$client.query("insert into harbours values ('west')");
  expect(await told).toEqual({ kind: "changed", topics: ["harbours"] });
});

test("a stream ends with its client, at the end of its life and with the process", async () => {
  live = new LiveEvents(context.ctx, topics, 60);
  const client = new AbortController();
  const streams = [
    live.watch(person("a", "search"), client.signal),
    live.watch(person("b", "search"), undefined),
  ];
  for (const stream of streams) await next(stream);
  const [gone, old] = streams.map((stream) => stream.next());
  client.abort();
  expect(await gone).toEqual({ done: true, value: undefined });
  expect(await old).toEqual({ done: true, value: undefined });
  expect(live.watchers).toBe(0);

  live = new LiveEvents(context.ctx, topics);
  const last = live.watch(person("c", "search"), undefined);
  await next(last);
  const end = last.next();
  live.close();
  expect(await end).toEqual({ done: true, value: undefined });
  await waitFor("nobody watching", () => live.watchers === 0);
  expect(() => live.watch(person("d", "search"), undefined)).toThrow("Too many");
});

test("nobody without a topic watches, and one person does not keep out the others", async () => {
  live = new LiveEvents(context.ctx, topics);
  expect(() => live.watch(person("pusher", "ingest"), undefined)).toThrow("may watch nothing");
  for (let tab = 0; tab < 30; tab++) await next(live.watch(person("many", "search"), undefined));
  expect(() => live.watch(person("many", "search"), undefined)).toThrow("Too many");
  expect(await next(live.watch(person("other", "search"), undefined))).toMatchObject({
    kind: "open",
  });
});

async function next(stream: AsyncGenerator<LiveEvent, void>): Promise<LiveEvent> {
  const { value } = await stream.next();
  if (value === undefined) throw new Error("the stream has ended");
  return value;
}

function person(userId: string, scope: Scope): Principal {
  return { kind: "user", name: userId, userId, keyId: undefined, scopes: new Set([scope]) };
}
