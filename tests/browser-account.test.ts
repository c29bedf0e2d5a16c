import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { ADMINISTRATOR, NO_BROWSER, openPage, QUIET, SOON } from "./support/browser.ts";
import { launchBrowser } from "./support/launch-browser.ts";
import { startServer, type ServerProcess } from "./support/start-server.ts";
import { waitFor } from "./support/wait-for.ts";

let server: ServerProcess;
let browser: Browser;

beforeAll(async () => {
  if (NO_BROWSER) return;
  [server, browser] = await Promise.all([
    startServer({ env: { ROLES: "api,web,worker,crawler,tracker,stream" } }),
    launchBrowser(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test.skipIf(NO_BROWSER)("a stranger at a new server is told where the set-up link is", async () => {
  const { page, seen } = await openPage(browser, server.url);
  await page.goto("/");
  await page.waitForURL("**/setup");
  await page.getByRole("heading", { name: "Open the set-up link" }).waitFor();
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("the guide is open to strangers, page after page", async () => {
  const { page, seen } = await openPage(browser, server.url);
  await page.goto("/docs");
  await page.getByRole("heading", { level: 1, name: "Getting started" }).waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "Searching" }).click();
  await page.getByRole("heading", { level: 1, name: "Searching" }).waitFor();
  await page.goto("/docs/adding-torrents");
  await page.getByRole("heading", { level: 1, name: "Adding torrents" }).waitFor();
  expect(seen()).toEqual(QUIET);
  for (const path of ["/docs/nothing", "/docs/images/nothing.png", "/docs/images/.gitignore"]) {
    expect((await fetch(server.url + path)).status).toBe(404);
  }
});

test.skipIf(NO_BROWSER)("the pictures of the guide have the theme of the page", async () => {
  const { page, seen } = await openPage(browser, server.url, { colorScheme: "dark" });
  await page.goto("/docs/dashboard");
  const pictures = page.locator("article img:visible");
  await pictures.first().scrollIntoViewIfNeeded();
  const width = () => page.evaluate("document.querySelector('article .for-dark img').naturalWidth");
  await expect.poll(width, SOON).toBe(1440);
  for (const picture of await pictures.all()) {
    expect(await picture.getAttribute("src")).toMatch(/-dark\.png$/);
  }
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("a set-up link that was never given out makes no account", async () => {
  const { page, seen } = await openPage(browser, server.url);
  await page.goto(`/setup?token=${"x".repeat(32)}`);
  await page.getByLabel("Name").fill("Somebody");
  await page.getByLabel("E-mail").fill("somebody@example.org");
  await page.getByLabel("Password", { exact: true }).fill(ADMINISTRATOR.password);
  await page.getByRole("button", { name: "Create administrator" }).click();
  await page.getByRole("heading", { name: "This set-up link is not valid" }).waitFor();
  expect(seen()).toEqual({
    ...QUIET,
    refused: ["403 POST /rpc/identity/setup/createAdministrator"],
  });
});

test.skipIf(NO_BROWSER)(
  "the set-up link makes the first administrator and leads through what comes next",
  async () => {
    const link = await waitFor(
      "the set-up link",
      () => /\/setup\?token=\w+/.exec(server.stdout())?.[0],
    );
    const { page, seen } = await openPage(browser, server.url);
    await page.goto(link);
    const create = page.getByRole("button", { name: "Create administrator" });
    await create.click();
    await page.getByText("Enter a name.").waitFor();
    await page.getByText("Use at least 8 characters.").waitFor();
    const focused = () => page.evaluate("document.activeElement.getAttribute('name')");
    expect(await focused()).toBe("name");
    const steps = page.getByRole("list", { name: "Steps of the set-up" });
    const [whole, shown] = await steps.evaluate((list) => [
      Reflect.get(list, "scrollWidth"),
      Reflect.get(list, "clientWidth"),
    ]);
    expect(whole).toBe(shown);
    await page.getByLabel("Name").fill("Ada");
    await create.click();
    await expect.poll(focused, SOON).toBe("email");
    await page.getByLabel("E-mail").fill(ADMINISTRATOR.email);
    await page.getByLabel("Password", { exact: true }).fill(ADMINISTRATOR.password);
    await page.getByText("Strong").waitFor();
    await create.click();

    await page.getByRole("heading", { name: "What is this server for?" }).waitFor();
    await page.getByRole("radio", { name: "Whom I invite" }).check();
    await page.getByLabel("Disk budget in GiB").fill("20");
    await page.getByRole("button", { name: "Save and continue" }).click();

    // Left in the middle, found again from another page.
    await page.getByRole("heading", { name: "Bring in the first torrents" }).waitFor();
    await page.goto("/keys");
    await page.getByRole("complementary", { name: "The set-up is not finished." }).waitFor();
    await page.getByRole("link", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Add the examples" }).click();
    await page.getByText("The index holds 4 torrents.").waitFor();
    await page.getByText("Send from a program").click();
    expect(await page.getByRole("textbox", { name: "Command" }).inputValue()).toContain(
      `curl ${server.url}/api/v1/torrents/ingest`,
    );
    await page.getByRole("button", { name: "Continue" }).click();

    await page.getByRole("heading", { name: "Connect your programs" }).waitFor();
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByRole("heading", { name: "Bring in the first torrents" }).waitFor();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Enter it by hand").click();
    expect(await page.getByLabel("URL", { exact: true }).inputValue()).toBe(
      `${server.url}/torznab`,
    );
    await page.getByRole("button", { name: "Make key" }).click();
    const feedKey = await page.getByLabel("API key", { exact: true }).inputValue();
    const caps = await fetch(`${server.url}/torznab/api?t=caps&apikey=${feedKey}`);
    expect(caps.status).toBe(200);
    await page.getByRole("button", { name: "Continue" }).click();

    await page.getByRole("heading", { name: "Ready" }).waitFor();
    await page.getByRole("button", { name: "Go to search" }).click();
    await page.waitForURL(server.url + "/");
    await page.getByLabel("Results").getByText("Sintel 2010 4K x264 DTS").waitFor();
    expect(seen()).toEqual(QUIET);

    await page.goto(link);
    await page.getByRole("heading", { name: "Already set up" }).waitFor();
  },
);

test.skipIf(NO_BROWSER)(
  "a wrong password is refused, the right one leads to where one wanted to go",
  async () => {
    const { page, seen } = await openPage(browser, server.url);
    await page.goto("/keys?program=radarr");
    await page.waitForURL("**/sign-in?next=*");
    await page.getByLabel("E-mail").fill(ADMINISTRATOR.email);
    await page.getByLabel("Password", { exact: true }).fill("not the password at all");
    await page.keyboard.press("Enter");
    await page.getByText("E-mail and password do not match.").waitFor();
    await page.getByLabel("Password", { exact: true }).fill(ADMINISTRATOR.password);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/keys?program=radarr");
    await page.getByRole("heading", { name: "API keys" }).waitFor();

    await page.getByRole("button", { name: "Account of Ada" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL("**/sign-in");
    await page.goto("/");
    await page.waitForURL("**/sign-in");
    expect(seen()).toEqual({ ...QUIET, refused: ["401 POST /api/auth/sign-in/email"] });
  },
);
