import type { Context } from "@minato/kit";
import type { PoolClient } from "pg";

import { banTorrents, type BannedTorrent } from "./ban-torrents.ts";
import { torrentsChanged } from "./events.ts";
import { mergeHybrid, type SplitHybrid } from "./merge-hybrid.ts";
import { updateSeedBucketsJob } from "./update-seed-buckets.ts";

/** What ingest makes necessary beyond the rows of a batch: it is up to the whole process. */
export interface FollowUps {
  /** Torrents entered the index, or what the classifier reads of them changed. */
  change(torrentIds: readonly number[], client: PoolClient): Promise<void>;
  /** Torrents have to move in lists by seeders. */
  move(torrentIds: readonly number[], client: PoolClient): Promise<void>;
  /** Blocks what keyword rules found, in a transaction of its own. */
  ban(banned: readonly BannedTorrent[]): Promise<void>;
  /** Joins the halves of a hybrid, in a transaction of its own. */
  merge(hybrid: SplitHybrid): Promise<void>;
}

/** Sees to it with the context of the process. */
export function createFollowUps(ctx: Context): FollowUps {
  return {
    change: (torrentIds, client) => ctx.emit(torrentsChanged, { torrentIds }, client),
    move: (torrentIds, client) =>
      ctx.send(updateSeedBucketsJob, { torrentIds: [...torrentIds] }, { client }),
    ban: (banned) => banTorrents(ctx, banned),
    merge: (hybrid) => mergeHybrid(ctx, hybrid),
  };
}
