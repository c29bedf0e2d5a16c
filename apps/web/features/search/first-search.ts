import type { ApiInputs, ApiOutputs } from "../../lib/orpc.ts";

type SearchInput = NonNullable<ApiInputs["search"]["torrents"]>;
type SearchPage = ApiOutputs["search"]["torrents"];

/** A search that was asked for while the page still loaded its scripts. */
interface FirstSearch {
  /** What was asked for, as the query of an address. */
  query: string;
  answer: Promise<SearchPage>;
  /** The answer once it is there. */
  page?: SearchPage;
}

/** Where the script of the page leaves it. */
export const FIRST_SEARCH = "minatoFirstSearch";

/** The first results if they were asked for and are there, once. */
export function takeFirstPage(input: SearchInput): SearchPage | undefined {
  const page = findFirstSearch(input)?.page;
  if (page !== undefined) forgetFirstSearch();
  return page;
}

/** The first results if they were asked for and are on their way, once. */
export function takeFirstAnswer(input: SearchInput): Promise<SearchPage> | undefined {
  const answer = findFirstSearch(input)?.answer;
  if (answer !== undefined) forgetFirstSearch();
  return answer;
}

function findFirstSearch(input: SearchInput): FirstSearch | undefined {
  const first = (globalThis as { [FIRST_SEARCH]?: FirstSearch })[FIRST_SEARCH];
  return first?.query === toQuery(input) ? first : undefined;
}

/** It shows the index as it was; whoever asks again wants it as it is. */
function forgetFirstSearch(): void {
  delete (globalThis as { [FIRST_SEARCH]?: FirstSearch })[FIRST_SEARCH];
}

function toQuery(input: SearchInput): string {
  const { offset, ...rest } = input;
  const params = Object.entries(rest).map(([name, value]) => [name, String(value)]);
  return offset === 0 ? new URLSearchParams(params).toString() : "";
}
