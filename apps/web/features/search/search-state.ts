import type { ApiInputs } from "../../lib/orpc.ts";

type SearchInput = NonNullable<ApiInputs["search"]["torrents"]>;

/** Orders of the result list. */
export const SORTS = ["relevance", "seeders", "size", "indexed", "published", "title"] as const;
/** One order. */
export type Sort = (typeof SORTS)[number];
/** Direction of an order. */
export type Order = "asc" | "desc";

/** Where the browser keeps the order it showed everything in last. */
export const ORDER_NAME = "minato-order";
/** The same for what was found by words: who reads the newest first still wants what fits best. */
export const WORDS_ORDER_NAME = "minato-order-of-words";

/** Ways to show the results: a line each, a cover each, or gathered by work. */
export const VIEWS = ["table", "cards", "titles"] as const;
/** One of them. */
export type View = (typeof VIEWS)[number];

/** Filters with a list of values, as they stand in the address. */
export const LIST_FILTERS = [
  "type",
  "category",
  "resolution",
  "quality",
  "hdr",
  "codec",
  "language",
  "group",
  "source",
  "size",
  "age",
  "verdict",
  "tag",
  "year",
] as const;
/** One filter with a list of values. */
export type ListFilter = (typeof LIST_FILTERS)[number];

/** Filters with a number. */
export const NUMBER_FILTERS = ["minSize", "maxSize", "minSeeders"] as const;

/** What is searched for and how it is shown; the address holds all of it. */
export interface SearchState extends Record<ListFilter, readonly string[]> {
  q: string;
  minSize: number | undefined;
  maxSize: number | undefined;
  minSeeders: number | undefined;
  /**
   * Absent means the order this browser chose last, else the natural one: relevance with words,
   * newest first without.
   */
  sort: Sort | undefined;
  order: Order | undefined;
  /** Absent means what this browser showed last. */
  view: View | undefined;
}

/** A search without any filter. */
export const NO_FILTERS = {
  type: [],
  category: [],
  resolution: [],
  quality: [],
  hdr: [],
  codec: [],
  language: [],
  group: [],
  source: [],
  size: [],
  age: [],
  verdict: [],
  tag: [],
  year: [],
  minSize: undefined,
  maxSize: undefined,
  minSeeders: undefined,
} as const satisfies Partial<SearchState>;

/** One year, or a range "2010..2015" with either end open. */
const YEARS = /^(\d{4}|\d{4}\.\.(\d{4})?|\.\.\d{4})$/;

/** Reads the state from an address; what is malformed counts as absent. */
export function parseSearchState(params: URLSearchParams): SearchState {
  const list = (name: string) => [
    ...new Set((params.get(name) ?? "").split(",").filter((value) => value !== "")),
  ];
  const number = (name: string) => {
    const text = params.get(name);
    return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  };
  const order = params.get("order");
  return {
    q: params.get("q") ?? "",
    type: list("type"),
    category: list("category").filter((value) => /^\d{4,6}$/.test(value)),
    resolution: list("resolution"),
    quality: list("quality"),
    hdr: list("hdr"),
    codec: list("codec"),
    language: list("language"),
    group: list("group"),
    source: list("source"),
    size: list("size"),
    age: list("age"),
    verdict: list("verdict"),
    tag: list("tag"),
    year: list("year").filter((value) => YEARS.test(value)),
    minSize: number("minSize"),
    maxSize: number("maxSize"),
    minSeeders: number("minSeeders"),
    sort: SORTS.find((sort) => sort === params.get("sort")),
    order: order === "asc" || order === "desc" ? order : undefined,
    view: VIEWS.find((view) => view === params.get("view")),
  };
}

/** Writes the state as the query of an address, "" when there is nothing to say. */
export function writeSearchState(state: SearchState): string {
  const params = new URLSearchParams();
  if (state.q !== "") params.set("q", state.q);
  for (const name of LIST_FILTERS) {
    if (state[name].length > 0) params.set(name, state[name].join(","));
  }
  for (const name of NUMBER_FILTERS) {
    const value = state[name];
    if (value !== undefined) params.set(name, String(value));
  }
  if (state.sort !== undefined) params.set("sort", state.sort);
  if (state.order !== undefined) params.set("order", state.order);
  if (state.view !== undefined) params.set("view", state.view);
  // Commas and dots are legal in a query, and people read and share these addresses.
  const text = params.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

/** The order in force. */
export function currentOrder(state: SearchState): { sort: Sort; order: Order } {
  const hasWords = state.q.trim() !== "";
  const wanted = state.sort ?? (hasWords ? "relevance" : "indexed");
  const sort = wanted === "relevance" && !hasWords ? "indexed" : wanted;
  return { sort, order: state.order ?? naturalOrder(sort) };
}

/** The direction an order starts with. */
export function naturalOrder(sort: Sort): Order {
  return sort === "title" ? "asc" : "desc";
}

/** How many filters are set. */
export function countFilters(state: SearchState): number {
  const lists = LIST_FILTERS.reduce((sum, name) => sum + state[name].length, 0);
  const singles = [state.minSize ?? state.maxSize, state.minSeeders];
  return lists + singles.filter((value) => value !== undefined).length;
}

/** True when nothing narrows the search. */
export function isWholeIndex(state: SearchState): boolean {
  return state.q.trim() === "" && countFilters(state) === 0;
}

/** The state as the server is asked for results. */
export function toSearchInput(state: SearchState): SearchInput {
  return { ...toFilterInput(state), ...currentOrder(state) };
}

/** What is searched for, in whatever order. */
export function toFilterInput(state: SearchState): SearchInput {
  const lists = LIST_FILTERS.flatMap((name) =>
    state[name].length === 0 ? [] : [[name, [...state[name]]] as const],
  );
  const numbers = NUMBER_FILTERS.flatMap((name) =>
    state[name] === undefined ? [] : [[name, state[name]] as const],
  );
  return {
    ...(state.q.trim() === "" ? {} : { q: state.q.trim() }),
    ...Object.fromEntries(lists),
    ...Object.fromEntries(numbers),
  };
}
