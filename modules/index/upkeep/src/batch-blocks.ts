import { addBlocks } from "@minato/blocklist/add-blocks";
import { recordVersion } from "@minato/blocklist/blocklist-version";
import { BY_HAND } from "@minato/blocklist/schema";
import type { Context } from "@minato/kit";
import { lockAgainstDeletion, lockForDeletion } from "@minato/torrents/locks";
import { hashesOf } from "@minato/torrents/screen-records";
import type { PoolClient } from "pg";
import { z } from "zod";

import type { Batch, BatchResult } from "./batch.ts";
import { purgeTorrents } from "./purge-torrents.ts";
import { restoreTorrents } from "./restore-torrents.ts";

/** What a batch blocked, as hex. */
const BlockedBatch = z.object({ at: z.string(), infoHashes: z.array(z.string()) });

/** Deletes the torrents of a batch and keeps them from coming back. */
export async function blockBatch(
  ctx: Context,
  client: PoolClient,
  batch: Batch,
): Promise<BatchResult> {
  await lockForDeletion(client);
  const purge = { runId: batch.runId, reason: "blocked" } as const;
  const purged = await purgeTorrents(ctx, client, batch.torrentIds, purge);
  const infoHashes = purged.flatMap(hashesOf);
  const reason = z.string().optional().parse(batch.request["reason"]);
  // By this moment undoing tells its blocks from those of others.
  const blockedAt = ctx.now();
  const names = new Map(
    purged.flatMap((one) => hashesOf(one).map((hash) => [hash.toString("hex"), one.title])),
  );
  const by = { blockedBy: batch.startedBy, blockedAt };
  await addBlocks(ctx, client, { infoHashes, reason, names, ...by });
  const at = blockedAt.toISOString();
  const before = { at, infoHashes: infoHashes.map((hash) => hash.toString("hex")) };
  return { done: purged.length, before };
}

/** Lifts the blocks that a batch made, not those there were before, and brings its torrents back. */
export async function unblockBatch(
  ctx: Context,
  client: PoolClient,
  batch: Batch,
): Promise<BatchResult> {
  await lockAgainstDeletion(client);
  const { at, infoHashes } = BlockedBatch.parse(batch.before);
  const { rowCount } = await client.query(
    `delete from blocked_torrents where info_hash = any($1::bytea[]) and list_id = ${BY_HAND}
       and rule_id is null and blocked_by = $2 and blocked_at = $3::timestamptz`,
    [infoHashes.map((hash) => Buffer.from(hash, "hex")), batch.startedBy, at],
  );
  const done = await restoreTorrents(ctx, client, batch.torrentIds);
  if (rowCount) await recordVersion(client, { kind: "unblocked", count: rowCount });
  return { done };
}
