import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { expandCategory } from "@minato/torznab";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { fillIndex } from "../../test/fill-index.ts";
import type { ExternalIds, SearchFilters, SearchRequest } from "../search-engine.ts";
import { createPostgresEngine, searchPostgres } from "./postgres-engine.ts";

let context: TestContext;
beforeAll(async () => {
  context = await createTestContext();
  await fillIndex(context.ctx.db, 12_000);
});
afterAll(() => context.close());

test("many matches are listed by seeders exactly, page after page", async () => {
  const expected = await ids(
    `select t.id from torrents t left join torrent_stats s on s.torrent_id = t.id
     order by seeders desc nulls last, id desc`,
  );
  for (const offset of [0, 50, 2000, 9000]) {
    const { torrentIds, total, totalIsExact } = await search({
      q: "common ",
      sort: "seeders",
      offset,
    });
    expect(torrentIds).toEqual(expected.slice(offset, offset + 50));
    expect([total >= 1000, totalIsExact]).toEqual([true, false]);
  }
});

test("the newest of several categories come merged, each once, at any depth", async () => {
  const categories = [5030, 5070, 5080, 2000].flatMap(expandCategory);
  const expected = await ids(
    `select torrent_id as id from torrent_attributes where categories && '{5030,5070,2000}'
     order by indexed_at desc, torrent_id desc`,
  );
  for (const offset of [0, 100, 5000]) {
    const result = await search({ filters: { categories }, offset });
    expect(result.torrentIds).toEqual(expected.slice(offset, offset + 50));
  }
  const oldest = await search({ filters: { categories }, order: "asc" });
  expect(oldest.torrentIds).toEqual(expected.toReversed().slice(0, 50));
});

test("a category without an index of its own is found through its parent's", async () => {
  await context.ctx.db.$client.query(
    "update torrent_attributes set categories = '{5000,5080}' where torrent_id in (101, 103, 11111)",
  );
  const result = await search({ filters: { categories: [5080] } });
  expect(result).toMatchObject({ torrentIds: [11_111, 103, 101], total: 3, totalIsExact: true });
});

test("the best answers to a common text are followed by all others, each once", async () => {
  const seen = new Set<number>();
  let returned = 0;
  for (let offset = 0; offset < 1200; offset += 100) {
    const { torrentIds } = await search({ q: "common", offset, limit: 100 });
    returned += torrentIds.length;
    for (const id of torrentIds) seen.add(id);
  }
  expect([returned, seen.size]).toEqual([1200, 1200]);
});

test("a search that takes too long is answered from a window, and says so", async () => {
  const options = { timeoutMs: 0.01 };
  const request: SearchRequest = { q: "common ", limit: 20, offset: 0, facets: ["type"] };
  for (const sort of ["relevance", "seeders", "size", "indexed", "title"] as const) {
    const client = await context.ctx.db.$client.connect();
    try {
      // Statements with a time limit give up while they wait; the window has none.
      await client.query("begin; lock table torrents in access exclusive mode");
      const pending = searchPostgres(context.ctx.db, { ...request, sort }, options);
      await vi.waitFor(expectWaitingWindow);
      await client.query("commit");
      const result = await pending;
      expect(result.totalIsExact).toBe(false);
      expect(result.torrentIds).toHaveLength(20);
      expect(result.facets.type?.length).toBeGreaterThan(0);
    } finally {
      client.release();
    }
  }
});

test("facets beyond the bound are counted over the newest matches", async () => {
  const { facets, totalIsExact } = await search({ q: "common ", facets: ["type", "year"] });
  expect(totalIsExact).toBe(false);
  expect(facets.type).toEqual([
    { value: "movie", count: 5000 },
    { value: "tv", count: 5000 },
  ]);
  expect(facets.year).toHaveLength(30);
});

test("episodes are found by season, number and day", async () => {
  await context.ctx.db.$client.query(
    `update torrent_attributes set seasons = '{1}', episodes = null where torrent_id = 100;
     update torrent_attributes set seasons = '{1}', episodes = '{2,3}' where torrent_id = 200;
     update torrent_attributes set seasons = null, episodes = null, air_date = '2024-05-17'
       where torrent_id = 300;
     update torrent_attributes set seasons = '{7}', episodes = null
       where torrent_id % 100 = 0 and torrent_id > 300`,
  );
  expect(await countRare({ season: 1 })).toBe(2);
  expect(await countRare({ season: 1, episode: 3 })).toBe(1);
  expect(await countRare({ season: 1, episode: 1 })).toBe(0);
  expect(await countRare({ season: 1, episode: 99_999 })).toBe(0);
  expect(await countRare({ airDate: "2024-05-17" })).toBe(1);
  expect(await countRare({ season: 2024, airYear: 2024 })).toBe(1);
});

test("ids of works are alternatives, and an unknown one matches nothing", async () => {
  await context.ctx.db.$client.query(
    "insert into torrent_external_ids (torrent_id, imdb, tvdb) values (1, 133093, null), (2, null, 7)",
  );
  expect(await findByIds({ imdb: [133_093], tvdb: [7] })).toEqual([2, 1]);
  expect(await findByIds({ imdb: [133_093], tvdb: [8] })).toEqual([1]);
  expect(await findByIds({ tmdb: [133_093] })).toEqual([]);
  expect(await findByIds({})).toEqual([]);
});

test("suggestions are different titles", async () => {
  const engine = createPostgresEngine(context.ctx.db);
  const titles = await engine.suggest("common wor", 20);
  expect(titles).toHaveLength(20);
  expect(new Set(titles).size).toBe(20);
  expect(await engine.health()).toEqual({ engine: "postgres", status: "ready" });
});

async function countRare(filters: SearchFilters): Promise<number> {
  return (await search({ filters, q: "rare " })).total;
}

async function findByIds(externalIds: ExternalIds): Promise<number[]> {
  return (await search({ filters: { externalIds } })).torrentIds;
}

function search(request: Partial<SearchRequest>) {
  return searchPostgres(context.ctx.db, { limit: 50, offset: 0, ...request });
}

async function ids(text: string): Promise<number[]> {
  const { rows } = await context.ctx.db.$client.query<{ id: number }>(text);
  return rows.map(({ id }) => id);
}

async function expectWaitingWindow(): Promise<void> {
  const waiting = await ids(
    `select pid as id from pg_stat_activity where wait_event_type = 'Lock'
       and query like 'with torrent_window%'`,
  );
  expect(waiting).toHaveLength(1);
}
