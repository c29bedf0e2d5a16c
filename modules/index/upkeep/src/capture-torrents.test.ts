import { SearchInput } from "@minato/search/search-input";
import { searchTorrents } from "@minato/search/search-torrents";
import { waitFor } from "@minato/tests/support/wait-for";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createUpkeepScene, hashOf, type UpkeepScene } from "../test/upkeep-scene.ts";

const FILMS = 260;

let scene: UpkeepScene;
beforeAll(async () => {
  scene = await createUpkeepScene({ SEARCH_URL: "embedded:" });
  await scene.fill(FILMS);
  await scene.ingest({ infoHash: hashOf(8888), title: "Lighthouse S01E02 720p", size: 7 });
  await scene.runJobs();
  // What was read from the names reaches the index after the torrents themselves.
  await waitFor("the index", async () => {
    if ((await scene.ctx.search.health()).status !== "ready") return false;
    const [films, episodes] = [await search({ q: "res:1080p" }), await search({ q: "res:720p" })];
    return films.length === FILMS && episodes.length === 1;
  });
});
afterAll(() => scene.close());

test.for<[query: Record<string, unknown>, total: number]>([
  [{}, FILMS + 2],
  [{ q: "harbour" }, FILMS],
  [{ q: "harbour type:movie seeders:>249" }, 10],
  [{ q: "harbour -seeders:>9" }, 10],
  [{ q: "sintel | lighthouse" }, 2],
  [{ q: "light*" }, 1],
  [{ q: '"harbour film 7"' }, 1],
  [{ q: "sintle" }, 1],
  [{ q: "res:720p" }, 1],
  [{ q: "imdb:5" }, 1],
  [{ q: `hash:${hashOf(3)}` }, 1],
  [{ q: hashOf(4) }, 1],
  [{ q: `magnet:?xt=urn:btih:${hashOf(5)}` }, 1],
  [{ q: "https://www.imdb.com/title/tt0000009/" }, 1],
  [{ q: "harbour", category: ["2000"], minSeeders: 200, sort: "size", order: "asc" }, 60],
])("a run takes exactly what the search shows: %j", async ([query, total]) => {
  const shown = await search(query);
  expect(shown).toHaveLength(total);
  const run = await scene.client.torrents.bulk.start({
    action: "reclassify",
    query: query as Parameters<typeof scene.client.torrents.bulk.start>[0]["query"],
  });
  expect(run.total).toBe(total);
  const rows = await scene.query(
    `select encode(t.info_hash, 'hex') as hash from bulk_chunks c
     cross join unnest(c.torrent_ids) with ordinality u(id, place) join torrents t on t.id = u.id
     where c.run_id = $1 order by c.number, u.place`,
    [run.id],
  );
  const taken = rows.map(({ hash }) => hash as string);
  // Relevance orders what is shown, not what is done.
  const inOrder = (hashes: string[]) => (query["sort"] === undefined ? hashes.toSorted() : hashes);
  expect(inOrder(taken)).toEqual(inOrder(shown));
});

test("a query that finds nothing starts no run", async () => {
  for (const q of ["nowhere", "harbour type:book", "|", "seeders:>100000"]) {
    const start = scene.client.torrents.bulk.start({ action: "delete", query: { q } });
    await expect(start).rejects.toMatchObject({ code: "BAD_REQUEST" });
  }
});

/** The info hashes on all pages of a search. */
async function search(query: Record<string, unknown>): Promise<string[]> {
  const hashes: string[] = [];
  for (let offset = 0; ; offset += 100) {
    const input = SearchInput.parse({ ...query, limit: 100, offset });
    const { items, total } = await searchTorrents(scene.ctx, input);
    hashes.push(...items.map(({ infoHash }) => infoHash));
    if (hashes.length >= total) return hashes;
  }
}
