import { blocklistModule } from "@minato/blocklist";
import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { torrentsModule } from "@minato/torrents/module";
import { removeTorrents } from "@minato/torrents/remove-torrents";
import { afterEach, beforeEach, expect, test } from "vitest";

import { startElasticsearch } from "../../test/elasticsearch/start-elasticsearch.ts";
import { startMeilisearch } from "../../test/meilisearch/start-meilisearch.ts";
import { searchModule } from "../module.ts";
import { requestRebuild } from "../request-rebuild.ts";
import type { SearchEngine } from "../search-engine.ts";
import { openCluster, type ClusterTarget } from "./open-cluster.ts";

const RECORD = { infoHash: "ab".repeat(20), title: "Quiet Lantern 2021 720p", size: 5, seeders: 3 };

let context: TestContext;
let ctx: Context;
let engines: SearchEngine[];
beforeEach(async () => {
  context = await createTestContext({ modules: [blocklistModule, torrentsModule, searchModule] });
  ({ ctx } = context);
  engines = [];
  await ingestTorrents(ctx, [RECORD], { sourceName: "test" });
});
afterEach(async () => {
  for (const engine of engines) await engine.close();
  await context.close();
});

const SERVERS = [
  ["Meilisearch", startMeilisearch],
  ["Elasticsearch", startElasticsearch],
] as const;

test.each(SERVERS)("%s has new torrents, new numbers and removals soon", async (name, start) => {
  const server = await start();
  const engine = await open(name, server);
  await untilFound(engine, "quiet lantern", 1);
  await ingestTorrents(ctx, [{ ...RECORD, seeders: 900 }], { sourceName: "test" });
  await untilFound(engine, "seeders:900", 1);
  const other = { infoHash: "cd".repeat(20), title: "Loud Lantern 2022", size: 6 };
  await ingestTorrents(ctx, [other], { sourceName: "test" });
  await untilFound(engine, "lantern", 2);
  const id = await findTorrentId(ctx, other.infoHash);
  await transaction(ctx.db.$client, (client) => removeTorrents(client, [id]));
  await untilFound(engine, "lantern", 1);
  await ctx.db.$client.query("update torrent_stats set seeders = null");
  await ctx.db.$client.query(
    "insert into torrent_changes (kind, torrent_ids) select 4, array_agg(id) from torrents",
  );
  await untilFound(engine, "seeders:>=0", 0);
  await waitFor("no lag", async () => (await engine.health()).lagSeconds === 0);
  expect(await engine.health()).toMatchObject({ status: "ready", indexed: 1 });
  await server.close();
});

test.each(SERVERS)(
  "while %s is away PostgreSQL answers and nothing is lost",
  async (name, start) => {
    const server = await start();
    const engine = await open(name, server);
    await untilFound(engine, "quiet | silent", 1);
    server.isDown = true;
    expect((await find(engine, "lantern ")).total).toBe(1);
    const other = { infoHash: "cd".repeat(20), title: "Loud Lantern 2022", size: 6 };
    expect(await ingestTorrents(ctx, [other], { sourceName: "test" })).toMatchObject({
      inserted: 1,
    });
    await waitFor("the failure to show", async () => {
      return (await engine.health()).status === "degraded";
    });
    expect((await engine.health()).reason).toContain(`${name} does not answer`);
    expect((await find(engine, "lantern ")).total).toBe(2);
    server.isDown = false;
    await waitFor("the cluster to have it", async () => {
      const { status, indexed } = await engine.health();
      return status === "ready" && indexed === 2;
    });
    await server.close();
  },
);

test.each(SERVERS)("one process at a time writes to %s", async (name, start) => {
  const server = await start();
  const first = await open(name, server);
  const second = await open(name, server);
  const fills = () => server.requests.filter((line) => FILLS.test(line)).length;
  expect(fills()).toBe(1);
  await waitFor("the second to be ready", async () => (await second.health()).status === "ready");
  await first.close();
  engines.shift();
  const other = { infoHash: "cd".repeat(20), title: "Loud Lantern 2022", size: 6 };
  await ingestTorrents(ctx, [other], { sourceName: "test" });
  await untilFound(second, "lantern", 2);
  expect(fills()).toBe(1);
  await server.close();
});

test.each(SERVERS)("%s is filled anew on request and after pruned changes", async (name, start) => {
  const server = await start();
  const engine = await open(name, server);
  await untilFound(engine, "lantern", 1);
  const fills = () => server.requests.filter((line) => FILLS.test(line)).length;
  await requestRebuild(ctx, { principal: undefined, address: undefined });
  await waitFor("a second index", async () => fills() === 2);
  await untilFound(engine, "lantern", 1);
  await ctx.db.$client.query(
    `update change_feed set pruned_transaction_id = pg_snapshot_xmin(pg_current_snapshot())`,
  );
  await ctx.db.$client.query("insert into torrent_changes (kind, torrent_ids) values (2, '{1}')");
  await waitFor("a third index", async () => fills() === 3);
  await waitFor("it to be ready", async () => (await engine.health()).status === "ready");
  await untilFound(engine, "lantern", 1);
  expect([...server.indexes.keys()].filter((index) => index.includes("torrents"))).toHaveLength(1);
  await server.close();
});

/** The request that begins an index of torrents. */
const FILLS = /^(?:PUT \/minato-torrents-\w+|PATCH \/indexes\/minato-torrents-next\/settings)$/;

type Server = Awaited<ReturnType<(typeof SERVERS)[number][1]>>;

async function open(name: string, server: Server): Promise<SearchEngine> {
  const { origin } = server;
  const target: ClusterTarget =
    "key" in server
      ? { driver: "meilisearch", origin, username: "", password: server.key, prefix: "minato" }
      : { ...server, driver: "elasticsearch", prefix: "minato" };
  expect(name.toLowerCase()).toBe(target.driver);
  const engine = await openCluster(ctx, target);
  engines.push(engine);
  return engine;
}

async function untilFound(engine: SearchEngine, q: string, total: number): Promise<void> {
  await waitFor(`${total} results of ${q}`, async () => {
    const { status } = await engine.health();
    return status === "ready" && (await find(engine, q)).total === total;
  });
}

function find(engine: SearchEngine, q: string) {
  return engine.search({ q, limit: 10, offset: 0 });
}
