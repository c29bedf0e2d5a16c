import { binaryArray } from "@minato/database/binary-array";
import type { Context } from "@minato/kit";
import type { PoolClient } from "pg";

import type { NormalizedRecord } from "./normalized-record.ts";

/** Inside this window an equal report renews nothing. */
export const RENEW_AFTER_MS = 6 * 60 * 60 * 1000;

/** What is stored of a torrent that a record speaks of, as far as the record may change it. */
export interface KnownTorrent {
  /** Of the record among those that were looked up. */
  position: number;
  id: number;
  /** The record named it by the hash that is its key. */
  hasSameInfoHash: boolean;
  hasInfoHashV2: boolean;
  /** Its key, where the record names a v2 hash. */
  infoHash: Buffer | undefined;
  /** It is a torrent of another v1 hash, or of another v2 hash, than the record says. */
  hasOtherInfoHash: boolean;
  hasOtherInfoHashV2: boolean;
  size: number | null;
  title: string;
  isTitleDerived: boolean;
  isTitleCorrected: boolean;
  fileCount: number;
  hasMetainfo: boolean;
  hasExternalIds: boolean;
  isPrivate: boolean;
  /** The record's date is earlier than the one that is stored, or none is. */
  isPublishedEarlier: boolean;
  /** Array literals: most equal the record's own and need not be read. */
  givenCategories: string | null;
  trackerIds: string | null;
  /** The record's own source named it before; below, what that said last. */
  hasSource: boolean;
  /** Due to be renewed, as is all that is not known. */
  isSeenStale: boolean;
  isCheckStale: boolean;
  seeders: number | null;
  leechers: number | null;
  snatches: number | null;
  sourceUrl: string | null;
}

/** A record about to be written and the ids of what it names. */
export interface ResolvedRecord {
  /** Position in the request. */
  index: number;
  record: NormalizedRecord;
  sourceId: number;
  trackerIds: readonly number[];
}

/** Values that no record of a batch compares with anything: they are not read. */
const NOT_READ = {
  hasSameInfoHash: true,
  hasInfoHashV2: true,
  infoHash: undefined,
  hasOtherInfoHash: false,
  hasOtherInfoHashV2: false,
  size: null,
  title: "",
  isTitleDerived: false,
  isTitleCorrected: false,
  fileCount: 0,
  hasMetainfo: false,
  hasExternalIds: true,
  isPrivate: false,
  isPublishedEarlier: false,
  givenCategories: null,
  trackerIds: null,
} satisfies Partial<KnownTorrent>;

const SOURCE_COLUMNS = `
  s.torrent_id is not null as "hasSource",
  coalesce(s.last_seen_at <= $4, true) as "isSeenStale",
  coalesce(s.checked_at <= $4, true) as "isCheckStale",
  s.seeders, s.leechers, s.snatches, s.url as "sourceUrl"`;

/** For records that only tell where and how well seeded torrents are. */
const PROBE_SOURCES = `
select u.position, t.id, ${SOURCE_COLUMNS}
from unnest($1::int[], $2::bytea[], $3::int[]) u(position, info_hash, source_id)
join torrents t on t.info_hash = u.info_hash
left join torrent_sources s on s.torrent_id = t.id and s.source_id = u.source_id`;

const BY_INFO_HASH = {
  columns: `null as "infoHash", false as "hasOtherInfoHash", false as "hasOtherInfoHashV2"`,
  join: "join torrents t on t.info_hash = u.info_hash",
};
/** The key of a torrent that is known by its v2 hash alone is the beginning of that. */
const BY_EITHER_HASH = {
  columns: `case when u.info_hash_v2 is not null then t.info_hash end as "infoHash",
  coalesce(t.info_hash <> u.info_hash and u.info_hash <> substring(u.info_hash_v2 for 20)
    and t.info_hash <> substring(t.info_hash_v2 for 20), false) as "hasOtherInfoHash",
  coalesce(t.info_hash_v2 <> u.info_hash_v2, false) as "hasOtherInfoHashV2"`,
  join: `join lateral (
  select * from torrents a where a.info_hash = u.info_hash
  union all
  select * from torrents b where b.info_hash_v2 = u.info_hash_v2 and b.info_hash <> u.info_hash
) t on true`,
};

const probeWhole = ({ columns, join }: { columns: string; join: string }) => `
select u.position, t.id, ${columns}, t.info_hash = u.info_hash as "hasSameInfoHash",
  t.info_hash_v2 is not null as "hasInfoHashV2", t.size, t.title,
  t.is_title_derived as "isTitleDerived", c.title is not null as "isTitleCorrected",
  t.file_count as "fileCount", t.is_private as "isPrivate",
  coalesce(u.published_at < t.published_at, u.published_at is not null) as "isPublishedEarlier",
  t.given_categories::text as "givenCategories", t.tracker_ids::text as "trackerIds",
  m.torrent_id is not null as "hasMetainfo",
  coalesce(to_jsonb(x) - 'torrent_id' @> u.external_ids::jsonb, false) as "hasExternalIds",
  ${SOURCE_COLUMNS}
from unnest($1::int[], $2::bytea[], $3::int[], $5::bytea[], $6::timestamptz[], $7::text[])
  u(position, info_hash, source_id, info_hash_v2, published_at, external_ids)
${join}
left join torrent_corrections c on c.torrent_id = t.id
left join torrent_metainfo m on m.torrent_id = t.id
left join torrent_external_ids x on x.torrent_id = t.id and u.external_ids is not null
left join torrent_sources s on s.torrent_id = t.id and s.source_id = u.source_id`;

const PROBE_BY_INFO_HASH = probeWhole(BY_INFO_HASH);
const PROBE_BY_EITHER_HASH = probeWhole(BY_EITHER_HASH);

/**
 * Looks up what is stored of each record's torrent. A hybrid whose halves came apart is known
 * twice; every other torrent once or not at all. What a source said six hours ago is stale.
 */
export async function probeTorrents(
  ctx: Pick<Context, "now">,
  client: PoolClient,
  records: readonly ResolvedRecord[],
): Promise<Map<ResolvedRecord, KnownTorrent[]>> {
  const rows = records.every(({ record }) => isReport(record))
    ? await probeSources(ctx, client, records)
    : await probeRecords(ctx, client, records);
  const known = new Map<ResolvedRecord, KnownTorrent[]>();
  for (const torrent of rows) {
    const record = records[torrent.position] as ResolvedRecord;
    const found = known.get(record);
    if (found === undefined) known.set(record, [torrent]);
    else found.push(torrent);
  }
  return known;
}

/**
 * True when a record says that two hashes are one torrent's and what is stored says otherwise. Only
 * its metainfo, which both are computed from, could prove it.
 */
export function isContradicted(
  { record }: ResolvedRecord,
  torrents: readonly KnownTorrent[],
): boolean {
  if (record.infoHashV2 === undefined || record.metainfo !== undefined) return false;
  return torrents.some(
    ({ hasOtherInfoHash, hasOtherInfoHashV2 }) =>
      hasOtherInfoHash || (hasOtherInfoHashV2 && torrents.length > 1),
  );
}

/** What is said of such a record. */
export const CONTRADICTION = {
  field: "infoHashV2",
  message: "expected the v2 hash of this torrent, but it is another one's",
};

/** True when a record holds nothing but a hash, a source and swarm numbers. */
function isReport(record: NormalizedRecord): boolean {
  return (
    record.title === undefined &&
    record.size === undefined &&
    record.files === undefined &&
    record.infoHashV2 === undefined &&
    record.publishedAt === undefined &&
    record.isPrivate === undefined &&
    record.externalIds === undefined &&
    record.metainfo === undefined &&
    (record.categories ?? []).length === 0 &&
    (record.trackers ?? []).length === 0
  );
}

async function probeSources(
  ctx: Pick<Context, "now">,
  client: PoolClient,
  records: readonly ResolvedRecord[],
): Promise<KnownTorrent[]> {
  const { rows } = await client.query<Omit<KnownTorrent, keyof typeof NOT_READ>>({
    name: "torrents-probe-sources",
    text: PROBE_SOURCES,
    values: keysOf(ctx, records),
  });
  return rows.map((row) => ({ ...NOT_READ, ...row }));
}

async function probeRecords(
  ctx: Pick<Context, "now">,
  client: PoolClient,
  records: readonly ResolvedRecord[],
): Promise<KnownTorrent[]> {
  const hasInfoHashV2 = records.some(({ record }) => record.infoHashV2 !== undefined);
  const { rows } = await client.query<KnownTorrent>({
    name: hasInfoHashV2 ? "torrents-probe-by-either-hash" : "torrents-probe-by-info-hash",
    text: hasInfoHashV2 ? PROBE_BY_EITHER_HASH : PROBE_BY_INFO_HASH,
    values: [
      ...keysOf(ctx, records),
      binaryArray.bytea(records.map(({ record }) => record.infoHashV2)),
      binaryArray.timestamptz(records.map(({ record }) => record.publishedAt)),
      records.map(({ record }) =>
        record.externalIds === undefined ? null : JSON.stringify(record.externalIds),
      ),
    ],
  });
  return rows;
}

function keysOf(ctx: Pick<Context, "now">, records: readonly ResolvedRecord[]): unknown[] {
  return [
    binaryArray.int4(records.map((_, position) => position)),
    binaryArray.bytea(records.map(({ record }) => record.infoHash)),
    binaryArray.int4(records.map(({ sourceId }) => sourceId)),
    new Date(ctx.now().getTime() - RENEW_AFTER_MS),
  ];
}
