import { auditEntries } from "@minato/audit/schema";
import { secretsModule } from "@minato/secrets";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { createRouterClient } from "@orpc/server";
import { afterEach, beforeEach, expect, test } from "vitest";

import { applyEnvironment } from "./apply-environment.ts";
import { createUser } from "./create-user.ts";
import { identityModule } from "./module.ts";
import { prepareSetup } from "./prepare-setup.ts";
import { identityRouter } from "./router.ts";
import { accounts, setupTokens, users } from "./schema.ts";

const PASSWORD = "correct horse battery";

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

test("a set-up token makes the first administrator, once", async () => {
  const { ctx } = context;
  expect(await setup().status()).toEqual({ needsSetup: true });
  const token = await prepareToken();
  const created = await setup().createAdministrator(person(token, "Ada@Example.org"));
  expect(created).toEqual({ email: "ada@example.org" });
  expect(await setup().status()).toEqual({ needsSetup: false });
  expect(await prepareSetup(ctx)).toBeUndefined();
  await expect(setup().createAdministrator(person(token))).rejects.toMatchObject({
    code: "CONFLICT",
  });
  const audit = await ctx.db.select().from(auditEntries);
  expect(audit).toMatchObject([
    { action: "users.create", object: "ada@example.org", address: "192.0.2.7" },
  ]);
  const [account] = await ctx.db.select().from(accounts);
  const stored = JSON.stringify([account, audit, await ctx.db.select().from(users)]);
  expect(stored).not.toContain(PASSWORD);
  expect(stored).not.toContain(token);
});

test("of many who use the token at once, one becomes administrator", async () => {
  const token = await prepareToken();
  const attempts = await Promise.allSettled(
    ["a", "b", "c", "d"].map((name) =>
      setup().createAdministrator(person(token, `${name}@example.org`)),
    ),
  );
  const refusals = attempts.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
  expect(refusals).toEqual(["CONFLICT", "CONFLICT", "CONFLICT"]);
  expect(await context.ctx.db.select().from(users)).toHaveLength(1);
  expect(await context.ctx.db.select().from(accounts)).toHaveLength(1);
});

test("a wrong or outdated token is refused", async () => {
  const token = await prepareToken();
  await expect(setup().createAdministrator(person(`${token}x`))).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  now += 8 * 24 * 60 * 60 * 1000;
  await expect(setup().createAdministrator(person(token))).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  expect(await context.ctx.db.select().from(users)).toEqual([]);
});

test("each of several processes prints a token that works, and the table stays small", async () => {
  const first = await prepareToken();
  for (let start = 0; start < 15; start++) await prepareToken();
  const { email } = await setup().createAdministrator(person(first));
  expect(email).toBe("ada@example.org");
  expect(await context.ctx.db.select().from(setupTokens)).toEqual([]);
});

test("a process that keeps restarting does not fill the table", async () => {
  for (let start = 0; start < 25; start++) {
    now += 1000;
    await prepareToken();
  }
  expect(await context.ctx.db.select().from(setupTokens)).toHaveLength(20);
});

test("the input of set-up is checked field by field", async () => {
  const token = await prepareToken();
  await expect(
    setup().createAdministrator({ ...person(token), email: "nowhere", password: "short" }),
  ).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("the environment makes the first administrator and never a second", async () => {
  const { ctx } = context;
  const start = (email: string) =>
    applyEnvironment({
      ...ctx,
      env: { ...ctx.env, administrator: { email, password: PASSWORD } },
    });
  await prepareToken();
  await start("ada@example.org");
  await start("grace@example.org");
  expect(await ctx.db.select().from(users)).toMatchObject([
    { email: "ada@example.org", name: "ada", role: "administrator" },
  ]);
  expect(await ctx.db.select().from(setupTokens)).toEqual([]);
});

test("a user is refused with every reason, and an address is taken only once", async () => {
  const { ctx } = context;
  await createUser(ctx, { name: "Ada", email: "ada@example.org", password: PASSWORD });
  await expect(
    createUser(ctx, { name: "Ada", email: " ADA@example.org", password: PASSWORD }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(
    createUser(ctx, { name: " ", email: "ada", password: "short" }),
  ).rejects.toMatchObject({
    code: "BAD_REQUEST",
    errors: [
      { field: "name", message: "must not be empty" },
      { field: "email", message: "must be an e-mail address" },
      { field: "password", message: "must have at least 8 characters" },
    ],
  });
  expect(await ctx.db.select().from(users)).toMatchObject([{ role: "member" }]);
});

function setup() {
  return createRouterClient(identityRouter, {
    context: {
      ctx: context.ctx,
      principal: undefined,
      address: "192.0.2.7",
      headers: new Headers(),
    },
  }).identity.setup;
}

async function prepareToken(): Promise<string> {
  const token = await prepareSetup(context.ctx);
  expect(token).toMatch(/^[0-9A-Za-z]{32}$/);
  return token ?? "";
}

function person(token: string, email = "ada@example.org") {
  return { token, name: "Ada", email, password: PASSWORD };
}
