import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { useSettled } from "../../lib/use-settled.ts";
import { toFilterInput, type SearchState } from "./search-state.ts";
import { intervalWhileEmpty } from "./use-search-results.ts";

/** The counts beside the filters. */
export type Facets = ApiOutputs["search"]["torrents"]["facets"];

/** The counts follow when the typing pauses: until then the rows have the server for themselves. */
const TYPING_PAUSE = 250;
const NONE: Facets = {};

/** How many results have which value; undefined while nobody knows, the previous ones meanwhile. */
export function useFacets(state: SearchState): Facets | undefined {
  const q = useSettled(state.q, TYPING_PAUSE) ?? state.q;
  const input = useMemo(() => toFilterInput({ ...state, q }), [state, q]);
  const { data, isError } = useQuery({
    ...orpc.search.torrents.queryOptions({
      meta: { isSteady: true },
      input: { ...input, limit: 1, facets: "all" },
    }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => intervalWhileEmpty(query.state.data?.total, state),
  });
  return data?.facets ?? (isError ? NONE : undefined);
}
