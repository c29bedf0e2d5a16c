import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type Context, type RequestContext } from "@minato/kit";
import { z } from "zod";

import { Reason } from "./block-torrents.ts";
import { recordVersion } from "./blocklist-version.ts";
import { rulesLifted, trackersBlocked } from "./events.ts";
import { type PageInput, readCursor, writeCursor } from "./page-cursor.ts";
import { parseTrackerPattern } from "./tracker-patterns.ts";

const EXPECTED = "expected a host, *.example.org or an announce URL";

const TrackerEntries = z
  .array(z.string().min(1).max(2000))
  .min(1)
  .max(1000)
  .describe("Hosts, `*.example.org` for every host below, or announce URLs");

export const BlockTrackersInput = z.object({ trackers: TrackerEntries, reason: Reason });
export const UnblockTrackersInput = z.object({ trackers: TrackerEntries });

/** A blocked host or domain of trackers. */
export const BlockedTracker = z.object({
  pattern: z.string(),
  reason: z.string().nullable(),
  blockedBy: z.string(),
  blockedAt: z.iso.datetime(),
});

export const BlockedTrackerPage = z.object({
  items: z.array(BlockedTracker),
  nextCursor: z.string().optional(),
});

/**
 * Blocks trackers and sends what takes them out of stored torrents.
 * @throws {AppError} BAD_REQUEST when an entry is malformed
 */
export async function blockTrackers(
  request: RequestContext,
  { trackers, reason }: z.output<typeof BlockTrackersInput>,
): Promise<{ added: number; known: number }> {
  const { ctx, principal, address } = request;
  const patterns = readPatterns(trackers);
  const added = await transaction(ctx.db.$client, async (client) => {
    await ctx.emit(trackersBlocked, { patterns }, client);
    const { rowCount } = await client.query(
      `insert into blocked_trackers (pattern, reason, blocked_by, blocked_at)
       select pattern, $2, $3, $4 from unnest($1::text[]) pattern on conflict do nothing`,
      [patterns, reason ?? null, principal?.name ?? "system", ctx.now()],
    );
    const act = { action: "blocklist.addTrackers", object: patterns.join(", ") };
    await recordAudit(ctx, { principal, address, ...act, after: { reason } }, client);
    if (rowCount) await recordVersion(client, { kind: "rules", count: rowCount });
    return rowCount ?? 0;
  });
  return { added, known: patterns.length - added };
}

/**
 * Lets trackers back: torrents that went with them come back from the purgatory, URLs taken out of
 * others with their next records.
 * @throws {AppError} BAD_REQUEST when an entry is malformed
 */
export async function unblockTrackers(
  request: RequestContext,
  { trackers }: z.output<typeof UnblockTrackersInput>,
): Promise<{ removed: number; unknown: number }> {
  const { ctx, principal, address } = request;
  const patterns = readPatterns(trackers);
  const removed = await transaction(ctx.db.$client, async (client) => {
    const { rowCount } = await client.query(
      "delete from blocked_trackers where pattern = any($1::text[])",
      [patterns],
    );
    const act = { action: "blocklist.removeTrackers", object: patterns.join(", ") };
    await recordAudit(ctx, { principal, address, ...act }, client);
    if (rowCount) {
      await recordVersion(client, { kind: "rules", count: rowCount });
      await ctx.emit(rulesLifted, {}, client);
    }
    return rowCount ?? 0;
  });
  return { removed, unknown: patterns.length - removed };
}

/** Blocked trackers, the newest first. */
export async function listBlockedTrackers(
  ctx: Context,
  { limit, cursor }: z.output<typeof PageInput>,
): Promise<z.output<typeof BlockedTrackerPage>> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const { rows } = await ctx.db.$client.query<{
    pattern: string;
    reason: string | null;
    blockedBy: string;
    blockedAt: Date;
  }>(
    `select pattern, reason, blocked_by as "blockedBy", blocked_at as "blockedAt"
     from blocked_trackers
     ${after === undefined ? "" : "where (blocked_at, pattern) < ($2, $3)"}
     order by blocked_at desc, pattern desc limit $1`,
    [limit + 1, ...(after === undefined ? [] : [after.at, after.key])],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({ ...row, blockedAt: row.blockedAt.toISOString() })),
    nextCursor:
      rows.length > limit && last !== undefined
        ? writeCursor(last.blockedAt, last.pattern)
        : undefined,
  };
}

function readPatterns(entries: readonly string[]): string[] {
  const patterns = new Set<string>();
  entries.forEach((entry, index) => {
    const pattern = parseTrackerPattern(entry);
    if (pattern === undefined) {
      throw new AppError("BAD_REQUEST", `Malformed tracker: ${EXPECTED}`, {
        errors: [{ field: `trackers.${index}`, message: EXPECTED }],
      });
    }
    patterns.add(pattern);
  });
  return [...patterns].toSorted();
}
