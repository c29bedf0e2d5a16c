import { useQuery } from "@tanstack/react-query";

import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

/** What the index holds, how it is filled and how its database does. */
export type Stats = ApiOutputs["admin"]["stats"];

/** Events keep them fresh; this is for what they miss. */
const INTERVAL = 60_000;

/** The statistics, kept fresh while somebody looks at them. */
export function useStats() {
  return useQuery(orpc.admin.stats.queryOptions({ refetchInterval: INTERVAL }));
}
