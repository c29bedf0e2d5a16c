import type { Context } from "@minato/kit";
import { findMatches, tokenize, type QueryToken } from "@minato/search-text";
import { unpackFiles } from "@minato/torrents/file-list";
import { z } from "zod";

import { searchSettings } from "./config.ts";
import type { SearchResult } from "./search-engine.ts";

/** Longer lists are left out: unpacking them takes longer than the search. */
const MAX_PACKED_BYTES = 32 * 1024;
const MAX_FILES_LOOKED_AT = 2000;

/** The file by whose name a torrent was found. */
export const MatchedFile = z.object({
  path: z.string(),
  highlights: z.array(z.tuple([z.int(), z.int()])),
});

/** The file by whose name a torrent was found. */
export type MatchedFile = z.output<typeof MatchedFile>;

/** A torrent among results. */
interface Found {
  torrentId: number;
  title: string;
}

/**
 * For torrents whose titles lack words that were searched for, the file that has most of those. Empty
 * unless the index holds names of files.
 */
export async function findMatchedFiles(
  ctx: Context,
  torrents: readonly Found[],
  { terms, parsed }: SearchResult,
): Promise<Map<number, MatchedFile>> {
  const wanted = terms.filter(({ isExcluded, isOptional }) => !isExcluded && !isOptional);
  const hasAlternatives = parsed?.some(({ kind }) => kind === "any") ?? false;
  if (wanted.length === 0 || hasAlternatives || !ctx.config(searchSettings).indexFileNames) {
    return new Map();
  }
  const missing = new Map(
    torrents.flatMap(({ torrentId, title }) => {
      const lacks = listMissing(title, wanted);
      return lacks.length === 0 ? [] : [[torrentId, lacks] as const];
    }),
  );
  if (missing.size === 0) return new Map();
  const { rows } = await ctx.db.$client.query<{ id: number; files: Buffer }>(
    `select torrent_id as id, files from torrent_files
     where torrent_id = any($1::int[]) and octet_length(files) <= $2`,
    [[...missing.keys()], MAX_PACKED_BYTES],
  );
  return new Map(
    rows.flatMap(({ id, files }) => {
      const path = findBest(files, missing.get(id) ?? []);
      return path === undefined ? [] : [[id, { path, highlights: findMatches(path, wanted) }]];
    }),
  );
}

function findBest(files: Buffer, lacks: readonly QueryToken[]): string | undefined {
  let best: string | undefined;
  let least = lacks.length;
  for (const { path } of unpackFiles(files).slice(0, MAX_FILES_LOOKED_AT)) {
    const rest = listMissing(path, lacks).length;
    if (rest >= least) continue;
    [best, least] = [path, rest];
    if (rest === 0) break;
  }
  return best;
}

function listMissing(text: string, tokens: readonly QueryToken[]): QueryToken[] {
  const words = tokenize(text);
  const whole = new Set(words);
  return tokens.filter(
    ({ text: word, isPrefix }) =>
      !whole.has(word) && !(isPrefix && words.some((other) => other.startsWith(word))),
  );
}
