import { defineJob, type Context } from "@minato/kit";
import { z } from "zod";

import { measureBudget } from "../plan-budget.ts";
import { startBudgetRun } from "../start-budget-run.ts";
import { runJob } from "./work-runs.ts";

const STALLED_MS = 15 * 60_000;

/** Keeps the database within its budget, and takes up runs that were left lying. */
export const checkBudgetJob = defineJob({
  name: "upkeep.checkBudget",
  data: z.object({}),
  schedule: "23 * * * *",
  async run(ctx) {
    await resumeRuns(ctx);
    await startBudgetRun({ ctx }, await measureBudget(ctx));
  },
});

/** A job that is sent once too often finds nothing to do. */
async function resumeRuns(ctx: Context): Promise<void> {
  const { rows } = await ctx.db.$client.query<{ id: number }>(
    `select id from bulk_runs where state in ('waiting', 'running') and action <> 'compact'
       and updated_at < $1`,
    [new Date(ctx.now().getTime() - STALLED_MS)],
  );
  for (const { id } of rows) await ctx.send(runJob, { runId: id });
}
