import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type RequestContext } from "@minato/kit";

import { findRun, insertRun, type BulkRun } from "./bulk-run.ts";
import { compactTablesJob } from "./jobs/compact-tables.ts";
import { assertSpace, planCompaction } from "./plan-compaction.ts";

/** Held while a compaction is started. */
const COMPACTION_LOCK = 7_420_032;

/**
 * Lets a job write tables anew so that the system gets their unused space back.
 * @throws {AppError} CONFLICT when nothing is to be gained, the disk has not enough space, it cannot
 *   be seen and `trustDisk` is not set, or a compaction works already
 */
export async function startCompaction(
  request: RequestContext,
  { trustDisk }: { trustDisk: boolean },
): Promise<BulkRun> {
  const { ctx, principal, address } = request;
  const plan = await planCompaction(ctx);
  const { tables } = plan;
  if (tables.length === 0) throw new AppError("CONFLICT", "No table has much unused space");
  assertSpace(plan, trustDisk);
  return transaction(ctx.db.$client, async (client) => {
    await client.query("select pg_advisory_xact_lock($1)", [COMPACTION_LOCK]);
    const { rowCount } = await client.query(
      "select from bulk_runs where action = 'compact' and state in ('waiting', 'running')",
    );
    if (rowCount) throw new AppError("CONFLICT", "A compaction works already");
    const startedBy = principal?.name ?? "system";
    const runId = await insertRun(ctx, client, {
      action: "compact",
      request: { ...plan, trustDisk },
      startedBy,
      total: tables.length,
    });
    await ctx.send(compactTablesJob, { runId }, { client });
    const act = { action: "upkeep.compact.run", object: `run ${runId}` };
    await recordAudit(ctx, { principal, address, ...act, after: plan }, client);
    const run = await findRun(client, runId);
    if (run === undefined) throw new Error("a run was not written");
    return run;
  });
}
