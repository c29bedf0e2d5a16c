import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { readCaps } from "../test/clients.ts";
import { CATEGORIES } from "./categories.ts";
import { parseTorznabRequest } from "./request.ts";
import { DEFAULT_FUNCTIONS, writeCaps } from "./write-caps.ts";

test("the capabilities are the golden document", () => {
  const golden = readFileSync(new URL("../fixtures/caps.xml", import.meta.url), "utf8");
  expect(writeCaps({ title: "Harbour & Index", hasRawSearch: true })).toBe(golden);
});

test("clients read page sizes, functions and categories out of it", () => {
  const caps = readCaps(writeCaps({ title: "Index" }));
  expect(caps.defaultPageSize).toBe(100);
  expect(caps.maxPageSize).toBe(100);
  expect(caps.functions).toEqual({
    search: ["q"],
    "tv-search": ["q", "season", "ep", "tvdbid", "imdbid", "tmdbid", "tvmazeid"],
    "movie-search": ["q", "imdbid", "tmdbid", "year"],
    "music-search": ["q", "artist", "album", "label", "track", "year"],
    "audio-search": ["q", "artist", "album", "label", "track", "year"],
    "book-search": ["q", "author", "title", "publisher", "year"],
  });
  expect(caps.rawEngines).toEqual([]);
  const ids = CATEGORIES.flatMap((top) => [top.id, ...top.subcategories.map((sub) => sub.id)]);
  expect([...caps.categories]).toEqual(ids);
});

test("every parameter that caps lists is one the request parser reads", () => {
  for (const [name, parameters] of Object.entries(DEFAULT_FUNCTIONS)) {
    const bare = parseTorznabRequest(`t=${name}`);
    for (const parameter of parameters ?? []) {
      expect(parseTorznabRequest(`t=${name}&${parameter}=1`)).not.toEqual(bare);
    }
  }
});

test("a profile can narrow functions, limits and categories", () => {
  const document = writeCaps({
    title: "Music",
    limits: { default: 25, max: 50 },
    functions: { search: ["q"], music: ["q", "artist"], book: [] },
    categories: [3000, 5070, 424_242],
    hasRawSearch: true,
  });
  const caps = readCaps(document);
  expect(caps).toMatchObject({ defaultPageSize: 25, maxPageSize: 50 });
  expect(caps.functions).toMatchObject({ "tv-search": null, "book-search": null });
  expect(caps.rawEngines).toEqual(["search", "music-search", "audio-search"]);
  expect([...caps.categories]).toEqual([3000, 3010, 3020, 3030, 3040, 3050, 3060, 5000, 5070]);
});
