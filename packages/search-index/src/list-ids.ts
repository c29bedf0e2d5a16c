import { applyFilters, groupFilters } from "./filters.ts";
import { GrowingWords } from "./growing-array.ts";
import { SearchIndexError } from "./search-index-error.ts";
import type { ListRequest } from "./search-request.ts";
import { EVERYTHING, enoughHits, findLiving, type SearchContext } from "./search-snapshot.ts";
import type { Snapshot } from "./segment.ts";

/** The most ids that one request lists. */
const MAX_LISTED = 10_000_000;

/**
 * The ids of every document that a search of the same request would find in one state of an index,
 * ascending; no more than `limit`. Throws `INVALID` for an impossible limit or unknown columns.
 */
export function listIds(
  snapshot: Snapshot,
  request: ListRequest,
  context: SearchContext,
): Uint32Array {
  const { limit, text } = request;
  if (!Number.isSafeInteger(limit) || limit < 0 || limit > MAX_LISTED) {
    throw new SearchIndexError("INVALID", `a limit is a whole number from 0 to ${MAX_LISTED}`);
  }
  const isTolerant = request.isTolerant !== false && (text?.required.length ?? 0) > 0;
  let found = collect(snapshot, request, context, false);
  if (isTolerant && found.hits < enoughHits(text)) {
    found = collect(snapshot, request, context, true);
  }
  return found.ids.values.subarray(0, found.ids.length).toSorted().slice(0, limit);
}

function collect(
  snapshot: Snapshot,
  { text = EVERYTHING, filters = [] }: ListRequest,
  context: SearchContext,
  isTolerant: boolean,
): { ids: GrowingWords; hits: number } {
  const groups = groupFilters(filters);
  const ids = new GrowingWords();
  let hits = 0;
  for (const live of snapshot.segments) {
    context.check();
    context.scratch.reset();
    const matches = findLiving(live, text, { ...context, isTolerant, withInfos: false });
    hits += matches.count;
    const failures = applyFilters(live.segment, matches, filters, groups, context.scratch);
    for (let at = 0; at < matches.count; at++) {
      if (failures === undefined || failures[at] === 0)
        ids.push(live.segment.ids[matches.docs[at]!]!);
    }
  }
  return { ids, hits };
}
