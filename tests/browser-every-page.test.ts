import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { BOOK_HASH, fillSite } from "./support/browser-records.ts";
import { NO_BROWSER, shareSite } from "./support/browser.ts";
import { checkAccess } from "./support/check-access.ts";
import { followScripts } from "./support/follow-scripts.ts";
import { followShifts } from "./support/follow-shifts.ts";
import { listPages } from "./support/list-pages.ts";
import { settle } from "./support/settle.ts";

const PAGES = listPages({ infoHash: BOOK_HASH });
const SIZES = {
  desktop: { width: 1280, height: 800 },
  "small phone": { width: 360, height: 780 },
} as const;
const WIDE = { width: 3840, height: 2160 };
/** Scripts of a first visit, compressed as they travel; the texts of one language are apart. */
const MOST_SCRIPT_BYTES = 200_000;
/** No page gets by with less: what weighs less was not loaded whole. */
const LEAST_SCRIPT_BYTES = 50_000;
/** Nobody sees less than this; good pages are allowed 0.1 elsewhere. */
const MOST_SHIFT = 0.02;
/** Answers that arrive after a page has settled may still move something. */
const AFTER_SETTLING_MS = 400;
/** Every page once. */
const ROUND_LIMIT_MS = 600_000;

const site = shareSite(fillSite);

test.skipIf(NO_BROWSER).for(Object.entries(SIZES))(
  "every page is light, keeps still, fits, and is accessible in both themes: %s",
  { timeout: ROUND_LIMIT_MS },
  async ([size, viewport]) => {
    const stranger = await openVisitor(viewport, true);
    const person = await openVisitor(viewport, false);
    const problems: Record<string, string[]> = {};
    for (const { path, isOpen } of PAGES) {
      const found = await (isOpen ? stranger : person).visit(path, size);
      if (found.length > 0) problems[path] = found;
    }
    expect(problems).toEqual({});
    expect([...stranger.seen().faults, ...person.seen().faults]).toEqual([]);
    expect([...stranger.seen().foreign, ...person.seen().foreign]).toEqual([]);
  },
);

/** Somebody whose visits are first visits, and what each finds against a page. */
async function openVisitor(viewport: { width: number; height: number }, asStranger: boolean) {
  const { page, seen } = await site.open("about:blank", {
    asStranger,
    viewport,
    serviceWorkers: "block",
  });
  const scripts = await followScripts(page);
  const shifts = await followShifts(page);
  return {
    seen,
    async visit(path: string, size: string): Promise<string[]> {
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(path);
      await settle(page);
      await page.waitForTimeout(AFTER_SETTLING_MS);
      const { score, moved } = await shifts.take();
      const bytes = await scripts.take();
      process.stdout.write(
        `${path.padEnd(36)} ${size.padEnd(12)}${`${bytes}`.padStart(8)} bytes of scripts, ` +
          `${score.toFixed(4)} of layout shift\n`,
      );
      return [
        ...(bytes > MOST_SCRIPT_BYTES || bytes < LEAST_SCRIPT_BYTES ? [`${bytes} bytes`] : []),
        ...(score > MOST_SHIFT ? [`moved by ${score.toFixed(4)}`, ...moved] : []),
        ...(await findOverflows(page, viewport)),
        ...(await checkAccess(page)),
      ];
    },
  };
}

/** Where the page is wider than its window or than a large screen. */
async function findOverflows(
  page: Page,
  viewport: { width: number; height: number },
): Promise<string[]> {
  const found: string[] = [];
  for (const size of [viewport, WIDE]) {
    await page.setViewportSize(size);
    const width = await page.evaluate<number>("document.documentElement.scrollWidth");
    if (width > size.width) found.push(`${width} pixels wide at ${size.width}`);
  }
  await page.setViewportSize(viewport);
  return found;
}
