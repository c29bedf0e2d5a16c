import type { NormalizedRecord } from "./normalized-record.ts";
import type { KnownTorrent, ResolvedRecord } from "./probe-torrents.ts";
import { seedBucket } from "./write-stats.ts";

/** Which tables a record about a known torrent changes. */
export interface Change {
  torrent: KnownTorrent;
  /** The row of `torrents`. */
  row: boolean;
  /** A new title for the row. */
  title: string | undefined;
  files: boolean;
  metainfo: boolean;
  externalIds: boolean;
  source: boolean;
  /** The change touches what the classifier reads. */
  reclassify: boolean;
}

/** True when nothing of a record has to be written. */
export function isUnchanged(change: Change): boolean {
  return !(change.row || change.files || change.metainfo || change.externalIds || change.source);
}

/** True when a record only tells where and how well seeded the torrent is. */
export function isOnlyCounted(change: Change): boolean {
  return change.source && !(change.row || change.files || change.metainfo || change.externalIds);
}

/** True when a record puts the torrent into another bucket of its source's seeders. */
export function changesSeedBucket(record: NormalizedRecord, torrent: KnownTorrent): boolean {
  return record.seeders !== undefined && seedBucket(record.seeders) !== seedBucket(torrent.seeders);
}

/** Compares a record with what is stored and says what has to be written. */
export function planChange({ record, trackerIds }: ResolvedRecord, torrent: KnownTorrent): Change {
  const metainfo = record.metainfo !== undefined && !torrent.hasMetainfo;
  // The info hash fixes the file list: a given one only fills a gap, metainfo settles it.
  const files =
    record.files !== undefined &&
    (metainfo || (!torrent.hasMetainfo && (record.fileCount ?? 0) > torrent.fileCount));
  const title = planTitle(record, torrent);
  const hasNewCategories = addsTo(torrent.givenCategories, record.categories ?? []);
  const becomesPrivate = record.isPrivate === true && !torrent.isPrivate;
  const isPrivate = torrent.isPrivate || becomesPrivate;
  const row =
    title !== undefined ||
    files ||
    hasNewCategories ||
    becomesPrivate ||
    changesSize(record, torrent, metainfo) ||
    (record.infoHashV2 !== undefined && !torrent.hasInfoHashV2) ||
    (!record.isV2Only && !torrent.hasSameInfoHash) ||
    torrent.isPublishedEarlier ||
    (!isPrivate && addsTo(torrent.trackerIds, trackerIds));
  return {
    torrent,
    row,
    title,
    files,
    metainfo,
    externalIds: record.externalIds !== undefined && !torrent.hasExternalIds,
    source: changesSource(record, torrent),
    reclassify: title !== undefined || files || hasNewCategories,
  };
}

function planTitle(record: NormalizedRecord, torrent: KnownTorrent): string | undefined {
  if (record.title === undefined || torrent.isTitleCorrected) return undefined;
  if (record.isTitleDerived && !torrent.isTitleDerived) return undefined;
  const isSame = record.title === torrent.title && record.isTitleDerived === torrent.isTitleDerived;
  return isSame ? undefined : record.title;
}

function changesSize(
  record: NormalizedRecord,
  torrent: KnownTorrent,
  bringsMetainfo: boolean,
): boolean {
  if (record.size === undefined || record.size === torrent.size) return false;
  return bringsMetainfo || !torrent.hasMetainfo;
}

function changesSource(record: NormalizedRecord, torrent: KnownTorrent): boolean {
  return (
    !torrent.hasSource ||
    torrent.isSeenStale ||
    (torrent.isCheckStale && hasSwarmNumbers(record)) ||
    differs(record.seeders, torrent.seeders) ||
    differs(record.leechers, torrent.leechers) ||
    differs(record.snatches, torrent.snatches) ||
    differs(record.sourceUrl, torrent.sourceUrl)
  );
}

/** True when the record reports any swarm number. */
export function hasSwarmNumbers(record: NormalizedRecord): boolean {
  return (
    record.seeders !== undefined || record.leechers !== undefined || record.snatches !== undefined
  );
}

function differs<T>(given: T | undefined, stored: T | null): boolean {
  return given !== undefined && given !== stored;
}

/** `stored` is an array literal. */
function addsTo(stored: string | null, given: readonly number[]): boolean {
  if (given.length === 0 || stored === `{${given.join(",")}}`) return false;
  const known = new Set(stored?.slice(1, -1).split(",").map(Number));
  return given.some((value) => !known.has(value));
}
