import type { Pool } from "pg";

/** How far an index is with being built anew. */
export interface RebuildProgress {
  /** Of the index. */
  name: string;
  /** Share that is done, 0 to 1. */
  progress: number;
  torrents: number;
}

/** An index that told nothing for so long belongs to a process that is gone. */
const SILENT_AFTER = "1 minute";

/** The generation that indexes should have; 0 when nobody ever asked. */
export async function readGeneration(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ generation: number }>({
    name: "search-generation",
    text: "select generation from search_rebuilds",
  });
  return rows[0]?.generation ?? 0;
}

/** Notes how far an index is. */
export async function noteProgress(
  pool: Pool,
  generation: number,
  { name, progress, torrents }: RebuildProgress,
): Promise<void> {
  await pool.query(
    `insert into search_indexes (name, generation, progress, torrents, updated_at)
     values ($1, $2, $3, $4, now())
     on conflict (name) do update set generation = excluded.generation,
       progress = excluded.progress, torrents = excluded.torrents, updated_at = now()`,
    [name, generation, progress, torrents],
  );
}

/** The indexes that are at a generation or were so lately, with how far they are. */
export async function listProgress(pool: Pool, generation: number): Promise<RebuildProgress[]> {
  const { rows } = await pool.query<RebuildProgress>(
    `select name, progress::float8 as progress, torrents from search_indexes
     where generation >= $1 and (progress >= 1 or updated_at > now() - $2::interval)
     order by name`,
    [generation, SILENT_AFTER],
  );
  return rows;
}
