import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type RequestContext } from "@minato/kit";
import type { PoolClient } from "pg";

import { CHUNK_STATES, findRun, insertRun, type BulkRun } from "./bulk-run.ts";
import { runJob } from "./jobs/work-runs.ts";
import { screenRestored } from "./screen-restored.ts";
import { allowUndo } from "./work-run.ts";

/**
 * Ends a run after the batch that is being applied; what was done stays and can be taken back.
 * @throws {AppError} NOT_FOUND when there is no such run, CONFLICT when it has ended
 */
export async function cancelRun(request: RequestContext, runId: number): Promise<BulkRun> {
  const { ctx, principal, address } = request;
  return transaction(ctx.db.$client, async (client) => {
    const run = await lockRun(client, runId);
    if (!isActive(run)) throw new AppError("CONFLICT", `The run is ${run.state} already`);
    await client.query(
      `update bulk_runs set state = 'cancelled', updated_at = $2, finished_at = $2 where id = $1`,
      [runId, ctx.now()],
    );
    await allowUndo(ctx, client, runId);
    if (run.undoOf !== null && run.done > 0) await screenRestored(ctx, client);
    const act = { action: "torrents.bulk.cancel", object: `run ${runId}` };
    const after = { done: run.done, total: run.total };
    await recordAudit(ctx, { principal, address, ...act, after }, client);
    return lockRun(client, runId);
  });
}

/**
 * Starts a run that takes another one back: deleted torrents return, corrections become what they
 * were.
 * @throws {AppError} NOT_FOUND when there is no such run, CONFLICT when it still works, cannot be
 *   taken back (any longer), or is being taken back
 */
export async function undoRun(request: RequestContext, runId: number): Promise<BulkRun> {
  const { ctx, principal, address } = request;
  return transaction(ctx.db.$client, async (client) => {
    const run = await lockRun(client, runId);
    await assertUndoable(client, run, ctx.now());
    const { rows } = await client.query<{ total: number }>(
      `select coalesce(sum(cardinality(torrent_ids)), 0)::int as total from bulk_chunks
       where run_id = $1 and state = ${CHUNK_STATES.applied}`,
      [runId],
    );
    const total = rows[0]?.total ?? 0;
    if (total === 0) throw new AppError("CONFLICT", "Nothing of the run is left to take back");
    const undoId = await insertRun(ctx, client, {
      action: "undo",
      request: { action: run.action },
      startedBy: principal?.name ?? "system",
      undoOf: runId,
      total,
    });
    await ctx.send(runJob, { runId: undoId }, { client });
    const act = { action: "torrents.bulk.undo", object: `run ${runId}` };
    await recordAudit(ctx, { principal, address, ...act, after: { run: undoId, total } }, client);
    return lockRun(client, undoId);
  });
}

async function assertUndoable(client: PoolClient, run: BulkRun, now: Date): Promise<void> {
  if (isActive(run)) throw new AppError("CONFLICT", "The run still works; cancel it first");
  if (run.undoableUntil === null) throw new AppError("CONFLICT", "The run cannot be taken back");
  if (new Date(run.undoableUntil) <= now) {
    throw new AppError("CONFLICT", `The run could be taken back until ${run.undoableUntil}`);
  }
  const { rows } = await client.query(
    "select id from bulk_runs where undo_of = $1 and state in ('waiting', 'running')",
    [run.id],
  );
  if (rows.length > 0) throw new AppError("CONFLICT", "The run is being taken back");
}

/** Loads a run that nobody else changes until the transaction ends. */
async function lockRun(client: PoolClient, runId: number): Promise<BulkRun> {
  await client.query("select from bulk_runs where id = $1 for update", [runId]);
  const run = await findRun(client, runId);
  if (run === undefined) throw new AppError("NOT_FOUND", "No run with this id");
  return run;
}

function isActive({ state }: BulkRun): boolean {
  return state === "waiting" || state === "running";
}
