import { afterEach, beforeEach, expect, test } from "vitest";

import {
  ADA,
  createAccountScene,
  type AccountScene,
  type Answer,
} from "../../test/account-scene.ts";
import { makeCode } from "../../test/authenticator-app.ts";
import { createUser } from "../create-user.ts";
import { Identity } from "../identity.ts";
import { knownNetworks, signInAttempts } from "../schema.ts";
import { pruneAttempts } from "./attempt-counts.ts";

const DAY = 24 * 60 * 60 * 1000;
const WRONG = { ...ADA, password: "wrong password" };
const NOBODY = { email: "nobody@example.org", password: "wrong password" };

let scene: AccountScene;
beforeEach(async () => {
  scene = await createAccountScene();
  // Waits are counted in seconds, and hashing a password may take longer.
  scene.freeze();
});
afterEach(() => scene.close());

function attempt(body: object, from = "198.51.100.1", cookie?: string): Promise<Answer> {
  return scene.send("sign-in/email", { body, from, ...(cookie === undefined ? {} : { cookie }) });
}

/** Guesses of strangers, faster than by hashing passwords. */
async function guess(count: number, account = ADA.email, address = "198.51.100.1") {
  const { attempts } = scene.context.ctx.identity;
  const one = { kind: "password", account, address, headers: new Headers() } as const;
  for (let number = 0; number < count; number++) {
    await attempts.guard(one, async () => new Response(null, { status: 401 }));
  }
}

/** Seconds an answer asks to wait; 0 for one that is no refusal. */
function waitOf({ status, headers }: Answer): number {
  return status === 429 ? Number(headers.get("retry-after")) : 0;
}

test("after five wrong passwords the wait doubles with each, and no account is no exception", async () => {
  for (const wrong of [WRONG, NOBODY]) {
    const waits = [];
    await guess(4, wrong.email);
    for (let count = 0; count < 3; count++) {
      expect((await attempt(wrong)).status).toBe(401);
      const refused = await attempt(wrong);
      waits.push(waitOf(refused));
      expect(refused.json).toEqual({
        code: "TOO_MANY_REQUESTS",
        message: expect.stringMatching(/^Too many failed attempts: try again in (a|\d) second/),
      });
      scene.advance(waitOf(refused) * 1000);
    }
    expect(waits).toEqual([1, 2, 4]);
  }
});

test("the wait ends at a quarter of an hour, and a day later nothing is held against anybody", async () => {
  await guess(5);
  for (let count = 0; count < 12; count++) {
    scene.advance(900_000);
    await guess(1);
  }
  expect(waitOf(await attempt(ADA))).toBeGreaterThan(890);
  scene.advance(DAY);
  await guess(4);
  expect((await attempt(ADA)).status).toBe(200);
});

test("the right password is refused while one waits, and clears the count after", async () => {
  await guess(5);
  expect((await attempt(ADA)).status).toBe(429);
  scene.advance(1000);
  expect((await attempt(ADA)).status).toBe(200);
  await guess(4);
  expect((await attempt(ADA)).status).toBe(200);
});

test("one network's guesses keep nobody else out, and a /64 is one network", async () => {
  await guess(5);
  expect((await attempt(ADA, "198.51.100.2")).status).toBe(200);
  await guess(5, NOBODY.email, "2001:db8:1:2::1");
  expect((await attempt(NOBODY, "2001:db8:1:2:ffff::9")).status).toBe(429);
  expect((await attempt(NOBODY, "2001:db8:1:3::1")).status).toBe(401);
});

test("many guesses at once are bounded like one after another, in every process", async () => {
  const other = new Identity(scene.context.ctx);
  const one = {
    kind: "password",
    account: ADA.email,
    address: "198.51.100.1",
    headers: new Headers(),
  } as const;
  let tried = 0;
  const guesses = Array.from({ length: 20 }, (_, number) =>
    (number % 2 === 0 ? other : scene.context.ctx.identity).attempts.guard(one, async () => {
      tried++;
      return new Response(null, { status: 401 });
    }),
  );
  await Promise.allSettled(guesses);
  expect(tried).toBe(5);
  await other.close();
});

test("guesses from everywhere slow strangers down, and not the owner's browser or network", async () => {
  const home = "203.0.113.5";
  const { cookie } = await attempt(ADA, home);
  expect(cookie).toMatch(/minato\.device_[\da-f]{12}=/);
  for (let network = 0; network < 10; network++) await guess(2, ADA.email, `198.51.100.${network}`);
  expect(waitOf(await attempt(ADA, "198.51.100.99"))).toBe(1);
  // Known browser on a new network; unknown browser on a known one.
  expect((await attempt(ADA, "198.51.100.98", cookie)).status).toBe(200);
  expect((await attempt(ADA, home)).status).toBe(200);
  scene.advance(91 * DAY);
  for (let network = 0; network < 10; network++) await guess(2, ADA.email, `198.51.100.${network}`);
  expect((await attempt(ADA, home)).status).toBe(429);
  // The known browser behind the network that guesses.
  await guess(3, NOBODY.email, home);
  scene.advance(1000);
  await guess(1, ADA.email, "198.51.100.1");
  expect((await attempt(ADA, "198.51.100.1", cookie)).status).toBe(200);
});

test("a known browser that guesses waits as well, and its cookie is good for its account only", async () => {
  const grace = { email: "grace@example.org", password: ADA.password };
  await createUser(scene.context.ctx, { ...grace, name: "Grace" });
  const { cookie, headers } = await attempt(ADA, "203.0.113.5");
  const set = headers.getSetCookie().find((one) => one.startsWith("minato.device_")) ?? "";
  expect(set).toMatch(/Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/);
  const device = set.split(";")[0] ?? "";
  for (let count = 0; count < 5; count++) {
    expect((await attempt(WRONG, "203.0.113.5", device)).status).toBe(401);
  }
  expect(waitOf(await attempt(ADA, "203.0.113.77", cookie))).toBe(1);
  // That of somebody else and a forged one are none.
  await guess(5, grace.email, "198.51.100.1");
  expect((await attempt(grace, "198.51.100.1", device)).status).toBe(429);
  await guess(5, ADA.email, "198.51.100.1");
  const forged = `${device.slice(0, -4)}AAAA`;
  expect((await attempt(ADA, "198.51.100.1", forged)).status).toBe(429);
});

test("a chosen password ends the slow-down that strangers brought", async () => {
  for (let network = 0; network < 10; network++) await guess(2, ADA.email, `198.51.100.${network}`);
  expect((await attempt(ADA, "198.51.100.99")).status).toBe(429);
  await scene.send("request-password-reset", { body: { email: ADA.email } });
  const token = await scene.tokenFor(ADA.email, "/reset-password");
  const newPassword = "another long password";
  const reset = { token, newPassword };
  expect((await scene.send("reset-password", { body: reset })).status).toBe(200);
  const chosen = { ...ADA, password: newPassword };
  expect((await attempt(chosen, "198.51.100.99")).status).toBe(200);
  expect((await scene.send("reset-password", { body: reset })).status).toBe(400);
});

test("programs that sign in for tokens come under the same count", async () => {
  const { login } = (await scene.as({})).identity.tokens;
  await guess(5, ADA.email, scene.address);
  await expect(login(ADA)).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
    message: "Too many failed attempts: try again in a second",
  });
  scene.advance(1000);
  await login(ADA);
  expect(await scene.context.ctx.db.select().from(knownNetworks)).toHaveLength(1);
});

test("codes are counted apart from the password, across challenges, and each works once", async () => {
  const cookie = await scene.signIn();
  const asked = await scene.send("two-factor/enable", { body: { password: ADA.password }, cookie });
  const { totpURI } = asked.json as { totpURI: string };
  const verify = async (code: string, kind = "totp", challenge?: string) => {
    const half = challenge ?? (await attempt(ADA)).cookie;
    const sent = { body: { code }, cookie: half, from: "198.51.100.1" };
    return scene.send(`two-factor/verify-${kind}`, sent);
  };
  const code = makeCode(totpURI);
  expect((await verify(code, "totp", cookie)).status).toBe(200);
  expect((await verify(code)).status).toBe(200);
  expect(await verify(code)).toMatchObject({
    status: 401,
    json: { message: "This code was used before: wait for the next one" },
  });
  for (const number of [1, 2]) expect((await verify(`00000${number}`)).status).toBe(401);
  for (const number of [1, 2]) {
    expect((await verify(`aaaaa-0000${number}`, "backup-code")).status).toBe(401);
  }
  const refused = await verify("aaaaa-00003", "backup-code");
  expect(waitOf(refused)).toBe(1);
  expect(waitOf(await verify("000009"))).toBe(1);
  scene.advance(1000);
  expect((await verify(makeCode(totpURI, Date.now() + 30_000))).status).toBe(200);
});

test("who is signed in cannot guess the password either", async () => {
  const cookie = await scene.signIn();
  const body = { currentPassword: "wrong password", newPassword: "another long password" };
  const newEmail = { currentPassword: "wrong password", newEmail: "new@example.org" };
  for (let count = 0; count < 3; count++) {
    expect((await scene.send("change-password", { body, cookie })).status).toBe(400);
  }
  for (let count = 0; count < 2; count++) {
    expect((await scene.send("change-email", { body: newEmail, cookie })).status).toBe(400);
  }
  expect((await scene.send("change-password", { body, cookie })).status).toBe(429);
  const { account } = (await scene.as({ cookie })).identity;
  await expect(account.delete({ confirm: true, password: "x" })).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
  });
});

test("neither addresses nor names are stored, and what is of no use is deleted", async () => {
  const { ctx } = scene.context;
  await attempt(ADA);
  await guess(2, NOBODY.email, "198.51.100.2");
  const attempts = await ctx.db.select().from(signInAttempts);
  const networks = await ctx.db.select().from(knownNetworks);
  for (const { key } of attempts) expect(key).toHaveLength(32);
  expect(networks[0]?.network).toHaveLength(32);
  await pruneAttempts(ctx);
  expect(await ctx.db.select().from(signInAttempts)).toHaveLength(attempts.length);
  scene.advance(2 * DAY);
  await pruneAttempts(ctx);
  expect(await ctx.db.select().from(signInAttempts)).toEqual([]);
  expect(await ctx.db.select().from(knownNetworks)).toHaveLength(1);
  scene.advance(90 * DAY);
  await pruneAttempts(ctx);
  expect(await ctx.db.select().from(knownNetworks)).toEqual([]);
});
