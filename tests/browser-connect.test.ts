import type { Locator, Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";

import { fillSite } from "./support/browser-records.ts";
import { NO_BROWSER, QUIET, shareSite, SITE_KEY, SOON } from "./support/browser.ts";
import {
  APP_KEY,
  startFakeServarr,
  type FakeKind,
  type FakeOptions,
  type FakeServarr,
} from "./support/fake-servarr.ts";

const site = shareSite(fillSite);
const fakes: FakeServarr[] = [];

afterAll(async () => {
  for (const fake of fakes) await fake.close();
});

async function start(kind: FakeKind, options: Partial<FakeOptions> = {}): Promise<FakeServarr> {
  const fake = await startFakeServarr(kind, { fetchIndexer: (url) => fetch(url), ...options });
  fakes.push(fake);
  return fake;
}

async function fillIn(page: Page, name: string, url: string, key = APP_KEY): Promise<Locator> {
  await page.getByRole("button", { name: "Connect a program" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Program").selectOption(name);
  await dialog.getByLabel(`Address of ${name}`).fill(url);
  await dialog.getByLabel(`API key of ${name}`).fill(key);
  return dialog;
}

function isFocused(element: Locator): Promise<boolean> {
  return element.and(element.page().locator(":focus")).isVisible();
}

function fieldOf(fake: FakeServarr, name: string): string {
  const [indexer] = fake.indexers.values();
  return String(indexer?.fields.find((field) => field.name === name)?.value);
}

test.skipIf(NO_BROWSER).each([
  // The index has films and no television: the second is added although its test finds nothing.
  ["Radarr", "radarr", ""],
  ["Sonarr", "sonarr", "/tv"],
  ["Lidarr", "lidarr", ""],
  ["Prowlarr", "prowlarr", "/indexers"],
] as const)("this index is added to %s at the first click", async (name, kind, urlBase) => {
  const fake = await start(kind, { urlBase });
  const { page, seen } = await site.open("/keys");
  const dialog = await fillIn(page, name, fake.url);
  expect(await dialog.getByLabel("Address of Minato").inputValue()).toBe(site.server.url);
  await dialog.getByRole("button", { name: `Add to ${name}` }).click();
  await page.getByText(`Added to ${name}`).waitFor();
  const row = page.getByRole("listitem", { name, exact: true });
  await row.getByText("connected", { exact: true }).waitFor();
  await row.getByText(fake.url, { exact: true }).waitFor();
  expect(await row.textContent()).toContain("4.0.1.1");
  expect(fieldOf(fake, "baseUrl")).toBe(`${site.server.url}/torznab`);
  const address = `${fieldOf(fake, "baseUrl")}${fieldOf(fake, "apiPath")}`;
  const caps = await fetch(`${address}?t=caps&apikey=${fieldOf(fake, "apiKey")}`);
  expect(await caps.text()).toContain("<caps>");
  expect(await page.content()).not.toContain(APP_KEY);

  await row.getByRole("button", { name: `Remove ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await page.getByText(`Taken out of ${name}`).waitFor();
  await row.waitFor({ state: "detached" });
  expect(fake.indexers.size).toBe(0);
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("what a program has against it stands beside what to change", async () => {
  const fake = await start("sonarr", {
    fetchIndexer: () => Promise.reject(new Error("no route to it")),
  });
  const { page, seen } = await site.open("/keys");
  // As people type it.
  const dialog = await fillIn(page, "Sonarr", new URL(fake.url).host, "wrong");
  const add = dialog.getByRole("button", { name: "Add to Sonarr" });
  await add.click();
  await dialog.getByText("Sonarr does not accept this key").waitFor();
  expect(await dialog.getByLabel("Address of Sonarr").inputValue()).toBe(fake.url);
  const key = dialog.getByLabel("API key of Sonarr");
  expect(await key.getAttribute("aria-invalid")).toBe("true");
  await key.fill(APP_KEY);
  await add.click();
  await dialog.getByText(/Unable to connect to indexer: .*no route to it/).waitFor();
  fake.mood = "broken";
  await add.click();
  await dialog.getByText("Sonarr answered no JSON").waitFor();
  expect(await dialog.getByLabel("Address of Sonarr").getAttribute("aria-invalid")).toBe("true");
  fake.mood = "well";
  await dialog.getByLabel("Program").selectOption("Lidarr");
  await dialog.getByRole("button", { name: "Add to Lidarr" }).click();
  await dialog.getByText("Lidarr has nothing at this address").waitFor();
  expect(fake.indexers.size).toBe(0);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("No program was connected from here").waitFor();
  expect(seen()).toEqual({ ...QUIET, refused: ["400 POST /rpc/connect/add"] });
});

test.skipIf(NO_BROWSER)("a connection that broke says what helps, and is repaired", async () => {
  const fake = await start("radarr");
  const { page, seen } = await site.open("/keys");
  const dialog = await fillIn(page, "Radarr", fake.url);
  await dialog.getByRole("button", { name: "Add to Radarr" }).click();
  const row = page.getByRole("listitem", { name: "Radarr", exact: true });
  await row.getByText("connected", { exact: true }).waitFor();

  const message = "Indexers unavailable due to failures: Minato";
  fake.health = [{ source: "IndexerStatusCheck", type: "error", message }];
  await row.getByRole("button", { name: "Check Radarr" }).click();
  await row.getByText("Radarr complains").waitFor();
  await row.getByText(message).waitFor();
  fake.health = [];
  fake.indexers.clear();
  await row.getByRole("button", { name: "Check Radarr" }).click();
  await row.getByText("removed there", { exact: true }).waitFor();
  await row.getByRole("button", { name: "Repair Radarr" }).click();
  await row.getByText("connected", { exact: true }).waitFor();
  expect(fake.indexers.size).toBe(1);

  const keyName = `Radarr ${new URL(fake.url).host}`;
  const oldKey = fieldOf(fake, "apiKey");
  await page.getByRole("button", { name: `Revoke ${keyName}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await row.getByText("key revoked", { exact: true }).waitFor();
  await row.getByRole("button", { name: "Repair Radarr" }).click();
  await row.getByText("connected", { exact: true }).waitFor();
  expect(fieldOf(fake, "apiKey")).not.toBe(oldKey);

  fake.mood = "broken";
  await row.getByRole("button", { name: "Check Radarr" }).click();
  await row.getByText("not reachable", { exact: true }).waitFor();
  await row.getByRole("button", { name: "Remove Radarr" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await page.getByText("Forgotten here; take it out of Radarr by hand").waitFor();
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("a key says beside its fields what is wrong, and is renewed", async () => {
  const { page, seen } = await site.open("/keys");
  await page.getByRole("button", { name: "New key" }).click();
  const dialog = page.getByRole("dialog");
  const make = dialog.getByRole("button", { name: "Make key" });
  const name = dialog.getByLabel("Name");
  const networks = dialog.getByLabel("Only from these networks");
  await networks.fill("the garage");
  await make.click();
  await expect.poll(() => isFocused(name), SOON).toBe(true);
  await name.fill("Breakwater");
  await make.click();
  await dialog.getByText("Use addresses or ranges such as").waitFor();
  await expect.poll(() => isFocused(networks), SOON).toBe(true);
  await networks.fill("127.0.0.0/8, ::1");
  await make.click();
  const shown = dialog.getByRole("textbox", { name: "Breakwater" });
  const before = await shown.inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();

  await page.getByRole("button", { name: "Give Breakwater a new secret" }).click();
  await dialog.getByLabel("The secret before").selectOption("works for another hour");
  await dialog.getByRole("button", { name: "New secret" }).click();
  const after = await shown.inputValue();
  expect(after).not.toBe(before);
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByText(/only from 127\.0\.0\.0\/8, ::1 · the secret before ends/).waitFor();
  for (const key of [before, after]) {
    const answer = await fetch(`${site.server.url}/api/v1/search`, {
      headers: { "x-api-key": key },
    });
    expect(answer.status).toBe(200);
  }
  expect(seen()).toEqual({ ...QUIET, refused: ["400 POST /rpc/admin/apiKeys/create"] });
});

test.skipIf(NO_BROWSER)("a key is made for the command that sends torrents", async () => {
  const { page, seen } = await site.open("/keys");
  const part = page.getByRole("region", { name: "Send torrents from a script" });
  const command = part.getByRole("textbox", { name: "Command" });
  expect(await command.inputValue()).toContain("X-Api-Key: KEY'");
  await part.getByRole("button", { name: "Make key" }).click();
  const key = await part.getByRole("textbox", { name: "API key" }).inputValue();
  await expect.poll(() => command.inputValue(), SOON).toContain(`X-Api-Key: ${key}'`);
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER).each([
  ["Sonarr", "tvsearch"],
  ["Radarr", "movie"],
  ["Lidarr", "music"],
  ["Prowlarr", "search"],
])("address and key for %s can be copied by hand", async (name, type) => {
  const { page, seen } = await site.open(`/keys?program=${name.toLowerCase()}`);
  const url = page.getByRole("textbox", { name: "URL", exact: true });
  await page.getByRole("button", { name: `Make a key for ${name}` }).click();
  const key = page.getByRole("textbox", { name: "API key", exact: true });
  const path = page.getByRole("textbox", { name: "API path", exact: true });
  for (const field of [url, path, key]) {
    await field.click();
    expect(await field.getAttribute("readonly")).not.toBeNull();
    const selected = await page.evaluate("getSelection().toString()");
    expect(selected).toBe(await field.inputValue());
  }
  const address = `${await url.inputValue()}${await path.inputValue()}`;
  const answer = await fetch(`${address}?t=${type}&apikey=${await key.inputValue()}`);
  expect(await answer.text()).toContain("<channel>");
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)(
  "a profile has all that a feed can be narrowed by, and is not all",
  async () => {
    const { page, seen } = await site.open("/keys");
    await page.getByRole("button", { name: "New profile" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("Enter a name.").waitFor();
    await dialog.getByLabel("Name", { exact: true }).fill("Films of the second pier");
    await dialog.getByLabel("In the address").fill("all");
    await dialog.getByLabel("Categories").selectOption("2000 Movies");
    await dialog.getByLabel("pier two").check();
    await dialog.getByLabel("Without the words").fill("sintel spring");
    await dialog.getByLabel("Order").selectOption("Largest first");
    await dialog.getByLabel("Items on a page").fill("3");
    const preview = dialog.getByRole("region", { name: "What it would have" });
    await preview.getByRole("heading", { name: /^What it would have: 6 torrents/ }).waitFor();
    await expect
      .poll(() => preview.getByRole("listitem").first().textContent(), SOON)
      .toContain("Cosmos Laundromat (2011) 2160p");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText(/Sonarr and Radarr refuse an indexer called all/).waitFor();
    await dialog.getByLabel("In the address").fill("second-pier");
    await dialog.getByRole("button", { name: "Save" }).click();
    const address = page.getByRole("textbox", { name: "Address of Films of the second pier" });
    const answer = await fetch(`${await address.inputValue()}/api?t=movie&apikey=${SITE_KEY}`);
    const titles = (await answer.text()).matchAll(/<item><title>([^<]+)/g);
    expect([...titles].map(([, title]) => title)).toEqual([
      "Cosmos Laundromat (2011) 2160p WEB-DL x264-Blender",
      "Tears of Steel (2010) 2160p WEB-DL x264-Blender",
      "Big Buck Bunny (2008) 2160p WEB-DL x264-Blender",
    ]);
    await page.getByRole("button", { name: "Edit Films of the second pier" }).click();
    expect(await dialog.getByLabel("Order").inputValue()).toBe("size");
    expect(await dialog.getByLabel("pier two").isChecked()).toBe(true);
    await dialog.getByRole("button", { name: "Remove Movies" }).waitFor();
    expect(seen()).toEqual({ ...QUIET, refused: ["400 POST /rpc/feeds/profiles/create"] });
  },
);

test.skipIf(NO_BROWSER)("a search is followed at the address of its feed", async () => {
  const { page, seen } = await site.open("/?q=sintel&resolution=1080p&sort=seeders");
  await page.getByRole("button", { name: "Follow this search as a feed" }).click();
  const dialog = page.getByRole("dialog");
  const rss = dialog.getByRole("textbox", { name: "RSS" });
  expect(await rss.inputValue()).toMatch(/\/rss\?q=sintel&resolution=1080p&apikey=KEY$/);
  await dialog.getByRole("button", { name: "Make key" }).click();
  await dialog.getByText("KEY stands for").waitFor({ state: "detached" });
  for (const [field, root] of [
    [rss, "<rss "],
    [dialog.getByRole("textbox", { name: "Atom" }), "<feed "],
  ] as const) {
    const feed = await (await fetch(await field.inputValue())).text();
    expect(feed).toContain(root);
    expect(feed.match(/<title>[^<]*1080p/g)).toHaveLength(1);
  }
  expect(seen()).toEqual(QUIET);
});
