import type { KeywordRule } from "@minato/blocklist/block-rules";
import { findAllowed } from "@minato/blocklist/find-blocked";
import { TimeSlice } from "@minato/kit/time-slice";
import type { PoolClient } from "pg";

import type { BannedTorrent } from "./ban-torrents.ts";
import type { IngestContext } from "./ingest-context.ts";
import type { NormalizedRecord } from "./normalized-record.ts";
import type { ResolvedRecord } from "./probe-torrents.ts";

/** Which records may be written. */
export interface Screening {
  passed: ResolvedRecord[];
  blocked: ResolvedRecord[];
  /** Keyword rules that matched, once for each of their matches. */
  ruleIds: number[];
  /** To be blocked before anything is written; then the records are screened again. */
  banned: BannedTorrent[];
}

/**
 * Sorts out what the blocklist keeps out, and takes blocked trackers from the others. The caller
 * holds the lock against deletion: whatever is blocked from now on deletes what it writes.
 */
export async function screenRecords(
  ctx: Pick<IngestContext, "blocklist">,
  client: PoolClient,
  records: readonly ResolvedRecord[],
): Promise<Screening> {
  await ctx.blocklist.catchUp(client);
  const blockedHashes = await ctx.blocklist.findBlocked(
    client,
    records.flatMap(({ record }) => hashesOf(record)),
  );
  const screening: Screening = { passed: [], blocked: [], ruleIds: [], banned: [] };
  const open: ResolvedRecord[] = [];
  for (const resolved of records) {
    const isBlocked =
      blockedHashes.size > 0 &&
      hashesOf(resolved.record).some((hash) => blockedHashes.has(hash.toString("hex")));
    if (isBlocked) screening.blocked.push(resolved);
    else open.push(resolved);
  }
  const matches = await matchKeywords(ctx, client, open);
  for (const resolved of open) {
    const rule = matches.get(resolved);
    if (rule?.action === "block") {
      const { record } = resolved;
      screening.banned.push({ infoHashes: hashesOf(record), name: record.title, rule });
    } else if (rule !== undefined) {
      screening.blocked.push(resolved);
      screening.ruleIds.push(rule.id);
    } else {
      screening.passed.push(resolved);
    }
  }
  await screenTrackers(ctx, client, screening);
  return screening;
}

/** The hashes of 20 bytes by which a torrent may be blocked: v1, and v2 cut short. */
export function hashesOf(torrent: {
  infoHash: Buffer;
  infoHashV2?: Buffer | null | undefined;
}): Buffer[] {
  const { infoHash, infoHashV2 } = torrent;
  const short = infoHashV2?.subarray(0, 20);
  return short === undefined || short.equals(infoHash) ? [infoHash] : [infoHash, short];
}

async function matchKeywords(
  ctx: Pick<IngestContext, "blocklist">,
  client: PoolClient,
  records: readonly ResolvedRecord[],
): Promise<Map<ResolvedRecord, KeywordRule>> {
  const { keywords } = ctx.blocklist.rules;
  const matches = new Map<ResolvedRecord, KeywordRule>();
  const slice = new TimeSlice();
  for (const resolved of records) {
    const { title = "", files = [] } = resolved.record;
    const rule = keywords.find(
      title,
      files.map(({ path }) => path),
    );
    if (rule !== undefined) matches.set(resolved, rule);
    if (slice.isOver()) await slice.yield();
  }
  if (matches.size === 0) return matches;
  const found = [...matches.keys()].flatMap(({ record }) => hashesOf(record));
  const allowed = await findAllowed(client, found);
  for (const resolved of matches.keys()) {
    const isAllowed = hashesOf(resolved.record).some((hash) => allowed.has(hash.toString("hex")));
    if (isAllowed) matches.delete(resolved);
  }
  return matches;
}

async function screenTrackers(
  ctx: Pick<IngestContext, "blocklist">,
  client: PoolClient,
  screening: Screening,
): Promise<void> {
  const { trackers } = ctx.blocklist.rules;
  if (trackers.isEmpty) return;
  const isBlocked = (url: string) => trackers.matches(url);
  const stripped: ResolvedRecord[] = [];
  const blockedUrls: string[] = [];
  const passed = screening.passed.filter((resolved) => {
    const urls = trackersOf(resolved.record);
    const found = urls.filter(isBlocked);
    if (found.length === 0) return true;
    if (found.length === urls.length) return false;
    stripped.push(resolved);
    blockedUrls.push(...found);
    return true;
  });
  if (passed.length < screening.passed.length) {
    const kept = new Set(passed);
    screening.blocked.push(...screening.passed.filter((resolved) => !kept.has(resolved)));
    screening.passed = passed;
  }
  if (stripped.length === 0) return;
  const { rows } = await client.query<{ id: number }>(
    "select id from trackers where url = any($1::text[])",
    [blockedUrls],
  );
  const blockedIds = new Set(rows.map(({ id }) => id));
  for (const resolved of stripped) {
    resolved.record = withoutTrackers(resolved.record, isBlocked);
    resolved.trackerIds = resolved.trackerIds.filter((id) => !blockedIds.has(id));
  }
}

function trackersOf({ trackers = [], metainfo }: NormalizedRecord): readonly string[] {
  return metainfo === undefined ? trackers : [...trackers, ...metainfo.privateTrackers];
}

function withoutTrackers(
  record: NormalizedRecord,
  isBlocked: (url: string) => boolean,
): NormalizedRecord {
  const { trackers, metainfo } = record;
  const keep = (urls: readonly string[]) => urls.filter((url) => !isBlocked(url));
  return {
    ...record,
    trackers: trackers && keep(trackers),
    metainfo: metainfo && { ...metainfo, privateTrackers: keep(metainfo.privateTrackers) },
  };
}
