import { orpc, type ApiInputs, type ApiOutputs } from "../../lib/orpc.ts";
import { takeFirstAnswer } from "./first-search.ts";
import { PAGE_SIZE } from "./search-state.ts";

/** A search as the server is asked. */
export type SearchInput = NonNullable<ApiInputs["search"]["torrents"]>;
/** Some results of a search. */
export type SearchPage = ApiOutputs["search"]["torrents"];

/** How a page of results is asked for, the first being 0. */
export function pageOptions(input: SearchInput, page: number) {
  const asked = { ...input, offset: page * PAGE_SIZE, limit: PAGE_SIZE };
  const options = orpc.search.torrents.queryOptions({
    // New torrents would make the list jump about under the reader.
    meta: { isSteady: true },
    input: asked,
  });
  return {
    ...options,
    queryFn: (context: Parameters<typeof options.queryFn>[0]) => {
      const ask = () => options.queryFn(context);
      return takeFirstAnswer(asked)?.catch(ask) ?? ask();
    },
  };
}
