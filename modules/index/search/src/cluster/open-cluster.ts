import type { Context, SearchTarget } from "@minato/kit";

import { searchSettings } from "../config.ts";
import { createPostgresEngine } from "../postgres/postgres-engine.ts";
import { readWeights } from "../read-weights.ts";
import type { SearchEngine } from "../search-engine.ts";
import { createClusterEngine } from "./cluster-engine.ts";
import { ClusterFollower } from "./cluster-follower.ts";
import type { ClusterIndex } from "./cluster-index.ts";
import { Leadership } from "./leadership.ts";

/** Where a cluster is and what of it is ours. */
export type ClusterTarget = Extract<SearchTarget, { origin: string }>;

/** Opens the index of a cluster; one of the processes that do keeps it in line with the database. */
export async function openCluster(
  ctx: Pick<Context, "db" | "log" | "config">,
  target: ClusterTarget,
): Promise<SearchEngine> {
  const pool = ctx.db.$client;
  const index = await openIndex(target);
  const name = `${target.driver} ${target.prefix}`;
  const leadership = new Leadership(pool, name);
  const withFileNames = ctx.config(searchSettings).indexFileNames;
  const { log } = ctx;
  const follower = new ClusterFollower({ pool, index, name, leadership, log, withFileNames });
  await follower.start();
  const fallback = createPostgresEngine(ctx.db);
  return createClusterEngine({
    pool,
    log,
    index,
    follower,
    fallback,
    readWeights: (rank) => readWeights(ctx, rank),
  });
}

/** Only the client that is used is loaded. */
async function openIndex(target: ClusterTarget): Promise<ClusterIndex> {
  if (target.driver === "meilisearch") {
    const { openMeilisearch } = await import("../meilisearch/open-meilisearch.ts");
    return openMeilisearch(target);
  }
  const { openElasticsearch } = await import("../elasticsearch/open-elasticsearch.ts");
  return openElasticsearch(target);
}
