import { setImmediate } from "node:timers/promises";

import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import { classifyRelease, createEmptyReleaseTitle, type ReleaseTitle } from "@minato/release-title";
import { unpackFiles } from "@minato/torrents/file-list";
import { lockAgainstDeletion } from "@minato/torrents/locks";
import type { PoolClient } from "pg";

import { applyCorrection, type StoredCorrection } from "./apply-correction.ts";
import { toAttributes, type Attributes } from "./attributes.ts";
import { writeAttributes } from "./write-attributes.ts";

/** A torrent as far as its name and files tell what it is. */
interface TorrentRow extends StoredCorrection {
  id: number;
  title: string;
  indexedAt: Date;
  givenCategories: number[] | null;
  files: Buffer | null;
}

const SELECT = `
select t.id, t.title, t.indexed_at as "indexedAt", t.given_categories as "givenCategories", f.files,
  c.content_type as "correctedContentType", c.categories as "correctedCategories",
  c.attributes as "correctedAttributes"
from torrents t
left join torrent_files f on f.torrent_id = t.id
left join torrent_corrections c on c.torrent_id = t.id
where t.id = any($1::int[])`;

/** Reading file lists and deciding is done on the main thread, this many torrents at a time. */
const SLICE = 100;

/** Reads names and files of torrents and stores what they tell. */
export async function classifyTorrents(ctx: Context, torrentIds: readonly number[]): Promise<void> {
  const { rows } = await ctx.db.$client.query<TorrentRow>(SELECT, [torrentIds]);
  const titles = await ctx.torrents.releaseTitles.parse(rows.map(({ title }) => title));
  const attributes: Attributes[] = [];
  for (let start = 0; start < rows.length; start += SLICE) {
    const slice = rows.slice(start, start + SLICE);
    const read = slice.map((row, index) =>
      readAttributes(row, titles[start + index] ?? createEmptyReleaseTitle(row.title)),
    );
    attributes.push(...read);
    await setImmediate();
  }
  await transaction(ctx.db.$client, async (client: PoolClient) => {
    await lockAgainstDeletion(client);
    await writeAttributes(client, attributes);
  });
}

function readAttributes(row: TorrentRow, title: ReleaseTitle): Attributes {
  const { contentType, categories } = classifyRelease({
    name: row.title,
    title,
    ...(row.files === null ? {} : { files: unpackFiles(row.files) }),
    categories: row.givenCategories ?? [],
  });
  const attributes = toAttributes(row, title, {
    contentType,
    categories: [...categories, ...(row.givenCategories ?? [])],
  });
  return applyCorrection(attributes, row);
}
