import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import type { RequestContext } from "@minato/kit";
import { OVERLONG_LINE, readLines } from "@minato/kit/read-lines";
import { z } from "zod";

import { addBlocks } from "./add-blocks.ts";
import { EXPECTED_ENTRY, readEntry } from "./read-entry.ts";

/** Longest line that is read: a magnet link as long as links may be. */
export const MAX_LINE_BYTES = 66_000;

const BATCH = 5000;
const MAX_REPORTED_ERRORS = 100;

/** What became of the lines of an import; `received` is the sum of the next three. */
export interface ImportResult {
  received: number;
  added: number;
  known: number;
  rejected: number;
  /** The first hundred, with the number of the line from one. */
  errors: { line: number; message: string }[];
}

/** How the lines of an import look. */
export type ImportFormat = "text" | "ndjson";

const ImportedRecord = z.union([
  z.string(),
  z.looseObject({ infoHash: z.string() }).transform(({ infoHash }) => infoHash),
  z.looseObject({ magnet: z.string() }).transform(({ magnet }) => magnet),
]);

/**
 * Blocks every torrent that a stream names, a batch at a time: what a batch committed stays when the
 * stream breaks. Text has a hash or magnet link a line, `#` begins a comment; NDJSON has such texts
 * as JSON strings, or objects with `infoHash` or `magnet`.
 */
export async function importBlocks(
  request: RequestContext,
  chunks: AsyncIterable<Uint8Array>,
  { format, reason }: { format: ImportFormat; reason: string | undefined },
): Promise<ImportResult> {
  const { ctx, principal, address } = request;
  const result: ImportResult = { received: 0, added: 0, known: 0, rejected: 0, errors: [] };
  let batch: Buffer[][] = [];
  const flush = async () => {
    const entries = batch;
    batch = [];
    const infoHashes = entries.flat();
    const added = await transaction(ctx.db.$client, async (client) => {
      const count = await addBlocks(ctx, client, {
        infoHashes,
        reason,
        blockedBy: principal?.name,
      });
      // Batch by batch: what is read stays when the rest does not come.
      const act = { action: "blocklist.import", object: `${entries.length} entries` };
      await recordAudit(ctx, { principal, address, ...act, after: { added: count } }, client);
      return count;
    });
    // A hybrid is one line with two hashes.
    result.added += Math.min(added, entries.length);
    result.known += Math.max(0, entries.length - added);
  };
  let number = 0;
  for await (const line of readLines(chunks, MAX_LINE_BYTES)) {
    number += 1;
    const entry = line === OVERLONG_LINE ? undefined : readEntryLine(line, format);
    if (entry === "blank") continue;
    result.received += 1;
    if (entry !== undefined) {
      batch.push(entry);
    } else {
      result.rejected += 1;
      if (result.errors.length < MAX_REPORTED_ERRORS) {
        result.errors.push({ line: number, message: EXPECTED_ENTRY });
      }
    }
    if (batch.length === BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  return result;
}

/** Reads one line of a list: its hashes, `blank`, or undefined when it is malformed. */
export function readEntryLine(line: string, format: ImportFormat): Buffer[] | "blank" | undefined {
  const text = line.trim();
  if (text === "") return "blank";
  if (format === "text") return text.startsWith("#") ? "blank" : readEntry(text);
  try {
    const record = ImportedRecord.safeParse(JSON.parse(text));
    return record.success ? readEntry(record.data) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
