import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type Context, type Principal } from "@minato/kit";

import { findRun, insertRun, type BulkRun } from "./bulk-run.ts";
import { runJob } from "./jobs/work-runs.ts";
import { captureBudget, measureBudget, planBudget, type BudgetBasis } from "./plan-budget.ts";

/** Held while a run of the budget is planned. */
const BUDGET_LOCK = 7_420_031;

/** Who lets the budget run: a person, or the program by itself. */
export interface BudgetCaller {
  ctx: Context;
  principal?: Principal | undefined;
  address?: string | undefined;
}

/**
 * Lets a job drop what the budget is exceeded by, in the order and with the rules of the preview;
 * undefined when nothing is to be dropped, or when a run does so already.
 */
export async function startBudgetRun(
  caller: BudgetCaller,
  basis: BudgetBasis,
): Promise<BulkRun | undefined> {
  const { ctx, principal, address } = caller;
  if (basis.excessBytes === 0) return undefined;
  return transaction(ctx.db.$client, async (client) => {
    await client.query("select pg_advisory_xact_lock($1)", [BUDGET_LOCK]);
    const { rowCount } = await client.query(
      "select from bulk_runs where action = 'evict' and state in ('waiting', 'running')",
    );
    if (rowCount) return undefined;
    const { reasons, ...plan } = await planBudget(client, basis);
    if (plan.torrents === 0) {
      ctx.log.warn(plan, "database exceeds its budget, but the rules protect everything");
      return undefined;
    }
    const request = {
      ...plan,
      reasons: reasons.map(({ reason, torrents, freedNowBytes }) => ({
        reason,
        torrents,
        freedNowBytes,
      })),
    };
    const startedBy = principal?.name ?? "system";
    const runId = await insertRun(ctx, client, { action: "evict", request, startedBy });
    const total = await captureBudget(client, runId, basis);
    await client.query("update bulk_runs set total = $2 where id = $1", [runId, total]);
    await ctx.send(runJob, { runId }, { client });
    const act = { action: "upkeep.budget.run", object: `run ${runId}` };
    await recordAudit(ctx, { principal, address, ...act, after: request }, client);
    ctx.log.info({ runId, torrents: total }, "database exceeds its budget, torrents are dropped");
    return findRun(client, runId);
  });
}

/**
 * The same for a person, who is told why nothing happens.
 * @throws {AppError} BAD_REQUEST without a budget, CONFLICT when there is nothing to do
 */
export async function requestBudgetRun(caller: BudgetCaller): Promise<BulkRun> {
  const basis = await measureBudget(caller.ctx);
  if (basis.maxBytes === 0)
    throw new AppError("BAD_REQUEST", "No budget is set: upkeep.maxBytes is 0");
  if (basis.excessBytes === 0) throw new AppError("CONFLICT", "The database is within its budget");
  const run = await startBudgetRun(caller, basis);
  if (run !== undefined) return run;
  throw new AppError("CONFLICT", "A run works already, or the rules protect everything");
}
