import { auditEntries } from "@minato/audit/schema";
import type { Principal } from "@minato/kit";
import { secretsModule } from "@minato/secrets";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { createRouterClient } from "@orpc/server";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { applyEnvironment } from "./apply-environment.ts";
import { hashCredential } from "./hash-credential.ts";
import { identityModule } from "./module.ts";
import { identityRouter } from "./router.ts";
import { apiKeys } from "./schema.ts";

const FIRST = "first-environment-key-0123456789abcdef";
const SECOND = "second-environment-key-0123456789abcdef";

const administrator: Principal = {
  kind: "user",
  name: "harbour@example.org",
  userId: "u1",
  keyId: undefined,
  scopes: new Set(["admin"]),
};

let now: number;
let context: TestContext;
beforeEach(async () => {
  now = Date.now();
  context = await createTestContext({
    modules: [secretsModule, identityModule],
    now: () => new Date(now),
  });
});
afterEach(() => context.close());

test("a key is shown once and only its hash is stored", async () => {
  const created = await keys().create({ name: "Indexer", scopes: ["feeds", "search"] });
  expect(created.key).toMatch(/^mnt_[0-9A-Za-z]{40}$/);
  expect(created.key.startsWith(created.prefix)).toBe(true);
  const [row] = await context.ctx.db.select().from(apiKeys);
  expect(row?.hash.equals(hashCredential(created.key))).toBe(true);
  const audit = await context.ctx.db.select().from(auditEntries);
  expect(audit).toMatchObject([{ action: "apiKeys.create", actorName: "harbour@example.org" }]);
  const { items } = await keys().list({});
  expect(items).toMatchObject([{ name: "Indexer", scopes: ["feeds", "search"], useCount: 0 }]);
  expect(JSON.stringify([row, audit, items])).not.toContain(created.key.slice(10));
});

test("a key grants its scopes and no others", async () => {
  const { key, id } = await keys().create({ name: "Indexer", scopes: ["feeds"] });
  const principal = await find(key);
  expect(principal).toMatchObject({ kind: "key", name: "Indexer", keyId: id });
  expect([...(principal?.scopes ?? [])]).toEqual(["feeds"]);
  const asKey = createRouterClient(identityRouter, { context: requestContext(principal) });
  await expect(asKey.admin.apiKeys.list({})).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("a revoked key is refused within a second, here and in another process", async () => {
  const { key, id } = await keys().create({ name: "Indexer", scopes: ["feeds"] });
  expect(await find(key)).toBeDefined();
  await keys().revoke({ id });
  now += 1000;
  expect(await find(key)).toBeUndefined();
  await expect(keys().revoke({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a key ends at its expiry, which must lie ahead", async () => {
  const expiresAt = new Date(now + 500).toISOString();
  const { key } = await keys().create({ name: "Short", scopes: ["feeds"], expiresAt });
  expect(await find(key)).toBeDefined();
  now += 600;
  expect(await find(key)).toBeUndefined();
  await expect(keys().create({ name: "Late", scopes: ["feeds"], expiresAt })).rejects.toMatchObject(
    { code: "BAD_REQUEST", data: { errors: [{ field: "expiresAt" }] } },
  );
});

test("a key asked for again and again is looked up once a second, a wrong one more rarely", async () => {
  const { key } = await keys().create({ name: "Indexer", scopes: ["feeds"] });
  const query = vi.spyOn(context.ctx.db.$client, "query");
  await Promise.all(Array.from({ length: 20 }, () => find(key)));
  await find(key);
  expect(query).toHaveBeenCalledTimes(1);
  for (let at = 0; at < 4; at++) {
    expect(await find("mnt_wrong")).toBeUndefined();
    now += 1000;
  }
  expect(query).toHaveBeenCalledTimes(2);
  expect(await find("x".repeat(100_000))).toBeUndefined();
  expect(query).toHaveBeenCalledTimes(2);
});

test("trying many wrong keys does not drive out a right one", async () => {
  const { key } = await keys().create({ name: "Indexer", scopes: ["feeds"] });
  await find(key);
  const query = vi.spyOn(context.ctx.db.$client, "query");
  await Promise.all(Array.from({ length: 1500 }, (_, index) => find(`mnt_wrong${index}`)));
  query.mockClear();
  expect(await find(key)).toBeDefined();
  expect(query).not.toHaveBeenCalled();
});

test("uses are counted in memory and written in one statement", async () => {
  const { ctx } = context;
  const one = await keys().create({ name: "One", scopes: ["feeds"] });
  const two = await keys().create({ name: "Two", scopes: ["feeds"] });
  for (let use = 0; use < 3; use++) ctx.identity.usage.count(one.id);
  ctx.identity.usage.count(two.id);
  const query = vi.spyOn(ctx.db.$client, "query");
  await ctx.identity.usage.flush();
  await ctx.identity.usage.flush();
  expect(query).toHaveBeenCalledTimes(1);
  const { items } = await keys().list({});
  expect(items.map(({ name, useCount }) => [name, useCount])).toEqual([
    ["Two", 1],
    ["One", 3],
  ]);
  expect(items[0]?.lastUsedAt).toBe(new Date(now).toISOString());
});

test("uses that could not be written are kept for the next time", async () => {
  const { ctx } = context;
  const { id } = await keys().create({ name: "One", scopes: ["feeds"] });
  ctx.identity.usage.count(id);
  const failing = vi.spyOn(ctx.db.$client, "query").mockRejectedValueOnce(new Error("gone"));
  await expect(ctx.identity.usage.flush()).rejects.toThrow("gone");
  failing.mockRestore();
  ctx.identity.usage.count(id);
  await ctx.identity.usage.flush();
  const { items } = await keys().list({});
  expect(items[0]?.useCount).toBe(2);
});

test("the environment's key administers until it is changed or removed", async () => {
  await start(FIRST);
  await start(FIRST);
  expect([...((await find(FIRST))?.scopes ?? [])]).toEqual(["admin"]);
  expect(await context.ctx.db.select().from(apiKeys)).toHaveLength(1);

  await start(SECOND);
  now += 1000;
  expect(await find(FIRST)).toBeUndefined();
  expect(await find(SECOND)).toBeDefined();

  await start(undefined);
  now += 1000;
  expect(await find(SECOND)).toBeUndefined();

  await start(FIRST);
  now += 10_000;
  expect(await find(FIRST)).toBeDefined();

  const actions = (await context.ctx.db.select().from(auditEntries)).map(({ action }) => action);
  expect(actions).toEqual([
    "apiKeys.create",
    "apiKeys.revoke",
    "apiKeys.create",
    "apiKeys.revoke",
    "apiKeys.create",
  ]);
});

test("the environment's key cannot be revoked behind the environment's back", async () => {
  await start(FIRST);
  const [row] = await context.ctx.db.select().from(apiKeys).where(eq(apiKeys.isEnvironment, true));
  await expect(keys().revoke({ id: row?.id ?? 0 })).rejects.toMatchObject({ code: "CONFLICT" });
  now += 1000;
  expect(await find(FIRST)).toBeDefined();
});

function requestContext(principal: Principal | undefined) {
  return { ctx: context.ctx, principal, address: "192.0.2.7", headers: new Headers() };
}

function keys() {
  return createRouterClient(identityRouter, { context: requestContext(administrator) }).admin
    .apiKeys;
}

function find(key: string) {
  return context.ctx.identity.keys.find(key, "192.0.2.1");
}

function start(apiKey: string | undefined) {
  return applyEnvironment({ ...context.ctx, env: { ...context.ctx.env, apiKey } });
}
