import { afterEach, beforeEach, expect, test } from "vitest";

import { createAccountScene, type AccountScene } from "../test/account-scene.ts";
import { createUser } from "./create-user.ts";
import { invitations } from "./schema.ts";

const DAY = 24 * 60 * 60 * 1000;
const password = "nine lanterns over the quay";

let scene: AccountScene;
beforeEach(async () => {
  scene = await createAccountScene();
  await scene.set({ "identity.registration": "invitation" });
});
afterEach(() => scene.close());

async function ada() {
  return (await scene.as({ cookie: await scene.signIn() })).identity.invitations;
}

async function member(name: string) {
  const email = `${name}@example.org`;
  return (await scene.as({ cookie: await scene.signIn({ email, password }) })).identity.invitations;
}

async function accept(path: string, name: string, email = `${name}@example.org`) {
  const invitation = new URL(path, "http://x").searchParams.get("code") ?? "";
  const { registration } = (await scene.as({})).identity;
  return registration.register({ name, email, password, invitation });
}

test("an invitation lets as many in as it is for, and who came by it is known", async () => {
  const mine = await ada();
  const { path } = await mine.create({ maxUses: 2, note: "from the harbour" });
  await accept(path, "grace");
  await accept(path, "barbara");
  await expect(accept(path, "eve")).rejects.toMatchObject({ code: "GONE" });
  const { items } = await mine.list();
  expect(items).toMatchObject([
    {
      inviter: "Ada",
      note: "from the harbour",
      useCount: 2,
      isUsable: false,
      people: ["grace", "barbara"],
    },
  ]);
});

test("of many who accept at once only as many succeed as it is for", async () => {
  const { path } = await (await ada()).create({});
  const answers = await Promise.allSettled(["a1", "b2", "c3"].map((name) => accept(path, name)));
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("without an invitation, with a wrong one and after its end nobody comes in", async () => {
  const { register } = (await scene.as({})).identity.registration;
  const eve = { name: "Eve", email: "eve@example.org", password };
  await expect(register(eve)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(register({ ...eve, invitation: "wrong" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const mine = await ada();
  const { path } = await mine.create({ days: 3 });
  scene.advance(3 * DAY + 1000);
  await expect(accept(path, "eve")).rejects.toMatchObject({ code: "GONE" });
  const other = await mine.create({});
  await mine.revoke({ id: other.id });
  await expect(accept(other.path, "eve")).rejects.toMatchObject({ code: "GONE" });
});

test("an invitation to an address goes there, and confirms it for whoever uses that one", async () => {
  const email = "grace@example.org";
  const { path } = await (await ada()).create({ email });
  const { rows } = await scene.context.ctx.db.$client.query(
    "select kind, recipient from mail_messages",
  );
  expect(rows).toEqual([{ kind: "invitation", recipient: email }]);
  const code = new URL(path, "http://x").searchParams.get("code") ?? "";
  const { registration } = (await scene.as({})).identity;
  expect(await registration.invitation({ code })).toMatchObject({ inviter: "Ada", email });
  await accept(path, "grace", email);
  const grace = await scene.as({ cookie: await scene.signIn({ email, password }) });
  expect((await grace.identity.account.get()).emailVerified).toBe(true);
});

test("members invite only where they may, only so many, and see only their own", async () => {
  const { ctx } = scene.context;
  await createUser(ctx, { name: "Grace", email: "grace@example.org", password });
  const grace = await member("grace");
  await expect(grace.create({})).rejects.toMatchObject({ code: "FORBIDDEN" });
  await scene.set({ "identity.membersMayInvite": true, "identity.invitationsPerMember": 2 });
  const adas = await (await ada()).create({});
  const first = await grace.create({});
  await expect(grace.create({ maxUses: 2 })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await grace.create({});
  await expect(grace.create({})).rejects.toMatchObject({ code: "FORBIDDEN" });
  // One taken back, or ended unused, gives its place back.
  await grace.revoke({ id: first.id });
  await grace.create({});
  expect((await grace.list()).items).toHaveLength(3);
  await expect(grace.revoke({ id: adas.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await (await ada()).list()).items).toHaveLength(4);
});

test("the tree tells who invited whom", async () => {
  await scene.set({ "identity.membersMayInvite": true });
  const { path } = await (await ada()).create({});
  await accept(path, "grace");
  const further = await (await member("grace")).create({});
  await accept(further.path, "barbara");
  const administrator = await scene.as({ cookie: await scene.signIn() });
  const { items } = await administrator.admin.invitationTree();
  const nameOf = (id: string | undefined) => items.find(({ userId }) => userId === id)?.name;
  expect(items.map(({ name, inviterId }) => [name, nameOf(inviterId)])).toEqual([
    ["Ada", undefined],
    ["grace", "Ada"],
    ["barbara", "grace"],
  ]);
});

test("only the hash of a code is stored", async () => {
  const { path } = await (await ada()).create({});
  const code = new URL(path, "http://x").searchParams.get("code") ?? "";
  const stored = await scene.context.ctx.db.select().from(invitations);
  expect(stored[0]?.hash.includes(code)).toBe(false);
  expect(code).toHaveLength(24);
});
