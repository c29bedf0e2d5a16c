import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { beforeEach, expect, test, vi } from "vitest";

import { guidePath, loadGuide } from "./load-guide.ts";

beforeEach(() => {
  const guide = path.resolve(import.meta.dirname, "../../../docs");
  vi.stubEnv("GUIDE_DIRECTORY", guide);
  return () => vi.unstubAllEnvs();
});

test("every link within the guide leads to a page and a heading that are there", async () => {
  const pages = await loadGuide();
  const links = pages.flatMap(({ name, html }) =>
    [...html.matchAll(/<a href="([^"]+)"/g)]
      .map(([, href = ""]) => (href.startsWith("#") ? guidePath(name) + href : href))
      .filter((href) => href.startsWith("/docs") && !href.startsWith("/docs/images/")),
  );
  expect(links.length).toBeGreaterThan(20);
  const places = await listPlaces();
  expect(links.filter((link) => !places.has(link))).toEqual([]);
});

test("so does every link of the dashboard into the guide", async () => {
  const folder = path.resolve(import.meta.dirname, "..");
  const files = await readdir(folder, { recursive: true });
  const texts = await Promise.all(
    files
      .filter((file) => file.endsWith(".tsx"))
      .map((file) => readFile(path.join(folder, file), "utf8")),
  );
  const links = texts.flatMap((text) => text.match(/(?<=href="|href: ")\/docs[^"]*/g) ?? []);
  expect(links).toContain("/docs/accounts#when-somebody-cannot-sign-in");
  const places = await listPlaces();
  expect(links.filter((link) => !places.has(link))).toEqual([]);
});

test("the guide begins with how to start and ends with what may be wrong", async () => {
  const names = (await loadGuide()).map(({ name }) => name);
  expect([names.at(0), names.at(-1)]).toEqual(["getting-started", "troubleshooting"]);
});

/** Addresses of all pages and headings. */
async function listPlaces(): Promise<ReadonlySet<string>> {
  const pages = await loadGuide();
  return new Set(
    pages.flatMap(({ name, html }) => {
      const ids = [...html.matchAll(/<h\d id="([^"]+)"/g)].map(([, id = ""]) => id);
      return [guidePath(name), ...ids.map((id) => `${guidePath(name)}#${id}`)];
    }),
  );
}
