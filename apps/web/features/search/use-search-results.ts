import {
  hashKey,
  keepPreviousData,
  useQuery,
  useQueryClient,
  type QueryKey,
} from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";

import { takeFirstPage } from "./first-search.ts";
import type { LoadedPages } from "./further-pages.tsx";
import {
  pageInput,
  pageOf,
  pageOptions,
  type SearchInput,
  type SearchPage,
} from "./page-options.ts";
import { firstPages, PAGE_SIZE } from "./page-size.ts";
import { isWholeIndex, toSearchInput, type SearchState } from "./search-state.ts";

/** One found torrent. */
export type Hit = SearchPage["items"][number];
/** The results of a search, by their position. */
export type Results = ReturnType<typeof useSearchResults>;

/** Results beyond those that are drawn, for whoever goes on. */
const AHEAD = 25;
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
  const input = useSame(useMemo(() => toSearchInput(state), [state]));
  const [shown, setShown] = useState({ input, from: 0, to: 0 });
  const [isNew] = useState(
    () => client.getQueryState(pageOptions(input, 0).queryKey) === undefined,
  );
  const head = useQuery({
    ...pageOptions(input, 0),
    initialData: () => takeFirstPage(pageInput(input, 0)),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => intervalWhileEmpty(data?.total, state),
  });
  const wanted = useMemo(
    () => (shown.input === input ? pagesBetween(shown.from, shown.to) : []),
    [shown, input],
  );
  const [below, setBelow] = useState<LoadedPages>();
  const rest = wanted.length > 0 && below?.input === input ? below : undefined;
  const first = head.data;
  const hits = useMemo(() => collectHits(first, rest), [first, rest]);
  const showRange = useCallback(
    (start: number, end: number) => {
      const from = pageOf(Math.max(0, start - AHEAD));
      const to = pageOf(end + AHEAD);
      setShown((before) =>
        // The first page is there anyway.
        (before.input === input && before.from === from && before.to === to) ||
        (before.input !== input && to === 0)
          ? before
          : { input, from, to },
      );
    },
    [input],
  );
  const loadRange = useCallback(
    async (start: number, end: number): Promise<Hit[]> => {
      if (end - start >= LONGEST_RANGE) return [];
      const loaded: Hit[] = [];
      for (let next = start; next <= end;) {
        const { offset, limit } = pageInput(input, pageOf(next));
        const { items } = await client.ensureQueryData(pageOptions(input, pageOf(next)));
        loaded.push(...items.slice(next - offset, end + 1 - offset));
        next = offset + limit;
      }
      return loaded;
    },
    [client, input],
  );
  const anticipated = useRef<QueryKey>(undefined);
  /** Asks for what is about to be shown, before anything is drawn for it. */
  const anticipate = useCallback(
    (next: SearchState) => {
      const options = pageOptions(toSearchInput(next), 0);
      const overtaken = anticipated.current;
      anticipated.current = options.queryKey;
      if (overtaken !== undefined && hashKey(overtaken) !== hashKey(options.queryKey)) {
        void client.cancelQueries({ queryKey: overtaken, exact: true });
      }
      void client.prefetchQuery(options);
    },
    [client],
  );
  return {
    anticipate,
    /** False for who comes back to results that were there before. */
    isNew,
    first,
    hits,
    /** How many there is a place for. */
    count: countRows(first, hits),
    isError: head.isError,
    error: head.error,
    refetch: head.refetch,
    isPlaceholderData: head.isPlaceholderData,
    /** Loads again what could not be loaded further down. */
    retryRest: rest?.retry,
    /** For `FurtherPages`, which loads what is below the first page. */
    further: { input, numbers: wanted, onLoaded: setBelow },
    showRange,
    /** The results at the positions, loaded if need be; none when they are too many. */
    loadRange,
  };
}

/** The object from before as long as it says the same: the address follows words that are known. */
function useSame(input: SearchInput): SearchInput {
  const [kept, setKept] = useState(input);
  if (kept === input || hashKey([kept]) === hashKey([input])) return kept;
  setKept(input);
  return input;
}

/** Somebody waits in front of an empty index for what a program or another tab sends. */
export function intervalWhileEmpty(total: number | undefined, state: SearchState): number | false {
  return total === 0 && isWholeIndex(state) ? EMPTY_INDEX_INTERVAL : false;
}

function pagesBetween(from: number, to: number): number[] {
  const start = Math.max(firstPages(), from);
  return Array.from({ length: Math.max(0, to - start + 1) }, (_, index) => start + index);
}

/** Loaded results by position. Pages may overlap when torrents arrive between two requests. */
function collectHits(
  first: SearchPage | undefined,
  rest: LoadedPages | undefined,
): ReadonlyMap<number, Hit> {
  const hits = new Map<number, Hit>();
  const add = (page: SearchPage | undefined, start: number) =>
    page?.items.forEach((hit, index) => hits.set(start + index, hit));
  add(first, 0);
  for (const [index, page] of rest?.pages.entries() ?? []) {
    add(page, (rest?.numbers[index] ?? 0) * PAGE_SIZE);
  }
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
