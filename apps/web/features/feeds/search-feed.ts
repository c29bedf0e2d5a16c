import { writeSearchState, type SearchState } from "../search/search-state.ts";

/** The path of the feed of a search, newest first whatever the order of the list is. */
export function searchFeedPath(
  form: "rss" | "atom",
  state: SearchState,
  apiKey: string,
): `/${string}` {
  const search = writeSearchState({ ...state, sort: undefined, order: undefined, view: undefined });
  const separator = search === "" ? "?" : `${search}&`;
  return `/${form}${separator}apikey=${encodeURIComponent(apiKey)}`;
}
