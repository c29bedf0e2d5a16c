import { rotateSecret } from "@minato/secrets/rotate-secret";
import { afterEach, beforeEach, expect, test } from "vitest";

import { ADA, createAccountScene, type AccountScene } from "../test/account-scene.ts";
import { makeCode } from "../test/authenticator-app.ts";
import { twoFactors } from "./schema.ts";
import { sealedTwoFactors } from "./sealed-two-factors.ts";

let scene: AccountScene;
beforeEach(async () => {
  scene = await createAccountScene();
});
afterEach(() => scene.close());

interface Enabled {
  totpURI: string;
  backupCodes: string[];
}

/** Turns two-factor sign-in on as a person does: password, scan, first code. */
async function enable(): Promise<Enabled & { cookie: string }> {
  const cookie = await scene.signIn();
  const asked = await scene.send("two-factor/enable", { body: { password: ADA.password }, cookie });
  expect(asked.status).toBe(200);
  const enabled = asked.json as Enabled;
  const body = { code: makeCode(enabled.totpURI) };
  const answer = await scene.send("two-factor/verify-totp", { body, cookie });
  expect(answer.status).toBe(200);
  return { ...enabled, cookie: answer.cookie };
}

test("with an authenticator app the password alone is not enough", async () => {
  const { totpURI } = await enable();
  expect(totpURI).toContain("issuer=Minato");
  const half = await scene.send("sign-in/email", { body: ADA });
  expect(half.json).toMatchObject({ twoFactorRedirect: true });
  expect(await scene.whoIs({ cookie: half.cookie })).toBeUndefined();
  const verify = (code: string) =>
    scene.send("two-factor/verify-totp", { body: { code }, cookie: half.cookie });
  expect((await verify("000000")).status).toBe(401);
  const whole = await verify(makeCode(totpURI));
  expect(whole.status).toBe(200);
  expect(await scene.whoIs({ cookie: whole.cookie })).toMatchObject({ name: ADA.email });
});

test("setting it up needs the password, and nothing changes before the first code", async () => {
  const cookie = await scene.signIn();
  const wrong = await scene.send("two-factor/enable", { body: { password: "wrong one" }, cookie });
  expect(wrong.status).toBe(400);
  await scene.send("two-factor/enable", { body: { password: ADA.password }, cookie });
  expect(await scene.whoIs({ cookie: await scene.signIn() })).toBeDefined();
});

test("a recovery code works once", async () => {
  const { backupCodes } = await enable();
  expect(backupCodes).toHaveLength(10);
  const [code = ""] = backupCodes;
  const recover = async () => {
    const { cookie } = await scene.send("sign-in/email", { body: ADA });
    return scene.send("two-factor/verify-backup-code", { body: { code }, cookie });
  };
  expect((await recover()).status).toBe(200);
  expect((await recover()).status).toBe(401);
});

test("seed and recovery codes lie sealed by the vault, and survive a change of the secret", async () => {
  const { totpURI, backupCodes } = await enable();
  const { ctx } = scene.context;
  const [row] = await ctx.db.select().from(twoFactors);
  expect(row?.secret).toMatch(/^v2:1:/);
  expect(row?.backupCodes).toMatch(/^v2:1:/);
  expect(JSON.stringify(row)).not.toContain(backupCodes[0]);
  const { resealed } = await rotateSecret(ctx, sealedTwoFactors);
  expect(resealed).toBe(2);
  const [rotated] = await ctx.db.select().from(twoFactors);
  expect(rotated?.secret).toMatch(/^v2:2:/);
  // A restart with the new secret: sessions ended, seeds did not.
  ctx.identity.forgetAuth();
  const { cookie } = await scene.send("sign-in/email", { body: ADA });
  const body = { code: makeCode(totpURI) };
  expect((await scene.send("two-factor/verify-totp", { body, cookie })).status).toBe(200);
});

test("a trusted device is asked again once the password changed", async () => {
  const { totpURI } = await enable();
  const half = await scene.send("sign-in/email", { body: ADA });
  const body = { code: makeCode(totpURI), trustDevice: true };
  const trusted = await scene.send("two-factor/verify-totp", { body, cookie: half.cookie });
  const direct = await scene.send("sign-in/email", { body: ADA, cookie: trusted.cookie });
  expect(direct.json).not.toMatchObject({ twoFactorRedirect: true });
  const newPassword = "another long password";
  const change = { currentPassword: ADA.password, newPassword };
  const changed = await scene.send("change-password", { body: change, cookie: direct.cookie });
  expect(changed.status).toBe(200);
  const again = await scene.send("sign-in/email", {
    body: { ...ADA, password: newPassword },
    cookie: changed.cookie,
  });
  expect(again.json).toMatchObject({ twoFactorRedirect: true });
});

test("programs that sign in for tokens are asked for the code, too", async () => {
  const { totpURI, backupCodes } = await enable();
  const { login } = (await scene.as({})).identity.tokens;
  await expect(login(ADA)).rejects.toMatchObject({
    code: "UNAUTHORIZED",
    data: { errors: [{ field: "code" }] },
  });
  await expect(login({ ...ADA, code: "000000" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  for (const code of [makeCode(totpURI), backupCodes[1] ?? ""]) {
    const { accessToken } = await login({ ...ADA, code });
    expect(await scene.whoIs({ authorization: `Bearer ${accessToken}` })).toMatchObject({
      name: ADA.email,
    });
  }
});

test("it is turned off with the password", async () => {
  const { cookie } = await enable();
  const off = (password: string) =>
    scene.send("two-factor/disable", { body: { password }, cookie });
  expect((await off("wrong password")).status).toBe(400);
  expect((await off(ADA.password)).status).toBe(200);
  expect(await scene.whoIs({ cookie: await scene.signIn() })).toBeDefined();
});
