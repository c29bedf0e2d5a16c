import { AppError, type Context } from "@minato/kit";

import { isStremioType, NEWEST_CATALOG, STREMIO_TYPES } from "./manifest.ts";

interface CatalogRow {
  imdb: number;
  title: string;
  year: number | null;
}

/** A work in a catalog (stremio-addon-sdk, docs/api/responses/meta.md, meta preview). */
export interface MetaPreview {
  id: string;
  type: string;
  name: string;
  poster: string;
  releaseInfo?: string;
}

const PAGE_SIZE = 100;
const MAX_SKIP = 1000;
/** Newest torrents of the kind that are looked at for works. */
const WINDOW = 5000;

/**
 * Works whose torrents entered the index last, each once. The category stands in the text as in the
 * predicate of its feed index.
 */
export function writeCatalog(category: number): string {
  return `
with newest as materialized (
  select a.torrent_id, a.indexed_at, a.year, x.imdb
  from (select torrent_id, indexed_at, year from torrent_attributes
        where categories @> '{${category}}' and not is_hidden
        order by indexed_at desc, torrent_id desc limit ${WINDOW}) a
  join torrent_external_ids x on x.torrent_id = a.torrent_id and x.imdb is not null
), works as (
  select distinct on (imdb) imdb, torrent_id, indexed_at, year from newest
  order by imdb, indexed_at desc, torrent_id desc
)
select w.imdb, w.year, t.title from works w join torrents t on t.id = w.torrent_id
where not t.is_private
order by w.indexed_at desc, w.torrent_id desc limit ${PAGE_SIZE} offset $1`;
}

/**
 * The newest works of a kind that are known by their IMDb id.
 * @param posters address below which this server draws posters
 * @throws {AppError} NOT_FOUND for another catalog
 */
export async function answerCatalog(
  ctx: Context,
  { type, id, extra = "" }: { type: string; id: string; extra?: string },
  posters: string,
): Promise<{ metas: MetaPreview[] }> {
  if (!isStremioType(type) || id !== NEWEST_CATALOG) {
    throw new AppError("NOT_FOUND", "No catalog with this name");
  }
  const skip = Number(new URLSearchParams(extra).get("skip") ?? 0);
  if (!Number.isInteger(skip) || skip < 0) {
    throw new AppError(
      "BAD_REQUEST",
      "Incorrect parameter (skip: expected an integer of at least 0)",
    );
  }
  if (skip > MAX_SKIP) return { metas: [] };
  const { rows } = await ctx.db.$client.query<CatalogRow>({
    name: `stremio-catalog-${type}`,
    text: writeCatalog(STREMIO_TYPES[type].category),
    values: [skip],
  });
  const titles = await ctx.torrents.releaseTitles.parse(rows.map(({ title }) => title));
  return {
    metas: rows.map((row, index) => {
      const imdbId = formatImdbId(row.imdb);
      return {
        id: imdbId,
        type,
        name: titles[index]?.title ?? row.title,
        poster: `${posters}/${type}/${imdbId}.png`,
        ...(row.year === null ? {} : { releaseInfo: String(row.year) }),
      };
    }),
  };
}

/** An IMDb number as Stremio writes it. */
export function formatImdbId(imdb: number): string {
  return `tt${String(imdb).padStart(7, "0")}`;
}
