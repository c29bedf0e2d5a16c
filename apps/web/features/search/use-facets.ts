import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { useSettled } from "../../lib/use-settled.ts";
import { keepPlaces } from "./keep-places.ts";
import type { SearchPage } from "./page-options.ts";
import { toFilterInput, type SearchState } from "./search-state.ts";
import { intervalWhileEmpty } from "./use-search-results.ts";

/** The counts beside the filters. */
export type Facets = ApiOutputs["search"]["torrents"]["facets"];

/** The counts follow when the typing rests: between two keys the rows have the server for themselves. */
const TYPING_PAUSE = 400;
/** Whoever has results again wants their counts, too. */
const RETRY_AFTER = 4000;
const NONE: Facets = {};

/**
 * How many results have which value; undefined while nobody knows, the previous ones meanwhile. The
 * values keep their places from one search to the next until the words are cleared.
 */
export function useFacets(state: SearchState): Facets | undefined {
  const q = useSettled(state.q, TYPING_PAUSE) ?? state.q;
  const input = useMemo(() => toFilterInput({ ...state, q }), [state, q]);
  const { data, isError } = useQuery({
    ...orpc.search.torrents.queryOptions({
      meta: { isSteady: true },
      input: { ...input, limit: 1, facets: "all" },
    }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { status, data: known } }) =>
      status === "error" ? RETRY_AFTER : intervalWhileEmpty(known?.total, state),
  });
  const still = useStill(data);
  return still ?? (isError ? NONE : undefined);
}

/** The counts as they stand beside the results. */
function useStill(page: SearchPage | undefined): Facets | undefined {
  const [drawn, setDrawn] = useState({ page, still: page?.facets });
  if (page === undefined || page === drawn.page) return drawn.still;
  const { facets, query } = page;
  // Who clears the words begins anew.
  const isCleared = query === "" && drawn.page?.query !== "";
  const before = drawn.still ?? facets;
  const still = keepPlaces(before, facets, isCleared ? facets : before);
  setDrawn({ page, still });
  return still;
}
