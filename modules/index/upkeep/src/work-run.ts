import { noteChecked } from "@minato/classify/previews/work-preview";
import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import type { PoolClient } from "pg";

import { findBatchAction } from "./batch-actions.ts";
import type { Batch, BatchResult } from "./batch.ts";
import type { EvictionReason } from "./budget-rules.ts";
import { CHUNK_STATES, type RunAction } from "./bulk-run.ts";
import { upkeepSettings } from "./config.ts";
import { vacuumJob } from "./jobs/vacuum-tables.ts";
import { screenRestored } from "./screen-restored.ts";
import { tellRunEnded } from "./tell-run-ended.ts";

interface RunRow {
  id: number;
  action: RunAction;
  state: string;
  request: Record<string, unknown>;
  startedBy: string;
  startedAt: Date | null;
  done: number;
  undoOf: number | null;
}

interface ChunkRow {
  number: number;
  torrentIds: number[];
  reason: EvictionReason | null;
  before: unknown;
}

const MAX_ATTEMPTS = 5;
const MAX_ERROR_LENGTH = 500;
const VACUUM_FROM = 1000;
const DAY_MS = 86_400_000;

const SELECT_RUN = `select id, action, state, request, started_by as "startedBy",
  started_at as "startedAt", done, undo_of as "undoOf" from bulk_runs where id = $1`;

/**
 * Applies the next batch of a run and notes that in the same transaction, so that no batch is ever
 * applied twice; false when nothing is left to do. A batch that fails is rolled back as a whole; the
 * run itself fails with the fifth failure in a row.
 */
export async function workBatch(ctx: Context, runId: number): Promise<boolean> {
  try {
    return await transaction(ctx.db.$client, (client) => tryBatch(ctx, client, runId));
  } catch (error) {
    await noteFailure(ctx, runId, error);
    throw error;
  }
}

async function tryBatch(ctx: Context, client: PoolClient, runId: number): Promise<boolean> {
  // Two processes that work on the same run take turns.
  const { rows } = await client.query<RunRow>(`${SELECT_RUN} for update`, [runId]);
  const run = rows[0];
  if (run === undefined || (run.state !== "waiting" && run.state !== "running")) return false;
  const original = run.undoOf === null ? run : await loadOriginal(client, run.undoOf);
  const chunk = await findChunk(client, run);
  if (chunk === undefined) {
    await finish(ctx, client, run);
    return false;
  }
  const { done, before } = await apply(ctx, client, run, original, chunk);
  await client.query(
    `update bulk_chunks set state = $3, before = coalesce($4::jsonb, before)
     where run_id = $1 and number = $2`,
    [
      original.id,
      chunk.number,
      run.undoOf === null ? CHUNK_STATES.applied : CHUNK_STATES.undone,
      before === undefined ? null : JSON.stringify(before),
    ],
  );
  await client.query(
    `update bulk_runs set state = 'running', started_at = coalesce(started_at, $2), updated_at = $2,
       done = done + $3, failed = failed + $4, attempts = 0, error = null where id = $1`,
    [run.id, ctx.now(), done, chunk.torrentIds.length - done],
  );
  return true;
}

async function apply(
  ctx: Context,
  client: PoolClient,
  run: RunRow,
  original: RunRow,
  chunk: ChunkRow,
): Promise<BatchResult> {
  const action = findBatchAction(original.action);
  const work = run.undoOf === null ? action?.apply : action?.undo;
  if (work === undefined) throw new Error(`a run cannot ${run.action} ${original.action}`);
  const batch: Batch = {
    ...chunk,
    runId: original.id,
    action: original.action,
    request: original.request,
    startedBy: original.startedBy,
  };
  return work(ctx, client, batch);
}

async function loadOriginal(client: PoolClient, id: number): Promise<RunRow> {
  const { rows } = await client.query<RunRow>(SELECT_RUN, [id]);
  if (rows[0] === undefined) throw new Error(`run ${id}, which is to be taken back, is gone`);
  return rows[0];
}

/** The next batch; the last one is taken back first. */
async function findChunk(client: PoolClient, run: RunRow): Promise<ChunkRow | undefined> {
  const isUndo = run.undoOf !== null;
  const { rows } = await client.query<ChunkRow>(
    `select number, torrent_ids as "torrentIds", reason, before from bulk_chunks
     where run_id = $1 and state = $2 order by number ${isUndo ? "desc" : "asc"} limit 1`,
    [run.undoOf ?? run.id, isUndo ? CHUNK_STATES.applied : CHUNK_STATES.waiting],
  );
  return rows[0];
}

async function finish(ctx: Context, client: PoolClient, run: RunRow): Promise<void> {
  await client.query(
    `update bulk_runs set state = 'done', started_at = coalesce(started_at, $2), updated_at = $2,
       finished_at = $2 where id = $1`,
    [run.id, ctx.now()],
  );
  await allowUndo(ctx, client, run.id);
  await tellRunEnded(ctx, client, run.id);
  if (run.undoOf !== null && run.done > 0) await screenRestored(ctx, client);
  const { previewId } = run.request;
  if (run.action === "reclassify" && typeof previewId === "number") {
    await noteChecked(client, previewId, "applied");
  }
  const frees = run.action === "delete" || run.action === "block" || run.action === "evict";
  if (frees && run.done >= VACUUM_FROM) await ctx.send(vacuumJob, {}, { client });
}

/** Sets until when an ended run that changed anything can be taken back. */
export async function allowUndo(ctx: Context, client: PoolClient, runId: number): Promise<void> {
  const { rows } = await client.query<RunRow>(SELECT_RUN, [runId]);
  const [run] = rows;
  if (run === undefined || run.done === 0 || run.undoOf !== null) return;
  if (findBatchAction(run.action)?.undo === undefined) return;
  const { purgatoryDays } = ctx.config(upkeepSettings);
  const startedAt = run.startedAt ?? ctx.now();
  await client.query("update bulk_runs set undoable_until = $2 where id = $1", [
    runId,
    new Date(startedAt.getTime() + purgatoryDays * DAY_MS),
  ]);
}

async function noteFailure(ctx: Context, runId: number, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  await transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<{ state: string }>(
      `update bulk_runs set attempts = attempts + 1, error = $2, updated_at = $3,
         state = case when attempts + 1 >= ${MAX_ATTEMPTS} then 'failed' else state end,
         finished_at = case when attempts + 1 >= ${MAX_ATTEMPTS} then $3::timestamptz end
       where id = $1 and state in ('waiting', 'running') returning state`,
      [runId, message.slice(0, MAX_ERROR_LENGTH), ctx.now()],
    );
    if (rows[0]?.state !== "failed") return;
    await allowUndo(ctx, client, runId);
    await tellRunEnded(ctx, client, runId);
  });
}
