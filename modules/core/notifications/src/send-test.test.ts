import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { createChannelScene, type ChannelScene } from "../test/channel-scene.ts";
import { addSubscription } from "./change-subscription.ts";
import { changeWebhook } from "./change-webhook.ts";
import { loadSettings } from "./notification-settings.ts";
import { sendTest } from "./send-test.ts";
import type { Channel } from "./topics.ts";

let scene: ChannelScene;

beforeAll(async () => {
  scene = await createChannelScene();
});
beforeEach(() => scene.reset());
afterAll(() => scene.close());

test("a test says of each channel what came of it", async () => {
  const answer = (channel: Channel) => sendTest(scene.request(), { channel });
  expect(await answer("inbox")).toEqual({ isSent: true });
  for (const channel of ["email", "webhook", "push"] as const) {
    await expect(answer(channel)).rejects.toMatchObject({ code: "CONFLICT" });
  }
  await scene.setUpMail();
  scene.mail.refuseWith.times = 1;
  expect(await answer("email")).toMatchObject({
    isSent: false,
    reason: expect.stringContaining("451"),
  });
  expect(await answer("email")).toEqual({ isSent: true });
  const browser = scene.push.subscribe();
  await addSubscription(scene.request(), browser.subscription, null);
  expect(await answer("push")).toEqual({ isSent: true });
  expect(JSON.parse(browser.received[0]?.text ?? "")).toMatchObject({ title: "A test" });
  browser.status = 500;
  expect(await answer("push")).toMatchObject({ reason: expect.stringContaining("500") });
});

test("tests are few in an hour, and the last one is what a person sees of a webhook", async () => {
  await changeWebhook(scene.request(), {
    url: `${scene.receiver.url}/hook`,
    token: "",
    format: "json",
  });
  scene.receiver.status = 500;
  for (let round = 0; round < 9; round++) await sendTest(scene.request(), { channel: "webhook" });
  expect((await loadSettings(scene.request())).webhook?.error).toContain("500");
  scene.receiver.status = 200;
  expect(await sendTest(scene.request(), { channel: "webhook" })).toEqual({ isSent: true });
  expect((await loadSettings(scene.request())).webhook).not.toHaveProperty("error");
  await expect(sendTest(scene.request(), { channel: "webhook" })).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
  });
  expect(scene.receiver.received).toHaveLength(10);
});
