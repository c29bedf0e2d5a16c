import { auditEntries } from "@minato/audit/schema";
import { SignJWT } from "jose";
import { afterEach, beforeEach, expect, test } from "vitest";

import { ADA, createAccountScene, type AccountScene } from "../test/account-scene.ts";
import { refreshTokens, tokenFamilies } from "./schema.ts";

let scene: AccountScene;
beforeEach(async () => {
  scene = await createAccountScene();
});
afterEach(() => scene.close());

async function tokens() {
  return (await scene.as({})).identity.tokens;
}

function use(accessToken: string) {
  return scene.whoIs({ authorization: `Bearer ${accessToken}` });
}

const REFUSED = { code: "UNAUTHORIZED" };

test("an access token is accepted wherever a session is, for a quarter of an hour", async () => {
  const pair = await (await tokens()).login(ADA);
  expect(pair).toMatchObject({ tokenType: "Bearer", expiresIn: 900 });
  const principal = await use(pair.accessToken);
  expect(principal).toMatchObject({ kind: "user", name: ADA.email });
  expect(principal?.scopes.has("admin")).toBe(true);
  const me = await scene.as({ authorization: `Bearer ${pair.accessToken}` });
  expect((await me.identity.account.get()).email).toBe(ADA.email);
  scene.advance(901_000);
  await expect(use(pair.accessToken)).rejects.toMatchObject(REFUSED);
});

test("a wrong password and an unknown address are answered alike", async () => {
  const { login } = await tokens();
  const failures = await Promise.all(
    [
      { ...ADA, password: "wrong password" },
      { ...ADA, email: "nobody@example.org" },
    ].map((input) => login(input).catch((error: unknown) => String(error))),
  );
  expect(failures[0]).toBe(failures[1]);
});

test("a refresh token is exchanged once, and using it again signs the device out", async () => {
  const { login, refresh } = await tokens();
  const first = await login(ADA);
  const second = await refresh(first);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  await use(second.accessToken);
  await expect(refresh(first)).rejects.toMatchObject(REFUSED);
  await expect(use(second.accessToken)).rejects.toMatchObject(REFUSED);
  await expect(refresh(second)).rejects.toMatchObject(REFUSED);
  const actions = await scene.context.ctx.db
    .select({ action: auditEntries.action })
    .from(auditEntries);
  expect(actions).toContainEqual({ action: "tokens.reuse" });
});

test("of many who use the same refresh token at once none keeps the device", async () => {
  const { login, refresh } = await tokens();
  const { refreshToken } = await login(ADA);
  const answers = await Promise.allSettled(
    Array.from({ length: 5 }, () => refresh({ refreshToken })),
  );
  const passed = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  expect(passed).toHaveLength(1);
  await expect(refresh({ refreshToken: passed[0]?.refreshToken ?? "" })).rejects.toMatchObject(
    REFUSED,
  );
});

test("one device's theft leaves the others signed in", async () => {
  const { login, refresh } = await tokens();
  const [stolen, other] = [await login(ADA), await login(ADA)];
  await refresh(stolen);
  await expect(refresh(stolen)).rejects.toMatchObject(REFUSED);
  await refresh(other);
});

test("signing out ends both tokens, and an unknown one is no news", async () => {
  const { login, refresh, logout } = await tokens();
  const pair = await login(ADA);
  await logout(pair);
  await expect(use(pair.accessToken)).rejects.toMatchObject(REFUSED);
  await expect(refresh(pair)).rejects.toMatchObject(REFUSED);
  await logout({ refreshToken: "mrt_unknown" });
});

test("a device that was not used for two months signs in anew", async () => {
  const { login, refresh } = await tokens();
  const pair = await login(ADA);
  scene.advance(61 * 24 * 60 * 60 * 1000);
  await expect(refresh(pair)).rejects.toMatchObject(REFUSED);
  await login(ADA);
  expect(await scene.context.ctx.db.select().from(tokenFamilies)).toHaveLength(1);
});

test("a token of another maker, algorithm or purpose is refused", async () => {
  const { accessToken } = await (await tokens()).login(ADA);
  const [header = "", payload = "", signature = ""] = accessToken.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as { fam: string };
  const forged = await new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .setAudience("minato-api")
    .setExpirationTime("1h")
    .sign(new Uint8Array(32));
  for (const token of [
    forged,
    `${encode({ alg: "none" })}.${payload}.x`,
    `${header}.${encode({ ...claims, exp: 9_999_999_999 })}.${signature}`,
    `${header}.${payload}.${"A".repeat(43)}`,
  ]) {
    await expect(use(token)).rejects.toMatchObject(REFUSED);
  }
  await expect(scene.whoIs({ "x-api-key": accessToken })).rejects.toMatchObject(REFUSED);
});

test("only hashes of refresh tokens are stored, and no session is left behind", async () => {
  const { refreshToken } = await (await tokens()).login(ADA);
  const { db } = scene.context.ctx;
  const rows = await db.select().from(refreshTokens);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.hash.includes(refreshToken)).toBe(false);
  const { rows: sessions } = await db.$client.query("select from sessions");
  expect(sessions).toEqual([]);
});

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
