import { DOCUMENT_VERSION } from "./index-schema.ts";
import type { ChangePosition } from "./read-changes.ts";

/** What is written beside each commit of the index. */
export interface IndexMeta {
  /** Up to where the log of changes is surely in the files. */
  position: ChangePosition;
  /** Of `search_rebuilds` when it was built. */
  generation: number;
}

/** Writes it as the text that the index keeps. */
export function writeIndexMeta({ position, generation }: IndexMeta): string {
  return JSON.stringify({ version: DOCUMENT_VERSION, generation, ...position });
}

/** Reads it; undefined when there is none or it is of other rules, and everything is indexed anew. */
export function readIndexMeta(text: string): IndexMeta | undefined {
  if (text === "") return undefined;
  // The checksum of the file vouches for what `writeIndexMeta` of some version wrote.
  const meta = JSON.parse(text) as ChangePosition & { version?: number; generation: number };
  if (meta.version !== DOCUMENT_VERSION) return undefined;
  const { feedId, transactionId, id, offset, generation } = meta;
  return { position: { feedId, transactionId, id, offset }, generation };
}
