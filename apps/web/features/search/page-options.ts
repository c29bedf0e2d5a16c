import { orpc, type ApiInputs, type ApiOutputs } from "../../lib/orpc.ts";
import { takeFirstAnswer } from "./first-search.ts";
import { firstPages, PAGE_SIZE } from "./page-size.ts";

/** A search as the server is asked. */
export type SearchInput = NonNullable<ApiInputs["search"]["torrents"]>;
/** Some results of a search. */
export type SearchPage = ApiOutputs["search"]["torrents"];

/** What is asked for a page of results, the first being 0; that one may be longer than the others. */
export function pageInput(input: SearchInput, page: number) {
  const limit = page === 0 ? firstPages() * PAGE_SIZE : PAGE_SIZE;
  return { ...input, offset: page * PAGE_SIZE, limit };
}

/** The page a result is on. */
export function pageOf(index: number): number {
  const page = Math.floor(index / PAGE_SIZE);
  return page < firstPages() ? 0 : page;
}

/** How a page of results is asked for. */
export function pageOptions(input: SearchInput, page: number) {
  const asked = pageInput(input, page);
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
