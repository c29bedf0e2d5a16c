import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import { banTorrents, type BannedTorrent } from "@minato/torrents/ban-torrents";
import { torrentsChanged } from "@minato/torrents/events";
import { lockAgainstDeletion } from "@minato/torrents/locks";
import { mergeHybrid, type SplitHybrid } from "@minato/torrents/merge-hybrid";
import { planChange, type Change } from "@minato/torrents/plan-change";
import {
  isContradicted,
  probeTorrents,
  type KnownTorrent,
  type ResolvedRecord,
} from "@minato/torrents/probe-torrents";
import { recordChange } from "@minato/torrents/record-change";
import { screenRecords } from "@minato/torrents/screen-records";
import {
  updateTorrents,
  writeExternalIds,
  writeFiles,
  writeMetainfo,
  type WrittenRecord,
} from "@minato/torrents/write-rows";
import { writeStats } from "@minato/torrents/write-stats";
import type { PoolClient } from "pg";

import type { CheckedRecord } from "./check-record.ts";
import {
  insertExported,
  writeExportedCorrections,
  writeExportedSources,
  writeExportedStats,
} from "./write-exported.ts";

const MAX_ROUNDS = 4;

/** A record of an export with the ids of what it names. */
export interface RestorableRecord extends CheckedRecord, ResolvedRecord {
  /** Of the torrent's sources, in their order. */
  sourceIds: readonly number[];
}

/** How many torrents of a batch were new, known already, or kept out by the blocklist. */
export interface BatchCounts {
  inserted: number;
  merged: number;
  blocked: number;
  /** Those whose hashes what is stored contradicts. */
  contradicted: readonly RestorableRecord[];
}

/** The end of one try: written, or what must be done before the next. */
type BatchResult =
  | { counts: BatchCounts; ruleIds: readonly number[] }
  | { banned: readonly BannedTorrent[] }
  | { split: SplitHybrid };

/** Writes distinct torrents in one transaction: new ones as they were exported, known ones merged. */
export async function restoreBatch(
  ctx: Context,
  records: readonly RestorableRecord[],
): Promise<BatchCounts> {
  for (;;) {
    const result = await transaction(ctx.db.$client, (client) => tryBatch(ctx, client, records));
    if ("counts" in result) {
      for (const ruleId of result.ruleIds) ctx.blocklist.hits.add(ruleId);
      return result.counts;
    }
    if ("banned" in result) await banTorrents(ctx, result.banned);
    else await mergeHybrid(ctx, result.split);
  }
}

async function tryBatch(
  ctx: Context,
  client: PoolClient,
  records: readonly RestorableRecord[],
): Promise<BatchResult> {
  await lockAgainstDeletion(client);
  const { passed, blocked, banned, ruleIds } = await screenRecords(ctx, client, records);
  if (banned.length > 0) return { banned };
  const insertedIds: number[] = [];
  const changedIds: number[] = [];
  const contradicted: RestorableRecord[] = [];
  const open = new Set(passed);
  let waiting = records.filter((record) => open.has(record));
  // A torrent that another transaction inserts meanwhile is met again as a known one.
  for (let round = 0; waiting.length > 0; round++) {
    if (round === MAX_ROUNDS) throw new Error("torrents keep appearing and vanishing");
    const known = await probeTorrents(ctx, client, waiting);
    const wrong = waiting.filter((one) => isContradicted(one, known.get(one) ?? []));
    contradicted.push(...wrong);
    waiting = waiting.filter((one) => !wrong.includes(one));
    for (const one of wrong) known.delete(one);
    for (const [{ record }, torrents] of known) {
      if (torrents.length > 1 && record.infoHashV2 !== undefined) {
        return { split: { infoHash: record.infoHash, infoHashV2: record.infoHashV2 } };
      }
    }
    changedIds.push(...(await writeKnown(ctx, client, waiting, known)));
    const fresh = waiting.filter((record) => !known.has(record));
    const written = await writeFresh(client, fresh);
    insertedIds.push(...written.values());
    waiting = fresh.filter((record) => !written.has(record));
  }
  changedIds.push(...insertedIds);
  if (changedIds.length > 0) {
    await ctx.emit(torrentsChanged, { torrentIds: changedIds }, client);
  }
  const inserted = insertedIds.length;
  const merged = open.size - inserted - contradicted.length;
  return { counts: { inserted, merged, blocked: blocked.length, contradicted }, ruleIds };
}

async function writeFresh(
  client: PoolClient,
  records: readonly RestorableRecord[],
): Promise<Map<RestorableRecord, number>> {
  if (records.length === 0) return new Map();
  const ids = await insertExported(client, records);
  const inserted = new Map(
    records.flatMap((record) => {
      const torrentId = ids.get(record.record.infoHash.toString("hex"));
      return torrentId === undefined ? [] : [[record, torrentId] as const];
    }),
  );
  const written = [...inserted].map(([record, torrentId]) => ({ ...record, torrentId }));
  await writeParts(client, written, written, written);
  await writeExportedSources(client, written);
  await writeExportedStats(client, written);
  await writeExportedCorrections(client, written);
  await recordChange(client, "inserted", [...inserted.values()]);
  return inserted;
}

async function writeKnown(
  ctx: Context,
  client: PoolClient,
  records: readonly RestorableRecord[],
  known: ReadonlyMap<ResolvedRecord, KnownTorrent[]>,
): Promise<number[]> {
  const changes = records.flatMap((resolved) => {
    const torrent = known.get(resolved)?.[0];
    return torrent === undefined ? [] : [{ resolved, change: planChange(resolved, torrent) }];
  });
  if (changes.length === 0) return [];
  const where = (has: (change: Change) => boolean) =>
    changes
      .filter(({ change }) => has(change))
      .map(({ resolved, change }) => ({ ...resolved, torrentId: change.torrent.id }));
  const rows = changes.filter(({ change }) => change.row);
  if (rows.length > 0) await updateTorrents(client, rows);
  await writeParts(
    client,
    where((change) => change.files),
    where((change) => change.metainfo),
    where((change) => change.externalIds),
  );
  const all = where(() => true);
  await writeExportedSources(client, all);
  const corrected = await writeExportedCorrections(client, all);
  const torrentIds = all.map(({ torrentId }) => torrentId);
  await writeStats(client, torrentIds);
  await recordChange(client, "updated", torrentIds);
  const reclassified = where((change) => change.reclassify).map(({ torrentId }) => torrentId);
  return [...new Set([...reclassified, ...corrected])];
}

async function writeParts(
  client: PoolClient,
  files: readonly WrittenRecord[],
  metainfo: readonly WrittenRecord[],
  externalIds: readonly WrittenRecord[],
): Promise<void> {
  await writeFiles(
    client,
    files.filter(({ record }) => record.files !== undefined),
  );
  await writeMetainfo(client, metainfo);
  await writeExternalIds(
    client,
    externalIds.filter(({ record }) => record.externalIds !== undefined),
  );
}
