import type { FoundProblem, ProblemCheck } from "@minato/kit";

import { upkeepSettings } from "./config.ts";
import { measureDatabase } from "./measure-database.ts";

/** What the hourly run takes away is no problem; this share of the limit it should have. */
const TOLERATED_SHARE = 0.05;

/** A database that is larger than it may be, though torrents are dropped for it. */
export const budgetProblem: ProblemCheck = {
  topic: "budget-exceeded",
  everyMinutes: 15,
  async find(ctx): Promise<FoundProblem[]> {
    const { maxBytes } = ctx.config(upkeepSettings);
    if (maxBytes === 0) return [];
    const { size } = await measureDatabase(ctx);
    const excessBytes = size.liveBytes - maxBytes;
    return excessBytes > maxBytes * TOLERATED_SHARE
      ? [{ key: "budget", values: { excessBytes } }]
      : [];
  },
};
