import { transaction } from "@minato/database";
import { waitFor } from "@minato/tests/support/wait-for";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { removeTorrents } from "@minato/torrents/remove-torrents";
import { expect, test } from "vitest";

import { ROWS, titles, type SearchScene } from "./search-scene.ts";
import { testSearch } from "./search-suite.ts";

const BUNNIES = [ROWS[0]?.title, ROWS[1]?.title];

/** Registers what engines with an index of their own must do beyond what all must. */
export function testIndex(searchUrl: string): () => SearchScene {
  const scene = testSearch(searchUrl);

  test("the index answers, not the database", async () => {
    const health = await scene().ctx.search.health();
    expect(health).toMatchObject({ status: "ready", indexed: 5 });
  });

  test("typing errors are forgiven anywhere, and what was meant is highlighted", async () => {
    expect(titles(await search({ q: "sintle" }))).toEqual([ROWS[2]?.title]);
    expect(titles(await search({ q: "big bukc bnuny" }))).toEqual(BUNNIES);
    expect(await count("1081p")).toBe(0);
    expect(await count("harbour s01e03")).toBe(0);
    const { items } = await search({ q: "harbuor lihgts" });
    expect(items[0]?.highlights).toEqual({
      title: [
        [0, 7],
        [8, 14],
      ],
    });
  });

  test("words are found joined and split", async () => {
    const joined = await search({ q: "bigbuck bunny" });
    expect(titles(joined)).toEqual(BUNNIES);
    expect(joined.items[0]?.highlights).toEqual({
      title: [
        [0, 3],
        [4, 8],
        [9, 14],
      ],
    });
    expect(titles(await search({ q: "har bour lights" }))).toEqual([ROWS[3]?.title]);
  });

  test("words in quotes stand side by side, and can be excluded", async () => {
    expect(await count('"buck bunny"')).toBe(2);
    expect(await count('"bunny buck"')).toBe(0);
    expect(await count('"making of" bunny')).toBe(1);
    expect(titles(await search({ q: 'bunny -"making of"' }))).toEqual([BUNNIES[0]]);
  });

  test("alternatives, words with a star and the same season in other writing are found", async () => {
    expect(await count("sintel | harbour | pond")).toBe(3);
    expect(await count("bun* 1080p")).toBe(1);
    expect(await count("harbour 1x02")).toBe(1);
    expect(await count("harbour season 1")).toBe(1);
    expect(await count("pokémons garden and pond")).toBe(1);
    expect(await count("big (buck) | sintel -making")).toBe(1);
  });

  test("sizes and ages are counted in spans, whatever of them is chosen", async () => {
    const { facets } = await search({ facets: "size,age" });
    expect(facets.size).toEqual([{ value: expect.any(String), count: 5 }]);
    expect(facets.age).toEqual([{ value: expect.any(String), count: 5 }]);
    const narrowed = await search({ q: "size:<2k", facets: "size" });
    expect([narrowed.total, narrowed.facets.size]).toEqual([3, facets.size]);
  });

  test("relevance can prefer what is healthy", async () => {
    const { items } = await search({ q: "big buck", rank: "healthiest" });
    expect(titles({ items })).toEqual(BUNNIES.toReversed());
  });

  test("new torrents, new numbers and deletions are found soon", async () => {
    const { ctx } = scene();
    const infoHash = "ab".repeat(20);
    const record = { infoHash, title: "Quiet Lantern 2021 720p", size: 5, seeders: 3 };
    const inserted = await ingestTorrents(ctx, [record], { sourceName: "test" });
    expect(inserted).toMatchObject({ inserted: 1 });
    await waitFor("the new torrent", async () => (await count("quiet lantern")) === 1);
    await ingestTorrents(ctx, [{ ...record, seeders: 900 }], { sourceName: "test" });
    await waitFor("its seeders", async () => (await count("seeders:900")) === 1);
    await ingestTorrents(ctx, [{ ...record, title: "Loud Lantern 2021" }], { sourceName: "other" });
    const torrentId = await findTorrentId(ctx, infoHash);
    await transaction(ctx.db.$client, (client) => removeTorrents(client, [torrentId]));
    expect(await count("lantern")).toBe(0);
    expect(titles(await search({ sort: "seeders" }))).toHaveLength(5);
    await untilIndexed(ROWS.length);
  });

  test("private torrents are found, and hidden ones no more", async () => {
    const { ctx } = scene();
    const infoHash = "cd".repeat(20);
    const record = { infoHash, title: "Secret Orchard 2020", size: 5, seeders: 3, private: true };
    await ingestTorrents(ctx, [record], { sourceName: "test" });
    await waitFor("the private torrent", async () => (await count("secret orchard")) === 1);
    expect((await search({ q: "secret orchard" })).items[0]).toMatchObject({ private: true });
    const id = await findTorrentId(ctx, infoHash);
    await ctx.db.$client.query(
      `insert into torrent_attributes (indexed_at, torrent_id, version, content_type, categories,
         seed_bucket, is_hidden)
       select indexed_at, id, 1, 1, array[2000], 0, true from torrents where id = $1`,
      [id],
    );
    await change(2, id);
    await waitFor("it to be gone", async () => (await count("secret orchard")) === 0);
    // Numbers of what is hidden do not bring it back.
    await change(4, id);
    await waitFor("an end", async () => (await ctx.search.health()).lagSeconds === 0);
    await untilIndexed(ROWS.length);
    expect(await count("seeders:3")).toBe(1);
    await transaction(ctx.db.$client, (client) => removeTorrents(client, [id]));
  });

  function search(input: Record<string, unknown>) {
    return scene().search(input);
  }

  async function count(q: string): Promise<number> {
    return (await search({ q })).total;
  }

  async function change(kind: number, id: number): Promise<void> {
    await scene().ctx.db.$client.query(
      "insert into torrent_changes (kind, torrent_ids) values ($1, $2)",
      [kind, [id]],
    );
  }

  async function untilIndexed(torrents: number): Promise<void> {
    const { search: engine } = scene().ctx;
    await waitFor("the index", async () => (await engine.health()).indexed === torrents);
  }

  return scene;
}
