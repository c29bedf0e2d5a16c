import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { NO_BROWSER, QUIET, shareSite, SITE_KEY, SOON } from "./support/browser.ts";
import { createCaller, createKey } from "./support/call-api.ts";
import { waitFor } from "./support/wait-for.ts";

/** The first test of a file waits for everything to be read from disk. */
const LIMIT_MS = 90_000;

const site = shareSite();

test.skipIf(NO_BROWSER)(
  "the bell shows what arrives while one looks, and the inbox is read and unread",
  { timeout: LIMIT_MS },
  async () => {
    const { page, seen } = await site.open("/keys");
    const bell = page.getByRole("link", { name: /^Notifications, / });
    await bell.waitFor();
    const before = Number.parseInt((await bell.textContent()) || "0", 10);
    const asAdministrator = createCaller(site.server.url, SITE_KEY);
    await createKey(asAdministrator, "feeds");
    await expect.poll(() => bell.textContent(), SOON).toBe(`${before + 1}`);

    await bell.click();
    const inbox = page.getByRole("list", { name: "Notifications" });
    const row = inbox.getByRole("listitem").filter({ hasText: "New API key" }).first();
    await row.getByRole("button", { name: /as read$/ }).click();
    await row.getByRole("button", { name: /as unread$/ }).click();
    await row.getByRole("button", { name: /as read$/ }).waitFor();
    await row.getByRole("link", { name: /New API key/ }).click();
    await page.waitForURL("**/keys");
    await expect.poll(() => bell.textContent(), SOON).toBe(before === 0 ? "" : `${before}`);
    expect(seen()).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)(
  "a choice is kept, a test says what came of it, and all can be read at once",
  { timeout: LIMIT_MS },
  async () => {
    const { page, seen } = await site.open("/account#notifications");
    const choice = page.getByRole("checkbox", { name: "Searches you follow: Inbox" });
    const saved = page.waitForResponse(/notifications\/settings\/update$/);
    await choice.click();
    const wasOn = !(await choice.isChecked());
    // Nobody can be told through what is not set up.
    const other = page.getByRole("checkbox", { name: "Searches you follow: Push" });
    expect(await other.isDisabled()).toBe(true);
    await page.getByRole("link", { name: "Push set up" }).click();
    await page.waitForURL(/#notify-push$/);
    await page.getByText("This server sends no mail.").waitFor();
    await (await saved).finished();
    await page.reload();
    await choice.waitFor();
    expect(await choice.isChecked()).toBe(!wasOn);

    await page.getByRole("button", { name: "Send a test: Inbox" }).click();
    await page.getByText("The test is sent").waitFor();
    await page.goto("/notifications?show=unread");
    await page.getByText("Notifications reach you here.").waitFor();
    await page.getByRole("button", { name: "Mark all as read" }).click();
    await page.getByRole("heading", { name: "All read" }).waitFor();
    expect(seen()).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)(
  "a webhook to this machine is refused with the reason, and its address is not shown again",
  { timeout: LIMIT_MS },
  async () => {
    const { page, seen } = await site.open("/account");
    const webhook = page.getByRole("region", { name: "Webhook" });
    await webhook.getByLabel("Address").fill("not an address");
    await webhook.getByRole("button", { name: "Save webhook" }).click();
    await webhook.getByText("Enter an address that begins").waitFor();
    await webhook.getByLabel("Address").fill("http://127.0.0.1:9/secret-topic");
    await webhook.getByRole("button", { name: "Save webhook" }).click();
    await webhook.getByText("Goes to 127.0.0.1:9.").waitFor();
    await page.getByRole("button", { name: "Send a test: Webhook" }).click();
    await page.getByText(/^Not sent: .*privateHosts/).waitFor();
    expect(await page.content()).not.toContain("secret-topic");
    await webhook.getByRole("button", { name: "Remove webhook" }).click();
    await webhook.getByLabel("Address").waitFor();
    expect(seen()).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)(
  "a search is followed beside its feed, and listed and left in the account",
  { timeout: LIMIT_MS },
  async () => {
    const { page, seen } = await site.open("/?q=lighthouse&type=movie");
    await page.getByRole("button", { name: "Follow this search as a feed" }).click();
    const follow = page.getByRole("region", { name: "Tell me of new ones" });
    await follow.getByLabel("Name").fill("Lighthouses");
    await follow.getByRole("button", { name: "Follow" }).click();
    await follow.getByText("You follow it").waitFor();

    await page.goto("/account#notifications");
    const link = page.getByRole("link", { name: "Lighthouses" });
    expect(await link.getAttribute("href")).toBe("/?q=lighthouse&type=movie");
    await page.getByRole("button", { name: "Unfollow Lighthouses" }).click();
    await page.getByText("You follow Lighthouses no more").waitFor();
    await link.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await link.waitFor();
    expect(seen()).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)(
  "an administrator makes an account, and its owner chooses the password",
  { timeout: LIMIT_MS },
  async () => {
    const { page, seen } = await site.open("/operations/people");
    // Another one each time, as the account stays.
    const email = `grace${Date.now()}@example.org`;
    await page.getByRole("button", { name: "New account" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Grace");
    await dialog.getByLabel("E-mail").fill(email);
    await dialog.getByLabel("Role").selectOption({ label: "Uploader" });
    await dialog.getByRole("button", { name: "Make account" }).click();
    const link = await dialog
      .getByRole("textbox", { name: "Link to choose the password" })
      .inputValue();
    await dialog.getByRole("button", { name: "Done" }).click();
    await page.getByText(email).first().waitFor();
    expect(seen()).toEqual(QUIET);

    const { pathname, search } = new URL(link);
    const stranger = await site.open(pathname + search, { asStranger: true });
    await stranger.page.getByLabel("New password", { exact: true }).fill("a lamp for every window");
    await stranger.page.getByRole("button", { name: "Set password" }).click();
    await stranger.page.getByText("Your password is changed").waitFor();
    expect(stranger.seen()).toEqual(QUIET);
  },
);

test.skipIf(NO_BROWSER)(
  "the service worker shows what is pushed",
  { timeout: LIMIT_MS },
  async () => {
    const { page } = await site.open("/keys");
    const context = page.context();
    await context.grantPermissions(["notifications"], { origin: site.server.url });
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
    const worker = await waitFor("the service worker", () => context.serviceWorkers()[0]);
    const message = { title: "A test", text: "It reaches you.", path: "/account", tag: "t" };
    await push(page, JSON.stringify(message));
    const shown = () =>
      worker.evaluate(
        `self.registration.getNotifications().then((list) =>
          list.map(({ title, body, tag, data }) => ({ title, body, tag, data })))`,
      );
    await expect
      .poll(shown, SOON)
      .toEqual([
        { title: "A test", body: "It reaches you.", tag: "t", data: { path: "/account" } },
      ]);
  },
);

/** What the push service would deliver, after the browser has decrypted it. */
async function push(page: Page, data: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const registrationId = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations: [registration] }) => {
      if (registration !== undefined) resolve(registration.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const { origin } = new URL(page.url());
  const message = { origin, registrationId: await registrationId, data };
  await session.send("ServiceWorker.deliverPushMessage", message);
  await session.detach();
}
