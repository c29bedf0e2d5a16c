import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, expect, test, vi } from "vitest";

import { parseQuery } from "./query-syntax/parse-query.ts";
import { createSearchIndex, type SearchIndex } from "./search-index.ts";
import { createSearchPool } from "./search-pool.ts";

const directory = mkdtempSync(path.join(tmpdir(), "search-index-feed-"));
let index: SearchIndex;
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test("a feed fills the index from the thread that writes it", async () => {
  const messages: unknown[] = [];
  const ended: string[] = [];
  index = await open(messages, ended);
  index.tellFeed("sea");
  index.tellFeed("lake");
  await vi.waitFor(() => expect(messages).toContainEqual({ count: 2 }));
  const pool = createSearchPool({ index });
  const find = async (text: string) => (await pool.search(parseQuery(text, {}))).ids;
  expect(await find("quiet lake ")).toEqual([2]);
  index.tellFeed("rebuild");
  await vi.waitFor(() => expect(messages).toContainEqual({ count: 500 }));
  expect(await find("wholly ")).toEqual([500]);
  expect(await find("quiet ")).toEqual([]);
  await pool.close();
  await index.close();
  const later: unknown[] = [];
  index = await open(later, ended);
  expect(index.size).toBe(1);
  expect(later).toEqual([{ meta: "closed" }]);
  expect(ended).toEqual([]);
  index.tellFeed("fail");
  await vi.waitFor(() => expect(ended).toEqual(["the feed broke"]));
  await expect(index.commit()).rejects.toThrow("the thread of the index ended");
});

async function open(messages: unknown[], ended: string[]): Promise<SearchIndex> {
  return createSearchIndex({
    directory,
    schema: { columns: {} },
    feed: { module: new URL("../test/counting-feed.ts", import.meta.url).href, data: "quiet" },
    onFeedMessage: (message) => messages.push(message),
    onEnd: ({ message }) => ended.push(message),
  });
}
