import { expect, test } from "vitest";

import { BOOK_HASH, fillSite } from "./support/browser-records.ts";
import {
  ADMINISTRATOR,
  listTitles,
  NO_BROWSER,
  shareSite,
  SITE_KEY,
  SOON,
} from "./support/browser.ts";
import { createCaller } from "./support/call-api.ts";

const site = shareSite(fillSite);

async function letGuests(...permissions: string[]): Promise<void> {
  const call = createCaller(site.server.url, SITE_KEY);
  const { status, text } = await call("/api/v1/admin/roles/guest", {
    method: "PATCH",
    json: { permissions },
  });
  if (status >= 300) throw new Error(`guests were not allowed ${permissions.join()}: ${text}`);
}

test.skipIf(NO_BROWSER)("guests who may nothing are asked to sign in", async () => {
  const { page } = await site.open("/?q=sintel", { asStranger: true });
  await page.getByRole("button", { name: "Sign in", exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.get("next")).toBe("/?q=sintel");
});

test.skipIf(NO_BROWSER)("guests who may search see results and torrents, and no more", async () => {
  await letGuests("search");
  const { page, seen } = await site.open("/?q=leaves", { asStranger: true });
  await expect.poll(() => listTitles(page), SOON).toHaveLength(1);
  const places = page.getByRole("navigation").first().getByRole("link");
  await expect.poll(() => places.allTextContents(), SOON).toEqual(["Home", "Search"]);
  await page.getByRole("link", { name: /Leaves of Grass/ }).click();
  await page.getByText("drum-taps.epub").waitFor();
  await page.getByRole("button", { name: "Copy magnet" }).first().waitFor();
  expect(await page.getByRole("button", { name: "Delete" }).count()).toBe(0);
  expect(seen()).toMatchObject({ faults: [], foreign: [] });

  await page.goto("/home");
  await page.getByRole("list", { name: "Newest" }).waitFor();
  await page.goto("/operations/people");
  await page.waitForURL(/\/sign-in\?next=/);

  await page.goto(`/torrents/${BOOK_HASH}`);
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("E-mail", { exact: true }).fill(ADMINISTRATOR.email);
  await page.getByLabel("Password", { exact: true }).fill(ADMINISTRATOR.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`**/torrents/${BOOK_HASH}`);
  await page.getByRole("button", { name: "Delete" }).waitFor();
});
