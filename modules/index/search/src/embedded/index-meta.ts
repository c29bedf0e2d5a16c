import { z } from "zod";

import { DOCUMENT_VERSION } from "./index-schema.ts";
import type { ChangePosition } from "./read-changes.ts";

/** What is written beside each commit of the index. */
const IndexMeta = z.object({
  version: z.literal(DOCUMENT_VERSION),
  feedId: z.string(),
  transactionId: z.string(),
  id: z.string(),
  offset: z.int(),
});

/** Writes up to where the log of changes is surely in the files. */
export function writeIndexMeta(position: ChangePosition): string {
  return JSON.stringify({ version: DOCUMENT_VERSION, ...position });
}

/** Reads it; undefined when there is none or it is of other rules, and everything is indexed anew. */
export function readIndexMeta(text: string): ChangePosition | undefined {
  if (text === "") return undefined;
  const meta = IndexMeta.safeParse(JSON.parse(text));
  if (!meta.success) return undefined;
  const { feedId, transactionId, id, offset } = meta.data;
  return { feedId, transactionId, id, offset };
}
