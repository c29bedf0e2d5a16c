import type { SearchRequest, SearchResult } from "./search-engine.ts";

/** A text that was searched for. */
export interface CountedText {
  text: string;
  count: number;
}

/** A search that took long. */
export interface SlowSearch {
  text: string;
  milliseconds: number;
  /** ISO 8601. */
  at: string;
}

/** What became of the searches of this process since it started. */
export interface SearchSummary {
  /** ISO 8601. */
  since: string;
  searches: number;
  withText: number;
  /** Of those with a text. */
  empty: number;
  /** Of the engine, in milliseconds; absent before the first search. */
  latency?: { p50: number; p95: number; p99: number; max: number } | undefined;
  /** Texts that found nothing, the most frequent first. */
  emptyTexts: CountedText[];
  /** The slowest first. */
  slowest: SlowSearch[];
}

const MAX_TEXT = 200;
/** Texts remembered; the rarest give way. */
const MAX_EMPTY_TEXTS = 500;
const SHOWN_EMPTY_TEXTS = 50;
const MAX_SLOWEST = 20;
/** Latencies are counted by tenths of their logarithm, so a percentile is exact to a few percent. */
const STEPS_PER_DECADE = 40;
const SMALLEST_MS = 0.01;
const STEPS = 7 * STEPS_PER_DECADE;

/** Counts searches in memory, without who searched. */
export class SearchAnalytics {
  readonly #now: () => Date;
  readonly #since: string;
  readonly #steps = new Uint32Array(STEPS);
  readonly #emptyTexts = new Map<string, number>();
  #slowest: SlowSearch[] = [];
  #searches = 0;
  #withText = 0;
  #empty = 0;
  #max = 0;

  /** Takes the clock. */
  constructor(now: () => Date) {
    this.#now = now;
    this.#since = now().toISOString();
  }

  /** Counts a search and the milliseconds it took; its text is remembered only if wanted. */
  note(
    request: Pick<SearchRequest, "q" | "offset">,
    result: Pick<SearchResult, "total">,
    took: number,
    keepsText: boolean,
  ): void {
    const text = (request.q ?? "").trim().slice(0, MAX_TEXT);
    const milliseconds = Math.round(took * 100) / 100;
    this.#searches += 1;
    this.#max = Math.max(this.#max, milliseconds);
    this.#steps[stepOf(milliseconds)]! += 1;
    if (text !== "") this.#withText += 1;
    const isEmpty = text !== "" && result.total === 0;
    if (isEmpty) this.#empty += 1;
    if (!keepsText) {
      this.#emptyTexts.clear();
      this.#slowest = [];
      return;
    }
    if (isEmpty) this.#countEmpty(text.toLowerCase());
    this.#noteSlow({ text, milliseconds, at: this.#now().toISOString() });
  }

  /** What was counted so far. */
  get summary(): SearchSummary {
    return {
      since: this.#since,
      searches: this.#searches,
      withText: this.#withText,
      empty: this.#empty,
      ...(this.#searches === 0 ? {} : { latency: this.#latency() }),
      emptyTexts: Array.from(this.#emptyTexts, ([text, count]) => ({ text, count }))
        .toSorted((a, b) => b.count - a.count)
        .slice(0, SHOWN_EMPTY_TEXTS),
      slowest: this.#slowest,
    };
  }

  #countEmpty(text: string): void {
    this.#emptyTexts.set(text, (this.#emptyTexts.get(text) ?? 0) + 1);
    if (this.#emptyTexts.size <= MAX_EMPTY_TEXTS) return;
    const byCount = [...this.#emptyTexts].toSorted((a, b) => a[1] - b[1]);
    // Half at once, so that sorting is rare.
    for (const [rare] of byCount.slice(0, MAX_EMPTY_TEXTS / 2)) this.#emptyTexts.delete(rare);
  }

  #noteSlow(search: SlowSearch): void {
    const last = this.#slowest.at(-1);
    const isFull = this.#slowest.length >= MAX_SLOWEST;
    if (isFull && last !== undefined && last.milliseconds >= search.milliseconds) return;
    this.#slowest = [...this.#slowest.filter(({ text }) => text !== search.text), search]
      .toSorted((a, b) => b.milliseconds - a.milliseconds)
      .slice(0, MAX_SLOWEST);
  }

  #latency(): NonNullable<SearchSummary["latency"]> {
    return {
      p50: this.#percentile(0.5),
      p95: this.#percentile(0.95),
      p99: this.#percentile(0.99),
      max: this.#max,
    };
  }

  #percentile(share: number): number {
    let left = Math.ceil(this.#searches * share);
    for (const [step, count] of this.#steps.entries()) {
      left -= count;
      if (left <= 0) {
        const value = SMALLEST_MS * 10 ** ((step + 1) / STEPS_PER_DECADE);
        return Math.min(this.#max, Math.round(value * 100) / 100);
      }
    }
    return this.#max;
  }
}

function stepOf(milliseconds: number): number {
  const step = Math.floor(Math.log10(milliseconds / SMALLEST_MS) * STEPS_PER_DECADE);
  return Math.max(0, Math.min(STEPS - 1, step));
}
