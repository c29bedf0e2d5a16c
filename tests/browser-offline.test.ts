import { expect, test } from "vitest";

import { NO_BROWSER, shareSite } from "./support/browser.ts";

const site = shareSite();

test.skipIf(NO_BROWSER)("the app can be installed", async () => {
  const { page } = await site.open("/sign-in", { asStranger: true });
  const address = await page.locator("link[rel=manifest]").getAttribute("href");
  const answer = await fetch(new URL(address ?? "", site.server.url));
  const manifest = (await answer.json()) as { icons: { src: string }[]; start_url: string };
  expect(manifest).toMatchObject({ name: "Minato", display: "standalone", start_url: "/" });
  // Programs ask for it without reading the page.
  const favicon = await page.request.get("/favicon.ico");
  expect([favicon.status(), (await favicon.body()).subarray(0, 4)]).toEqual([
    200,
    Buffer.from([0, 0, 1, 0]),
  ]);
  for (const { src } of manifest.icons) {
    const icon = await fetch(new URL(src, site.server.url));
    expect(icon.headers.get("content-type")).toBe("image/png");
  }
});

test.skipIf(NO_BROWSER)(
  "without a connection the app opens, says so, and returns by itself",
  async () => {
    const { page } = await site.open("/keys");
    await page.getByRole("heading", { name: "Keys & feeds" }).waitFor();
    await page.evaluate("navigator.serviceWorker.ready");

    await page.context().setOffline(true);
    await page.goto("/operations");
    await page.getByRole("heading", { name: "No connection to the server" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/operations");

    await page.context().setOffline(false);
    await page.getByRole("heading", { name: "Overview" }).waitFor();
  },
);
