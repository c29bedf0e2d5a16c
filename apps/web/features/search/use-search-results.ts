import {
  keepPreviousData,
  useQueries,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";

import { orpc, type ApiInputs, type ApiOutputs } from "../../lib/orpc.ts";
import { isWholeIndex, toSearchInput, type SearchState } from "./search-state.ts";

type SearchPage = ApiOutputs["search"]["torrents"];
type SearchInput = NonNullable<ApiInputs["search"]["torrents"]>;

/** One found torrent. */
export type Hit = SearchPage["items"][number];
/** The counts beside the filters. */
export type Facets = SearchPage["facets"];
/** The results of a search, by their position. */
export type Results = ReturnType<typeof useSearchResults>;

const PAGE_SIZE = 50;
/** Results beyond those that are drawn, for whoever goes on. */
const AHEAD = 20;
const EMPTY_INDEX_INTERVAL = 4000;
/** Browsers cut elements that are higher than some millions of pixels. */
const MOST_ROWS = 200_000;
/** Results that may be asked for only to pick them. */
const LONGEST_RANGE = 2000;

/**
 * The results of a search. All of them have a place from the start; the pages around what is looked
 * at are loaded, so that the end of a long list is as near as its beginning. The previous results
 * stay until the new ones are there, and a request that was overtaken is aborted.
 */
export function useSearchResults(state: SearchState) {
  const client = useQueryClient();
  const input = useMemo(() => toSearchInput(state), [state]);
  const [shown, setShown] = useState({ input, from: 0, to: 0 });
  const head = useQuery({
    ...pageOptions(input, 0),
    placeholderData: keepPreviousData,
    // Somebody waits in front of an empty index for what a program or another tab sends.
    refetchInterval: ({ state: { data } }) =>
      data?.total === 0 && isWholeIndex(state) ? EMPTY_INDEX_INTERVAL : false,
  });
  const pages = useMemo(
    () => (shown.input === input ? pagesBetween(shown.from, shown.to) : []),
    [shown, input],
  );
  const rest = useQueries({
    queries: pages.map((page) => pageOptions(input, page)),
    combine: combinePages,
  });
  const first = head.data;
  const hits = useMemo(() => collectHits(first, pages, rest.pages), [first, pages, rest.pages]);
  const showRange = useCallback(
    (start: number, end: number) => {
      const from = Math.floor(Math.max(0, start - AHEAD) / PAGE_SIZE);
      const to = Math.floor((end + AHEAD) / PAGE_SIZE);
      setShown((before) =>
        before.input === input && before.from === from && before.to === to
          ? before
          : { input, from, to },
      );
    },
    [input],
  );
  const loadRange = useCallback(
    async (start: number, end: number): Promise<Hit[]> => {
      if (end - start >= LONGEST_RANGE) return [];
      const from = Math.floor(start / PAGE_SIZE);
      const to = Math.floor(end / PAGE_SIZE);
      const loaded: Hit[] = [];
      for (let page = from; page <= to; page += 1) {
        const { items } = await client.ensureQueryData(pageOptions(input, page));
        loaded.push(...items);
      }
      return loaded.slice(start - from * PAGE_SIZE, end + 1 - from * PAGE_SIZE);
    },
    [client, input],
  );
  /** Asks for what is about to be shown: an address takes some frames to become a state. */
  const anticipate = useCallback(
    (next: SearchState) => void client.prefetchQuery(pageOptions(toSearchInput(next), 0)),
    [client],
  );
  return {
    anticipate,
    first,
    hits,
    /** How many there is a place for. */
    count: countRows(first, hits),
    isError: head.isError,
    error: head.error,
    refetch: head.refetch,
    isPlaceholderData: head.isPlaceholderData,
    /** Loads again what could not be loaded further down. */
    retryRest: rest.retry,
    showRange,
    /** The results at the positions, loaded if need be; none when they are too many. */
    loadRange,
  };
}

function pageOptions(input: SearchInput, page: number) {
  return orpc.search.torrents.queryOptions({
    // New torrents would make the list jump about under the reader.
    meta: { isSteady: true },
    input: {
      ...input,
      offset: page * PAGE_SIZE,
      limit: PAGE_SIZE,
      // The counts hold for the whole search: once is enough.
      ...(page === 0 ? { facets: "all" as const } : {}),
    },
  });
}

function pagesBetween(from: number, to: number): number[] {
  const start = Math.max(1, from);
  return Array.from({ length: Math.max(0, to - start + 1) }, (_, index) => start + index);
}

function combinePages(results: UseQueryResult<SearchPage>[]) {
  const failed = results.filter(({ isError }) => isError);
  return {
    pages: results.map(({ data }) => data),
    retry: failed.length === 0 ? undefined : () => failed.forEach(({ refetch }) => void refetch()),
  };
}

/** Loaded results by position. Pages may overlap when torrents arrive between two requests. */
function collectHits(
  first: SearchPage | undefined,
  numbers: readonly number[],
  pages: readonly (SearchPage | undefined)[],
): ReadonlyMap<number, Hit> {
  const hits = new Map<number, Hit>();
  const add = (page: SearchPage | undefined, start: number) =>
    page?.items.forEach((hit, index) => hits.set(start + index, hit));
  add(first, 0);
  for (const [index, page] of pages.entries()) add(page, (numbers[index] ?? 0) * PAGE_SIZE);
  return hits;
}

/** A total that is only a lower bound grows with what was found behind it. */
function countRows(first: SearchPage | undefined, hits: ReadonlyMap<number, Hit>): number {
  if (first === undefined) return 0;
  const total = first.totalIsExact
    ? first.total
    : Math.max(first.total, Math.max(-1, ...hits.keys()) + 1 + PAGE_SIZE);
  return Math.min(total, MOST_ROWS);
}
