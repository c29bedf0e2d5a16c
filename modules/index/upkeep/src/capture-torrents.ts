import { AppError } from "@minato/kit";
import { formatInfoHash, MetainfoError, parseInfoHash, parseMagnet } from "@minato/metainfo";
import {
  planConditions,
  SORT_KEYS,
  writeFrom,
  writeOrder,
  type Query,
} from "@minato/search/postgres/plan-query";
import { readTextQuery } from "@minato/search/postgres/text-query";
import type { SearchFilters } from "@minato/search/search-engine";
import type { SearchInput } from "@minato/search/search-input";
import { DatabaseError, type PoolClient } from "pg";

import { CHUNK_SIZE } from "./bulk-run.ts";

/** Torrents of one run. */
export const MAX_RUN_TORRENTS = 1_000_000;

/** A selection of torrents as a statement with columns `id` and `place`, and its values. */
interface Selection {
  text: string;
  values: unknown[];
}

/**
 * The filter behind each field of a search. One that search learns later does not compile until it is
 * named here: passed over, it would let a run change more than was shown.
 */
const FILTERS = {
  category: "categories",
  type: "types",
  resolution: "resolutions",
  codec: "codecs",
  language: "languages",
  group: "groups",
  year: "years",
  source: "sources",
  verdict: "verdicts",
  tag: "tags",
  hidden: "hidden",
  minSize: "minSize",
  maxSize: "maxSize",
  minSeeders: "minSeeders",
} as const satisfies Record<
  Exclude<keyof SearchInput, "q" | "sort" | "order" | "rank" | "limit" | "offset" | "facets">,
  keyof SearchFilters
>;

const QUERY_CANCELED = "57014";
const CAPTURE_TIMEOUT_MS = 120_000;

/**
 * Writes the torrents of a search into the batches of a run, inside the database and in one
 * snapshot; says how many. The words match as they are written: nobody means to change what only
 * resembles them.
 * @throws {AppError} BAD_REQUEST when there are too many
 */
export async function captureQuery(
  client: PoolClient,
  runId: number,
  input: SearchInput,
): Promise<number> {
  const infoHashes = readInfoHashes(input.q?.trim() ?? "");
  if (infoHashes.length > 0) {
    const { total } = await captureInfoHashes(client, runId, infoHashes);
    if (total > 0) return total;
  }
  refuseKeys(input.q ?? "");
  const selection = writeSelection(input);
  return selection === undefined ? 0 : capture(client, runId, selection);
}

/**
 * A run takes words, phrases, excluded words and the filters beside them. What only a search index
 * understands would be read as words here, and the run would change more than was shown.
 */
function refuseKeys(q: string): void {
  if (!/(^|\s)-?[a-z]+:\S|[|*]/i.test(q)) return;
  const message = "expected words and phrases; give keys such as type: or size: as filters";
  throw new AppError("BAD_REQUEST", `A run cannot read this query: ${message}`, {
    errors: [{ field: "query.q", message }],
  });
}

/**
 * Writes named torrents into the batches of a run in the order they are named; says how many there
 * are and how many are not known.
 * @throws {AppError} BAD_REQUEST when one is malformed
 */
export async function captureInfoHashes(
  client: PoolClient,
  runId: number,
  infoHashes: readonly string[],
): Promise<{ total: number; unknown: number }> {
  const hashes = infoHashes.map((text, index) => {
    const hash = parseInfoHash(text);
    if (hash !== undefined) return Buffer.from(hash);
    const message = "expected 40 hex, 64 hex or 32 base32 characters";
    throw new AppError("BAD_REQUEST", `Malformed info hash: ${message}`, {
      errors: [{ field: `infoHashes.${index}`, message }],
    });
  });
  const total = await capture(client, runId, {
    text: `select t.id, min(u.place) as place
      from unnest($1::bytea[]) with ordinality u(hash, place)
      join torrents t on case length(u.hash) when 32 then t.info_hash_v2 else t.info_hash end = u.hash
      group by t.id`,
    values: [hashes],
  });
  return { total, unknown: hashes.length - total };
}

async function capture(
  client: PoolClient,
  runId: number,
  { text, values }: Selection,
): Promise<number> {
  await client.query(`set local statement_timeout = ${CAPTURE_TIMEOUT_MS}`);
  const run = `$${values.length + 1}::int`;
  const { rows } = await failInTime(
    client.query<{ total: number }>(
      `with chosen as materialized (
       select id, row_number() over (order by place) - 1 as at
       from (${text} limit ${MAX_RUN_TORRENTS + 1}) s
     ), written as (
       insert into bulk_chunks (run_id, number, torrent_ids)
       select ${run}, at / ${CHUNK_SIZE}, array_agg(id order by at) from chosen group by 2
     )
     select count(*)::int as total from chosen`,
      [...values, runId],
    ),
  );
  await client.query("set local statement_timeout = default");
  const total = rows[0]?.total ?? 0;
  if (total <= MAX_RUN_TORRENTS) return total;
  throw new AppError(
    "BAD_REQUEST",
    `Expected at most ${MAX_RUN_TORRENTS} torrents in one run, got more; narrow the query`,
  );
}

async function failInTime<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== QUERY_CANCELED) throw error;
    const message = "The query takes too long to find everything it matches; narrow it";
    throw new AppError("SERVICE_UNAVAILABLE", message, { cause: error });
  }
}

function writeSelection(input: SearchInput): Selection | undefined {
  const hasText = input.q !== undefined && input.q.trim() !== "";
  const text = hasText ? readTextQuery(input.q ?? "") : undefined;
  const filters = readFilters(input);
  const isImpossible = Object.values(filters).some(
    (value) => Array.isArray(value) && value.length === 0,
  );
  if ((hasText && text === undefined) || isImpossible) return undefined;
  const { parameters, list } = planConditions({ text, filters });
  const query: Query = {
    text,
    filters,
    sort: input.sort === undefined || input.sort === "relevance" ? "indexed" : input.sort,
    order: input.order ?? (input.sort === "title" ? "asc" : "desc"),
  };
  const key = SORT_KEYS[query.sort];
  return {
    text: `select id, row_number() over (order by ${writeOrder(query)}) as place
      from (select t.id, ${key.sql} as key ${writeFrom(list, [key.table])}) matches`,
    values: parameters.values,
  };
}

function readFilters(input: SearchInput): SearchFilters {
  const given = Object.entries(FILTERS).map(([field, filter]) => {
    const value = input[field as keyof typeof FILTERS];
    return [filter, field === "category" ? input.category?.flat() : value];
  });
  // The map names for each field the filter that takes its values.
  return Object.fromEntries(given) as SearchFilters;
}

function readInfoHashes(text: string): string[] {
  if (!/^magnet:/i.test(text)) return parseInfoHash(text) === undefined ? [] : [text];
  try {
    const { infoHash, infoHashV2 } = parseMagnet(text);
    return [infoHash, infoHashV2].filter((hash) => hash !== undefined).map(formatInfoHash);
  } catch (error) {
    // A broken magnet link is a text like any other, which nothing matches.
    if (error instanceof MetainfoError) return [];
    throw error;
  }
}
