import { transaction } from "@minato/database/transaction";
import type { PoolClient } from "pg";

import type { BannedTorrent } from "./ban-torrents.ts";
import type { IngestContext } from "./ingest-context.ts";
import { lockAgainstDeletion } from "./locks.ts";
import type { SplitHybrid } from "./merge-hybrid.ts";
import {
  changesSeedBucket,
  hasSwarmNumbers,
  isOnlyCounted,
  isUnchanged,
  planChange,
  type Change,
} from "./plan-change.ts";
import {
  CONTRADICTION,
  isContradicted,
  probeTorrents,
  type KnownTorrent,
  type ResolvedRecord,
} from "./probe-torrents.ts";
import { recordChange } from "./record-change.ts";
import { screenRecords } from "./screen-records.ts";
import {
  insertTorrents,
  updateSources,
  updateTorrents,
  writeExternalIds,
  writeFiles,
  writeMetainfo,
  writeSources,
  type WrittenRecord,
} from "./write-rows.ts";
import { insertStats, refreshStats } from "./write-stats.ts";

/** What became of one record. */
export type Outcome =
  | "inserted"
  | "updated"
  | "unchanged"
  | "blocked"
  | { field: string; message: string };

/** The end of one try: written, or what must be done before the next. */
type BatchResult =
  | { outcomes: Outcome[]; ruleIds: readonly number[] }
  | { banned: readonly BannedTorrent[] }
  | { split: SplitHybrid };

/** A record about a known torrent that changes something. */
interface PlannedChange {
  resolved: ResolvedRecord;
  change: Change;
}

const MAX_ROUNDS = 4;

/**
 * Statements look rows up one by one in their indexes. A plan that reads whole tables, as is right
 * for the small ones of a new index, would be kept while they grow by millions.
 */
const PLAN_FOR_GROWTH = `
set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_seqscan = off;
set local plan_cache_mode = force_generic_plan`;

/**
 * Writes records of distinct torrents in one transaction and says what became of each, in their
 * order. Jobs that the changes make necessary are sent in the same transaction.
 */
export async function writeBatch(
  ctx: IngestContext,
  records: readonly ResolvedRecord[],
): Promise<Outcome[]> {
  for (;;) {
    const result = await transaction(ctx.db.$client, (client) => tryBatch(ctx, client, records));
    if ("outcomes" in result) {
      for (const ruleId of result.ruleIds) ctx.blocklist.hits.add(ruleId);
      return result.outcomes;
    }
    if ("banned" in result) await ctx.torrents.followUps.ban(result.banned);
    else await ctx.torrents.followUps.merge(result.split);
  }
}

async function tryBatch(
  ctx: IngestContext,
  client: PoolClient,
  records: readonly ResolvedRecord[],
): Promise<BatchResult> {
  await client.query(PLAN_FOR_GROWTH);
  await lockAgainstDeletion(client);
  const { passed, blocked, banned, ruleIds } = await screenRecords(ctx, client, records);
  if (banned.length > 0) return { banned };
  const outcomes = new Map<ResolvedRecord, Outcome>(blocked.map((one) => [one, "blocked"]));
  const changedIds: number[] = [];
  let waiting = passed;
  // A hash that another transaction inserts meanwhile is met again as a known torrent.
  for (let round = 0; waiting.length > 0; round++) {
    if (round === MAX_ROUNDS) throw new Error("torrents keep appearing and vanishing");
    const known = await probeTorrents(ctx, client, waiting);
    const contradicted = waiting.filter((one) => isContradicted(one, known.get(one) ?? []));
    for (const one of contradicted) {
      known.delete(one);
      outcomes.set(one, CONTRADICTION);
    }
    const split = findSplit(known);
    if (split !== undefined) return { split };
    changedIds.push(...(await writeKnown(ctx, client, known, outcomes)));
    const unknown = waiting.filter((record) => !known.has(record) && !outcomes.has(record));
    const insertedIds = await writeNew(ctx, client, unknown, outcomes);
    await recordChange(client, "inserted", insertedIds);
    changedIds.push(...insertedIds);
    waiting = unknown.filter((record) => !outcomes.has(record));
  }
  if (changedIds.length > 0) await ctx.torrents.followUps.change(changedIds, client);
  return { outcomes: records.map((record) => outcomes.get(record) as Outcome), ruleIds };
}

function findSplit(known: ReadonlyMap<ResolvedRecord, KnownTorrent[]>): SplitHybrid | undefined {
  for (const [{ record }, torrents] of known) {
    if (torrents.length > 1 && record.infoHashV2 !== undefined) {
      return { infoHash: record.infoHash, infoHashV2: record.infoHashV2 };
    }
  }
  return undefined;
}

async function writeKnown(
  ctx: IngestContext,
  client: PoolClient,
  known: ReadonlyMap<ResolvedRecord, KnownTorrent[]>,
  outcomes: Map<ResolvedRecord, Outcome>,
): Promise<number[]> {
  const changes: PlannedChange[] = [];
  for (const [resolved, [torrent]] of known) {
    const change = planChange(resolved, torrent as KnownTorrent);
    outcomes.set(resolved, isUnchanged(change) ? "unchanged" : "updated");
    if (!isUnchanged(change)) changes.push({ resolved, change });
  }
  const where = (has: (change: Change) => boolean): WrittenRecord[] =>
    changes
      .filter(({ change }) => has(change))
      .map(({ resolved, change }) => ({ ...resolved, torrentId: change.torrent.id }));
  const rows = changes.filter(({ change }) => change.row);
  if (rows.length > 0) await updateTorrents(client, rows);
  await recordNewKeys(client, rows);
  await writeFiles(
    client,
    where((change) => change.files),
  );
  await writeMetainfo(
    client,
    where((change) => change.metainfo),
  );
  await writeExternalIds(
    client,
    where((change) => change.externalIds),
  );
  const now = ctx.now();
  await updateSources(
    client,
    where(({ source, torrent }) => source && torrent.hasSource),
    now,
  );
  await writeSources(
    client,
    where(({ source, torrent }) => source && !torrent.hasSource),
    now,
  );
  await writeNumbers(ctx, client, changes);
  const idsWhere = (has: (change: Change) => boolean): number[] =>
    changes.filter(({ change }) => has(change)).map(({ change }) => change.torrent.id);
  await recordChange(
    client,
    "updated",
    idsWhere((change) => !isOnlyCounted(change)),
  );
  await recordChange(client, "counted", idsWhere(isOnlyCounted));
  return idsWhere((change) => change.reclassify);
}

/** Whoever follows by info hash has to forget the one that a torrent was known by before. */
async function recordNewKeys(client: PoolClient, rows: readonly PlannedChange[]): Promise<void> {
  const rekeyed = rows.filter(
    ({ resolved: { record }, change: { torrent } }) => !record.isV2Only && !torrent.hasSameInfoHash,
  );
  const keys = rekeyed.flatMap(({ change: { torrent } }) => torrent.infoHash ?? []);
  await recordChange(
    client,
    "deleted",
    rekeyed.map(({ change }) => change.torrent.id),
    keys,
  );
}

/** Brings swarm numbers in line; that torrents move in lists by seeders is left to a job. */
async function writeNumbers(
  ctx: IngestContext,
  client: PoolClient,
  changes: readonly PlannedChange[],
): Promise<void> {
  const counted = changes.filter(
    ({ resolved, change }) => change.source && hasSwarmNumbers(resolved.record),
  );
  const ids = (some: readonly PlannedChange[]) => some.map(({ change }) => change.torrent.id);
  await refreshStats(client, ids(counted));
  const moved = counted.filter(({ resolved, change }) =>
    changesSeedBucket(resolved.record, change.torrent),
  );
  if (moved.length > 0) await ctx.torrents.followUps.move(ids(moved), client);
}

async function writeNew(
  ctx: IngestContext,
  client: PoolClient,
  unknown: readonly ResolvedRecord[],
  outcomes: Map<ResolvedRecord, Outcome>,
): Promise<number[]> {
  const complete: ResolvedRecord[] = [];
  for (const resolved of unknown) {
    const missing = findMissing(resolved);
    if (missing === undefined) complete.push(resolved);
    else outcomes.set(resolved, missing);
  }
  if (complete.length === 0) return [];
  const now = ctx.now();
  const ids = await insertTorrents(client, complete);
  const written = complete.flatMap((resolved) => {
    const torrentId = ids.get(resolved.record.infoHash.toString("hex"));
    if (torrentId === undefined) return [];
    outcomes.set(resolved, "inserted");
    return [{ ...resolved, torrentId }];
  });
  await writeFiles(
    client,
    written.filter(({ record }) => record.files !== undefined),
  );
  await writeMetainfo(client, written);
  await writeExternalIds(
    client,
    written.filter(({ record }) => record.externalIds !== undefined),
  );
  await writeSources(client, written, now);
  await insertStats(
    client,
    written.filter(({ record }) => hasSwarmNumbers(record)),
    now,
  );
  return written.map(({ torrentId }) => torrentId);
}

function findMissing({ record }: ResolvedRecord): { field: string; message: string } | undefined {
  if (record.title === undefined) {
    return { field: "title", message: "expected a title, got none and the torrent is not known" };
  }
  if (record.size === undefined && !record.mayLackSize) {
    return { field: "size", message: "expected a size in bytes, got none" };
  }
  return undefined;
}
