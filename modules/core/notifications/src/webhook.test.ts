import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { createChannelScene, type ChannelScene } from "../test/channel-scene.ts";
import { changeWebhook } from "./change-webhook.ts";
import { loadSettings } from "./notification-settings.ts";
import { sendTest } from "./send-test.ts";

let scene: ChannelScene;

beforeAll(async () => {
  scene = await createChannelScene();
});
beforeEach(() => scene.reset());
afterAll(() => scene.close());

test("a webhook gets what Gotify and Apprise read, with its token", async () => {
  await changeWebhook(scene.request(), {
    url: `${scene.receiver.url}/message`,
    token: "t0ken",
    format: "json",
  });
  await scene.tell();
  await scene.context.runJobs();
  expect(scene.receiver.received).toMatchObject([
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
  await changeWebhook(scene.request(), {
    url: `${scene.receiver.url}/harbour`,
    token: "",
    format: "ntfy",
  });
  await scene.tell();
  await scene.context.runJobs();
  expect(scene.receiver.received).toMatchObject([
    { url: "/", body: { topic: "harbour", priority: 4 } },
  ]);
});

test("an address that is no topic of ntfy is for its receiver to refuse", async () => {
  await changeWebhook(scene.request(), {
    url: `${scene.receiver.url}/%zz`,
    token: "",
    format: "ntfy",
  });
  scene.receiver.status = 400;
  expect(await sendTest(scene.request(), { channel: "webhook" })).toMatchObject({
    isSent: false,
    reason: expect.stringContaining("400"),
  });
  expect(scene.receiver.received).toMatchObject([{ url: "/", body: { topic: "%zz" } }]);
});

test("a webhook that is gone is left alone until it is set again, and its owner sees why", async () => {
  const webhook = { url: `${scene.receiver.url}/gone`, token: "", format: "json" } as const;
  await changeWebhook(scene.request(), webhook);
  scene.receiver.status = 410;
  await scene.tell();
  await scene.context.runJobs();
  await scene.tell();
  await scene.context.runJobs();
  expect(scene.receiver.received).toHaveLength(1);
  expect((await loadSettings(scene.request())).webhook).toMatchObject({
    host: new URL(scene.receiver.url).host,
    endedAt: expect.any(String),
    error: expect.stringContaining("410"),
  });
  scene.receiver.status = 200;
  await changeWebhook(scene.request(), webhook);
  expect((await loadSettings(scene.request())).webhook).not.toHaveProperty("error");
});

test("addresses in the local network are refused unless an administrator names them", async () => {
  scene.guardNetwork(true);
  await changeWebhook(scene.request(), {
    url: `${scene.receiver.url}/hook`,
    token: "",
    format: "json",
  });
  expect(await sendTest(scene.request(), { channel: "webhook" })).toMatchObject({
    isSent: false,
    reason: expect.stringContaining("notifications.privateHosts"),
  });
  await scene.set({ "notifications.privateHosts": "ntfy.lan, 127.0.0.1" });
  expect(await sendTest(scene.request(), { channel: "webhook" })).toEqual({ isSent: true });
  expect(scene.receiver.received).toHaveLength(1);
});

test("neither the address of a webhook nor its token can be read from the database or the record", async () => {
  await changeWebhook(scene.request(), {
    url: `${scene.receiver.url}/secret-topic`,
    token: "secret-token",
    format: "json",
  });
  const { rows } = await scene.context.ctx.db.$client.query<{ text: string }>(
    `select (select string_agg(c::text, ' ') from notification_channels c)
       || (select string_agg(a::text, ' ') from audit_entries a) as text`,
  );
  expect(rows[0]?.text).toContain("notifications.setWebhook");
  expect(rows[0]?.text).not.toMatch(/secret-to/);
});
