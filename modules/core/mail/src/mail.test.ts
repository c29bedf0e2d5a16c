import type { RequestContext } from "@minato/kit";
import { secretsModule } from "@minato/secrets";
import { createSettingsModule } from "@minato/settings";
import { siteSettings } from "@minato/settings/site";
import { updateSettings } from "@minato/settings/update-settings";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { startMailServer, type TestMailServer } from "@minato/tests/support/mail-server";
import { call } from "@orpc/server";
import { afterEach, beforeEach, expect, test } from "vitest";

import { mailSettings } from "./config.ts";
import { mailModule } from "./module.ts";
import { pruneMail } from "./prune-mail.ts";
import { queueMail } from "./queue-mail.ts";
import { renderMessage } from "./render-message.ts";
import { mailRouter } from "./router.ts";
import { mailMessages } from "./schema.ts";

const { mail } = mailRouter.admin;
const LOGIN = { user: "minato", password: "nine lanterns" };
const ADA = { kind: "reset-password", recipient: "ada@example.org" } as const;
const variables = { name: "Ada", path: "/reset-password?token=secret-token-1" };

let context: TestContext;
let server: TestMailServer;
let now: number;
beforeEach(async () => {
  now = Date.UTC(2026, 5, 1);
  server = await startMailServer({ credentials: LOGIN });
  context = await createTestContext({
    modules: [secretsModule, createSettingsModule(() => [siteSettings, mailSettings]), mailModule],
    now: () => new Date(now),
  });
});
afterEach(async () => {
  await context.close();
  await server.close();
});

function administrator(): RequestContext {
  const scopes = new Set(["admin"] as const);
  const principal = { kind: "user", name: "admin", userId: "1", keyId: undefined, scopes } as const;
  return { ctx: context.ctx, principal, address: "192.0.2.1", headers: new Headers() };
}

async function set(values: Record<string, unknown>): Promise<void> {
  const changes = Object.entries(values).map(([path, value]) => {
    const [module = "", name = ""] = path.split(".");
    return { module, name, value };
  });
  await updateSettings(context.ctx, administrator(), { changes });
}

function sendTest() {
  return call(mail.test, { recipient: "x@example.org" }, { context: administrator() });
}

function setUp(more: Record<string, unknown> = {}): Promise<void> {
  return set({
    "site.name": "Harbour",
    "site.address": "https://harbour.example",
    "mail.host": "127.0.0.1",
    "mail.port": server.port,
    "mail.from": "harbour@example.org",
    "mail.user": LOGIN.user,
    "mail.password": LOGIN.password,
    "mail.verifiesCertificate": false,
    ...more,
  });
}

test("a message goes out over TLS with text and HTML, and its link is forgotten", async () => {
  await setUp();
  await queueMail(context.ctx, { ...ADA, variables });
  await context.runJobs();
  expect(server.received).toHaveLength(1);
  const [received] = server.received;
  expect(received).toMatchObject({ from: "harbour@example.org", to: ["ada@example.org"] });
  expect(received?.raw).toContain("Subject: Choose a new password for Harbour");
  expect(received?.raw).toContain("Content-Type: text/html");
  expect(received?.text).toContain(
    "Choose a new password:\r\nhttps://harbour.example/reset-password?token=secret-token-1",
  );
  const [row] = await context.ctx.db.select().from(mailMessages);
  expect(row).toMatchObject({ content: null, attempts: 1, sentAt: new Date(now) });
});

test("a link lies sealed in the database while it waits", async () => {
  await queueMail(context.ctx, { ...ADA, variables });
  const rows = await context.ctx.db.select().from(mailMessages);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify([rows, context.sent])).not.toContain("secret-token-1");
});

test("without a mail server administrators see the links until they end", async () => {
  await queueMail(context.ctx, { ...ADA, variables, expiresAt: new Date(now + 60_000) });
  await context.runJobs();
  const pending = await call(mail.pending, {}, { context: administrator() });
  expect(pending.problem).toBe("no server");
  expect(pending.items).toMatchObject([{ ...ADA, path: variables.path, attempts: 0 }]);
  expect(pending.items[0]?.link).toBeUndefined();
  now += 61_000;
  expect(await call(mail.pending, {}, { context: administrator() })).toMatchObject({ items: [] });
  await pruneMail(context.ctx);
  expect(await context.ctx.db.select().from(mailMessages)).toMatchObject([{ content: null }]);
  now += 31 * 24 * 60 * 60 * 1000;
  await pruneMail(context.ctx);
  expect(await context.ctx.db.select().from(mailMessages)).toEqual([]);
});

test("no link is sent while nobody said where this server is", async () => {
  await setUp({ "site.address": "" });
  await queueMail(context.ctx, { ...ADA, variables });
  await context.runJobs();
  expect(server.received).toEqual([]);
  const pending = await call(mail.pending, {}, { context: administrator() });
  expect(pending).toMatchObject({ problem: "no address", items: [{ kind: ADA.kind }] });
  await set({ "site.address": "http://harbour.example:7420/" });
  expect(await call(mail.send, {}, { context: administrator() })).toEqual({ queued: 1 });
  await context.runJobs();
  expect(server.received[0]?.text).toContain("http://harbour.example:7420/reset-password?");
});

test("a server that cannot take a message now is asked again, one that says no is not", async () => {
  await setUp();
  server.refuseWith = Object.assign(server.refuseWith, { status: 451, times: 1 });
  await queueMail(context.ctx, { ...ADA, variables });
  const [job] = context.sent;
  await expect(context.runJobs()).rejects.toThrow(/not now/);
  expect(job?.job.retryLimit).toBeGreaterThan(10);
  await job?.job.run(context.ctx, job.data, AbortSignal.timeout(10_000));
  expect(server.received).toHaveLength(1);

  server.refuseWith.status = 550;
  server.refuseWith.times = 1;
  await queueMail(context.ctx, { ...ADA, variables });
  await context.runJobs();
  expect(server.received).toHaveLength(1);
  const { items } = await call(mail.pending, {}, { context: administrator() });
  expect(items).toMatchObject([{ attempts: 1, lastError: expect.stringContaining("550") }]);
});

test("a test message tells what the server says", async () => {
  await expect(sendTest()).rejects.toMatchObject({ code: "CONFLICT" });
  await setUp({ "mail.password": "wrong" });
  await expect(sendTest()).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: expect.stringContaining("Invalid username or password"),
  });
  await set({ "mail.password": LOGIN.password, "mail.verifiesCertificate": true });
  await expect(sendTest()).rejects.toThrow(/certificate/);
  await set({ "mail.verifiesCertificate": false });
  await sendTest();
  expect(server.received[0]?.raw).toContain("Subject: A test message from Harbour");
});

test("nothing a person typed becomes markup, a header or another recipient", async () => {
  const name = '<img src="x">\r\nBcc: eve@example.org';
  const site = { name: "Harbour\r\nX-Evil: 1", address: "https://harbour.example" };
  const { html, subject } = renderMessage("invitation", { inviter: name, path: "/x" }, site);
  expect(html).not.toContain("<img");
  expect(subject).not.toMatch(/[\r\n]/);
  await setUp();
  await queueMail(context.ctx, {
    kind: "invitation",
    recipient: "b@example.org",
    variables: { inviter: name, path: "/x" },
  });
  await context.runJobs();
  expect(server.received[0]?.to).toEqual(["b@example.org"]);
  expect(server.received[0]?.raw.split("\r\n\r\n")[0]).not.toMatch(/^(Bcc|X-Evil):/m);
});
