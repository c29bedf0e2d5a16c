import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type FieldError, type RequestContext } from "@minato/kit";
import { z } from "zod";

import { addBlocks } from "./add-blocks.ts";
import { EXPECTED_ENTRY, readEntry, readEntryName } from "./read-entry.ts";

const MAX_ENTRIES = 10_000;
const MAX_AUDITED = 100;

/** Torrents as people name them. */
export const TorrentEntries = z
  .array(z.string().max(65_536))
  .min(1)
  .max(MAX_ENTRIES)
  .describe("Info hashes (40 hex, 32 base32 or 64 hex characters) or magnet links");

/** Why something is blocked. */
export const Reason = z.string().trim().max(500).optional();

export const BlockTorrentsInput = z.object({ infoHashes: TorrentEntries, reason: Reason });

export const BlockTorrentsResult = z.object({
  added: z.int(),
  known: z.int().describe("Blocked by hand before"),
});

/**
 * Blocks torrents and deletes what is stored of them, in one transaction.
 * @throws {AppError} BAD_REQUEST when an entry is malformed
 */
export async function blockTorrents(
  request: RequestContext,
  { infoHashes: entries, reason }: z.output<typeof BlockTorrentsInput>,
): Promise<z.output<typeof BlockTorrentsResult>> {
  const { ctx, principal, address } = request;
  const infoHashes = readEntries(entries);
  const names = readNames(entries);
  const blockedBy = principal?.name;
  const added = await transaction(ctx.db.$client, async (client) => {
    const count = await addBlocks(ctx, client, { infoHashes, reason, blockedBy, names });
    const act = { action: "blocklist.addTorrents", object: describeHashes(infoHashes) };
    const after = { reason, count, infoHashes: sampleHashes(infoHashes) };
    await recordAudit(ctx, { principal, address, ...act, after }, client);
    return count;
  });
  return { added, known: Math.max(0, infoHashes.length - added) };
}

/**
 * Reads entries into distinct hashes of 20 bytes.
 * @throws {AppError} BAD_REQUEST with the position of each malformed one
 */
export function readEntries(entries: readonly string[]): Buffer[] {
  const errors: FieldError[] = [];
  const infoHashes = new Map<string, Buffer>();
  entries.forEach((entry, index) => {
    const hashes = readEntry(entry);
    if (hashes === undefined)
      errors.push({ field: `infoHashes.${index}`, message: EXPECTED_ENTRY });
    for (const hash of hashes ?? []) infoHashes.set(hash.toString("hex"), hash);
  });
  if (errors.length === 0) return [...infoHashes.values()];
  throw new AppError("BAD_REQUEST", `Malformed entries: ${EXPECTED_ENTRY}`, {
    errors: errors.slice(0, MAX_AUDITED),
  });
}

/** What magnet links call their torrents, by each hash in hex. */
function readNames(entries: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const entry of entries) {
    const name = readEntryName(entry);
    if (name === undefined) continue;
    for (const hash of readEntry(entry) ?? []) names.set(hash.toString("hex"), name);
  }
  return names;
}

/** Hashes as the object of an audit row. */
export function describeHashes(infoHashes: readonly Buffer[]): string {
  const [first] = infoHashes;
  return infoHashes.length === 1 && first !== undefined
    ? first.toString("hex")
    : `${infoHashes.length} torrents`;
}

/** The first hashes of many, for an audit row. */
export function sampleHashes(infoHashes: readonly Buffer[]): string[] {
  return infoHashes.slice(0, MAX_AUDITED).map((hash) => hash.toString("hex"));
}
