import { afterEach, beforeEach, expect, test } from "vitest";

import { ADA, createAccountScene, type AccountScene } from "../test/account-scene.ts";
import {
  CLIENT,
  startOidcServer,
  type OidcServer,
  type ProviderAccount,
} from "../test/oidc-server.ts";
import { accounts, users } from "./schema.ts";

const ADDRESS = "http://harbour.example";
const GRACE = { sub: "g1", email: "grace@example.org", email_verified: true, name: "Grace" };
const ADA_THERE = { sub: "a1", email: ADA.email, email_verified: true, name: "Ada" };

let scene: AccountScene;
let provider: OidcServer;
beforeEach(async () => {
  scene = await createAccountScene();
  provider = await startOidcServer(`${ADDRESS}/api/auth/callback/oidc`);
});
afterEach(async () => {
  await scene.close();
  await provider.close();
});

function setUp(more: Record<string, unknown> = {}): Promise<void> {
  return scene.set({
    "site.address": ADDRESS,
    "identity.oidcIssuer": provider.issuer,
    "identity.oidcName": "Lighthouse",
    "identity.oidcClientId": CLIENT.clientId,
    "identity.oidcClientSecret": CLIENT.clientSecret,
    ...more,
  });
}

/** What a browser does from the button to the page it comes back to. */
async function signInThere(account: ProviderAccount) {
  const body = { provider: "oidc", callbackURL: "/keys", errorCallbackURL: "/sign-in" };
  const started = await scene.send("sign-in/social", { body });
  expect(started.status).toBe(200);
  const { url } = started.json as { url: string };
  const back = await provider.authorize(url, account);
  const query = `callback/oidc${back.search}`;
  const answer = await scene.send(query, { cookie: started.cookie, isNavigation: true });
  return { ...answer, location: answer.headers.get("location"), query };
}

test("it is offered once it is set up", async () => {
  const options = async () => (await scene.as({})).identity.signIn.options();
  expect((await options()).oidcName).toBeUndefined();
  expect((await scene.send("sign-in/social", { body: { provider: "oidc" } })).status).toBe(404);
  await setUp();
  expect((await options()).oidcName).toBe("Lighthouse");
});

test("whoever has the same confirmed address is signed in, and no token is stored", async () => {
  await setUp();
  const answer = await signInThere(ADA_THERE);
  expect([answer.status, answer.location]).toEqual([302, "/keys"]);
  expect(await scene.whoIs({ cookie: answer.cookie })).toMatchObject({ name: ADA.email });
  const stored = await scene.context.ctx.db.select().from(accounts);
  const linked = stored.find(({ providerId }) => providerId === "oidc");
  expect(linked).toMatchObject({ accessToken: null, refreshToken: null, idToken: null });
  const again = await signInThere(ADA_THERE);
  expect(await scene.whoIs({ cookie: again.cookie })).toMatchObject({ name: ADA.email });
});

test("an address the provider did not confirm takes nobody's account over", async () => {
  await setUp({ "identity.oidcCreatesAccounts": true });
  const answer = await signInThere({ ...ADA_THERE, email_verified: false });
  expect(answer.location).toContain("/sign-in?error=");
  expect(await scene.whoIs({ cookie: answer.cookie })).toBeUndefined();
});

test("strangers get an account only where that is allowed", async () => {
  await setUp();
  const refused = await signInThere(GRACE);
  expect(refused.location).toContain("/sign-in?error=");
  await setUp({ "identity.oidcCreatesAccounts": true });
  const answer = await signInThere(GRACE);
  expect(await scene.whoIs({ cookie: answer.cookie })).toMatchObject({ name: GRACE.email });
  const found = await scene.context.ctx.db.select().from(users);
  expect(found.find(({ email }) => email === GRACE.email)).toMatchObject({
    role: "member",
    emailVerified: true,
  });
});

test("an answer cannot be replayed, nor used in another browser", async () => {
  await setUp();
  const { query } = await signInThere(ADA_THERE);
  for (const cookie of ["", await scene.signIn()]) {
    const replayed = await scene.send(query, { cookie, isNavigation: true });
    expect(replayed.headers.get("location")).toContain("error=");
  }
});

test("a provider that is away keeps nobody else out, and is back when it is", async () => {
  await setUp({ "identity.oidcIssuer": "http://127.0.0.1:9" });
  const body = { provider: "oidc" };
  expect((await scene.send("sign-in/social", { body })).status).toBe(503);
  await scene.signIn();
  await setUp();
  expect((await scene.send("sign-in/social", { body })).status).toBe(200);
});

test("one is sent nowhere else afterwards", async () => {
  await setUp();
  for (const callbackURL of ["//evil.example/", "/\\evil.example", "https://evil.example"]) {
    const body = { provider: "oidc", callbackURL };
    const { status } = await scene.send("sign-in/social", { body });
    expect([callbackURL, status >= 400]).toEqual([callbackURL, true]);
  }
});
