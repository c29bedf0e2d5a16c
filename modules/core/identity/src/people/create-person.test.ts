import { afterEach, beforeEach, expect, test } from "vitest";

import { createAccountScene, type AccountScene } from "../../test/account-scene.ts";

const GRACE = { email: "grace@example.org", password: "a lamp for every window" };

let scene: AccountScene;
let admin: Awaited<ReturnType<AccountScene["as"]>>["admin"];

beforeEach(async () => {
  scene = await createAccountScene();
  ({ admin } = await scene.as({ cookie: await scene.signIn() }));
});

afterEach(() => scene.close());

test("a person an administrator made comes in through the link, which works once", async () => {
  const { person, path } = await admin.people.create({
    name: "Grace",
    email: " Grace@Example.org ",
    role: "uploader",
  });
  expect(person).toMatchObject({ email: GRACE.email, role: "uploader", emailVerified: true });
  await expect(scene.signIn(GRACE)).rejects.toThrow("UNAUTHORIZED");
  const token = new URL(path ?? "", "http://x").searchParams.get("token");
  const body = { token, newPassword: GRACE.password };
  expect((await scene.send("reset-password", { body })).status).toBe(200);
  expect(await scene.whoIs({ cookie: await scene.signIn(GRACE) })).toMatchObject({
    name: GRACE.email,
  });
  expect((await scene.send("reset-password", { body })).status).toBe(400);
});

test("the link alone can be read from no table", async () => {
  const { path } = await admin.people.create({ name: "Lin", email: "lin@example.org" });
  const token = new URL(path ?? "", "http://x").searchParams.get("token") ?? "";
  const { rows } = await scene.context.ctx.db.$client.query<{ text: string }>(
    `select (select string_agg(v::text, ' ') from verifications v)
       || (select string_agg(a::text, ' ') from audit_entries a) as text`,
  );
  expect(token).toHaveLength(40);
  expect(rows[0]?.text).toContain("lin@example.org");
  expect(rows[0]?.text).not.toContain(token);
});

test("a known address is refused, a role must exist, and mail needs a server", async () => {
  const person = { name: "Ada", email: "ada@example.org" };
  await expect(admin.people.create(person)).rejects.toMatchObject({ code: "CONFLICT" });
  const other = { name: "Ben", email: "ben@example.org" };
  const roleless = admin.people.create({ ...other, role: "captain" });
  await expect(roleless).rejects.toMatchObject({ code: "BAD_REQUEST" });
  const mailed = admin.people.create({ ...other, sendsMail: true });
  await expect(mailed).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await admin.people.list({ q: "ben" })).toMatchObject({ items: [] });
});

test("with a mail server the link goes to the address and nowhere else", async () => {
  await scene.set({
    "mail.host": "127.0.0.1",
    "mail.from": "harbour@example.org",
    "site.address": "https://harbour.example",
  });
  const made = await admin.people.create({
    name: "Kim",
    email: "kim@example.org",
    sendsMail: true,
  });
  expect(made).not.toHaveProperty("path");
  expect(made).not.toHaveProperty("link");
  expect(await scene.tokenFor("kim@example.org", "/reset-password")).toHaveLength(40);
});
