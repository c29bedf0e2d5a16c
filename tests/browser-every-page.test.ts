import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { BOOK_HASH, fillSite } from "./support/browser-records.ts";
import { NO_BROWSER, shareSite } from "./support/browser.ts";
import { checkAccess, type Scheme } from "./support/check-access.ts";
import { followScripts } from "./support/follow-scripts.ts";
import { followShifts } from "./support/follow-shifts.ts";
import { listPages } from "./support/list-pages.ts";
import { settle } from "./support/settle.ts";

const PAGES = listPages({ infoHash: BOOK_HASH });
/** How pages are opened, where else their width is looked at, and in which themes axe looks. */
interface Round {
  viewport: Size;
  wider: readonly Size[];
  schemes: readonly Scheme[];
}

interface Size {
  width: number;
  height: number;
}

const ROUNDS: Readonly<Record<string, Round>> = {
  "a desktop": {
    viewport: { width: 1280, height: 800 },
    wider: [{ width: 3840, height: 2160 }],
    schemes: ["light", "dark"],
  },
  "a small phone": { viewport: { width: 360, height: 780 }, wider: [], schemes: ["light"] },
};
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

test.skipIf(NO_BROWSER).for(Object.entries(ROUNDS))(
  "on %s every page is light, keeps still, fits and is accessible",
  { timeout: ROUND_LIMIT_MS },
  async ([, round]) => {
    const stranger = await openVisitor(round, true);
    const person = await openVisitor(round, false);
    const problems: Record<string, string[]> = {};
    for (const { path, isOpen } of PAGES) {
      const found = await (isOpen ? stranger : person).visit(path);
      if (found.length > 0) problems[path] = found;
    }
    expect(problems).toEqual({});
    expect([...stranger.seen().faults, ...person.seen().faults]).toEqual([]);
    expect([...stranger.seen().foreign, ...person.seen().foreign]).toEqual([]);
  },
);

/** Somebody whose visits are first visits, and what each finds against a page. */
async function openVisitor({ viewport, wider, schemes }: Round, asStranger: boolean) {
  const { page, seen } = await site.open("about:blank", {
    asStranger,
    viewport,
    serviceWorkers: "block",
  });
  const scripts = await followScripts(page);
  const shifts = await followShifts(page);
  return {
    seen,
    async visit(path: string): Promise<string[]> {
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(path);
      await settle(page);
      await page.waitForTimeout(AFTER_SETTLING_MS);
      const { score, moved } = await shifts.take();
      const bytes = await scripts.take();
      process.stdout.write(
        `${path.padEnd(36)}${viewport.width} wide, ${bytes} bytes of scripts, ` +
          `${score.toFixed(4)} of layout shift\n`,
      );
      return [
        ...(bytes > MOST_SCRIPT_BYTES || bytes < LEAST_SCRIPT_BYTES ? [`${bytes} bytes`] : []),
        ...(score > MOST_SHIFT ? [`moved by ${score.toFixed(4)}`, ...moved] : []),
        ...(await findOverflow(page, viewport)),
        ...(await checkAccess(page, schemes)),
        ...(await findWiderOverflows(page, wider, viewport)),
      ];
    },
  };
}

/** Whether the page is wider than its window. */
async function findOverflow(page: Page, { width }: Size): Promise<string[]> {
  const needed = await page.evaluate<number>("document.documentElement.scrollWidth");
  return needed > width ? [`${needed} pixels wide at ${width}`] : [];
}

async function findWiderOverflows(
  page: Page,
  sizes: readonly Size[],
  viewport: Size,
): Promise<string[]> {
  const found: string[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    found.push(...(await findOverflow(page, size)));
  }
  await page.setViewportSize(viewport);
  return found;
}
