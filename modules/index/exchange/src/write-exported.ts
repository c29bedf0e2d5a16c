/** The statements that write what an export holds beyond a record of ingest. */
import { toWords } from "@minato/torrents/write-rows";
import type { PoolClient } from "pg";

import type { RestorableRecord } from "./restore-batch.ts";

type WrittenExport = RestorableRecord & { torrentId: number };

/** In the order of the export, so that the feed keeps its own. */
const INSERT = `
insert into torrents (info_hash, info_hash_v2, size, published_at, indexed_at, file_count,
  is_private, is_title_derived, title, given_categories, tracker_ids, document)
select u.info_hash, u.info_hash_v2, u.size, u.published_at, u.indexed_at, u.file_count,
  u.is_private, u.is_title_derived, u.title, u.categories::int[], u.tracker_ids::int[],
  array_to_tsvector(string_to_array(u.words, ' '))
from unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::timestamptz[], $5::timestamptz[],
  $6::int[], $7::bool[], $8::bool[], $9::text[], $10::text[], $11::text[], $12::text[])
  with ordinality u(info_hash, info_hash_v2, size, published_at, indexed_at, file_count,
    is_private, is_title_derived, title, categories, tracker_ids, words, position)
order by u.position
on conflict do nothing
returning id, info_hash as "infoHash"`;

/** Inserts torrents with their dates; ids by info hash in hex. */
export async function insertExported(
  client: PoolClient,
  records: readonly RestorableRecord[],
): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: number; infoHash: Buffer }>({
    name: "exchange-insert",
    text: INSERT,
    values: [
      records.map(({ record }) => record.infoHash),
      records.map(({ record }) => record.infoHashV2 ?? null),
      records.map(({ exported }) => exported.size ?? null),
      records.map(({ exported }) => exported.publishedAt ?? null),
      records.map(({ exported }) => exported.indexedAt),
      records.map(({ exported }) => exported.fileCount),
      records.map(({ exported }) => exported.private),
      records.map(({ exported }) => exported.isTitleDerived),
      records.map(({ exported }) => exported.title),
      records.map(({ exported }) => toArrayLiteral(exported.category ?? [])),
      records.map(({ trackerIds }) => toArrayLiteral(trackerIds)),
      records.map(({ exported }) => toWords(exported.title)),
    ],
  });
  return new Map(rows.map((row) => [row.infoHash.toString("hex"), row.id]));
}

/** Where both know a source, the newer report of it counts. */
const WRITE_SOURCES = `
insert into torrent_sources as s (torrent_id, source_id, url, first_seen_at, last_seen_at,
  checked_at, seeders, leechers, snatches)
select * from unnest($1::int[], $2::int[], $3::text[], $4::timestamptz[], $5::timestamptz[],
  $6::timestamptz[], $7::int[], $8::int[], $9::int[])
on conflict (torrent_id, source_id) do update set
  url = coalesce(s.url, excluded.url),
  first_seen_at = least(s.first_seen_at, excluded.first_seen_at),
  last_seen_at = greatest(s.last_seen_at, excluded.last_seen_at),
  (checked_at, seeders, leechers, snatches) = (select n.* from (values
      (s.checked_at, s.seeders, s.leechers, s.snatches),
      (excluded.checked_at, excluded.seeders, excluded.leechers, excluded.snatches)
    ) n(checked_at, seeders, leechers, snatches) order by n.checked_at desc nulls last limit 1)`;

/** Stores which sources saw the torrents, and what they reported. */
export async function writeExportedSources(
  client: PoolClient,
  records: readonly WrittenExport[],
): Promise<void> {
  const rows = records.flatMap(({ torrentId, exported, sourceIds }) =>
    exported.sources.map((source, index) => ({ torrentId, sourceId: sourceIds[index], source })),
  );
  if (rows.length === 0) return;
  await client.query({
    name: "exchange-write-sources",
    text: WRITE_SOURCES,
    values: [
      rows.map(({ torrentId }) => torrentId),
      rows.map(({ sourceId }) => sourceId),
      rows.map(({ source }) => source.url ?? null),
      rows.map(({ source }) => source.firstSeenAt),
      rows.map(({ source }) => source.lastSeenAt),
      rows.map(({ source }) => source.checkedAt ?? null),
      rows.map(({ source }) => source.seeders ?? null),
      rows.map(({ source }) => source.leechers ?? null),
      rows.map(({ source }) => source.snatches ?? null),
    ],
  });
}

/** Stores the swarm numbers of new torrents. */
export async function writeExportedStats(
  client: PoolClient,
  records: readonly WrittenExport[],
): Promise<void> {
  const counted = records.filter(
    ({ exported: { seeders, leechers, snatches, checkedAt } }) =>
      (seeders ?? leechers ?? snatches ?? checkedAt) !== undefined,
  );
  if (counted.length === 0) return;
  await client.query({
    name: "exchange-write-stats",
    text: `insert into torrent_stats (torrent_id, seeders, leechers, snatches, checked_at)
      select * from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::timestamptz[])`,
    values: [
      counted.map(({ torrentId }) => torrentId),
      counted.map(({ exported }) => exported.seeders ?? null),
      counted.map(({ exported }) => exported.leechers ?? null),
      counted.map(({ exported }) => exported.snatches ?? null),
      counted.map(({ exported }) => exported.checkedAt ?? null),
    ],
  });
}

/** Stores what people corrected; a correction that was made here stays. */
export async function writeExportedCorrections(
  client: PoolClient,
  records: readonly WrittenExport[],
): Promise<number[]> {
  const corrected: number[] = [];
  for (const { torrentId, exported } of records) {
    const { correction } = exported;
    if (correction === undefined) continue;
    const { rowCount } = await client.query(
      `insert into torrent_corrections (torrent_id, title, content_type, categories, attributes,
         corrected_by, corrected_at, tags, is_hidden, verdict)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (torrent_id) do nothing`,
      [
        torrentId,
        correction.title ?? null,
        correction.contentType ?? null,
        correction.categories ?? null,
        correction.attributes === undefined ? null : JSON.stringify(correction.attributes),
        correction.correctedBy ?? "restore",
        correction.correctedAt,
        correction.tags ?? null,
        correction.hidden ?? null,
        correction.verdict ?? null,
      ],
    );
    if (rowCount) corrected.push(torrentId);
  }
  return corrected;
}

function toArrayLiteral(values: readonly number[]): string | null {
  return values.length === 0 ? null : `{${values.join(",")}}`;
}
