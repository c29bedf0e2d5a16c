import { AppError } from "@minato/kit";
import { SearchInput } from "@minato/search/search-input";

/** What does not narrow a search, or not for those who follow it: what arrives is always young. */
type Unfollowed = "age" | "hidden" | "sort" | "order" | "rank" | "limit" | "offset" | "facets";

/** What narrows a search, in the order in which queries are stored; all of it, or this does not compile. */
const PARTS = {
  q: true,
  type: true,
  category: true,
  resolution: true,
  quality: true,
  hdr: true,
  codec: true,
  language: true,
  group: true,
  source: true,
  size: true,
  verdict: true,
  tag: true,
  year: true,
  minSize: true,
  maxSize: true,
  minSeeders: true,
} satisfies Record<Exclude<keyof SearchInput, Unfollowed>, true>;

/** A search as people follow it. */
interface FollowedQuery {
  /** As it is stored: the query of an address, the same for the same search. */
  text: string;
  input: SearchInput;
}

/**
 * Reads the query of a search's address; order, view and page mean nothing here.
 * @throws {AppError} BAD_REQUEST when a filter is malformed or nothing narrows the search
 */
export function readFollowedQuery(query: string): FollowedQuery {
  const given = new URLSearchParams(query.replace(/^\?/, ""));
  const kept = new URLSearchParams();
  for (const name of Object.keys(PARTS)) {
    const value = [...new Set(given.getAll(name))].join(",").trim();
    if (value !== "") kept.set(name, value);
  }
  const text = kept.toString().replaceAll("%2C", ",");
  if (text === "") throw refuse("Add a word or a filter: everything cannot be followed");
  const parsed = SearchInput.safeParse(Object.fromEntries(kept));
  if (parsed.success) return { text, input: parsed.data };
  const [issue] = parsed.error.issues;
  throw refuse(`${issue?.path.join(".") ?? "query"}: ${issue?.message ?? "malformed"}`);
}

function refuse(message: string): AppError {
  return new AppError("BAD_REQUEST", message, { errors: [{ field: "query", message }] });
}
