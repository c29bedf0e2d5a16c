import { availableParallelism, hostname } from "node:os";

import type { Context } from "@minato/kit";
import { createSearchIndex, createSearchPool, type SearchPool } from "@minato/search-index";

import { searchSettings } from "../config.ts";
import { writeSchema } from "../documents/index-schema.ts";
import { createPostgresEngine } from "../postgres/postgres-engine.ts";
import { readWeights } from "../read-weights.ts";
import type { SearchEngine } from "../search-engine.ts";
import { claimDirectory } from "./claim-directory.ts";
import { PATCH_FLUSH_MS } from "./commit-marks.ts";
import { createEmbeddedEngine } from "./embedded-engine.ts";
import type { FeedData } from "./feed-index.ts";
import { FeedWatch } from "./feed-watch.ts";

/** The start of the program waits no longer for an index that lags behind. */
const START_WAIT_MS = 1000;

/** Opens the index of the data directory; it follows the database from then on. */
export async function openEmbedded(
  ctx: Pick<Context, "db" | "env" | "log" | "config">,
): Promise<SearchEngine> {
  const { db, env, log } = ctx;
  const withFileNames = ctx.config(searchSettings).indexFileNames;
  const directory = await claimDirectory(env.dataDir);
  const watch = new FeedWatch(log);
  const index = await createSearchIndex({
    directory: directory.path,
    schema: writeSchema(withFileNames),
    patchFlushMs: PATCH_FLUSH_MS,
    onMergeError: (message) => log.warn({ message }, "search index could not be merged"),
    feed: {
      module: import.meta.resolve("./feed-index.ts"),
      data: {
        databaseUrl: db.$client.options.connectionString ?? "",
        name: `${hostname()}:${directory.path}`,
        withFileNames,
      } satisfies FeedData,
    },
    onFeedMessage: (message) => watch.take(message),
    onEnd: (error) => watch.end(error),
  });
  if (index.problem !== undefined) {
    log.warn({ problem: index.problem.message }, "search index on disk cannot be used");
  }
  let searches: SearchPool | undefined;
  const openSearches = () =>
    (searches ??= createSearchPool({ index, workers: Math.min(4, 1 + availableParallelism()) }));
  await watch.untilReady(START_WAIT_MS);
  // Threads cost memory: with nothing to find, not before somebody searches.
  if (index.size > 0) openSearches();
  return createEmbeddedEngine({
    pool: db.$client,
    log,
    openSearches,
    readState: () => watch.state,
    readWeights: (rank) => readWeights(ctx, rank),
    expectChanges: () => index.tellFeed("changes"),
    countIndexed: () => index.size,
    fallback: createPostgresEngine(db),
    async close() {
      await searches?.close();
      await index.close();
      await directory.release();
    },
  });
}
