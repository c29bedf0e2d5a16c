import { transaction } from "@minato/database";
import { waitFor } from "@minato/tests/support/wait-for";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { removeTorrents } from "@minato/torrents/remove-torrents";
import { expect, test } from "vitest";

import { ROWS, titles } from "../../test/search-scene.ts";
import { testSearch } from "../../test/search-suite.ts";

const scene = testSearch("embedded:");

const bunnies = [ROWS[0]?.title, ROWS[1]?.title];

test("the index answers, not the database", async () => {
  expect(await scene().ctx.search.health()).toMatchObject({ status: "ready", indexed: 5 });
});

test("typing errors are forgiven anywhere, and what was meant is highlighted", async () => {
  expect(titles(await search({ q: "sintle" }))).toEqual([ROWS[2]?.title]);
  expect(titles(await search({ q: "bgi bukc bnuny" }))).toEqual(bunnies);
  const joined = await search({ q: "bigbuck bunny" });
  expect(titles(joined)).toEqual(bunnies);
  expect(joined.items[0]?.highlights).toEqual({
    title: [
      [0, 3],
      [4, 8],
      [9, 14],
    ],
  });
  const { items } = await search({ q: "harbuor lihgts" });
  expect(items[0]?.highlights).toEqual({
    title: [
      [0, 7],
      [8, 14],
    ],
  });
});

test("relevance can prefer what is healthy", async () => {
  expect(titles(await search({ q: "big buck", rank: "healthiest" }))).toEqual(bunnies.toReversed());
});

test("new torrents, new numbers and deletions are found at once", async () => {
  const { ctx } = scene();
  const infoHash = "ab".repeat(20);
  const record = { infoHash, title: "Quiet Lantern 2021 720p", size: 5, seeders: 3 };
  expect(await ingestTorrents(ctx, [record], { sourceName: "test" })).toMatchObject({
    inserted: 1,
  });
  await waitFor("the new torrent", async () => (await count("quiet lantern")) === 1);
  await ingestTorrents(ctx, [{ ...record, seeders: 900 }], { sourceName: "test" });
  await waitFor("its seeders", async () => (await count("seeders:900")) === 1);
  await ingestTorrents(ctx, [{ ...record, title: "Loud Lantern 2021" }], { sourceName: "other" });
  const torrentId = await findTorrentId(ctx, infoHash);
  await transaction(ctx.db.$client, (client) => removeTorrents(client, [torrentId]));
  expect(await count("lantern")).toBe(0);
  expect(titles(await search({ sort: "seeders" }))).toHaveLength(5);
  await waitFor("the end of it", async () => {
    return (await ctx.search.health()).indexed === ROWS.length;
  });
});

function search(input: Record<string, unknown>) {
  return scene().search(input);
}

async function count(q: string): Promise<number> {
  return (await search({ q })).total;
}
