import { gzipSync } from "node:zlib";

import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { BOOK_HASH, fillSite } from "./support/browser-records.ts";
import { NO_BROWSER, shareSite } from "./support/browser.ts";
import { listPages } from "./support/list-pages.ts";
import { settle } from "./support/settle.ts";

/** Scripts of a first visit, compressed as they travel; the texts of one language are apart. */
const MAX_SCRIPT_BYTES = 200_000;
/** Every page once. */
const ROUND_LIMIT_MS = 300_000;

const site = shareSite(fillSite);

test.skipIf(NO_BROWSER)(
  "no page loads more than 200 kB of scripts",
  async () => {
    const weights: Record<string, number> = {};
    for (const { path, isOpen } of listPages({ infoHash: BOOK_HASH })) {
      const { page } = await site.open("/icon.svg", {
        asStranger: isOpen,
        serviceWorkers: "block",
      });
      // What the browser may load while it is idle is not part of a first visit.
      await page.addInitScript(
        "navigator.connection.__proto__.__defineGetter__('saveData', () => true)",
      );
      const scripts = gatherScripts(page);
      await page.goto(path);
      await settle(page);
      weights[path] = await scripts.weigh();
      await page.context().close();
    }
    print(weights, "bytes of scripts");
    const tooHeavy = Object.entries(weights).filter(([, bytes]) => bytes > MAX_SCRIPT_BYTES);
    expect(tooHeavy).toEqual([]);
    expect(weights["/"]).toBeGreaterThan(50_000);
  },
  ROUND_LIMIT_MS,
);

/** Follows the scripts a page loads. */
function gatherScripts(page: Page) {
  const bodies: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    const isText = new URL(response.url()).pathname.startsWith("/messages/");
    if (response.request().resourceType() === "script" && !isText) bodies.push(response.body());
  });
  return {
    weigh: async () =>
      (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0),
  };
}

/** Writes figures as a table. */
function print(figures: Readonly<Record<string, number>>, unit: string): void {
  for (const [name, value] of Object.entries(figures)) {
    process.stdout.write(`${name.padEnd(36)}${String(value).padStart(10)} ${unit}\n`);
  }
}
