import type { Context } from "@minato/kit";
import { notify } from "@minato/notifications/notify";
import type { PoolClient } from "pg";

import { findRun } from "./bulk-run.ts";

/** Tells who started a run that it has ended; the program's own runs are told to nobody. */
export async function tellRunEnded(ctx: Context, client: PoolClient, runId: number): Promise<void> {
  const run = await findRun(client, runId);
  if (run === undefined) return;
  const { action, state, done, failed, startedBy } = run;
  await notify(
    ctx,
    {
      topic: "run-ended",
      values: { action, state, done, failed },
      subject: `${runId}`,
      to: { email: startedBy },
      path: "/operations/upkeep",
    },
    client,
  );
}
