import { afterEach, beforeEach, expect, test } from "vitest";

import { ADA, createAccountScene, type AccountScene } from "../../test/account-scene.ts";
import { createUser } from "../create-user.ts";

const BEN = { email: "ben@example.org", password: "paper boats in april" };

let scene: AccountScene;
let ben: string;
let admin: Awaited<ReturnType<AccountScene["as"]>>["admin"];

beforeEach(async () => {
  scene = await createAccountScene();
  ({ id: ben } = await createUser(scene.context.ctx, { ...BEN, name: "Ben" }));
  ({ admin } = await scene.as({ cookie: await scene.signIn() }));
});

afterEach(() => scene.close());

test("a changed role counts at once for sessions, tokens and keys of the person", async () => {
  const cookie = await scene.signIn(BEN);
  const scopesOf = async () => [...((await scene.whoIs({ cookie }))?.scopes ?? [])];
  expect(await scopesOf()).toEqual(["search", "feeds", "download"]);
  await admin.people.update({ id: ben, role: "moderator" });
  expect(await scopesOf()).toEqual(["search", "feeds", "download", "ingest", "edit"]);
  await admin.roles.update({ id: "moderator", permissions: ["search"], name: "Helper" });
  expect(await scopesOf()).toEqual(["search"]);
  expect(await admin.people.list({ q: "BEN" })).toMatchObject({
    items: [{ email: BEN.email, role: "moderator", roleName: "Helper", deviceCount: 1 }],
    total: 1,
  });
});

test("a role that was changed by another process counts within a second", async () => {
  const cookie = await scene.signIn(BEN);
  await scene.whoIs({ cookie });
  const { db } = scene.context.ctx;
  await db.$client.query("update roles set permissions = '{feeds}' where id = 'member'");
  scene.advance(950);
  expect([...((await scene.whoIs({ cookie }))?.scopes ?? [])]).toEqual(["feeds"]);
});

test("who is suspended is signed out and comes in by no way, until let in again", async () => {
  const cookie = await scene.signIn(BEN);
  const { suspendedAt } = await admin.people.update({ id: ben, suspended: true });
  expect(suspendedAt).toBeDefined();
  expect(await scene.whoIs({ cookie })).toBeUndefined();
  await expect(scene.signIn(BEN)).rejects.toThrow("suspended");
  await admin.people.update({ id: ben, suspended: false });
  expect(await scene.whoIs({ cookie: await scene.signIn(BEN) })).toMatchObject({ name: BEN.email });
});

test("the last administrator cannot be demoted, suspended or deleted", async () => {
  const { items } = await admin.people.list({ role: "administrator" });
  const id = items[0]?.id ?? "";
  const changes = [
    admin.people.update({ id, role: "member" }),
    admin.people.update({ id, suspended: true }),
    admin.people.delete({ id }),
  ];
  await Promise.all(
    changes.map((change) => expect(change).rejects.toMatchObject({ code: "CONFLICT" })),
  );
  const { identity } = await scene.as({ cookie: await scene.signIn() });
  const own = identity.account.delete({ confirm: true, password: ADA.password });
  await expect(own).rejects.toMatchObject({ code: "CONFLICT" });
});

test("of two administrators who remove each other at once one stays", async () => {
  await admin.people.update({ id: ben, role: "administrator" });
  const { items } = await admin.people.list({ role: "administrator" });
  const outcomes = await Promise.allSettled([
    ...items.map(({ id }) => admin.people.update({ id, role: "member" })),
    ...items.map(({ id }) => admin.people.update({ id, suspended: true })),
    ...items.map(({ id }) => admin.people.delete({ id })),
  ]);
  expect(outcomes.some(({ status }) => status === "rejected")).toBe(true);
  const { rows } = await scene.context.ctx.db.$client.query(
    "select id from users where role = 'administrator' and suspended_at is null",
  );
  expect(rows).toHaveLength(1);
});

test("only the built-in role administers, and guests can be allowed to look around at most", async () => {
  const changes = [
    admin.roles.create({ name: "Second", permissions: ["admin"] }),
    admin.roles.update({ id: "member", permissions: ["admin"] }),
    admin.roles.update({ id: "administrator", permissions: ["search"] }),
    admin.roles.update({ id: "guest", permissions: ["edit"] }),
    admin.people.update({ id: ben, role: "guest" }),
    admin.people.update({ id: ben, role: "nobody" }),
  ];
  await Promise.all(
    changes.map((change) => expect(change).rejects.toMatchObject({ code: "BAD_REQUEST" })),
  );
});

test("guests hold nothing unless they are given something", async () => {
  expect(await scene.whoIs({})).toBeUndefined();
  await admin.roles.update({ id: "guest", permissions: ["search"] });
  expect(await scene.whoIs({})).toMatchObject({ kind: "guest", scopes: new Set(["search"]) });
});

test("roles are made, given, and removed once nobody has them", async () => {
  const { id } = await admin.roles.create({ name: "Archivist", permissions: ["search", "edit"] });
  await expect(admin.roles.create({ name: "archivist", permissions: [] })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await admin.people.update({ id: ben, role: id });
  await expect(admin.roles.delete({ id })).rejects.toMatchObject({ code: "CONFLICT" });
  await admin.people.update({ id: ben, role: "member" });
  await admin.roles.delete({ id });
  await expect(admin.roles.delete({ id: "member" })).rejects.toMatchObject({ code: "CONFLICT" });
  const { items } = await admin.roles.list();
  expect(items.map((role) => role.id)).toEqual([
    "administrator",
    "moderator",
    "uploader",
    "member",
    "guest",
  ]);
});
