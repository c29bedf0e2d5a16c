import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { makeCode } from "../modules/core/identity/test/authenticator-app.ts";
import { ADMINISTRATOR, NO_BROWSER, openPage, QUIET } from "./support/browser.ts";
import { createCaller } from "./support/call-api.ts";
import { launchBrowser } from "./support/launch-browser.ts";
import { startServer, type ServerProcess } from "./support/start-server.ts";

const API_KEY = "browser-identity-administrator-key-0123456789";
const GRACE = { email: "grace@example.org", password: "a harbour of quiet boats" };

let server: ServerProcess;
let browser: Browser;
/** Passkeys are for names: browsers know no passkeys of 127.0.0.1. */
let origin: string;

beforeAll(async () => {
  if (NO_BROWSER) return;
  const env = {
    ROLES: "api,web,worker",
    ADMIN_EMAIL: ADMINISTRATOR.email,
    ADMIN_PASSWORD: ADMINISTRATOR.password,
    API_KEY,
  };
  [server, browser] = await Promise.all([startServer({ env }), launchBrowser()]);
  origin = server.url.replace("127.0.0.1", "localhost");
  const call = createCaller(server.url, API_KEY);
  const changes = [{ module: "identity", name: "registration", value: "invitation" }];
  await call("/api/v1/admin/config", { method: "PATCH", json: { changes } });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function enterPassword(page: Page, { email, password } = ADMINISTRATOR): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
}

test.skipIf(NO_BROWSER)(
  "without a mail server an invited person resets a password with a link from the administrator",
  async () => {
    const administrator = await openPage(browser, origin);
    await administrator.page.goto("/sign-in?next=/operations/people");
    await enterPassword(administrator.page);
    await administrator.page.getByRole("button", { name: "Invite" }).click();
    await administrator.page.getByRole("button", { name: "Make invitation" }).click();
    const invitation = administrator.page.getByRole("textbox", { name: "Invitation link" });
    const link = await invitation.inputValue();
    await administrator.page.getByRole("button", { name: "Done" }).click();

    const { page, seen } = await openPage(browser, origin);
    await page.goto(link);
    await page.getByText("invites you").waitFor();
    await page.getByLabel("Name").fill("Grace");
    await page.getByLabel("E-mail").fill(GRACE.email);
    await page.getByLabel("Password", { exact: true }).fill("a password soon forgotten");
    await page.getByRole("button", { name: "Make account" }).click();
    await page.getByRole("heading", { name: "Your account is there" }).waitFor();
    await page.goto("/forgot-password");
    await page.getByLabel("E-mail").fill(GRACE.email);
    await page.getByRole("button", { name: "Send a link" }).click();
    await page.getByRole("heading", { name: "Ask for your link" }).waitFor();

    await administrator.page.reload();
    await administrator.page.getByText("New password").waitFor();
    await administrator.page.getByRole("button", { name: "Show link" }).first().click();
    const handedOver = administrator.page.getByRole("textbox", { name: /^Link for grace/ });
    await page.goto(await handedOver.inputValue());
    await page.getByLabel("New password").fill(GRACE.password);
    await page.getByRole("button", { name: "Set password" }).click();
    await page.getByRole("link", { name: "Sign in" }).click();
    await enterPassword(page, GRACE);
    await page.waitForURL(`${origin}/`);
    expect(seen()).toEqual(QUIET);
    expect(administrator.seen()).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)(
  "a second factor is set up and asked for, and a passkey stands for both",
  async () => {
    const { page, seen } = await openPage(browser, origin);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("WebAuthn.enable");
    await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto("/sign-in?next=/account");
    await enterPassword(page);
    await page.getByRole("button", { name: "Set up" }).click();
    await page.getByRole("dialog").getByLabel("Your password").fill(ADMINISTRATOR.password);
    const prepared = page.waitForResponse("**/two-factor/enable");
    await page.getByRole("button", { name: "Continue" }).click();
    const { totpURI } = (await (await prepared).json()) as { totpURI: string };
    await page.getByRole("img", { name: /^QR code/ }).waitFor();
    await page.getByLabel("Code from the app").fill(makeCode(totpURI));
    await page.getByRole("button", { name: "Turn on" }).click();
    const codes = await page.getByRole("textbox", { name: "Recovery codes" }).inputValue();
    expect(codes.split("\n")).toHaveLength(10);
    await page.getByRole("button", { name: "I have kept them" }).click();
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByLabel("Name, so that").fill("Harbour key");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Harbour key").waitFor();

    await signOut(page);
    await enterPassword(page);
    await page.getByLabel("Code").fill(makeCode(totpURI));
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL(`${origin}/`);
    await signOut(page);
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.waitForURL(`${origin}/`);
    expect(seen()).toEqual(QUIET);
  },
);
