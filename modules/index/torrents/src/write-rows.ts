/** The statements that write a batch; each takes all its rows at once. */
import { deflateSync } from "node:zlib";

import { binaryArray } from "@minato/database/binary-array";
import { mapInSlices } from "@minato/kit/time-slice";
import { tokenize } from "@minato/search-text";
import type { PoolClient } from "pg";

import { packFiles } from "./file-list.ts";
import type { NormalizedRecord } from "./normalized-record.ts";
import { hasSwarmNumbers, type Change } from "./plan-change.ts";
import type { ResolvedRecord } from "./probe-torrents.ts";

/** A record and the id of the torrent it now belongs to. */
export interface WrittenRecord extends ResolvedRecord {
  torrentId: number;
}

const INSERT = `
insert into torrents (info_hash, info_hash_v2, size, published_at, file_count, is_private,
  is_title_derived, title, given_categories, tracker_ids, document)
select u.info_hash, u.info_hash_v2, u.size, u.published_at, u.file_count, u.is_private,
  u.is_title_derived, u.title, u.categories::int[], u.tracker_ids::int[],
  array_to_tsvector(string_to_array(u.words, ' '))
from unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::timestamptz[], $5::int[], $6::bool[],
  $7::bool[], $8::text[], $9::text[], $10::text[], $11::text[])
  u(info_hash, info_hash_v2, size, published_at, file_count, is_private, is_title_derived, title,
    categories, tracker_ids, words)
order by u.info_hash
on conflict do nothing
returning id, encode(info_hash, 'hex') as "infoHash"`;

/**
 * Inserts torrents and answers their ids by info hash in hex; one that another transaction wrote
 * meanwhile is missing.
 */
export async function insertTorrents(
  client: PoolClient,
  records: readonly ResolvedRecord[],
): Promise<Map<string, number>> {
  const words = await mapInSlices(records, ({ record }) => toWords(record.title ?? ""));
  const { rows } = await client.query<{ id: number; infoHash: string }>({
    name: "torrents-insert",
    text: INSERT,
    values: [
      binaryArray.bytea(records.map(({ record }) => record.infoHash)),
      binaryArray.bytea(records.map(({ record }) => record.infoHashV2)),
      binaryArray.int8(records.map(({ record }) => record.size)),
      binaryArray.timestamptz(records.map(({ record }) => record.publishedAt)),
      binaryArray.int4(records.map(({ record }) => record.fileCount ?? 0)),
      binaryArray.bool(records.map(({ record }) => record.isPrivate ?? false)),
      binaryArray.bool(records.map(({ record }) => record.isTitleDerived)),
      binaryArray.text(records.map(({ record }) => record.title)),
      binaryArray.text(records.map(({ record }) => toArrayLiteral(record.categories ?? []))),
      binaryArray.text(
        records.map(({ record, trackerIds }) => toArrayLiteral(record.isPrivate ? [] : trackerIds)),
      ),
      binaryArray.text(words),
    ],
  });
  return new Map(rows.map(({ id, infoHash }) => [infoHash, id]));
}

const UPDATE = `
update torrents t set
  info_hash = coalesce(u.info_hash, t.info_hash),
  info_hash_v2 = coalesce(t.info_hash_v2, u.info_hash_v2),
  size = coalesce(u.size, t.size),
  published_at = least(t.published_at, u.published_at),
  file_count = coalesce(u.file_count, t.file_count),
  is_private = t.is_private or u.is_private,
  is_title_derived = coalesce(u.is_title_derived, t.is_title_derived),
  title = coalesce(u.title, t.title),
  document = coalesce(array_to_tsvector(string_to_array(u.words, ' ')), t.document),
  given_categories = (select array_agg(distinct x order by x)
    from unnest(t.given_categories || u.categories::int[]) x),
  tracker_ids = case when not (t.is_private or u.is_private) then
    (select array_agg(distinct x order by x) from unnest(t.tracker_ids || u.tracker_ids::int[]) x)
  end
from unnest($1::int[], $2::bytea[], $3::bytea[], $4::bigint[], $5::timestamptz[], $6::int[],
  $7::bool[], $8::bool[], $9::text[], $10::text[], $11::text[], $12::text[])
  u(id, info_hash, info_hash_v2, size, published_at, file_count, is_private, is_title_derived,
    title, categories, tracker_ids, words)
where t.id = u.id`;

/** Merges records into the rows of known torrents. */
export async function updateTorrents(
  client: PoolClient,
  changes: readonly { resolved: ResolvedRecord; change: Change }[],
): Promise<void> {
  await client.query({
    name: "torrents-update",
    text: UPDATE,
    values: [
      changes.map(({ change }) => change.torrent.id),
      changes.map(({ resolved: { record } }) => (record.isV2Only ? null : record.infoHash)),
      changes.map(({ resolved: { record } }) => record.infoHashV2 ?? null),
      changes.map(({ resolved: { record }, change }) => newSize(record, change)),
      changes.map(({ resolved: { record } }) => record.publishedAt ?? null),
      changes.map(({ resolved: { record }, change }) =>
        change.files ? (record.fileCount ?? null) : null,
      ),
      changes.map(({ resolved: { record } }) => record.isPrivate ?? false),
      changes.map(({ resolved: { record }, change }) =>
        change.title === undefined ? null : record.isTitleDerived,
      ),
      changes.map(({ change }) => change.title ?? null),
      changes.map(({ resolved: { record } }) => toArrayLiteral(record.categories ?? [])),
      changes.map(({ resolved: { trackerIds } }) => toArrayLiteral(trackerIds)),
      changes.map(({ change }) => (change.title === undefined ? null : toWords(change.title))),
    ],
  });
}

/** Metainfo settles the size; before it is known the newest source is believed. */
function newSize(record: NormalizedRecord, change: Change): number | null {
  return change.metainfo || !change.torrent.hasMetainfo ? (record.size ?? null) : null;
}

/** Stores file lists, replacing what was there. */
export async function writeFiles(
  client: PoolClient,
  records: readonly WrittenRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const packed = await mapInSlices(records, ({ record }) => packFiles(record.files ?? []));
  await client.query({
    name: "torrents-write-files",
    text: `insert into torrent_files (torrent_id, files)
      select * from unnest($1::int[], $2::bytea[])
      on conflict (torrent_id) do update set files = excluded.files`,
    values: [
      binaryArray.int4(records.map(({ torrentId }) => torrentId)),
      binaryArray.bytea(packed),
    ],
  });
}

/** Stores info dictionaries byte for byte, deflated. */
export async function writeMetainfo(
  client: PoolClient,
  records: readonly WrittenRecord[],
): Promise<void> {
  for (const { torrentId, record } of records) {
    const { metainfo } = record;
    if (metainfo === undefined) continue;
    await client.query(
      `insert into torrent_metainfo
        (torrent_id, info, piece_layers, is_canonical, private_trackers, uploaded_by)
       values ($1, $2, $3, $4, $5, $6) on conflict (torrent_id) do nothing`,
      [
        torrentId,
        deflateSync(metainfo.info),
        metainfo.pieceLayers === undefined ? null : deflateSync(metainfo.pieceLayers),
        metainfo.isCanonical,
        metainfo.privateTrackers.length === 0 ? null : metainfo.privateTrackers,
        metainfo.uploadedBy ?? null,
      ],
    );
  }
}

const WRITE_SOURCES = `
insert into torrent_sources as s (torrent_id, source_id, first_seen_at, last_seen_at, seeders,
  leechers, snatches, checked_at, url)
select u.torrent_id, u.source_id, $3, $3, u.seeders, u.leechers, u.snatches,
  case when u.is_counted then $3::timestamptz end, u.url
from unnest($1::int[], $2::int[], $4::int[], $5::int[], $6::int[], $7::bool[], $8::text[])
  u(torrent_id, source_id, seeders, leechers, snatches, is_counted, url)
order by u.torrent_id
on conflict (torrent_id, source_id) do update set
  last_seen_at = excluded.last_seen_at,
  seeders = coalesce(excluded.seeders, s.seeders),
  leechers = coalesce(excluded.leechers, s.leechers),
  snatches = coalesce(excluded.snatches, s.snatches),
  checked_at = coalesce(excluded.checked_at, s.checked_at),
  url = coalesce(excluded.url, s.url)`;

const UPDATE_SOURCES = `
update torrent_sources s set
  last_seen_at = $3,
  seeders = coalesce(u.seeders, s.seeders),
  leechers = coalesce(u.leechers, s.leechers),
  snatches = coalesce(u.snatches, s.snatches),
  checked_at = case when u.is_counted then $3::timestamptz else s.checked_at end,
  url = coalesce(u.url, s.url)
from unnest($1::int[], $2::int[], $4::int[], $5::int[], $6::int[], $7::bool[], $8::text[])
  u(torrent_id, source_id, seeders, leechers, snatches, is_counted, url)
where s.torrent_id = u.torrent_id and s.source_id = u.source_id`;

/** Notes that a source named these torrents and what it said of their swarms. */
export async function writeSources(
  client: PoolClient,
  records: readonly WrittenRecord[],
  now: Date,
): Promise<void> {
  if (records.length === 0) return;
  const values = sourceValues(records, now);
  await client.query({ name: "torrents-write-sources", text: WRITE_SOURCES, values });
}

/**
 * The same for torrents that their source named before: a third less to log than by the statement
 * that might insert. In the order of their ids, so that two writers never wait for each other.
 */
export async function updateSources(
  client: PoolClient,
  records: readonly WrittenRecord[],
  now: Date,
): Promise<void> {
  if (records.length === 0) return;
  const ordered = records.toSorted((a, b) => a.torrentId - b.torrentId);
  const values = sourceValues(ordered, now);
  await client.query({ name: "torrents-update-sources", text: UPDATE_SOURCES, values });
}

function sourceValues(records: readonly WrittenRecord[], now: Date): unknown[] {
  return [
    binaryArray.int4(records.map(({ torrentId }) => torrentId)),
    binaryArray.int4(records.map(({ sourceId }) => sourceId)),
    now,
    binaryArray.int4(records.map(({ record }) => record.seeders)),
    binaryArray.int4(records.map(({ record }) => record.leechers)),
    binaryArray.int4(records.map(({ record }) => record.snatches)),
    binaryArray.bool(records.map(({ record }) => hasSwarmNumbers(record))),
    binaryArray.text(records.map(({ record }) => record.sourceUrl)),
  ];
}

const WRITE_EXTERNAL_IDS = `
insert into torrent_external_ids as x
  (torrent_id, imdb, tmdb, tvdb, tvmaze, anidb, anilist, mal, musicbrainz)
select u.torrent_id, r.imdb, r.tmdb, r.tvdb, r.tvmaze, r.anidb, r.anilist, r.mal, r.musicbrainz
from unnest($1::int[], $2::text[]) u(torrent_id, ids),
  jsonb_to_record(u.ids::jsonb) r(imdb int, tmdb int, tvdb int, tvmaze int, anidb int,
    anilist int, mal int, musicbrainz uuid)
on conflict (torrent_id) do update set
  imdb = coalesce(excluded.imdb, x.imdb), tmdb = coalesce(excluded.tmdb, x.tmdb),
  tvdb = coalesce(excluded.tvdb, x.tvdb), tvmaze = coalesce(excluded.tvmaze, x.tvmaze),
  anidb = coalesce(excluded.anidb, x.anidb), anilist = coalesce(excluded.anilist, x.anilist),
  mal = coalesce(excluded.mal, x.mal),
  musicbrainz = coalesce(excluded.musicbrainz, x.musicbrainz)`;

/** Stores the identifiers that sources gave. */
export async function writeExternalIds(
  client: PoolClient,
  records: readonly WrittenRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await client.query({
    name: "torrents-write-external-ids",
    text: WRITE_EXTERNAL_IDS,
    values: [
      records.map(({ torrentId }) => torrentId),
      records.map(({ record }) => JSON.stringify(record.externalIds)),
    ],
  });
}

/** The words of a title as one string, for `array_to_tsvector`. */
export function toWords(title: string): string {
  return tokenize(title).join(" ");
}

function toArrayLiteral(values: readonly number[]): string | null {
  return values.length === 0 ? null : `{${values.join(",")}}`;
}
