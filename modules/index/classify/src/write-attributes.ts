import { binaryArray } from "@minato/database/binary-array";
import {
  contentTypeCodes,
  releaseSourceCodes,
  verdictCodes,
  videoCodecCodes,
} from "@minato/torrents/attribute-codes";
import { recordChange } from "@minato/torrents/record-change";
import { seedBucketSql } from "@minato/torrents/write-stats";
import type { PoolClient } from "pg";

import type { Attributes } from "./attributes.ts";
import type { StoredTorrent } from "./read-torrent.ts";

/** A torrent as it was loaded and what was read of it. */
export interface ReadTorrent {
  torrent: StoredTorrent;
  attributes: Attributes;
}

/** Number of the rules that read names; a higher one means that rows of a lower one are stale. */
export const CLASSIFIER_VERSION = 5;

/** Left out is what changed since it was loaded: that change has a job of its own. */
const WRITE = `
insert into torrent_attributes as a (indexed_at, torrent_id, air_date, version, content_type, year,
  resolution, release_source, video_codec, seed_bucket, categories, seasons, episodes, languages,
  release_group, verdict, is_hidden, rules_version, rule_ids, tags)
select t.indexed_at, u.torrent_id, u.air_date::date, $1, u.content_type, u.year, u.resolution,
  u.release_source, u.video_codec, ${seedBucketSql("s.seeders")}, u.categories::int[],
  u.seasons::smallint[], u.episodes::smallint[], u.languages::text[], u.release_group, u.verdict,
  u.is_hidden, u.rules_version, u.rule_ids::int[], u.tags::text[]
from unnest($2::int[], $3::text[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[],
  $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::int[], $15::bool[],
  $16::int[], $17::text[], $18::text[], $19::text[], $20::int[], $21::text[], $22::text[])
  u(torrent_id, air_date, content_type, year, resolution, release_source, video_codec, categories,
    seasons, episodes, languages, release_group, verdict, is_hidden, rules_version, rule_ids, tags,
    title, file_count, given_categories, corrected_at)
join torrents t on t.id = u.torrent_id and t.title = u.title and t.file_count = u.file_count
  and coalesce(t.given_categories, '{}') = coalesce(u.given_categories::int[], '{}')
left join torrent_corrections c on c.torrent_id = u.torrent_id
left join torrent_stats s on s.torrent_id = u.torrent_id
where c.corrected_at::text is not distinct from u.corrected_at
order by u.torrent_id
on conflict (torrent_id) do update set air_date = excluded.air_date, version = excluded.version,
  content_type = excluded.content_type, year = excluded.year, resolution = excluded.resolution,
  release_source = excluded.release_source, video_codec = excluded.video_codec,
  categories = excluded.categories, seasons = excluded.seasons, episodes = excluded.episodes,
  languages = excluded.languages, release_group = excluded.release_group,
  verdict = excluded.verdict, is_hidden = excluded.is_hidden,
  rules_version = excluded.rules_version, rule_ids = excluded.rule_ids, tags = excluded.tags
where (a.air_date, a.version, a.content_type, a.year, a.resolution, a.release_source,
    a.video_codec, a.categories, a.seasons, a.episodes, a.languages, a.release_group, a.verdict,
    a.is_hidden, a.rules_version, a.rule_ids, a.tags)
  is distinct from (excluded.air_date, excluded.version, excluded.content_type, excluded.year,
    excluded.resolution, excluded.release_source, excluded.video_codec, excluded.categories,
    excluded.seasons, excluded.episodes, excluded.languages, excluded.release_group,
    excluded.verdict, excluded.is_hidden, excluded.rules_version, excluded.rule_ids, excluded.tags)
returning torrent_id as id`;

/**
 * Stores what was read; a row that would not change is not written, and neither is what somebody
 * corrected or a source changed since the torrent was loaded.
 */
export async function writeAttributes(
  client: PoolClient,
  read: readonly ReadTorrent[],
): Promise<void> {
  if (read.length === 0) return;
  const rows = read.map(({ attributes }) => attributes);
  const loaded = read.map(({ torrent }) => torrent);
  const { rows: written } = await client.query<{ id: number }>({
    name: "classify-write-attributes",
    text: WRITE,
    values: [
      CLASSIFIER_VERSION,
      binaryArray.int4(rows.map((row) => row.torrentId)),
      binaryArray.text(rows.map((row) => row.airDate)),
      binaryArray.int4(rows.map((row) => contentTypeCodes.toCode(row.contentType))),
      binaryArray.int4(rows.map((row) => row.year)),
      binaryArray.int4(rows.map((row) => row.resolution)),
      binaryArray.int4(
        rows.map((row) => row.releaseSource && releaseSourceCodes.toCode(row.releaseSource)),
      ),
      binaryArray.int4(rows.map((row) => row.videoCodec && videoCodecCodes.toCode(row.videoCodec))),
      binaryArray.text(rows.map((row) => toNumberArray(row.categories))),
      binaryArray.text(rows.map((row) => toNumberArray(row.seasons))),
      binaryArray.text(rows.map((row) => toNumberArray(row.episodes))),
      binaryArray.text(rows.map((row) => toTextArray(row.languages))),
      binaryArray.text(rows.map((row) => row.group)),
      binaryArray.int4(rows.map((row) => verdictCodes.toCode(row.verdict ?? "good"))),
      binaryArray.bool(rows.map((row) => row.isHidden)),
      binaryArray.int4(rows.map((row) => (row.rulesVersion === 0 ? null : row.rulesVersion))),
      binaryArray.text(rows.map((row) => toNumberArray(row.ruleIds))),
      binaryArray.text(rows.map((row) => toTextArray(row.tags))),
      binaryArray.text(loaded.map(({ title }) => title)),
      binaryArray.int4(loaded.map(({ fileCount }) => fileCount)),
      binaryArray.text(loaded.map(({ givenCategories }) => toNumberArray(givenCategories ?? []))),
      binaryArray.text(loaded.map(({ correctedAt }) => correctedAt)),
    ],
  });
  await recordChange(
    client,
    "updated",
    written.map(({ id }) => id),
  );
}

/** Arrays of arrays lose their borders in `unnest`, so each goes as text. */
function toNumberArray(numbers: readonly number[]): string | null {
  return numbers.length === 0 ? null : `{${numbers.join(",")}}`;
}

function toTextArray(texts: readonly string[]): string | null {
  if (texts.length === 0) return null;
  return `{${texts.map((text) => `"${text.replace(/[\\"]/g, "\\$&")}"`).join(",")}}`;
}
