import { useQuery } from "@tanstack/react-query";

import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

/** What the index holds, how it is filled and how its database does. */
export type Stats = ApiOutputs["admin"]["stats"];

const INTERVAL = 5000;

/** The statistics, renewed while somebody looks at them. */
export function useStats() {
  return useQuery(orpc.admin.stats.queryOptions({ refetchInterval: INTERVAL }));
}
