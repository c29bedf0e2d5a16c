import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { isWholeIndex, toSearchInput, type SearchState } from "./search-state.ts";

/** One found torrent. */
export type Hit = ApiOutputs["search"]["torrents"]["items"][number];
/** The counts beside the filters. */
export type Facets = ApiOutputs["search"]["torrents"]["facets"];

const PAGE_SIZE = 50;
const EMPTY_INDEX_INTERVAL = 4000;

/**
 * The results of a search, page after page. The previous ones stay until the new ones are there,
 * and a request that was overtaken is aborted.
 */
export function useSearchResults(state: SearchState) {
  const input = useMemo(() => toSearchInput(state), [state]);
  const query = useInfiniteQuery(
    orpc.search.torrents.infiniteOptions({
      input: (offset: number) => ({
        ...input,
        offset,
        limit: PAGE_SIZE,
        // The counts hold for the whole search: once is enough.
        ...(offset === 0 ? { facets: "all" as const } : {}),
      }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => {
        const loaded = pages.reduce((sum, page) => sum + page.items.length, 0);
        return last.items.length === 0 || loaded >= last.total ? undefined : loaded;
      },
      placeholderData: keepPreviousData,
      // Somebody waits in front of an empty index for what a program or another tab sends.
      refetchInterval: ({ state: { data } }) =>
        data?.pages[0]?.total === 0 && isWholeIndex(state) ? EMPTY_INDEX_INTERVAL : false,
    }),
  );
  const hits = useMemo(() => collectHits(query.data?.pages), [query.data]);
  return { ...query, hits, first: query.data?.pages[0] };
}

/** Pages may overlap when torrents arrive between two requests: each is shown once. */
function collectHits(pages: ApiOutputs["search"]["torrents"][] = []): Hit[] {
  const seen = new Map<string, Hit>();
  for (const page of pages) {
    for (const hit of page.items) {
      if (!seen.has(hit.infoHash)) seen.set(hit.infoHash, hit);
    }
  }
  return [...seen.values()];
}
