import { defineJob, type Context } from "@minato/kit";
import { DatabaseError as DatabaseProblem, escapeIdentifier } from "pg";
import { z } from "zod";

import { findRun, type BulkRun } from "../bulk-run.ts";
import { assertSpace, CompactionPlan, planCompaction } from "../plan-compaction.ts";

/** Whoever reads the table then waits behind us, so we wait for those before us only this long. */
const LOCK_TIMEOUT = "30s";
/** A backup holds every table for minutes. */
const LOCK_ATTEMPTS = 20;
const LOCK_NOT_AVAILABLE = "55P03";

/** Gives unused space back to the system, one table after the other; each is locked meanwhile. */
export const compactTablesJob = defineJob({
  name: "upkeep.compact",
  data: z.object({ runId: z.int() }),
  retryLimit: 2,
  expireInSeconds: 23 * 3600,
  async run(ctx, { runId }, signal) {
    const run = await findRun(ctx.db.$client, runId);
    if (run === undefined) return;
    try {
      await compact(ctx, run, signal);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      await note(ctx, runId, "state = 'failed', finished_at = $2", message);
      throw error;
    }
  },
});

async function compact(ctx: Context, run: BulkRun, signal: AbortSignal): Promise<void> {
  const { tables } = CompactionPlan.pick({ tables: true }).parse(run.request);
  await note(ctx, run.id, "state = 'running', started_at = coalesce(started_at, $2)");
  for (const { name } of tables.slice(run.done)) {
    signal.throwIfAborted();
    if ((await findRun(ctx.db.$client, run.id))?.state !== "running") return;
    // Who started it vouched for a disk that cannot be seen.
    assertSpace(await planCompaction(ctx), true);
    await vacuumFull(ctx, name, signal);
    await note(ctx, run.id, "done = done + 1");
  }
  await note(ctx, run.id, "state = 'done', finished_at = $2");
}

/** Tries again while others use the table. */
async function vacuumFull(ctx: Context, table: string, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryVacuumFull(ctx, table);
    } catch (error) {
      const isInUse = error instanceof DatabaseProblem && error.code === LOCK_NOT_AVAILABLE;
      if (!isInUse || attempt === LOCK_ATTEMPTS) throw error;
      signal.throwIfAborted();
      ctx.log.info({ table, attempt }, "the table is in use, its compaction waits");
    }
  }
}

async function tryVacuumFull(ctx: Context, table: string): Promise<void> {
  const client = await ctx.db.$client.connect();
  try {
    await client.query(`set lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query(`vacuum (full, analyze) ${escapeIdentifier(table)}`);
  } finally {
    // Its settings end with it.
    client.release(true);
  }
}

/** Changes the row of a run that has not ended. */
async function note(ctx: Context, runId: number, change: string, error?: string): Promise<void> {
  await ctx.db.$client.query(
    `update bulk_runs set updated_at = $2, error = $3::text, ${change}
     where id = $1 and state in ('waiting', 'running')`,
    [runId, ctx.now(), error ?? null],
  );
}
