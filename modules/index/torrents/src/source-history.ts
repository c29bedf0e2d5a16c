import {
  dropPartitions,
  ensurePartitions,
  type MonthlyHistory,
} from "@minato/audit/monthly-partitions";
import { defineJob, type Context } from "@minato/kit";
import { z } from "zod";

import { torrentsSettings } from "./config.ts";

const sourceHistory: MonthlyHistory = { table: "source_history" };

/** Makes the months of the sources' history that come and drops those that are past keeping. */
export const maintainSourceHistoryJob = defineJob({
  name: "torrents.maintainSourceHistory",
  data: z.object({}),
  schedule: "20 3 * * *",
  run: maintainSourceHistory,
});

/** Makes the months of the sources' history that come and drops those that are past keeping. */
export async function maintainSourceHistory(ctx: Context): Promise<void> {
  const now = ctx.now();
  await ensurePartitions(ctx.db, sourceHistory, now);
  const { keepSourceHistoryMonths } = ctx.config(torrentsSettings);
  const dropped = await dropPartitions(ctx.db, sourceHistory, now, keepSourceHistoryMonths);
  if (dropped.length > 0) ctx.log.info({ dropped }, "old months of what sources sent dropped");
}
