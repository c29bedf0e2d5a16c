import { binaryArray } from "@minato/database";
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
  size: number | null;
  title: string;
  isTitleDerived: boolean;
  isTitleCorrected: boolean;
  fileCount: number;
  hasMetainfo: boolean;
  hasExternalIds: boolean;
  isPrivate: boolean;
  publishedAt: Date | null;
  givenCategories: number[] | null;
  trackerIds: number[] | null;
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

const PROBE = `
select u.position, t.id, t.info_hash = u.info_hash as "hasSameInfoHash",
  t.info_hash_v2 is not null as "hasInfoHashV2", t.size, t.title,
  t.is_title_derived as "isTitleDerived", c.title is not null as "isTitleCorrected",
  t.file_count as "fileCount", t.is_private as "isPrivate", t.published_at as "publishedAt",
  t.given_categories as "givenCategories", t.tracker_ids as "trackerIds",
  m.torrent_id is not null as "hasMetainfo",
  coalesce(to_jsonb(x) - 'torrent_id' @> u.external_ids::jsonb, false) as "hasExternalIds",
  s.torrent_id is not null as "hasSource",
  coalesce(s.last_seen_at <= $6, true) as "isSeenStale",
  coalesce(s.checked_at <= $6, true) as "isCheckStale",
  s.seeders, s.leechers, s.snatches, s.url as "sourceUrl"
from unnest($1::int[], $2::bytea[], $3::bytea[], $4::int[], $5::text[])
  u(position, info_hash, info_hash_v2, source_id, external_ids)
join lateral (
  select * from torrents a where a.info_hash = u.info_hash
  union all
  select * from torrents b where b.info_hash_v2 = u.info_hash_v2 and b.info_hash <> u.info_hash
) t on true
left join torrent_corrections c on c.torrent_id = t.id
left join torrent_metainfo m on m.torrent_id = t.id
left join torrent_external_ids x on x.torrent_id = t.id and u.external_ids is not null
left join torrent_sources s on s.torrent_id = t.id and s.source_id = u.source_id`;

/**
 * Looks up what is stored of each record's torrent. A hybrid whose halves came apart is known
 * twice; every other torrent once or not at all. What a source said six
 * hours ago is stale.
 */
export async function probeTorrents(
  ctx: Pick<Context, "now">,
  client: PoolClient,
  records: readonly ResolvedRecord[],
): Promise<Map<ResolvedRecord, KnownTorrent[]>> {
  const { rows } = await client.query<KnownTorrent>({
    name: "torrents-probe",
    text: PROBE,
    values: [
      binaryArray.int4(records.map((_, position) => position)),
      binaryArray.bytea(records.map(({ record }) => record.infoHash)),
      binaryArray.bytea(records.map(({ record }) => record.infoHashV2)),
      binaryArray.int4(records.map(({ sourceId }) => sourceId)),
      records.map(({ record }) =>
        record.externalIds === undefined ? null : JSON.stringify(record.externalIds),
      ),
      new Date(ctx.now().getTime() - RENEW_AFTER_MS),
    ],
  });
  const known = new Map<ResolvedRecord, KnownTorrent[]>();
  for (const torrent of rows) {
    const record = records[torrent.position] as ResolvedRecord;
    const found = known.get(record);
    if (found === undefined) known.set(record, [torrent]);
    else found.push(torrent);
  }
  return known;
}
