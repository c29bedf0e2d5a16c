import { defineJob, type Context } from "@minato/kit";
import { z } from "zod";

import { auditSettings } from "./config.ts";
import { dropPartitions, ensurePartitions, type MonthlyHistory } from "./monthly-partitions.ts";

const auditHistory: MonthlyHistory = { table: "audit_entries" };

/** Makes the months to come and drops those that are past keeping. */
export const maintainAuditJob = defineJob({
  name: "audit.maintain",
  data: z.object({}),
  schedule: "10 3 * * *",
  run: maintainAudit,
});

/** Makes the months to come and drops those that are past keeping. */
export async function maintainAudit(ctx: Context): Promise<void> {
  const now = ctx.now();
  await ensurePartitions(ctx.db, auditHistory, now);
  const { keepMonths } = ctx.config(auditSettings);
  const dropped = await dropPartitions(ctx.db, auditHistory, now, keepMonths);
  if (dropped.length > 0) ctx.log.info({ dropped }, "old months of the audit record dropped");
}
