import { AppError, toErrorBody, type HttpEnv, type Principal } from "@minato/kit";
import { secretsModule } from "@minato/secrets";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { Hono } from "hono";
import { afterEach, beforeEach, expect, test } from "vitest";

import { authenticate } from "./authenticate.ts";
import { createUser } from "./create-user.ts";
import { identityHttp } from "./http.ts";
import { identityModule } from "./module.ts";
import { sessions } from "./schema.ts";

const ADA = { email: "ada@example.org", password: "correct horse battery" };
const HOST = "192.168.1.20:7420";

let context: TestContext;
/** Attempts are limited by address, in memory shared by all tests of a file. */
let address = 0;

async function open(variables: Record<string, string> = {}): Promise<void> {
  context = await createTestContext({ modules: [secretsModule, identityModule], variables });
  await createUser(context.ctx, { ...ADA, name: "Ada", role: "administrator" });
  address++;
}
beforeEach(() => open());
afterEach(() => context.close());

test("signing in over plain http sets a cookie that is the administrator's", async () => {
  const response = await send("sign-in/email", { body: ADA });
  expect(response.status).toBe(200);
  const [cookie = ""] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^minato\.session_token=/);
  expect(cookie).toContain("HttpOnly");
  expect(cookie).toContain("SameSite=Lax");
  expect(cookie).toContain("Max-Age=2592000");
  expect(cookie).not.toContain("Secure");
  const principal = await whoIs({ cookie: pairOf(cookie) });
  expect(principal).toMatchObject({ kind: "user", name: "ada@example.org" });
  expect(principal?.scopes.has("admin")).toBe(true);
});

test("a member may search, read feeds and download, and no more", async () => {
  const grace = { email: "grace@example.org", password: ADA.password };
  await createUser(context.ctx, { ...grace, name: "Grace" });
  const principal = await whoIs({ cookie: await signIn(grace) });
  expect([...(principal?.scopes ?? [])]).toEqual(["search", "feeds", "download"]);
});

test("a wrong password and an unknown address are answered alike", async () => {
  for (const body of [
    { ...ADA, password: "wrong password" },
    { ...ADA, email: "nobody@example.org" },
  ]) {
    const response = await send("sign-in/email", { body });
    expect(response.status).toBe(401);
    const message = "Invalid email or password";
    expect(await response.json()).toEqual({ code: "UNAUTHORIZED", message });
  }
});

test.for([
  ["http://evil.example", 403],
  ["http://192.168.1.20:8080", 403],
  ["http://evil.example:7420", 403],
  ["null", 403],
  ["file://", 403],
  [`http://${HOST}`, 200],
  [`https://${HOST}`, 200],
] as const)("a request from %s is answered with %i", async ([origin, status]) => {
  const response = await send("sign-in/email", { body: ADA, headers: { origin } });
  expect(response.status).toBe(status);
  expect(response.headers.getSetCookie()).toHaveLength(status === 200 ? 2 : 0);
});

test("a session cannot be used from another site", async () => {
  const cookie = await signIn();
  await expect(whoIs({ cookie, origin: "http://evil.example" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  expect(await whoIs({ cookie, origin: `http://${HOST}` })).toBeDefined();
});

test("behind https the cookie is secure, bound to the base path, and the public address is ours", async () => {
  await context.close();
  await open({ PUBLIC_URL: "https://index.example/minato" });
  const headers = { origin: "https://index.example" };
  const response = await send("sign-in/email", { body: ADA, headers });
  expect(response.status).toBe(200);
  const [cookie = ""] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^__Secure-minato\.session_token=/);
  expect(cookie).toContain("Secure");
  expect(cookie).toContain("Path=/minato");
  expect(await whoIs({ cookie: pairOf(cookie), ...headers })).toBeDefined();
});

test("signing out ends the session", async () => {
  const cookie = await signIn();
  expect((await send("sign-out", { body: {}, headers: { cookie } })).status).toBe(200);
  expect(await whoIs({ cookie })).toBeUndefined();
  expect(await context.ctx.db.select().from(sessions)).toEqual([]);
});

test("a forged or foreign cookie is nobody", async () => {
  const cookie = await signIn();
  expect(await whoIs({ cookie: `${cookie.slice(0, -6)}AAAAAA` })).toBeUndefined();
  expect(await whoIs({ cookie: "minato.session_token=x" })).toBeUndefined();
  expect(await whoIs({ cookie: "other=1" })).toBeUndefined();
});

test("an old session is prolonged when the answer can carry its cookie", async () => {
  const cookie = await signIn();
  const inTenDays = new Date(Date.now() + 10 * 24 * 60 * 60 * 1000);
  await context.ctx.db.update(sessions).set({ expiresAt: inTenDays });
  await whoIs({ cookie });
  expect((await context.ctx.db.select().from(sessions))[0]?.expiresAt).toEqual(inTenDays);
  const responseHeaders = new Headers();
  await whoIs({ cookie }, responseHeaders);
  expect(responseHeaders.getSetCookie()[0]).toContain("Max-Age=2592000");
  const [session] = await context.ctx.db.select().from(sessions);
  expect(session?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 29 * 24 * 60 * 60 * 1000);
});

test("people see and end their sessions, and a new password ends the others", async () => {
  const [first, second, third] = [await signIn(), await signIn(), await signIn()];
  const listed = await send("list-sessions", { headers: { cookie: first } });
  const list = (await listed.json()) as { token: string; ipAddress: string }[];
  expect(list).toHaveLength(3);
  expect(list[0]?.ipAddress).toBe(`192.0.2.${address}`);
  const token = decodeURIComponent(third.split("=")[1] ?? "").split(".")[0];
  const headers = { cookie: first };
  expect((await send("revoke-session", { body: { token }, headers })).status).toBe(200);
  expect(await whoIs({ cookie: third })).toBeUndefined();
  const newPassword = "another long password";
  const body = { currentPassword: ADA.password, newPassword };
  expect((await send("change-password", { body, headers })).status).toBe(200);
  expect(await whoIs({ cookie: second })).toBeUndefined();
  await signIn({ ...ADA, password: newPassword });
});

test("a name can be changed, a role cannot", async () => {
  const grace = { email: "grace@example.org", password: ADA.password };
  await createUser(context.ctx, { ...grace, name: "Grace" });
  const headers = { cookie: await signIn(grace) };
  const body = { name: "Grace Hopper", role: "administrator", image: "http://evil.example/x" };
  expect((await send("update-user", { body, headers })).status).toBe(200);
  const session = await (await send("get-session", { headers })).json();
  expect(session).toMatchObject({ user: { name: "Grace Hopper", role: "member", image: null } });
});

test.for([
  ["POST", "sign-up/email"],
  ["POST", "link-social"],
  ["POST", "set-password"],
  ["POST", "two-factor/send-otp"],
  ["POST", "two-factor/view-backup-codes"],
  ["GET", "reset-password/token"],
  ["POST", "delete-user"],
  ["GET", "ok"],
  ["GET", "error"],
  ["GET", "sign-in/email"],
  ["POST", "get-session"],
  ["GET", "constructor"],
  ["POST", "../auth/sign-up/email"],
] as const)("%s %s is not offered", async ([method, endpoint]) => {
  const body = { name: "Eve", email: "eve@example.org", password: ADA.password };
  const response = await send(endpoint, { method, ...(method === "POST" ? { body } : {}) });
  expect(response.status).toBe(404);
});

test("bodies are bounded and must be JSON", async () => {
  const password = "x".repeat(20_000);
  expect((await send("sign-in/email", { body: { ...ADA, password } })).status).toBe(413);
  const form = { "content-type": "application/x-www-form-urlencoded" };
  expect((await send("sign-in/email", { body: ADA, headers: form })).status).toBe(415);
  const response = await send("sign-in/email", { body: { email: 1 } });
  expect(await response.json()).toMatchObject({
    code: "BAD_REQUEST",
    errors: [{ field: "email" }, { field: "password" }],
  });
});

interface Sent {
  method?: "GET" | "POST";
  body?: unknown;
  headers?: Record<string, string>;
}

/** Sends a real request through the routes, as the server mounts them. */
async function send(endpoint: string, { body, headers, method }: Sent): Promise<Response> {
  const { ctx } = context;
  const app = new Hono<HttpEnv>().basePath(ctx.env.basePath);
  app.onError((error, c) => {
    if (!(error instanceof AppError)) throw error;
    if (error.retryAfterSeconds !== undefined) {
      c.header("retry-after", String(error.retryAfterSeconds));
    }
    return c.json(toErrorBody(error), error.status);
  });
  app.use(async (c, next) => {
    const { raw } = c.req;
    const caller = { principal: undefined, address: `192.0.2.${address}` };
    c.set("request", { ctx, ...caller, headers: raw.headers });
    await next();
  });
  identityHttp(app);
  const request = new Request(`http://${HOST}${ctx.env.basePath}/api/auth/${endpoint}`, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: { host: HOST, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return app.request(request);
}

async function signIn(person = ADA): Promise<string> {
  const response = await send("sign-in/email", { body: person });
  expect(response.status).toBe(200);
  return pairOf(response.headers.getSetCookie()[0] ?? "");
}

function pairOf(setCookie: string): string {
  return setCookie.split(";")[0] ?? "";
}

function whoIs(
  headers: Record<string, string>,
  responseHeaders?: Headers,
): Promise<Principal | undefined> {
  return authenticate(context.ctx, {
    headers: new Headers({ host: HOST, ...headers }),
    url: new URL(`http://${HOST}/`),
    allowQueryKey: false,
    address: "192.0.2.1",
    responseHeaders,
  });
}
