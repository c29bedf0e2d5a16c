import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { BOOK_HASH, fillSite } from "./support/browser-records.ts";
import { NO_BROWSER, shareSite } from "./support/browser.ts";
import { checkAccess } from "./support/check-access.ts";
import { settle } from "./support/settle.ts";

/** Dialogs, menus and the bar of a selection. */
const LAYER = "[role=dialog], [role=menu], [data-selection-bar]";

/** What opens over a page: where, and how. */
const LAYERS: Record<string, { path: string; open: (page: Page) => Promise<void> }> = {
  "command palette": { path: "/keys", open: (page) => page.keyboard.press("Control+k") },
  shortcuts: { path: "/keys", open: (page) => page.keyboard.press("?") },
  "account menu": {
    path: "/keys",
    open: (page) => page.getByRole("button", { name: /^Account of/ }).click(),
  },
  "new profile": {
    path: "/keys",
    open: (page) => page.getByRole("button", { name: "New profile" }).click(),
  },
  "connect a program": {
    path: "/keys",
    open: (page) => page.getByRole("button", { name: "Connect a program" }).click(),
  },
  correction: {
    path: `/torrents/${BOOK_HASH}`,
    open: (page) => page.getByRole("button", { name: "Fix" }).first().click(),
  },
  selection: {
    path: "/?sort=title",
    open: (page) => page.getByLabel("Results").getByRole("checkbox").nth(1).click(),
  },
};

const site = shareSite(fillSite);

test.skipIf(NO_BROWSER).for(Object.entries(LAYERS))(
  "axe finds nothing serious in what opens over a page: %s",
  async ([, { path, open }]) => {
    const { page, seen } = await site.open(path);
    await settle(page);
    await open(page);
    await page.locator(LAYER).first().waitFor();
    expect(await checkAccess(page)).toEqual([]);
    expect(seen().faults).toEqual([]);
  },
);
