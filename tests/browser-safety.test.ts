import { expect, test } from "vitest";

import { NO_BROWSER, QUIET, shareSite, SITE_KEY } from "./support/browser.ts";

/** The page of the API draws what its script and the whole document say. */
const DRAWING_MS = 60_000;

const site = shareSite();

test.skipIf(NO_BROWSER)("scripts that others bring into a page do not run", async () => {
  const { page, seen } = await site.open("/");
  await page.getByLabel("Search torrents").waitFor();
  // Text of a foreign name or description that would be put into the page as it is.
  const hasRun = await page.evaluate(`new Promise((resolve) => {
    document.body.insertAdjacentHTML("beforeend", '<img src="x:" onerror="self.hasRun = true">');
    setTimeout(() => resolve("hasRun" in self), 500);
  })`);
  expect(hasRun).toBe(false);
  expect(seen().faults.every((fault) => /content security policy|x:/i.test(fault))).toBe(true);
  expect(seen().faults).not.toEqual([]);
});

test.skipIf(NO_BROWSER)(
  "the page of the API works under its own policy",
  async () => {
    const { page, seen } = await site.open("about:blank");
    page.setDefaultTimeout(DRAWING_MS);
    await page.goto("/api/reference");
    await page.locator("[data-tag=Torrents]").getByRole("button").click();
    const path = page.locator("[data-path='/torrents/{infoHash}/files']");
    await page.locator(".opblock-get").filter({ has: path }).getByRole("button").first().click();
    await page.getByRole("cell", { name: "infoHash" }).first().waitFor();
    expect(seen()).toEqual(QUIET);
  },
  180_000,
);

test.skipIf(NO_BROWSER)("every page has a mark of its own for its scripts", async () => {
  const policies = await Promise.all(
    [1, 2].map(async () => {
      const answer = await fetch(`${site.server.url}/sign-in`);
      const policy = answer.headers.get("content-security-policy") ?? "";
      const nonce = /'nonce-([^']{24})'/.exec(policy)?.[1] ?? "";
      expect(policy).not.toContain("script-src 'self' 'unsafe-inline'");
      expect(await answer.text()).toContain(`nonce="${nonce}"`);
      return nonce;
    }),
  );
  expect(policies[0]).not.toBe(policies[1]);
});

test.skipIf(NO_BROWSER)("answers of the API may load, frame and run nothing", async () => {
  const answer = await fetch(`${site.server.url}/api/v1/search`, {
    headers: { "x-api-key": SITE_KEY },
  });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  });
  expect(answer.headers.has("access-control-allow-origin")).toBe(false);
});
