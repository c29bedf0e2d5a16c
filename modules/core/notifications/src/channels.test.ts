import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { json } from "node:stream/consumers";

import { auditModule } from "@minato/audit";
import { transaction } from "@minato/database";
import { identityModule } from "@minato/identity";
import { createUser } from "@minato/identity/create-user";
import type { Person } from "@minato/identity/person-procedure";
import { mailModule } from "@minato/mail";
import { mailSettings } from "@minato/mail/config";
import { createOutboundFetch, type OutboundFetch } from "@minato/outbound";
import { secretsModule } from "@minato/secrets";
import { createSettingsModule } from "@minato/settings";
import { siteSettings } from "@minato/settings/site";
import { updateSettings } from "@minato/settings/update-settings";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { startMailServer, type TestMailServer } from "@minato/tests/support/mail-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";

import { clearNotifications } from "../test/clear-notifications.ts";
import { startPushService } from "../test/push-service.ts";
import { addSubscription } from "./change-subscription.ts";
import { changeWebhook } from "./change-webhook.ts";
import { notificationsSettings } from "./config.ts";
import { createNotificationsModule } from "./module.ts";
import { changeSettings, loadSettings, SettingsChange } from "./notification-settings.ts";
import { notify } from "./notify.ts";
import { sendDelivery } from "./send-delivery.ts";
import { sendDigests } from "./send-digests.ts";
import { sendTest } from "./send-test.ts";
import type { Channel } from "./topics.ts";

const SITE = "http://harbour.example:7420";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

const SentDelivery = z.object({ deliveryId: z.int() });

interface Received {
  url: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

const modules = [
  secretsModule,
  createSettingsModule(() => [siteSettings, mailSettings, notificationsSettings]),
  auditModule,
  mailModule,
  identityModule,
  createNotificationsModule(() => []),
];

let context: TestContext;
let mail: TestMailServer;
let push: Awaited<ReturnType<typeof startPushService>>;
let receiver: Server;
let receiverUrl: string;
const received: Received[] = [];
let receiverStatus = 200;
/** Whether addresses of this machine are refused as they are outside of tests. */
let guardNetwork: (isGuarded: boolean) => void;
let ada: Person;
let subject = 0;

beforeAll(async () => {
  [mail, push] = await Promise.all([startMailServer(), startPushService()]);
  receiver = createServer((incoming, response) => void receive(incoming, response));
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const address = receiver.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  receiverUrl = `http://127.0.0.1:${address.port}`;
  let fetch: OutboundFetch = createOutboundFetch();
  context = await createTestContext({
    modules,
    fetch: (input, init) => fetch(input, init),
    variables: { PUBLIC_URL: SITE },
  });
  guardNetwork = (isGuarded) => {
    fetch = createOutboundFetch(isGuarded ? {} : { allow: "any" });
  };
  const email = "ada@example.org";
  const password = "nine lanterns over the quay";
  const user = { name: "Ada", email, password, role: "administrator" };
  const { id } = await createUser(context.ctx, user);
  ada = { kind: "user", name: email, userId: id, keyId: undefined, scopes: new Set(["admin"]) };
});

beforeEach(async () => {
  [received.length, mail.received.length, receiverStatus] = [0, 0, 200];
  mail.refuseWith.times = 0;
  guardNetwork(false);
  await clearNotifications(context);
  await set({ "mail.host": "", "notifications.privateHosts": "" });
});

afterAll(async () => {
  await context.close();
  await Promise.all([mail.close(), push.close()]);
  await new Promise((resolve) => receiver.close(resolve));
});

test("a browser decrypts what it is pushed, from a sender it can know", async () => {
  const browser = push.subscribe();
  await addSubscription(request(), browser.subscription, FIREFOX);
  await tell();
  await context.runJobs();
  const [message] = browser.received;
  expect(JSON.parse(message?.text ?? "")).toMatchObject({
    title: "3 jobs failed: mail.send",
    path: "/operations/jobs?state=failed",
  });
  expect(message?.headers).toMatchObject({ urgency: "high", ttl: "259200" });
  expect(message?.claims.sub).toBe("https://minato.invalid");
  const { push: settings } = await loadSettings(request());
  expect(settings.devices).toMatchObject([{ device: "Firefox on Linux" }]);
});

test("browsers that unsubscribed are forgotten, and the others are told all the same", async () => {
  const [gone, there] = [push.subscribe(), push.subscribe()];
  for (const { subscription } of [gone, there])
    await addSubscription(request(), subscription, null);
  gone.status = 410;
  await tell();
  await context.runJobs();
  expect(there.received).toHaveLength(1);
  expect((await loadSettings(request())).push.devices).toHaveLength(1);
});

test("a service that is away is asked again, and what it took is not sent twice", async () => {
  const browser = push.subscribe();
  await addSubscription(request(), browser.subscription, null);
  browser.status = 503;
  await tell();
  await runOne();
  await runOne();
  expect(context.sent).toMatchObject([{ job: { name: "notifications.send" } }]);
  const [again] = context.sent;
  browser.status = 201;
  await context.runJobs();
  await again?.job.run(context.ctx, again.data, AbortSignal.timeout(10_000));
  expect(browser.received).toHaveLength(1);
});

test("what is not taken is tried again for about a day", async () => {
  await changeWebhook(request(), { url: `${receiverUrl}/hook`, token: "", format: "json" });
  receiverStatus = 503;
  await tell();
  await runOne();
  const { deliveryId } = SentDelivery.parse(context.sent[0]?.data);
  let waited = 0;
  for (let tries = 0; tries < 50; tries++) {
    const wait = await sendDelivery(context.ctx, deliveryId);
    if (wait === undefined) break;
    waited += wait;
  }
  expect(Math.round(waited / 3600)).toBe(24);
  expect((await loadSettings(request())).webhook?.error).toContain("503");
});

test("a job that runs twice sends once", async () => {
  await changeWebhook(request(), { url: `${receiverUrl}/hook`, token: "", format: "json" });
  await tell();
  const [deliver] = context.sent;
  await context.runJobs();
  await deliver?.job.run(context.ctx, deliver.data, AbortSignal.timeout(10_000));
  await context.runJobs();
  expect(received).toHaveLength(1);
});

test("a webhook gets what Gotify and Apprise read, with its token", async () => {
  await changeWebhook(request(), { url: `${receiverUrl}/message`, token: "t0ken", format: "json" });
  await tell();
  await context.runJobs();
  expect(received).toMatchObject([
    {
      url: "/message",
      headers: { authorization: "Bearer t0ken", "idempotency-key": expect.any(String) },
      body: {
        title: "3 jobs failed: mail.send",
        message: expect.stringContaining("All tries"),
        body: expect.stringContaining("All tries"),
        type: "warning",
        priority: 7,
        event: { topic: "jobs-failed", kind: "failedJobs", count: 1 },
      },
    },
  ]);
});

test("ntfy gets JSON at its root with the topic of the address", async () => {
  await changeWebhook(request(), { url: `${receiverUrl}/harbour`, token: "", format: "ntfy" });
  await tell();
  await context.runJobs();
  expect(received).toMatchObject([{ url: "/", body: { topic: "harbour", priority: 4 } }]);
});

test("an address that is no topic of ntfy is for its receiver to refuse", async () => {
  await changeWebhook(request(), { url: `${receiverUrl}/%zz`, token: "", format: "ntfy" });
  receiverStatus = 400;
  expect(await sendTest(request(), { channel: "webhook" })).toMatchObject({
    isSent: false,
    reason: expect.stringContaining("400"),
  });
  expect(received).toMatchObject([{ url: "/", body: { topic: "%zz" } }]);
});

test("a webhook that is gone is left alone until it is set again, and its owner sees why", async () => {
  const webhook = { url: `${receiverUrl}/gone`, token: "", format: "json" } as const;
  await changeWebhook(request(), webhook);
  receiverStatus = 410;
  await tell();
  await context.runJobs();
  await tell();
  await context.runJobs();
  expect(received).toHaveLength(1);
  expect((await loadSettings(request())).webhook).toMatchObject({
    host: new URL(receiverUrl).host,
    endedAt: expect.any(String),
    error: expect.stringContaining("410"),
  });
  receiverStatus = 200;
  await changeWebhook(request(), webhook);
  expect((await loadSettings(request())).webhook).not.toHaveProperty("error");
});

test("addresses in the local network are refused unless an administrator names them", async () => {
  guardNetwork(true);
  await changeWebhook(request(), { url: `${receiverUrl}/hook`, token: "", format: "json" });
  expect(await sendTest(request(), { channel: "webhook" })).toMatchObject({
    isSent: false,
    reason: expect.stringContaining("notifications.privateHosts"),
  });
  await set({ "notifications.privateHosts": "ntfy.lan, 127.0.0.1" });
  expect(await sendTest(request(), { channel: "webhook" })).toEqual({ isSent: true });
  expect(received).toHaveLength(1);
});

test("neither the address of a webhook nor its token can be read from the database or the record", async () => {
  await changeWebhook(request(), {
    url: `${receiverUrl}/secret-topic`,
    token: "secret-token",
    format: "json",
  });
  const { rows } = await context.ctx.db.$client.query<{ text: string }>(
    `select (select string_agg(c::text, ' ') from notification_channels c)
       || (select string_agg(a::text, ' ') from audit_entries a) as text`,
  );
  expect(rows[0]?.text).toContain("notifications.setWebhook");
  expect(rows[0]?.text).not.toMatch(/secret-to/);
});

test("mail goes out at once, or once a day in one message", async () => {
  await setUpMail();
  await tell();
  await context.runJobs();
  expect(mail.received).toHaveLength(1);
  expect(mail.received[0]?.text).toContain(`${SITE}/operations/jobs?state=failed`);
  await changeSettings(request(), SettingsChange.parse({ isDigest: true, language: "de" }));
  await tell();
  await tell();
  await context.runJobs();
  expect(mail.received).toHaveLength(1);
  for (let round = 0; round < 2; round++) {
    await sendDigests(context.ctx);
    await context.runJobs();
  }
  expect(mail.received).toHaveLength(2);
  expect(mail.received[1]?.text.match(/3 Aufträge sind gescheitert/g)).toHaveLength(2);
});

test("without a mail server no mail waits for one", async () => {
  await tell();
  await context.runJobs();
  const { rows } = await context.ctx.db.$client.query("select kind from mail_messages");
  expect(rows).toEqual([]);
});

test("a person's channels take no more than so many in an hour", async () => {
  await setUpMail();
  for (let round = 0; round < 25; round++) {
    await tell();
    await context.runJobs();
  }
  expect(mail.received).toHaveLength(20);
});

test("a test says of each channel what came of it", async () => {
  const answer = (channel: Channel) => sendTest(request(), { channel });
  expect(await answer("inbox")).toEqual({ isSent: true });
  for (const channel of ["email", "webhook", "push"] as const) {
    await expect(answer(channel)).rejects.toMatchObject({ code: "CONFLICT" });
  }
  await setUpMail();
  mail.refuseWith.times = 1;
  expect(await answer("email")).toMatchObject({
    isSent: false,
    reason: expect.stringContaining("451"),
  });
  expect(await answer("email")).toEqual({ isSent: true });
  const browser = push.subscribe();
  await addSubscription(request(), browser.subscription, null);
  expect(await answer("push")).toEqual({ isSent: true });
  expect(JSON.parse(browser.received[0]?.text ?? "")).toMatchObject({ title: "A test" });
  browser.status = 500;
  expect(await answer("push")).toMatchObject({ reason: expect.stringContaining("500") });
});

test("tests are few in an hour, and the last one is what a person sees of a webhook", async () => {
  await changeWebhook(request(), { url: `${receiverUrl}/hook`, token: "", format: "json" });
  receiverStatus = 500;
  for (let round = 0; round < 9; round++) await sendTest(request(), { channel: "webhook" });
  expect((await loadSettings(request())).webhook?.error).toContain("500");
  receiverStatus = 200;
  expect(await sendTest(request(), { channel: "webhook" })).toEqual({ isSent: true });
  expect((await loadSettings(request())).webhook).not.toHaveProperty("error");
  await expect(sendTest(request(), { channel: "webhook" })).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
  });
  expect(received).toHaveLength(10);
});

test("a subscription that no message can be encrypted for is refused", async () => {
  const { subscription } = push.subscribe();
  const broken = { ...subscription, keys: { ...subscription.keys, auth: "short" } };
  await expect(addSubscription(request(), broken, null)).rejects.toMatchObject({
    code: "BAD_REQUEST",
    errors: [{ field: "keys" }],
  });
});

async function receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await json(incoming);
  received.push({ url: incoming.url ?? "", headers: incoming.headers, body });
  response.writeHead(receiverStatus).end();
}

function setUpMail(): Promise<void> {
  return set({
    "mail.host": "127.0.0.1",
    "mail.port": mail.port,
    "mail.verifiesCertificate": false,
    "mail.from": "minato@example.org",
  });
}

async function set(values: Record<string, string | number | boolean>): Promise<void> {
  const changes = Object.entries(values).map(([key, value]) => {
    const [module = "", name = ""] = key.split(".");
    return { module, name, value };
  });
  await updateSettings(context.ctx, { principal: ada, address: undefined }, { changes });
}

function request() {
  return { ctx: context.ctx, person: ada, address: "192.0.2.1" };
}

/** Something that goes through every channel; each time about something else. */
async function tell(): Promise<void> {
  const { ctx } = context;
  subject += 1;
  await transaction(ctx.db.$client, (client) =>
    notify(
      ctx,
      {
        topic: "jobs-failed",
        values: { queue: "mail.send", jobs: 3 },
        subject: `${subject}`,
        to: "administrators",
        path: "/operations/jobs?state=failed",
      },
      client,
    ),
  );
}

async function runOne(): Promise<void> {
  const next = context.sent.shift();
  await next?.job.run(context.ctx, next.data, AbortSignal.timeout(10_000));
}
