import { gzipSync } from "node:zlib";

import type { Page } from "playwright-core";

/** Compressed sizes by address; the addresses of built scripts change with their content. */
const weights = new Map<string, Promise<number>>();

/**
 * Follows what a first visit loads of scripts, wherever they come from; the browser asks for no
 * page before it is needed.
 */
export async function followScripts(page: Page) {
  await page.addInitScript(
    "navigator.connection.__proto__.__defineGetter__('saveData', () => true)",
  );
  let scripts = new Map<string, Promise<number>>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    // The texts of one language are counted apart.
    if (response.request().resourceType() !== "script" || pathname.startsWith("/messages/")) return;
    const weight = weights.get(pathname) ?? response.body().then((body) => gzipSync(body).length);
    weights.set(pathname, weight);
    scripts.set(pathname, weight);
  });
  return {
    /** Bytes as they travel compressed, each script once, since the page was opened or this was asked last. */
    take: async (): Promise<number> => {
      const asked = scripts;
      scripts = new Map();
      return (await Promise.all(asked.values())).reduce((sum, bytes) => sum + bytes, 0);
    },
  };
}
