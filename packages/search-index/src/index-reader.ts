import { FacetCache } from "./facet-cache.ts";
import { listIds } from "./list-ids.ts";
import { Scratch } from "./scratch.ts";
import type { ListRequest, SearchRequest, SearchResult } from "./search-request.ts";
import { type SearchContext, searchSnapshot } from "./search-snapshot.ts";
import { countDocuments, type Snapshot } from "./segment.ts";
import { suggest, type SuggestRequest, type Suggestion } from "./suggest.ts";

const ignore = (): void => {};

/** Searches an index in the thread it is created in. Not safe for two searches at a time. */
export class IndexReader {
  readonly #context: SearchContext;
  #snapshot: Snapshot;

  /**
   * Reads a state of an index as it came from `SearchIndex.snapshot`, from this thread or another.
   * `check` is called between the steps of a search and may throw to end it.
   */
  constructor(snapshot: Snapshot, check: () => void = ignore) {
    this.#snapshot = snapshot;
    this.#context = { scratch: new Scratch(), facetCache: new FacetCache(), check };
  }

  /** How many documents there are. */
  get size(): number {
    return countDocuments(this.#snapshot);
  }

  /** Goes over to a newer state. */
  update(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    this.#context.facetCache.keepOnly(snapshot);
  }

  /** Finds documents. Throws `INVALID` for what the schema does not have. */
  search(request: SearchRequest): SearchResult {
    return searchSnapshot(this.#snapshot, request, this.#context);
  }

  /** The ids of everything a search would find. Throws `INVALID` for what the schema does not have. */
  list(request: ListRequest): Uint32Array {
    return listIds(this.#snapshot, request, this.#context);
  }

  /** Completes what was typed so far; nothing when the schema has no column of suggestions. */
  suggest(request: SuggestRequest): Suggestion[] {
    return suggest(this.#snapshot, request, this.#context);
  }
}

/** Opens a reader over a state of an index; `postMessage` carries that state to other threads. */
export function openReader(snapshot: Snapshot): IndexReader {
  return new IndexReader(snapshot);
}
