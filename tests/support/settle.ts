import type { Page } from "playwright-core";

/** Waits until a page shows what it came for: a heading, nothing that is still loading, its fonts. */
export async function settle(page: Page): Promise<void> {
  await page.locator("h1, h2").first().waitFor({ state: "attached" });
  await page.locator("main [aria-busy=true]").first().waitFor({ state: "detached" });
  await page.evaluate("document.fonts.ready.then(() => true)");
}
