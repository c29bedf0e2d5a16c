import type { Principal } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";

import { recordAudit } from "./record-audit.ts";
import { auditRouter } from "./router.ts";

const principal: Principal = {
  kind: "user",
  name: "harbour@example.org",
  userId: "u1",
  keyId: undefined,
  scopes: new Set(["admin"]),
};

let context: TestContext;
beforeAll(async () => {
  context = await createTestContext();
});
afterAll(() => context.close());

test("an entry names who did what to what, from where", async () => {
  const { ctx } = context;
  await recordAudit(ctx, {
    principal,
    address: "192.0.2.7",
    action: "config.update",
    object: "torrents.minSize",
    before: 1,
    after: 2,
  });
  const { items } = await client(principal).admin.audit.list({ limit: 1 });
  expect(items).toMatchObject([
    {
      actor: { kind: "user", name: "harbour@example.org", userId: "u1" },
      action: "config.update",
      object: "torrents.minSize",
      address: "192.0.2.7",
      before: 1,
      after: 2,
    },
  ]);
});

test("fields named like secrets are blanked at any depth", async () => {
  const { ctx } = context;
  await recordAudit(ctx, {
    principal: undefined,
    address: undefined,
    action: "test.secrets",
    object: "secrets",
    after: { name: "shown", list: [{ password: "hunter2" }], clientSecret: "s", apiKey: "k" },
  });
  const { items } = await client(principal).admin.audit.list({ limit: 1 });
  expect(items[0]?.actor.kind).toBe("system");
  expect(items[0]?.after).toEqual({
    name: "shown",
    list: [{ password: "[secret]" }],
    clientSecret: "[secret]",
    apiKey: "[secret]",
  });
});

test("pages follow the cursor without gap or overlap, newest first", async () => {
  const { ctx } = context;
  for (const object of ["one", "two", "three"]) {
    await recordAudit(ctx, { principal, address: undefined, action: "test.page", object });
  }
  const list = client(principal).admin.audit.list;
  const first = await list({ limit: 2 });
  expect(first.items.map((entry) => entry.object)).toEqual(["three", "two"]);
  const second = await list({ limit: 1, cursor: first.nextCursor });
  expect(second.items.map((entry) => entry.object)).toEqual(["one"]);
  const rest = await list({ limit: 100, cursor: second.nextCursor });
  expect(rest.nextCursor).toBeUndefined();
});

test("what was done to one thing is found by exactly what it was done to", async () => {
  const { ctx } = context;
  for (const object of ["harbour", "harbour light", "harbour"]) {
    await recordAudit(ctx, { principal, address: undefined, action: "test.about", object });
  }
  const { list } = client(principal).admin.audit;
  expect((await list({ about: "harbour" })).items).toHaveLength(2);
  expect((await list({ about: "arbour" })).items).toEqual([]);
  expect((await list({ object: "arbour" })).items).toHaveLength(3);
});

test("the record is for administrators only", async () => {
  const member: Principal = { ...principal, scopes: new Set(["search"]) };
  await expect(client(member).admin.audit.list({})).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(client(undefined).admin.audit.list({})).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
});

function client(caller: Principal | undefined) {
  return createRouterClient(auditRouter, {
    context: { ctx: context.ctx, principal: caller, address: "192.0.2.7", headers: new Headers() },
  });
}
