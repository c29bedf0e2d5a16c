import {
  classifyRelease,
  judgeRelease,
  type ContentType,
  type ReleaseTitle,
} from "@minato/release-title";
import { unpackFiles } from "@minato/torrents/file-list";
import type { Pool } from "pg";

import { applyCorrection, type StoredCorrection } from "./apply-correction.ts";
import { toAttributes, withParents, type Attributes } from "./attributes.ts";
import { listExtensions, type RuleSet } from "./rules/rule-set.ts";

/** A torrent as far as its name and files tell what it is. */
export interface StoredTorrent extends StoredCorrection {
  id: number;
  title: string;
  size: number | null;
  indexedAt: Date;
  givenCategories: number[] | null;
  fileCount: number;
  files: Buffer | null;
  sources: string[] | null;
  /** As the database writes it: a date of ours would lose microseconds. */
  correctedAt: string | null;
}

const SELECT = `
select t.id, t.title, t.size::float8 as size, t.indexed_at as "indexedAt",
  t.given_categories as "givenCategories", t.file_count as "fileCount", f.files,
  c.content_type as "correctedContentType", c.categories as "correctedCategories",
  c.attributes as "correctedAttributes", c.tags as "correctedTags",
  c.is_hidden as "correctedHidden", c.verdict as "correctedVerdict",
  c.corrected_at::text as "correctedAt",
  case when $2 then (select array_agg(n.name) from torrent_sources s
    join sources n on n.id = s.source_id where s.torrent_id = t.id) end as sources
from torrents t
left join torrent_files f on f.torrent_id = t.id
left join torrent_corrections c on c.torrent_id = t.id
where t.id = any($1::int[])`;

/** Loads what is read of torrents; those that are gone are left out. */
export async function loadStoredTorrents(
  pool: Pool,
  torrentIds: readonly number[],
  rules: RuleSet,
): Promise<StoredTorrent[]> {
  const { rows } = await pool.query<StoredTorrent>({
    name: "classify-read",
    text: SELECT,
    values: [torrentIds, rules.needsSources],
  });
  return rows;
}

/** Lays files, rules and corrections over what a torrent's name told. */
export function readTorrent(row: StoredTorrent, title: ReleaseTitle, rules: RuleSet): Attributes {
  const files = row.files === null ? [] : unpackFiles(row.files);
  const given = row.givenCategories ?? [];
  const release = { name: row.title, title, files, categories: given };
  const categoriesOf = (contentType: ContentType) =>
    withParents([...classifyRelease({ ...release, contentType }).categories, ...given]);
  const { contentType, categories } = classifyRelease(release);
  const outcome = rules.apply(
    {
      name: row.title,
      size: row.size,
      extensions: () => listExtensions(row.title, files),
      sources: row.sources ?? [],
    },
    { contentType, categories: withParents([...categories, ...given]) },
    categoriesOf,
  );
  const read = toAttributes(row, title, { ...outcome, rulesVersion: rules.version });
  const corrected = applyCorrection(read, row, categoriesOf);
  const { verdict } = judgeRelease({
    ...release,
    contentType: corrected.contentType,
    ...(row.size === null ? {} : { size: row.size }),
  });
  return { ...corrected, verdict: corrected.verdict ?? verdict };
}
