import { z } from "zod";

import type { IndexMeta } from "../documents/index-meta.ts";
import { CLUSTER_VERSION } from "./cluster-document.ts";

const ClusterState = z.object({
  version: z.literal(CLUSTER_VERSION),
  withFileNames: z.boolean(),
  generation: z.int(),
  feedId: z.string(),
  transactionId: z.string(),
  id: z.string(),
  offset: z.int(),
});

/** Writes up to where the log of changes is in the cluster, and which rebuild filled that. */
export function writeClusterState(
  { position, generation }: IndexMeta,
  withFileNames: boolean,
): string {
  return JSON.stringify({ version: CLUSTER_VERSION, withFileNames, generation, ...position });
}

/** Reads it; undefined when there is none or the documents were written by other rules. */
export function readClusterState(
  text: string | undefined,
  withFileNames: boolean,
): IndexMeta | undefined {
  if (text === undefined || text === "") return undefined;
  const state = ClusterState.safeParse(JSON.parse(text));
  if (!state.success || state.data.withFileNames !== withFileNames) return undefined;
  const { generation, feedId, transactionId, id, offset } = state.data;
  return { position: { feedId, transactionId, id, offset }, generation };
}
