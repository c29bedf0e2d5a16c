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
  const places = new Set(
    pages.flatMap(({ name, html }) => {
      const ids = [...html.matchAll(/<h\d id="([^"]+)"/g)].map(([, id = ""]) => id);
      return [guidePath(name), ...ids.map((id) => `${guidePath(name)}#${id}`)];
    }),
  );
  const links = pages.flatMap(({ name, html }) =>
    [...html.matchAll(/<a href="([^"]+)"/g)]
      .map(([, href = ""]) => (href.startsWith("#") ? guidePath(name) + href : href))
      .filter((href) => href.startsWith("/docs") && !href.startsWith("/docs/images/"))
      .map((href) => `${name}: ${href}`),
  );
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((link) => !places.has(link.replace(/^.*?: /, "")))).toEqual([]);
});

test("the guide begins with how to start and ends with what may be wrong", async () => {
  const names = (await loadGuide()).map(({ name }) => name);
  expect([names.at(0), names.at(-1)]).toEqual(["getting-started", "troubleshooting"]);
});
