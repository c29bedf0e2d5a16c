import { expect, test } from "vitest";

import { NO_BROWSER, QUIET, shareSite, SITE_KEY } from "./support/browser.ts";
import { createCaller } from "./support/call-api.ts";

const site = shareSite();

test.skipIf(NO_BROWSER)("pages speak the language of the browser", async () => {
  const { page, seen } = await site.open("/keys", { locale: "de-AT" });
  await page.getByRole("heading", { level: 1, name: "Schlüssel & Feeds" }).waitFor();
  expect(await page.title()).toBe("Schlüssel & Feeds · Minato");
  expect(await page.locator("html").getAttribute("lang")).toBe("de");
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("a language we do not speak falls back to English", async () => {
  const { page } = await site.open("/keys", { locale: "is-IS" });
  await page.getByRole("heading", { level: 1, name: "Keys & feeds" }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
});

test.skipIf(NO_BROWSER)("a chosen language stays, whatever the browser prefers", async () => {
  const { page, seen } = await site.open("/keys", { locale: "en-GB" });
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitemradio", { name: "Deutsch" }).click();
  await page.getByRole("heading", { level: 1, name: "Schlüssel & Feeds" }).waitFor();
  await page.goto("/add");
  await page.getByRole("heading", { level: 1, name: "Torrents hinzufügen" }).waitFor();
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("what the server refuses is said in the language of the page", async () => {
  const { page, seen } = await site.open("/operations/people", { locale: "de-DE" });
  await page.getByRole("button", { name: "Neue Rolle" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Member");
  await dialog.getByRole("button", { name: "Rolle speichern" }).click();
  await dialog.getByText("Eine andere Rolle heißt schon so").waitFor();
  expect(seen().refused).toEqual(["409 POST /rpc/admin/roles/create"]);
});

test.skipIf(NO_BROWSER)("so is why a record was not taken", async () => {
  const { page, seen } = await site.open("/add", { locale: "de-DE" });
  await page.getByLabel("Magnet-Links").fill("magnet:?dn=nothing");
  await page.getByRole("button", { name: /Magnet-Link.* hinzufügen/ }).click();
  await page.getByText("Dem Magnet-Link fehlt xt=urn:btih:").waitFor();
  expect(seen()).toEqual(QUIET);
});

test.skipIf(NO_BROWSER)("who is suspended is told so, and not to confirm an address", async () => {
  const ben = { email: "ben@example.org", password: "paper boats in april" };
  const call = createCaller(site.server.url, SITE_KEY);
  const changes = [
    { module: "identity", name: "registration", value: "open" },
    { module: "identity", name: "verifiesEmail", value: false },
  ];
  await call("/api/v1/admin/config", { method: "PATCH", json: { changes } });
  await call("/api/v1/auth/register", { json: { ...ben, name: "Ben" } });
  const { json } = await call("/api/v1/admin/people?q=ben@example.org");
  const [person] = (json as { items: { id: string }[] }).items;
  await call(`/api/v1/admin/people/${person?.id}`, { method: "PATCH", json: { suspended: true } });

  const { page, seen } = await site.open("/sign-in", { locale: "de-DE", asStranger: true });
  await page.getByLabel("E-Mail").fill(ben.email);
  await page.getByLabel("Passwort", { exact: true }).fill(ben.password);
  await page.getByRole("button", { name: "Anmelden", exact: true }).click();
  await page.getByText("Dieses Konto ist gesperrt").waitFor();
  expect(seen().refused).toEqual(["403 POST /api/auth/sign-in/email"]);
});
