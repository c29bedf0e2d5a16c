import { classifyTorrents } from "@minato/classify/classify-torrents";
import type { Context } from "@minato/kit";
import { lockForDeletion } from "@minato/torrents/locks";
import type { PoolClient } from "pg";

import { blockBatch, unblockBatch } from "./batch-blocks.ts";
import { applyCorrection, undoCorrection } from "./batch-corrections.ts";
import { applyTags, undoTags } from "./batch-tags.ts";
import type { Batch, BatchResult } from "./batch.ts";
import { findDroppable } from "./budget-rules.ts";
import type { RunAction } from "./bulk-run.ts";
import { purgeTorrents } from "./purge-torrents.ts";
import { restoreTorrents } from "./restore-torrents.ts";

/** How a batch is applied, and how it is taken back where that is possible. */
export interface BatchAction {
  apply: (ctx: Context, client: PoolClient, batch: Batch) => Promise<BatchResult>;
  undo?: (ctx: Context, client: PoolClient, batch: Batch) => Promise<BatchResult>;
}

/** What runs do to their torrents, each inside the transaction that notes the batch as applied. */
export const BATCH_ACTIONS = {
  delete: { apply: deleteBatch, undo: restoreBatch },
  block: { apply: blockBatch, undo: unblockBatch },
  evict: { apply: evictBatch, undo: restoreBatch },
  reclassify: { apply: reclassifyBatch },
  setCategory: { apply: applyCorrection, undo: undoCorrection },
  setContentType: { apply: applyCorrection, undo: undoCorrection },
  addTags: { apply: applyTags, undo: undoTags },
  removeTags: { apply: applyTags, undo: undoTags },
} as const satisfies Record<Exclude<RunAction, "undo" | "compact">, BatchAction>;

/** The action of a run that works on torrents. */
export function findBatchAction(action: RunAction): BatchAction | undefined {
  const actions: Partial<Record<RunAction, BatchAction>> = BATCH_ACTIONS;
  return actions[action];
}

async function deleteBatch(ctx: Context, client: PoolClient, batch: Batch): Promise<BatchResult> {
  await lockForDeletion(client);
  const { runId, torrentIds } = batch;
  const purged = await purgeTorrents(ctx, client, torrentIds, { runId, reason: "deleted" });
  return { done: purged.length };
}

/** What somebody corrected, asked for or seeded since the start is spared. */
async function evictBatch(ctx: Context, client: PoolClient, batch: Batch): Promise<BatchResult> {
  await lockForDeletion(client);
  const droppable = await findDroppable(ctx, client, batch.torrentIds);
  const { runId, reason } = batch;
  if (reason === null) throw new Error(`run ${runId} drops torrents without a reason`);
  return { done: (await purgeTorrents(ctx, client, droppable, { runId, reason })).length };
}

async function restoreBatch(ctx: Context, client: PoolClient, batch: Batch): Promise<BatchResult> {
  return { done: await restoreTorrents(ctx, client, batch.torrentIds) };
}

/** In a transaction of its own: what it finds written already, it does not write again. */
async function reclassifyBatch(
  ctx: Context,
  client: PoolClient,
  { torrentIds }: Batch,
): Promise<BatchResult> {
  await classifyTorrents(ctx, torrentIds);
  const { rows } = await client.query<{ done: number }>(
    "select count(*)::int as done from torrent_attributes where torrent_id = any($1::int[])",
    [torrentIds],
  );
  return { done: rows[0]?.done ?? 0 };
}
