import { startMailServer } from "@minato/tests/support/mail-server";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";

import { ADA, createAccountScene, type AccountScene } from "../test/account-scene.ts";
import { applyEnvironment } from "./apply-environment.ts";
import { createUser } from "./create-user.ts";
import { sessions, users, verifications } from "./schema.ts";
import { rescueUser } from "./take-over-account.ts";

const GRACE = { email: "grace@example.org", password: "nine lanterns over the quay" };
const NEW_PASSWORD = "another long password";

let scene: AccountScene;
beforeEach(async () => {
  scene = await createAccountScene();
});
afterEach(() => scene.close());

async function addGrace(): Promise<string> {
  const { id } = await createUser(scene.context.ctx, { ...GRACE, name: "Grace" });
  return id;
}

/** A real mail server that takes everything. */
async function startMail() {
  const server = await startMailServer();
  onTestFinished(server.close);
  await scene.set({
    "site.address": "http://harbour.example",
    "mail.host": "127.0.0.1",
    "mail.port": server.port,
    "mail.from": "harbour@example.org",
    "mail.encryption": "none",
  });
  return server;
}

test("a reset link works once, ends all sessions and tokens, and is told to the person", async () => {
  const cookie = await scene.signIn();
  const stranger = await scene.as({});
  const pair = await stranger.identity.tokens.login(ADA);
  expect((await scene.send("request-password-reset", { body: { email: ADA.email } })).status).toBe(
    200,
  );
  const first = await scene.tokenFor(ADA.email, "/reset-password");
  await scene.send("request-password-reset", { body: { email: ADA.email } });
  const reset = (token: string) =>
    scene.send("reset-password", { body: { token, newPassword: NEW_PASSWORD } });
  expect((await reset("wrong-token")).status).toBe(400);
  expect((await reset(first)).status).toBe(200);
  expect(await scene.whoIs({ cookie })).toBeUndefined();
  await expect(scene.whoIs({ authorization: `Bearer ${pair.accessToken}` })).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
  expect((await reset(first)).status).toBe(400);
  // The second link was on its way when the first was used.
  expect(await scene.context.ctx.db.select().from(verifications)).toEqual([]);
  expect((await scene.send("sign-in/email", { body: ADA })).status).toBe(401);
  await scene.signIn({ ...ADA, password: NEW_PASSWORD });
  const { rows } = await scene.context.ctx.db.$client.query(
    "select kind from mail_messages where kind = 'password-changed'",
  );
  expect(rows).toHaveLength(1);
});

test("a reset link ends after half an hour", async () => {
  await scene.send("request-password-reset", { body: { email: ADA.email } });
  const token = await scene.tokenFor(ADA.email, "/reset-password");
  await scene.context.ctx.db.$client.query(
    "update verifications set expires_at = expires_at - interval '31 minutes'",
  );
  const body = { token, newPassword: NEW_PASSWORD };
  expect((await scene.send("reset-password", { body })).status).toBe(400);
});

test("asking for a reset does not tell who has an account", async () => {
  const known = await scene.send("request-password-reset", { body: { email: ADA.email } });
  const unknown = await scene.send("request-password-reset", { body: { email: "x@example.org" } });
  expect([known.status, known.json]).toEqual([unknown.status, unknown.json]);
  await scene.tokenFor(ADA.email, "/reset-password");
  const { rows } = await scene.context.ctx.db.$client.query("select recipient from mail_messages");
  expect(rows).toEqual([{ recipient: ADA.email }]);
});

test("links on their way cannot be read from the database", async () => {
  await scene.send("request-password-reset", { body: { email: ADA.email } });
  const token = await scene.tokenFor(ADA.email, "/reset-password");
  const stored = await scene.context.ctx.db.select().from(verifications);
  expect(stored).toHaveLength(1);
  expect(JSON.stringify(stored)).not.toContain(token);
});

test("registration is closed until an administrator opens it", async () => {
  const stranger = await scene.as({});
  const grace = { ...GRACE, name: "Grace" };
  await expect(stranger.identity.registration.register(grace)).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await scene.set({ "identity.registration": "open" });
  expect(await stranger.identity.registration.register(grace)).toEqual({
    needsConfirmation: false,
  });
  await scene.signIn(GRACE);
});

test("with a mail server an address has to be confirmed first", async () => {
  const server = await startMail();
  await scene.set({ "identity.registration": "open" });
  const stranger = await scene.as({});
  const registered = await stranger.identity.registration.register({ ...GRACE, name: "Grace" });
  expect(registered).toEqual({ needsConfirmation: true });
  const refused = await scene.send("sign-in/email", { body: GRACE });
  expect(refused).toMatchObject({ status: 403, json: { errors: [{ field: "email" }] } });
  await scene.context.runJobs();
  expect(server.received[0]?.to).toEqual([GRACE.email]);
  const token = /token=(\S+)/.exec(server.received[0]?.text ?? "")?.[1] ?? "";
  const query = (text: string) => scene.send(`verify-email?token=${text}`);
  expect((await query(`${token}x`)).status).toBe(401);
  expect((await query(token)).status).toBe(200);
  await scene.signIn(GRACE);
});

test("registering with a known address answers alike and tells only its owner", async () => {
  await scene.set({ "identity.registration": "open" });
  const stranger = await scene.as({});
  const answer = await stranger.identity.registration.register({
    name: "Eve",
    email: ADA.email,
    password: "a password of a stranger",
  });
  expect(answer).toEqual({ needsConfirmation: false });
  await scene.signIn();
  const { rows } = await scene.context.ctx.db.$client.query(
    "select kind, recipient from mail_messages",
  );
  expect(rows).toEqual([{ kind: "account-exists", recipient: ADA.email }]);
});

test("an address is changed with the password and a link to each of both", async () => {
  const cookie = await scene.signIn();
  const newEmail = "ada@lovelace.example";
  const change = (currentPassword: string) =>
    scene.send("change-email", { body: { newEmail, currentPassword }, cookie });
  expect(await change("wrong password")).toMatchObject({
    status: 400,
    json: { errors: [{ field: "currentPassword" }] },
  });
  expect((await change(ADA.password)).status).toBe(200);
  const allow = await scene.tokenFor(ADA.email, "/verify-email");
  expect((await scene.send(`verify-email?token=${allow}`, { cookie })).status).toBe(200);
  await scene.signIn();
  const confirm = await scene.tokenFor(newEmail, "/verify-email");
  const confirmed = await scene.send(`verify-email?token=${confirm}`);
  expect([confirmed.status, confirmed.cookie]).toEqual([200, ""]);
  expect(await scene.context.ctx.db.select().from(sessions)).toHaveLength(2);
  expect((await scene.send("sign-in/email", { body: ADA })).status).toBe(401);
  await scene.signIn({ ...ADA, email: newEmail });
  expect((await scene.send(`verify-email?token=${confirm}`)).status).toBe(401);
});

test("people see where they are signed in and end it device by device", async () => {
  const cookie = await scene.signIn();
  const other = await scene.signIn();
  const pair = await (await scene.as({})).identity.tokens.login({ ...ADA, device: "Living room" });
  const me = await scene.as({ cookie });
  const { items } = await me.identity.account.devices.list();
  expect(items.map(({ name }) => name).toSorted()).toEqual([
    "Firefox on Linux",
    "Firefox on Linux",
    "Living room",
  ]);
  expect(items.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
  const television = items.find(({ kind }) => kind === "tokens");
  await me.identity.account.devices.end({ id: television?.id ?? "" });
  await expect(scene.whoIs({ authorization: `Bearer ${pair.accessToken}` })).rejects.toThrow(
    /not valid/,
  );
  expect(await me.identity.account.devices.endOthers()).toEqual({ ended: 1 });
  expect(await scene.whoIs({ cookie: other })).toBeUndefined();
  expect(await scene.whoIs({ cookie })).toBeDefined();
});

test("nobody ends the sessions of somebody else", async () => {
  await addGrace();
  const ada = await scene.as({ cookie: await scene.signIn() });
  const grace = await scene.as({ cookie: await scene.signIn(GRACE) });
  const [session] = (await ada.identity.account.devices.list()).items;
  await expect(grace.identity.account.devices.end({ id: session?.id ?? "" })).rejects.toMatchObject(
    {
      code: "NOT_FOUND",
    },
  );
});

test("the endpoints of browsers list and end sessions of one's own alone, and strangers none", async () => {
  const graceId = await addGrace();
  const [ada, grace] = [await scene.signIn(), await scene.signIn(GRACE)];
  const listed = async (cookie: string) =>
    (await scene.send("list-sessions", { cookie })).json as { token: string; userId: string }[];
  const [hers] = await listed(grace);
  expect((await listed(grace)).map(({ userId }) => userId)).toEqual([graceId]);
  expect((await listed(ada)).map(({ userId }) => userId)).not.toContain(graceId);
  expect((await scene.send("list-sessions")).status).toBe(401);

  const body = { token: hers?.token };
  await scene.send("revoke-session", { body, cookie: ada });
  expect((await scene.send("revoke-session", { body })).status).toBe(401);
  expect(await scene.whoIs({ cookie: grace })).toMatchObject({ name: GRACE.email });
  await scene.send("revoke-session", { body, cookie: grace });
  expect(await scene.whoIs({ cookie: grace })).toBeUndefined();
});

test("people take everything about themselves along, without what opens doors", async () => {
  const cookie = await scene.signIn();
  await scene.send("change-password", {
    body: { currentPassword: ADA.password, newPassword: NEW_PASSWORD },
    cookie,
  });
  const again = await scene.signIn({ ...ADA, password: NEW_PASSWORD });
  const exported = await (await scene.as({ cookie: again })).identity.account.export();
  expect(exported).toMatchObject({ account: { email: ADA.email } });
  expect(exported.record).toMatchObject([{ action: "users.changePassword" }]);
  const text = JSON.stringify(exported);
  for (const secret of ['password":"', "hash", "token"]) expect(text).not.toContain(secret);
});

test("an account is deleted with its password, the last administrator's is not", async () => {
  await addGrace();
  const cookie = await scene.signIn(GRACE);
  const grace = await scene.as({ cookie });
  await expect(
    grace.identity.account.delete({ password: "wrong password", confirm: true }),
  ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await grace.identity.account.delete({ password: GRACE.password, confirm: true });
  expect(await scene.whoIs({ cookie })).toBeUndefined();
  expect(await scene.context.ctx.db.select({ email: users.email }).from(users)).toEqual([
    { email: ADA.email },
  ]);
  const ada = await scene.as({ cookie: await scene.signIn() });
  await expect(
    ada.identity.account.delete({ password: ADA.password, confirm: true }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
});

test("keys are for programs: they have no account of their own", async () => {
  const ada = await scene.as({ cookie: await scene.signIn() });
  const { key } = await ada.admin.apiKeys.create({ name: "all", scopes: ["admin"] });
  const program = await scene.as({ "x-api-key": key });
  await expect(program.identity.account.get()).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(program.identity.invitations.create({})).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("ADMIN_EMAIL makes an administrator of a member, whoever held the account before", async () => {
  await addGrace();
  const cookie = await scene.signIn(GRACE);
  const { ctx } = scene.context;
  await ctx.db.$client.query("update users set role = 'member'");
  const administrator = { email: GRACE.email, password: NEW_PASSWORD };
  await applyEnvironment({ ...ctx, env: { ...ctx.env, administrator } });
  expect(await scene.whoIs({ cookie })).toBeUndefined();
  expect((await scene.send("sign-in/email", { body: GRACE })).status).toBe(401);
  const principal = await scene.whoIs({ cookie: await scene.signIn(administrator) });
  expect(principal?.scopes.has("admin")).toBe(true);
  expect(await ctx.db.select().from(sessions)).toHaveLength(1);
});

test("the operator lets somebody in who lost everything, and nobody else", async () => {
  await addGrace();
  const cookie = await scene.signIn(GRACE);
  const { ctx } = scene.context;
  await expect(rescueUser(ctx, "x@example.org", NEW_PASSWORD)).rejects.toThrow(/Nobody has/);
  await rescueUser(ctx, GRACE.email, NEW_PASSWORD);
  expect(await scene.whoIs({ cookie })).toBeUndefined();
  expect((await scene.send("sign-in/email", { body: GRACE })).status).toBe(401);
  const principal = await scene.whoIs({
    cookie: await scene.signIn({ ...GRACE, password: NEW_PASSWORD }),
  });
  expect(principal?.scopes.has("admin")).toBe(false);
});
