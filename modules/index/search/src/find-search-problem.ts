import type { FoundProblem, ProblemCheck } from "@minato/kit";

import "./context.ts";

/** An index that is so far behind shows what is no more. */
const MAX_LAG_SECONDS = 10 * 60;

/** A search engine that answers badly, as this process sees it. */
export const searchProblem: ProblemCheck = {
  topic: "search-degraded",
  async find({ search }): Promise<FoundProblem[]> {
    const { status, reason, lagSeconds = 0 } = await search.health();
    if (status === "degraded") {
      return [{ key: "status", values: { reason: (reason ?? "").slice(0, 400) } }];
    }
    if (status === "starting" || lagSeconds < MAX_LAG_SECONDS) return [];
    return [{ key: "lag", values: { reason: `The index is ${Math.round(lagSeconds)} s behind.` } }];
  },
};
