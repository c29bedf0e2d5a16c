import { blocklistModule } from "@minato/blocklist";
import type { Context, Principal } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { torrentsModule } from "@minato/torrents/module";
import { seedBucketSql } from "@minato/torrents/write-stats";
import { createRouterClient } from "@orpc/server";

import { searchModule } from "../src/module.ts";
import { searchRouter } from "../src/router.ts";
import type { SearchPage } from "../src/search-torrents.ts";

const reader: Principal = {
  kind: "key",
  name: "reader",
  userId: undefined,
  keyId: 1,
  scopes: new Set(["search"]),
};

export interface Row {
  title: string;
  size?: number;
  seeders?: number;
  source?: string;
  publishedAt?: string;
  attributes?: {
    type: number;
    categories: number[];
    year?: number;
    resolution?: number;
    codec?: number;
    languages?: string[];
    group?: string;
  };
}

// Content types: 1 movie, 2 tv, 10 software; codecs: 1 avc, 2 hevc.
/** What the scene holds, oldest first. */
export const ROWS: Row[] = [
  {
    title: "Big Buck Bunny 2008 1080p BluRay x264-GRP",
    size: 3000,
    seeders: 12,
    source: "feed-a",
    publishedAt: "2020-01-01T00:00:00Z",
    attributes: {
      type: 1,
      categories: [2000, 2040],
      year: 2008,
      resolution: 1080,
      codec: 1,
      languages: ["en"],
      group: "GRP",
    },
  },
  {
    title: "Making.of.Big.Buck.Bunny.2009.720p.WEB-DL.x265",
    size: 1000,
    seeders: 40,
    source: "feed-b",
    publishedAt: "2021-01-01T00:00:00Z",
    attributes: {
      type: 1,
      categories: [2000, 2040],
      year: 2009,
      resolution: 720,
      codec: 2,
      languages: ["en", "de"],
    },
  },
  {
    title: "Sintel 2010 2160p",
    size: 9000,
    seeders: 0,
    attributes: { type: 1, categories: [2000, 2045], year: 2010, resolution: 2160 },
  },
  {
    title: "Harbour Lights S01E02 1080p WEB",
    size: 500,
    source: "feed-a",
    attributes: { type: 2, categories: [5000, 5040], resolution: 1080 },
  },
  { title: "Pokémon’s Garden & Pond", size: 700, seeders: 3 },
];

/** Five torrents behind a search engine. */
export interface SearchScene extends TestContext {
  search: (input: Record<string, unknown>) => Promise<SearchPage>;
  client: (principal?: Principal) => Client;
}

type Client = ReturnType<typeof createClient>;

/** Makes a scene whose engine is the one of `SEARCH_URL`, when that knows all rows; one is of type tv. */
export async function createSearchScene(
  searchUrl: string,
  rows: readonly Row[] = ROWS,
): Promise<SearchScene> {
  const context = await createTestContext({
    modules: [blocklistModule, torrentsModule, searchModule],
    variables: { SEARCH_URL: searchUrl },
  });
  const { ctx } = context;
  const records = rows.map((row, index) => ({ ...row, infoHash: hashOf(index) }));
  // One by one, so that the order of the ids is that of the rows.
  for (const record of records) await ingestTorrents(ctx, [record], { sourceName: "test" });
  for (const [index, { attributes }] of rows.entries()) {
    if (attributes !== undefined) await writeAttributes(ctx, index, attributes);
  }
  await ctx.db.$client.query(
    "insert into torrent_changes (kind, torrent_ids) select 2, array_agg(id) from torrents",
  );
  const client = (principal = reader) => createClient(ctx, principal);
  const scene: SearchScene = {
    ...context,
    client,
    // Query strings and calls of the typed API bring values of many kinds.
    search: (input) =>
      client().search.torrents(input as Parameters<Client["search"]["torrents"]>[0]),
  };
  await waitFor("the last change to be found", async () => {
    // Until it is ready, PostgreSQL answers.
    if ((await ctx.search.health()).status !== "ready") return false;
    return (await scene.search({ type: "tv" })).total === 1;
  });
  return scene;
}

/** The info hash of a row. */
export function hashOf(index: number): string {
  return index.toString(16).padStart(40, "0");
}

/** The titles of a page. */
export function titles(page: { items: readonly { title: string }[] }): string[] {
  return page.items.map(({ title }) => title);
}

async function writeAttributes(
  ctx: Context,
  index: number,
  attributes: NonNullable<Row["attributes"]>,
): Promise<void> {
  await ctx.db.$client.query(
    `insert into torrent_attributes (indexed_at, torrent_id, version, content_type, categories,
       year, resolution, video_codec, languages, release_group, seed_bucket)
     select t.indexed_at, t.id, 1, $2, $3, $4, $5, $6, $7, $8, ${seedBucketSql("s.seeders")}
     from torrents t left join torrent_stats s on s.torrent_id = t.id where t.info_hash = $1`,
    [
      Buffer.from(hashOf(index), "hex"),
      attributes.type,
      attributes.categories,
      attributes.year ?? null,
      attributes.resolution ?? null,
      attributes.codec ?? null,
      attributes.languages ?? null,
      attributes.group ?? null,
    ],
  );
}

function createClient(ctx: Context, principal: Principal) {
  return createRouterClient(searchRouter, {
    context: { ctx, principal, address: "192.0.2.7", headers: new Headers() },
  });
}
