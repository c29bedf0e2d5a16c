import type { Feed, FeedTarget } from "@minato/search-index";
import { Pool, types } from "pg";

import { IndexFollower, type FollowerState } from "./index-follower.ts";

/** What the feed is started with. */
export interface FeedData {
  databaseUrl: string;
  /** Of the index, for those who wait for it. */
  name: string;
  withFileNames: boolean;
}

/** What the feed tells the main thread. */
export type FeedMessage =
  | { state: FollowerState }
  | { level: "info" | "warn"; data: Readonly<Record<string, unknown>>; message: string };

/** Reads the database into the index of this thread; the main loop takes no part in it. */
export function startFeed(index: FeedTarget, data: unknown): Feed {
  // Given to the index by `openEmbedded`.
  const { databaseUrl, name, withFileNames } = data as FeedData;
  const post = (message: FeedMessage): void => index.post(message);
  // Sizes are far below the largest safe integer.
  types.setTypeParser(types.builtins.INT8, Number);
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 2,
    application_name: "minato-search",
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  const log = {
    info: (about: Readonly<Record<string, unknown>>, message: string) =>
      post({ level: "info", data: about, message }),
    warn: (about: Readonly<Record<string, unknown>>, message: string) =>
      post({ level: "warn", data: about, message }),
  };
  // A lost connection is replaced; whoever waits for a statement is told as well.
  pool.on("error", ({ message }) =>
    log.warn({ reason: message }, "search index lost its database"),
  );
  const follower = new IndexFollower({
    pool,
    index,
    name,
    withFileNames,
    onState: (state) => post({ state }),
    log,
  });
  follower.start();
  return {
    receive: () => follower.poke(),
    async close() {
      await follower.close();
      await pool.end();
    },
  };
}
