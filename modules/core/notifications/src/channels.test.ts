import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";

import { createChannelScene, SITE, type ChannelScene } from "../test/channel-scene.ts";
import { addSubscription } from "./change-subscription.ts";
import { changeWebhook } from "./change-webhook.ts";
import { changeSettings, loadSettings, SettingsChange } from "./notification-settings.ts";
import { sendDelivery } from "./send-delivery.ts";
import { sendDigests } from "./send-digests.ts";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

const SentDelivery = z.object({ deliveryId: z.int() });

let scene: ChannelScene;

beforeAll(async () => {
  scene = await createChannelScene();
});
beforeEach(() => scene.reset());
afterAll(() => scene.close());

test("a browser decrypts what it is pushed, from a sender it can know", async () => {
  const browser = scene.push.subscribe();
  await addSubscription(scene.request(), browser.subscription, FIREFOX);
  await scene.tell();
  await scene.context.runJobs();
  const [message] = browser.received;
  expect(JSON.parse(message?.text ?? "")).toMatchObject({
    title: "3 jobs failed: mail.send",
    path: "/operations/jobs?state=failed",
  });
  expect(message?.headers).toMatchObject({ urgency: "high", ttl: "259200" });
  expect(message?.claims.sub).toBe("https://minato.invalid");
  const { push: settings } = await loadSettings(scene.request());
  expect(settings.devices).toMatchObject([{ device: "Firefox on Linux" }]);
});

test("browsers that unsubscribed are forgotten, and the others are told all the same", async () => {
  const [gone, there] = [scene.push.subscribe(), scene.push.subscribe()];
  for (const { subscription } of [gone, there])
    await addSubscription(scene.request(), subscription, null);
  gone.status = 410;
  await scene.tell();
  await scene.context.runJobs();
  expect(there.received).toHaveLength(1);
  expect((await loadSettings(scene.request())).push.devices).toHaveLength(1);
});

test("a service that is away is asked again, and what it took is not sent twice", async () => {
  const browser = scene.push.subscribe();
  await addSubscription(scene.request(), browser.subscription, null);
  browser.status = 503;
  await scene.tell();
  await scene.runOne();
  await scene.runOne();
  expect(scene.context.sent).toMatchObject([{ job: { name: "notifications.send" } }]);
  const [again] = scene.context.sent;
  browser.status = 201;
  await scene.context.runJobs();
  await again?.job.run(scene.context.ctx, again.data, AbortSignal.timeout(10_000));
  expect(browser.received).toHaveLength(1);
});

test("what is not taken is tried again for about a day", async () => {
  await changeWebhook(scene.request(), {
    url: `${scene.receiver.url}/hook`,
    token: "",
    format: "json",
  });
  scene.receiver.status = 503;
  await scene.tell();
  await scene.runOne();
  const { deliveryId } = SentDelivery.parse(scene.context.sent[0]?.data);
  let waited = 0;
  for (let tries = 0; tries < 50; tries++) {
    const wait = await sendDelivery(scene.context.ctx, deliveryId);
    if (wait === undefined) break;
    waited += wait;
  }
  expect(Math.round(waited / 3600)).toBe(24);
  expect((await loadSettings(scene.request())).webhook?.error).toContain("503");
});

test("a job that runs twice sends once", async () => {
  await changeWebhook(scene.request(), {
    url: `${scene.receiver.url}/hook`,
    token: "",
    format: "json",
  });
  await scene.tell();
  const [deliver] = scene.context.sent;
  await scene.context.runJobs();
  await deliver?.job.run(scene.context.ctx, deliver.data, AbortSignal.timeout(10_000));
  await scene.context.runJobs();
  expect(scene.receiver.received).toHaveLength(1);
});

test("mail goes out at once, or once a day in one message", async () => {
  await scene.setUpMail();
  await scene.tell();
  await scene.context.runJobs();
  expect(scene.mail.received).toHaveLength(1);
  expect(scene.mail.received[0]?.text).toContain(`${SITE}/operations/jobs?state=failed`);
  await changeSettings(scene.request(), SettingsChange.parse({ isDigest: true, language: "de" }));
  await scene.tell();
  await scene.tell();
  await scene.context.runJobs();
  expect(scene.mail.received).toHaveLength(1);
  for (let round = 0; round < 2; round++) {
    await sendDigests(scene.context.ctx);
    await scene.context.runJobs();
  }
  expect(scene.mail.received).toHaveLength(2);
  expect(scene.mail.received[1]?.text.match(/3 Aufträge sind gescheitert/g)).toHaveLength(2);
});

test("without a mail server no mail waits for one", async () => {
  await scene.tell();
  await scene.context.runJobs();
  const { rows } = await scene.context.ctx.db.$client.query("select kind from mail_messages");
  expect(rows).toEqual([]);
});

test("a person's channels take no more than so many in an hour", async () => {
  await scene.setUpMail();
  for (let round = 0; round < 25; round++) {
    await scene.tell();
    await scene.context.runJobs();
  }
  expect(scene.mail.received).toHaveLength(20);
});

test("a subscription that no message can be encrypted for is refused", async () => {
  const { subscription } = scene.push.subscribe();
  const broken = { ...subscription, keys: { ...subscription.keys, auth: "short" } };
  await expect(addSubscription(scene.request(), broken, null)).rejects.toMatchObject({
    code: "BAD_REQUEST",
    errors: [{ field: "keys" }],
  });
});
