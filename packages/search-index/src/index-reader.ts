import { Scratch } from "./scratch.ts";
import type { SearchRequest, SearchResult } from "./search-request.ts";
import { searchSnapshot } from "./search-snapshot.ts";
import { countDocuments, type Snapshot } from "./segment.ts";
import { suggest, type SuggestRequest, type Suggestion } from "./suggest.ts";

const ignore = (): void => {};

/** Searches an index in the thread it is created in. Not safe for two searches at a time. */
export class IndexReader {
  readonly #scratch = new Scratch();
  readonly #check: () => void;
  #snapshot: Snapshot;

  /**
   * Reads a state of an index as it came from `SearchIndex.snapshot`, from this thread or another.
   * `check` is called between the steps of a search and may throw to end it.
   */
  constructor(snapshot: Snapshot, check: () => void = ignore) {
    this.#snapshot = snapshot;
    this.#check = check;
  }

  /** How many documents there are. */
  get size(): number {
    return countDocuments(this.#snapshot);
  }

  /** Goes over to a newer state. */
  update(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
  }

  /** Finds documents. Throws `INVALID` for what the schema does not have. */
  search(request: SearchRequest): SearchResult {
    return searchSnapshot(this.#snapshot, request, { scratch: this.#scratch, check: this.#check });
  }

  /** Completes what was typed so far; nothing when the schema has no column of suggestions. */
  suggest(request: SuggestRequest): Suggestion[] {
    return suggest(this.#snapshot, request, { scratch: this.#scratch, check: this.#check });
  }
}

/** Opens a reader over a state of an index; `postMessage` carries that state to other threads. */
export function openReader(snapshot: Snapshot): IndexReader {
  return new IndexReader(snapshot);
}
