import { AppError, type Context } from "@minato/kit";
import { formatInfoHash, MetainfoError, parseInfoHash, parseMagnet } from "@minato/metainfo";
import type { QueryChip } from "@minato/search-index";
import { findMatches } from "@minato/search-text";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { loadItems, TorrentItem } from "@minato/torrents/torrent-item";
import { z } from "zod";

import "./context.ts";
import { findMatchedFiles, MatchedFile } from "./find-matched-files.ts";
import { searchPostgres } from "./postgres/postgres-engine.ts";
import { readWorkLink } from "./read-work-id.ts";
import { FACETS, type SearchRequest, type SearchResult } from "./search-engine.ts";
import { toSearchFilters, type SearchInput } from "./search-input.ts";
import { addSimilarWords } from "./similar-words.ts";

const DEFAULT_LIMIT = 50;

/** A torrent among search results. */
export const FoundTorrent = TorrentItem.extend({
  highlights: z
    .object({ title: z.array(z.tuple([z.int(), z.int()])) })
    .optional()
    .describe("Ranges of UTF-16 units that matched, the end not included"),
  matchedFile: MatchedFile.optional().describe("The file that has words which the title lacks"),
});

/** A page of search results. */
export const SearchPage = z.object({
  items: z.array(FoundTorrent),
  total: z.int().describe("At least this many when totalIsExact is false"),
  totalIsExact: z.boolean(),
  facets: z.partialRecord(
    z.enum(FACETS),
    z.array(z.object({ value: z.union([z.string(), z.int()]), count: z.int() })),
  ),
  tookMs: z.int(),
  query: z.string().describe("The text that was searched for"),
  parsed: z
    .array(
      z.object({
        kind: z.enum(["words", "phrase", "any", "filter", "custom"]),
        key: z.string().optional(),
        value: z.string(),
        isExcluded: z.boolean(),
        start: z.int(),
        end: z.int(),
      }),
    )
    .optional()
    .describe("How the text was understood; start and end are UTF-16 units of it"),
});

/** A page of search results. */
export type SearchPage = z.output<typeof SearchPage>;

/** The key that asks for hidden torrents; it stands for the filter of that name. */
const HIDDEN_KEY = /(?<=^|\s)hidden:yes(?=\s|$)/i;

/** Takes the key that asks for hidden torrents out of the text. */
export function readHiddenKey(input: SearchInput): SearchInput {
  if (input.q === undefined || !HIDDEN_KEY.test(input.q)) return input;
  return { ...input, q: input.q.replace(HIDDEN_KEY, " ").trim(), hidden: "yes" };
}

/** Finds torrents by text and filters; an info hash or a magnet link finds its torrent. */
export async function searchTorrents(ctx: Context, input: SearchInput): Promise<SearchPage> {
  const query = input.q ?? "";
  const result = await findResults(ctx, input);
  const items = await loadItems(ctx, result.torrentIds);
  const titles = items.map(({ torrentId, item }) => ({ torrentId, title: item.title }));
  const matchedFiles = await findMatchedFiles(ctx, titles, result);
  return {
    items: items.map(({ torrentId, item }) => {
      const matchedFile = matchedFiles.get(torrentId);
      return {
        ...withHighlights(item, result),
        ...(matchedFile === undefined ? {} : { matchedFile }),
      };
    }),
    // What was deleted a moment ago may still be in an index.
    total: result.total - (result.torrentIds.length - items.length),
    totalIsExact: result.totalIsExact,
    facets: result.facets,
    tookMs: result.tookMs,
    query,
    ...(result.parsed === undefined ? {} : { parsed: [...result.parsed] }),
  };
}

/** A torrent with the parts of its title that a search was for. */
export function withHighlights(
  item: TorrentItem,
  { terms, wasTolerant }: SearchResult,
): z.output<typeof FoundTorrent> {
  const words = wasTolerant === true ? addSimilarWords(item.title, terms) : terms;
  const title = findMatches(item.title, words);
  return title.length === 0 ? item : { ...item, highlights: { title } };
}

/** What a search finds, without its rows; `limit` stands in the place of that of the input. */
export async function findResults(
  ctx: Context,
  input: SearchInput,
  limit = input.limit,
): Promise<SearchResult> {
  const found = await findByInfoHash(ctx, input);
  if (found !== undefined) return found;
  const request = toSearchRequest({ ...input, limit });
  // No index holds what is hidden, so that nothing can bring it to light by mistake.
  const result = await (input.hidden === undefined
    ? ctx.search.search(request)
    : searchPostgres(ctx.db, request));
  const chip = describeWorkLink(input.q ?? "");
  return chip === undefined ? result : { ...result, parsed: [chip] };
}

/** How the pasted address or bare id of a work was understood. */
function describeWorkLink(text: string): QueryChip | undefined {
  const [key] = Object.keys(readWorkLink(text) ?? {});
  if (key === undefined) return undefined;
  const value = text.trim();
  const start = text.indexOf(value);
  return { kind: "custom", key, value, isExcluded: false, start, end: start + value.length };
}

/** What engines are asked for what a person typed and chose. */
export function toSearchRequest(input: SearchInput): SearchRequest {
  const work = readWorkLink(input.q ?? "");
  return {
    q: work === undefined ? input.q : undefined,
    filters: {
      ...toSearchFilters(input),
      externalIds: work,
    },
    rank: input.rank,
    sort: input.sort,
    order: input.order ?? (input.sort === "title" ? "asc" : "desc"),
    limit: input.limit ?? DEFAULT_LIMIT,
    offset: input.offset ?? 0,
    facets: input.facets,
    isTolerant: true,
  };
}

/** The torrent whose info hash or magnet link was pasted; undefined when it is another text. */
export async function findByInfoHash(
  ctx: Context,
  input: SearchInput,
): Promise<SearchResult | undefined> {
  const startedAt = performance.now();
  for (const infoHash of readInfoHashes(input.q?.trim() ?? "")) {
    const torrentId = await tryFindTorrentId(ctx, infoHash);
    if (torrentId === undefined) continue;
    return {
      torrentIds: (input.offset ?? 0) === 0 ? [torrentId] : [],
      total: 1,
      totalIsExact: true,
      facets: Object.fromEntries(input.facets.map((name) => [name, []])),
      tookMs: Math.round(performance.now() - startedAt),
      terms: [],
    };
  }
  return undefined;
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

async function tryFindTorrentId(ctx: Context, infoHash: string): Promise<number | undefined> {
  try {
    return await findTorrentId(ctx, infoHash);
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return undefined;
    throw error;
  }
}
