import { AppError, type Context } from "@minato/kit";
import { parseInfoHash } from "@minato/metainfo";
import { listTorrentIds } from "@minato/search/list-torrent-ids";
import { SORT_KEYS, writeFrom, writeOrder } from "@minato/search/postgres/plan-query";
import type { SearchInput } from "@minato/search/search-input";
import type { PoolClient } from "pg";

import { CHUNK_SIZE } from "./bulk-run.ts";

/** Torrents of one run. */
export const MAX_RUN_TORRENTS = 1_000_000;

/** A selection of torrents as a statement with columns `id` and `place`, and its values. */
interface Selection {
  text: string;
  values: unknown[];
}

/**
 * Writes all results of a search into the batches of a run, as the search engine has them at this
 * moment and in the order they are shown; says how many.
 * @throws {AppError} BAD_REQUEST when there are too many; SERVICE_UNAVAILABLE when the engine cannot
 *   name them now
 */
export async function captureQuery(
  ctx: Context,
  client: PoolClient,
  runId: number,
  input: SearchInput,
): Promise<number> {
  const ids = await listTorrentIds(ctx, input, MAX_RUN_TORRENTS + 1);
  const sort = input.sort === undefined || input.sort === "relevance" ? "indexed" : input.sort;
  const order = input.order ?? (sort === "title" ? "asc" : "desc");
  const key = SORT_KEYS[sort];
  return capture(client, runId, {
    text: `select id, row_number() over (order by ${writeOrder({ sort, order })}) as place
      from (select t.id, ${key.sql} as key
        ${writeFrom([], [key.table], "unnest($1::int[]) u(id) join torrents t on t.id = u.id")}) found`,
    values: [ids],
  });
}

/**
 * Writes named torrents into the batches of a run in the order they are named; says how many of them
 * are known.
 * @throws {AppError} BAD_REQUEST when one is malformed
 */
export async function captureInfoHashes(
  client: PoolClient,
  runId: number,
  infoHashes: readonly string[],
): Promise<number> {
  const hashes = infoHashes.map((text, index) => {
    const hash = parseInfoHash(text);
    if (hash !== undefined) return Buffer.from(hash);
    const message = "expected 40 hex, 64 hex or 32 base32 characters";
    throw new AppError("BAD_REQUEST", `Malformed info hash: ${message}`, {
      errors: [{ field: `infoHashes.${index}`, message }],
    });
  });
  return capture(client, runId, {
    text: `select t.id, min(u.place) as place
      from unnest($1::bytea[]) with ordinality u(hash, place)
      join torrents t on case length(u.hash) when 32 then t.info_hash_v2 else t.info_hash end = u.hash
      group by t.id`,
    values: [hashes],
  });
}

async function capture(
  client: PoolClient,
  runId: number,
  { text, values }: Selection,
): Promise<number> {
  const run = `$${values.length + 1}::int`;
  const { rows } = await client.query<{ total: number }>(
    `with chosen as materialized (
       select id, row_number() over (order by place) - 1 as at
       from (${text} limit ${MAX_RUN_TORRENTS + 1}) s
     ), written as (
       insert into bulk_chunks (run_id, number, torrent_ids)
       select ${run}, at / ${CHUNK_SIZE}, array_agg(id order by at) from chosen group by 2
     )
     select count(*)::int as total from chosen`,
    [...values, runId],
  );
  const total = rows[0]?.total ?? 0;
  if (total <= MAX_RUN_TORRENTS) return total;
  throw new AppError(
    "BAD_REQUEST",
    `Expected at most ${MAX_RUN_TORRENTS} torrents in one run, got more; narrow the query`,
  );
}
