import { parseInfoHash } from "@minato/metainfo";
import type { Pool } from "pg";

import type { ExternalIds } from "../search-engine.ts";

/** Torrents of one work that are looked at. */
const MAX_IDS = 100_000;

/** Torrents of works by their ids in catalogues, any of them; the database has indexes for that. */
export async function findIdsOfWorks(pool: Pool, works: ExternalIds): Promise<number[]> {
  const lists = (["imdb", "tmdb", "tvdb", "tvmaze"] as const).map((name) => works[name] ?? []);
  const { rows } = await pool.query<{ id: number }>({
    name: "search-ids-of-works",
    text: `select torrent_id as id from torrent_external_ids where imdb = any($1::int[])
      union select torrent_id from torrent_external_ids where tmdb = any($2::int[])
      union select torrent_id from torrent_external_ids where tvdb = any($3::int[])
      union select torrent_id from torrent_external_ids where tvmaze = any($4::int[])
      limit ${MAX_IDS}`,
    values: lists,
  });
  return rows.map(({ id }) => id);
}

/** The torrents with an info hash as people write it; none when it is unknown. */
export async function findIdsOfHash(pool: Pool, infoHash: string): Promise<number[]> {
  const bytes = parseInfoHash(infoHash);
  if (bytes === undefined) return [];
  const column = bytes.length === 32 ? "info_hash_v2" : "info_hash";
  const { rows } = await pool.query<{ id: number }>(
    `select id from torrents where ${column} = $1`,
    [Buffer.from(bytes)],
  );
  return rows.map(({ id }) => id);
}

/** Orders torrents by title, all of them in the database. */
export async function orderByTitle(
  pool: Pool,
  ids: readonly number[],
  order: "asc" | "desc",
): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `select id from torrents where id = any($1::int[]) order by lower(title) ${order}, id desc`,
    [ids],
  );
  return rows.map(({ id }) => id);
}
