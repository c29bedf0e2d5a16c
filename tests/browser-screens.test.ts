import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { BOOK_HASH, fillSite } from "./support/browser-records.ts";
import { NO_BROWSER, shareSite } from "./support/browser.ts";
import { checkAccess } from "./support/check-access.ts";
import { listPages } from "./support/list-pages.ts";
import { settle } from "./support/settle.ts";

const PAGES = listPages({ infoHash: BOOK_HASH });
const THEMES = ["light", "dark"] as const;
const NARROW = { width: 360, height: 780 };
/** Every page once. */
const ROUND_LIMIT_MS = 300_000;
const WIDE = { width: 3840, height: 2160 };

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

test.skipIf(NO_BROWSER).for(THEMES)(
  "axe finds nothing serious on any page, %s",
  { timeout: ROUND_LIMIT_MS },
  async (theme) => {
    const stranger = await site.open("/sign-in", { asStranger: true, colorScheme: theme });
    const person = await site.open("/keys", { colorScheme: theme });
    const findings: Record<string, string[]> = {};
    for (const { path, isOpen } of PAGES) {
      const { page } = isOpen ? stranger : person;
      await page.goto(path);
      await settle(page);
      const found = await checkAccess(page);
      if (found.length > 0) findings[path] = found;
    }
    expect(findings).toEqual({});
    expect([...stranger.seen().faults, ...person.seen().faults]).toEqual([]);
    expect([...stranger.seen().foreign, ...person.seen().foreign]).toEqual([]);
  },
);

test.skipIf(NO_BROWSER).for(Object.entries(LAYERS))(
  "axe finds nothing serious in what opens over a page: %s",
  async ([, { path, open }]) => {
    for (const colorScheme of THEMES) {
      const { page, seen } = await site.open(path, { colorScheme });
      await settle(page);
      await open(page);
      await page.locator(LAYER).first().waitFor();
      expect(await checkAccess(page)).toEqual([]);
      expect(seen().faults).toEqual([]);
    }
  },
);

test.skipIf(NO_BROWSER)(
  "no page is wider than a small phone or a large screen",
  async () => {
    const stranger = await site.open("/sign-in", { asStranger: true, viewport: NARROW });
    const person = await site.open("/keys", { viewport: NARROW });
    const overflows: string[] = [];
    for (const { path, isOpen } of PAGES) {
      const { page } = isOpen ? stranger : person;
      await page.goto(path);
      await settle(page);
      for (const size of [NARROW, WIDE]) {
        await page.setViewportSize(size);
        const width = await page.evaluate("document.documentElement.scrollWidth");
        if (Number(width) > size.width) overflows.push(`${path}: ${width} at ${size.width}`);
      }
      await page.setViewportSize(NARROW);
    }
    expect(overflows).toEqual([]);
  },
  ROUND_LIMIT_MS,
);
