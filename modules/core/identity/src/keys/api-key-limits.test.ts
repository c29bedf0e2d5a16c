import { afterEach, beforeEach, expect, test } from "vitest";

import { createAccountScene, type AccountScene } from "../../test/account-scene.ts";
import { Networks } from "./networks.ts";

let scene: AccountScene;
let admin: Awaited<ReturnType<AccountScene["as"]>>["admin"];

beforeEach(async () => {
  scene = await createAccountScene();
  ({ admin } = await scene.as({ cookie: await scene.signIn() }));
});

afterEach(() => scene.close());

test("a key with networks is accepted from there only, by IPv4 and IPv6", async () => {
  const networks = ["192.0.2.0/24", "2001:db8::/32", "198.51.100.7"];
  const { key } = await admin.apiKeys.create({ name: "Shelf", scopes: ["search"], networks });
  const isAccepted = async (address: string) =>
    (await scene.context.ctx.identity.keys.find(key, address)) !== undefined;
  expect(await isAccepted("192.0.2.200")).toBe(true);
  expect(await isAccepted("2001:db8:7::1")).toBe(true);
  expect(await isAccepted("198.51.100.7")).toBe(true);
  expect(await isAccepted("198.51.100.8")).toBe(false);
  expect(await isAccepted("2001:db9::1")).toBe(false);
  expect(await isAccepted("")).toBe(false);
});

test.for(["localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "fe80::1%eth0", ":: /0", ""])(
  "%j is no network",
  (network) => {
    expect(Networks.safeParse([network]).success).toBe(false);
  },
);

test("a rotated key has a new secret, and the one before ends at once or after its grace", async () => {
  const { id, key: first } = await admin.apiKeys.create({ name: "Shelf", scopes: ["search"] });
  const { keys } = scene.context.ctx.identity;
  const isAccepted = async (key: string) => (await keys.find(key, "192.0.2.1")) !== undefined;
  const { key: second, previousExpiresAt } = await admin.apiKeys.rotate({ id, graceHours: 1 });
  expect(previousExpiresAt).toBeDefined();
  expect([await isAccepted(first), await isAccepted(second)]).toEqual([true, true]);
  scene.advance(59 * 60_000);
  expect(await isAccepted(first)).toBe(true);
  scene.advance(61_000);
  expect([await isAccepted(first), await isAccepted(second)]).toEqual([false, true]);
  const { key: third } = await admin.apiKeys.rotate({ id });
  expect([await isAccepted(second), await isAccepted(third)]).toEqual([false, true]);
  await admin.apiKeys.revoke({ id });
  expect(await isAccepted(third)).toBe(false);
  await expect(admin.apiKeys.rotate({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
