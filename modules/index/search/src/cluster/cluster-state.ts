import { z } from "zod";

import type { ChangePosition } from "../embedded/read-changes.ts";
import { CLUSTER_VERSION } from "./cluster-document.ts";

const ClusterState = z.object({
  version: z.literal(CLUSTER_VERSION),
  withFileNames: z.boolean(),
  feedId: z.string(),
  transactionId: z.string(),
  id: z.string(),
  offset: z.int(),
});

/** Writes up to where the log of changes is in the cluster. */
export function writeClusterState(position: ChangePosition, withFileNames: boolean): string {
  return JSON.stringify({ version: CLUSTER_VERSION, withFileNames, ...position });
}

/** Reads it; undefined when there is none or the documents were written by other rules. */
export function readClusterState(
  text: string | undefined,
  withFileNames: boolean,
): ChangePosition | undefined {
  if (text === undefined || text === "") return undefined;
  const state = ClusterState.safeParse(JSON.parse(text));
  if (!state.success || state.data.withFileNames !== withFileNames) return undefined;
  const { feedId, transactionId, id, offset } = state.data;
  return { feedId, transactionId, id, offset };
}
