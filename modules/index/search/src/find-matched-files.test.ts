import { blocklistModule } from "@minato/blocklist";
import type { Principal } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import { torrentsModule } from "@minato/torrents";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";

import { searchSettings } from "./config.ts";
import { searchModule } from "./module.ts";
import { searchRouter } from "./router.ts";

const PATHS = ["Walt Whitman/readme.txt", "Walt Whitman/Leaves of Grass.epub", "cover.jpg"];
const reader: Principal = {
  kind: "user",
  name: "reader@example.org",
  userId: "u1",
  keyId: undefined,
  scopes: new Set(["search"]),
};

let scene: TestContext;

beforeAll(async () => {
  scene = await createTestContext({
    modules: [blocklistModule, torrentsModule, searchModule],
    variables: { SEARCH_URL: "embedded:" },
    config: (settings) =>
      settings.schema.parse(
        (settings as unknown) === searchSettings ? { indexFileNames: true } : {},
      ),
  });
  const records = [
    { title: "Whitman collection epub", files: PATHS.map((path) => ({ path, size: 5 })) },
    { title: "Leaves of autumn", files: [{ path: "leaves.txt", size: 5 }] },
  ].map((record, index) => ({ infoHash: `${index}`.padStart(40, "0"), size: 15, ...record }));
  await ingestTorrents(scene.ctx, records, { sourceName: "test" });
  await waitFor("the index to be filled", async () => {
    if ((await scene.ctx.search.health()).status !== "ready") return false;
    return (await search("grass")).total === 1;
  });
});

afterAll(() => scene.close());

test("a result that was found by a file's name tells which", async () => {
  const { items } = await search("whitman leaves gra");
  expect(items).toMatchObject([{ title: "Whitman collection epub" }]);
  const [found] = items;
  expect(found?.matchedFile?.path).toBe("Walt Whitman/Leaves of Grass.epub");
  const { path, highlights } = found?.matchedFile ?? { path: "", highlights: [] };
  expect(highlights.map(([start, end]) => path.slice(start, end))).toEqual([
    "Whitman",
    "Leaves",
    "Gra",
  ]);
});

test("a result whose title has every word names no file", async () => {
  const { items } = await search("leaves autumn");
  expect(items).toHaveLength(1);
  expect(items[0]).not.toHaveProperty("matchedFile");
});

function search(q: string) {
  const request = {
    ctx: scene.ctx,
    principal: reader,
    address: "192.0.2.7",
    headers: new Headers(),
  };
  return createRouterClient(searchRouter, { context: request }).search.torrents({ q });
}
