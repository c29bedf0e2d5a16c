import { AppError } from "@minato/kit";
import {
  findCategoryByName,
  parseTorznabRequest,
  type QueryInput,
  type SearchRequest,
} from "@minato/torznab";

const DEFAULT_LIMIT = 50;

/**
 * Reads the parameters of a search feed.
 * @throws {AppError} BAD_REQUEST with the parameter that is wrong
 */
export function readSearchRequest(query: QueryInput): SearchRequest {
  const result = parseTorznabRequest(query);
  if (!result.ok) throw badRequest(/\((\w+)/.exec(result.description)?.[1], result.description);
  if (result.request.function === "caps") {
    throw badRequest("t", "Incorrect parameter (t: expected a search function)");
  }
  return result.request;
}

/**
 * Reads `q`, `category` (numbers or names such as TV/HD; `cat` does too) and `limit` of an RSS feed.
 * @throws {AppError} BAD_REQUEST with the parameter that is wrong
 */
export function readRssRequest(query: URLSearchParams): SearchRequest {
  const categories = [...query.getAll("category"), ...query.getAll("cat")]
    .flatMap((value) => value.split(","))
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .map(readCategory);
  const limit = query.get("limit")?.trim() || String(DEFAULT_LIMIT);
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 100) {
    throw badRequest("limit", "Incorrect parameter (limit: expected an integer from 1 to 100)");
  }
  const pairs: [string, string][] = [
    ["t", "search"],
    ["q", query.get("q") ?? ""],
    ["limit", limit],
    ["cat", categories.join(",")],
  ];
  return readSearchRequest(pairs);
}

function readCategory(text: string): number {
  const id = /^\d{1,9}$/.test(text) ? Number(text) : findCategoryByName(text);
  if (id !== undefined) return id;
  throw badRequest(
    "category",
    "Incorrect parameter (category: expected numbers or names such as TV/HD)",
  );
}

function badRequest(field: string | undefined, message: string): AppError {
  const errors = field === undefined ? {} : { errors: [{ field, message }] };
  return new AppError("BAD_REQUEST", message, errors);
}
