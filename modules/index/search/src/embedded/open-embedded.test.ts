import { readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";

import type { Context } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { fillIndex } from "../../test/fill-index.ts";
import { searchPostgres } from "../postgres/postgres-engine.ts";
import {
  FACETS,
  type SearchEngine,
  type SearchFilters,
  type SearchRequest,
} from "../search-engine.ts";
import { openEmbedded } from "./open-embedded.ts";

const TORRENTS = 12_000;
const FILTERS: readonly SearchFilters[] = [
  { season: 3, resolutions: [1080] },
  { season: 3, sizes: ["1gb..5gb", ">20gb"] },
  { season: 4, ages: ["1d..7d", ">1y"] },
  { season: 5, hdr: ["hdr10+", "dolby-vision"], qualities: ["bluray"] },
];

let context: TestContext;
let messages: string[];
beforeAll(async () => {
  context = await createTestContext();
  await fillIndex(context.ctx.db, TORRENTS);
});
afterAll(() => context.close());
beforeEach(() => {
  messages = [];
});

test("while the index is built the database answers, and then the index does", async () => {
  await withEngine(async (engine) => {
    const early = await find(engine, { q: "common rare " });
    expect(early).toMatchObject({ total: 120, totalIsExact: true });
    await untilReady(engine);
    expect(await find(engine, { q: "common ", limit: 1 })).toMatchObject({
      total: TORRENTS,
      totalIsExact: true,
    });
    expect(messages).toEqual(["search index built"]);
  });
});

test("the index and the database agree on orders, pages and facets", async () => {
  await withEngine(async (engine) => {
    await untilReady(engine);
    for (const [sort, key] of [
      ["seeders", "s.seeders"],
      ["size", "t.size"],
      ["published", "t.published_at"],
      ["indexed", "t.indexed_at"],
    ] as const) {
      const expected = await ids(
        `select t.id from torrents t left join torrent_stats s on s.torrent_id = t.id
         order by ${key} desc nulls last, t.id desc`,
      );
      for (const offset of [0, 9000, 11_980]) {
        const page = await find(engine, { q: "common ", sort, offset });
        expect(page.torrentIds).toEqual(expected.slice(offset, offset + 50));
      }
    }
    const titles = await ids("select id from torrents t order by lower(title), id desc");
    const few = await find(engine, { q: "rare ", sort: "title", order: "asc", limit: 100 });
    const rare = new Set(await ids("select id from torrents where title like '%Rare%'"));
    expect(few.torrentIds).toEqual(titles.filter((id) => rare.has(id)).slice(0, 100));
    for (const filters of FILTERS) {
      const request = { filters, facets: FACETS, limit: 1, offset: 0 };
      const ours = await find(engine, request);
      const theirs = await searchPostgres(context.ctx.db, request);
      expect(ours.total).toBe(theirs.total);
      expect(ours.facets).toEqual(theirs.facets);
    }
  });
});

test("every torrent is found once when titles order more than the database is asked to", async () => {
  await withEngine(async (engine) => {
    await untilReady(engine);
    const seen = new Set<number>();
    for (let offset = 0; offset < TORRENTS; offset += 4000) {
      const page = await find(engine, { sort: "title", order: "asc", offset, limit: 4000 });
      for (const id of page.torrentIds) seen.add(id);
    }
    expect(seen.size).toBe(TORRENTS);
  });
});

test("files are used again, and what changed meanwhile is found from the first search on", async () => {
  await withEngine(untilReady);
  messages = [];
  await change("update torrent_stats set seeders = 77777 where torrent_id = 5", 4, 5);
  await change("update torrents set title = 'Wooden Bridge' where id = 6", 2, 6);
  await withEngine(async (engine) => {
    expect(await engine.health()).toMatchObject({ status: "ready", indexed: TORRENTS });
    const best = await find(engine, { sort: "seeders", limit: 1 });
    expect(best.torrentIds).toEqual([5]);
    expect(await find(engine, { q: "wooden bridge" })).toMatchObject({ torrentIds: [6], total: 1 });
  });
  expect(messages).toEqual([]);
});

test("what the index cannot read yet is told, with its age", async () => {
  await withEngine(async (engine) => {
    await untilReady(engine);
    await waitFor("an index without lag", async () => {
      const { engine: name, pending, lagSeconds } = await engine.health();
      return name === "embedded" && pending === 0 && lagSeconds === 0;
    });
    // Nothing that began later is read before this one is over.
    const client = await context.ctx.db.$client.connect();
    await client.query("begin; select pg_current_xact_id()");
    await query(
      `insert into torrent_changes (at, kind, torrent_ids)
       values (now() - interval '1 hour', 2, '{7,8}'), (now(), 2, '{9}')`,
    );
    const behind = await engine.health();
    expect(behind).toMatchObject({ status: "ready", pending: 3 });
    expect(behind.lagSeconds).toBeGreaterThanOrEqual(3600);
    await client.query("rollback");
    client.release();
    await waitFor("the changes", async () => (await engine.health()).pending === 0);
  });
});

test.for([
  ["a truncated segment", /^segment-\d+\.index$/, (file: string) => truncate(file, 100)],
  ["a changed byte of a segment", /^segment-\d+\.index$/, flipByte],
  ["a segment that is gone", /^segment-\d+\.index$/, (file: string) => rm(file)],
  ["changed deletions", /-deleted-/, flipByte],
  ["a changed manifest", /^manifest\.json$/, flipByte],
  ["an empty manifest", /^manifest\.json$/, (file: string) => truncate(file, 0)],
] as const)("%s is noticed, and everything is built anew", async ([what, pattern, damage]) => {
  await withEngine(async (engine) => {
    await untilReady(engine);
    // Leaves a mark that the old document is no more.
    await change(`update torrents set title = 'Iron, ${what}' where id = 9`, 2, 9);
    const q = `iron "${what}"`;
    await waitFor("the change", async () => (await find(engine, { q })).total === 1);
  });
  messages = [];
  const directory = path.join(context.ctx.env.dataDir, "search");
  const file = (await readdir(directory)).find((name) => pattern.test(name));
  await damage(path.join(directory, file ?? "none"));
  await withEngine(async (engine) => {
    await untilReady(engine);
    expect(await find(engine, { q: "common ", limit: 1 })).toMatchObject({ totalIsExact: true });
    expect((await find(engine, { q: "iron " })).total).toBe(1);
  });
  expect(messages).toEqual(["search index on disk cannot be used", "search index built"]);
});

test("another history of the database makes the files useless, at the start and while running", async () => {
  await withEngine(untilReady);
  messages = [];
  await query("update change_feed set id = gen_random_uuid()");
  await withEngine(async (engine) => {
    await untilReady(engine);
    await query("update change_feed set id = gen_random_uuid()");
    await waitFor("the second rebuild", () => messages.length === 4);
    await untilReady(engine);
    expect(await find(engine, { q: "common ", limit: 1 })).toMatchObject({ totalIsExact: true });
  });
  const gone = "changes the search index needs are gone; it is built anew";
  expect(messages).toEqual([gone, "search index built", gone, "search index built"]);
});

test("changes that were pruned before they were read make the index anew", async () => {
  await withEngine(untilReady);
  messages = [];
  await query(
    `update change_feed set pruned_transaction_id = pg_snapshot_xmin(pg_current_snapshot())`,
  );
  await query("insert into torrent_changes (kind, torrent_ids) values (2, '{1}')");
  await withEngine(untilReady);
  expect(messages.at(-1)).toBe("search index built");
});

test("a change counts as pending until searches show it", async () => {
  await withEngine(async (engine) => {
    await untilReady(engine);
    for (const word of ["Copper", "Silver", "Golden"]) {
      await query(`update torrents set title = '${word} Harbour ' || id where id <= 300`);
      await query(`insert into torrent_changes (kind, torrent_ids)
        select 2, array_agg(n) from generate_series(1, 300) n`);
      await waitFor("nothing pending", async () => (await engine.health()).pending === 0);
      expect(await find(engine, { q: `"${word} harbour" `, limit: 1 })).toMatchObject({
        total: 300,
      });
    }
  });
});

async function withEngine(use: (engine: SearchEngine) => Promise<void>): Promise<void> {
  const log = pino(
    { level: "info" },
    { write: (line: string) => messages.push((JSON.parse(line) as { msg: string }).msg) },
  );
  const { db, env, config }: Context = context.ctx;
  const engine = await openEmbedded({ db, env, config, log });
  try {
    await use(engine);
  } finally {
    await engine.close();
  }
}

async function untilReady(engine: SearchEngine): Promise<void> {
  await waitFor("the index", async () => (await engine.health()).status === "ready", 60_000);
}

function find(engine: SearchEngine, request: Partial<SearchRequest>) {
  return engine.search({ limit: 50, offset: 0, ...request });
}

async function change(statement: string, kind: number, id: number): Promise<void> {
  await query(statement);
  await query(`insert into torrent_changes (kind, torrent_ids) values (${kind}, '{${id}}')`);
}

/** Changes one byte in the middle of a file. */
async function flipByte(file: string): Promise<void> {
  const bytes = await readFile(file);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

async function ids(text: string): Promise<number[]> {
  const { rows } = await context.ctx.db.$client.query<{ id: number }>(text);
  return rows.map(({ id }) => id);
}

async function query(text: string): Promise<void> {
  await context.ctx.db.$client.query(text);
}
