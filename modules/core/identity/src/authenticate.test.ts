import { secretsModule } from "@minato/secrets";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { afterAll, beforeAll, expect, test } from "vitest";

import { authenticate } from "./authenticate.ts";
import { SYSTEM } from "./caller.ts";
import { createApiKey } from "./create-api-key.ts";
import { createUser } from "./create-user.ts";
import { describeCaller } from "./describe-caller.ts";
import { identityModule } from "./module.ts";
import { apiKeys } from "./schema.ts";

const INTERNAL_SECRET = "internal-secret-0123456789abcdefghij";

let context: TestContext;
let first: string;
let second: string;
beforeAll(async () => {
  context = await createTestContext({
    modules: [secretsModule, identityModule],
    variables: { INTERNAL_SECRET },
  });
  first = (await createApiKey(context.ctx, SYSTEM, { name: "first", scopes: ["feeds"] })).key;
  second = (await createApiKey(context.ctx, SYSTEM, { name: "second", scopes: ["feeds"] })).key;
});
afterAll(() => context.close());

test("the internal secret comes before any key and grants ingest only", async () => {
  const principal = await whoIs({ "x-internal-secret": INTERNAL_SECRET, "x-api-key": first });
  expect(principal).toMatchObject({ kind: "internal", name: "internal" });
  expect([...(principal?.scopes ?? [])]).toEqual(["ingest"]);
});

test("X-Api-Key comes before Bearer, and Bearer before the address", async () => {
  const bearer = { authorization: `Bearer ${second}` };
  expect(await nameOf({ "x-api-key": first, ...bearer })).toBe("first");
  expect(await nameOf(bearer, `?apikey=${first}`, true)).toBe("second");
  expect(await nameOf({ authorization: `bearer ${second}` })).toBe("second");
});

test("a key in the address counts only where it is allowed", async () => {
  expect(await nameOf({}, `?t=caps&apikey=${first}`, true)).toBe("first");
  expect(await nameOf({}, `?t=caps&apikey=${first}`, false)).toBeUndefined();
});

test("a wrong credential is refused even when a right one of less weight is there", async () => {
  const refused = { code: "UNAUTHORIZED" };
  const bearer = { authorization: `Bearer ${first}` };
  await expect(whoIs({ "x-internal-secret": "wrong", "x-api-key": first })).rejects.toMatchObject(
    refused,
  );
  await expect(whoIs({ "x-api-key": "mnt_wrong", ...bearer })).rejects.toMatchObject(refused);
  await expect(
    whoIs({ authorization: "Bearer wrong" }, `?apikey=${first}`, true),
  ).rejects.toMatchObject(refused);
  await expect(whoIs({}, "?apikey=wrong", true)).rejects.toMatchObject(refused);
});

test("without an internal secret in the environment none is accepted", async () => {
  const ctx = { ...context.ctx, env: { ...context.ctx.env, internalSecret: undefined } };
  const headers = new Headers({ "x-internal-secret": INTERNAL_SECRET });
  const url = new URL("http://127.0.0.1/");
  await expect(
    authenticate(ctx, { headers, url, allowQueryKey: false, address: "192.0.2.1" }),
  ).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
});

test("nothing presented, something empty or another scheme is nobody", async () => {
  expect(await whoIs({})).toBeUndefined();
  expect(await whoIs({ "x-api-key": "", "x-internal-secret": "" }, "?apikey=", true)).toBe(
    undefined,
  );
  expect(await whoIs({ authorization: "Basic YTpi" })).toBeUndefined();
});

test("uses of keys are counted", async () => {
  const { key, id } = await createApiKey(context.ctx, SYSTEM, { name: "used", scopes: ["feeds"] });
  await whoIs({ "x-api-key": key });
  await whoIs({ "x-api-key": key });
  await context.ctx.identity.usage.flush();
  const rows = await context.ctx.db.select().from(apiKeys);
  expect(rows.find((row) => row.id === id)?.useCount).toBe(2);
});

test("a key that belongs to a user grants no more than the user may do", async () => {
  const { ctx } = context;
  const user = { name: "Grace", email: "grace@example.org", password: "correct horse battery" };
  const { id: userId } = await createUser(ctx, user);
  const { key, id } = await createApiKey(ctx, SYSTEM, { name: "hers", scopes: ["admin"] });
  await ctx.db.$client.query("update api_keys set user_id = $1 where id = $2", [userId, id]);
  const principal = await whoIs({ "x-api-key": key });
  expect(principal).toMatchObject({ kind: "key", name: "hers", userId });
  expect([...(principal?.scopes ?? [])]).toEqual(["search", "feeds", "download"]);
});

test("callers are told who they are taken for", async () => {
  const { ctx } = context;
  const user = { name: "Ada", email: "ada@example.org", password: "correct horse battery" };
  const { id: userId } = await createUser(ctx, { ...user, role: "administrator" });
  const description = await describeCaller(ctx, {
    kind: "user",
    name: "ada@example.org",
    userId,
    keyId: undefined,
    scopes: new Set(["admin"]),
  });
  expect(description).toEqual({
    kind: "user",
    userId,
    name: "Ada",
    email: "ada@example.org",
    role: "administrator",
    roleName: "Administrator",
    scopes: ["admin"],
  });
});

function whoIs(headers: Record<string, string>, search = "", allowQueryKey = false) {
  return authenticate(context.ctx, {
    headers: new Headers(headers),
    url: new URL(`http://127.0.0.1/torznab/api${search}`),
    allowQueryKey,
    address: "192.0.2.1",
  });
}

async function nameOf(...request: Parameters<typeof whoIs>) {
  return (await whoIs(...request))?.name;
}
