import vm from "node:vm";

import { expect, test } from "vitest";

import { firstSearchScript } from "./first-search-script.ts";
import { takeFirstAnswer, takeFirstPage } from "./first-search.ts";
import { PAGE_SIZE } from "./page-size.ts";
import { parseSearchState, toSearchInput } from "./search-state.ts";

const PAGE = { items: [], total: 0, totalIsExact: true, facets: {}, tookMs: 1, query: {} };

test.each([
  ["", ""],
  ["", "size,asc"],
  ["?q=sintel", ""],
  ["?q=+sintel+1080p+", "title"],
  ["?q=sintel&type=movie,tv&resolution=2160p&minSeeders=3&view=cards", "seeders,desc"],
  ["?sort=relevance", "size,asc"],
  ["?q=a%2Cb&sort=title", ""],
  ["?year=2010..2015&minSize=1000&maxSize=2000&order=asc", ""],
])(
  "what the head of the page asks for is what the screen asks for: %j, kept %j",
  (search, kept) => {
    run(search, kept);
    const state = parseSearchState(new URLSearchParams(search));
    const isOrdered = state.sort !== undefined || state.order !== undefined;
    const [sort, order] = kept.split(",");
    const remembered = isOrdered || kept === "" ? {} : parseKept(sort, order);
    const input = toSearchInput({ ...state, ...remembered });
    expect(takeFirstAnswer({ ...input, offset: 0, limit: PAGE_SIZE })).toBeInstanceOf(Promise);
    expect(takeFirstAnswer({ ...input, offset: 0, limit: PAGE_SIZE })).toBeUndefined();
  },
);

test("an answer is taken once, and only by who asks for the same", async () => {
  run("?q=spring", "");
  const asked = { ...toSearchInput(parseSearchState(new URLSearchParams("q=spring"))), offset: 0 };
  expect(takeFirstPage({ ...asked, limit: PAGE_SIZE })).toBeUndefined();
  await new Promise((resolve) => setImmediate(resolve));
  expect(takeFirstPage({ ...asked, q: "sprin", limit: PAGE_SIZE })).toBeUndefined();
  expect(takeFirstPage({ ...asked, limit: PAGE_SIZE })).toEqual(PAGE);
  expect(takeFirstPage({ ...asked, limit: PAGE_SIZE })).toBeUndefined();
});

test("other pages ask for nothing", () => {
  run("?q=spring", "", "/home");
  const input = toSearchInput(parseSearchState(new URLSearchParams("q=spring")));
  expect(takeFirstAnswer({ ...input, offset: 0, limit: PAGE_SIZE })).toBeUndefined();
});

/** Runs the script as a page at this address does. */
function run(search: string, kept: string, pathname = "/"): void {
  vm.runInNewContext(firstSearchScript(), {
    self: globalThis,
    location: { pathname, search },
    localStorage: { getItem: () => kept },
    URLSearchParams,
    fetch: async () => Response.json(PAGE),
  });
}

function parseKept(sort: string | undefined, order: string | undefined) {
  const kept = parseSearchState(new URLSearchParams(`sort=${sort}&order=${order}`));
  return { sort: kept.sort, order: kept.order };
}
