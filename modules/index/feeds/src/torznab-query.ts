import { AppError } from "@minato/kit";
import {
  parseTorznabRequest,
  type PageLimits,
  type QueryInput,
  type SearchRequest,
} from "@minato/torznab";

/**
 * Reads the parameters of a Torznab search that comes as JSON.
 * @throws {AppError} BAD_REQUEST with the parameter that is wrong
 */
export function readSearchRequest(query: QueryInput, limits?: PageLimits): SearchRequest {
  const result = parseTorznabRequest(query, limits);
  if (!result.ok) throw badRequest(/\((\w+)/.exec(result.description)?.[1], result.description);
  if (result.request.function === "caps") {
    throw badRequest("t", "Incorrect parameter (t: expected a search function)");
  }
  return result.request;
}

function badRequest(field: string | undefined, message: string): AppError {
  const errors = field === undefined ? {} : { errors: [{ field, message }] };
  return new AppError("BAD_REQUEST", message, errors);
}
