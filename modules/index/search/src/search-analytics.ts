import type { SearchRequest, SearchResult } from "./search-engine.ts";

/** A text that was searched for. */
export interface CountedText {
  text: string;
  /** Occasions: however often it is asked for within ten minutes, that is one. */
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
  /** Texts that found nothing on several occasions, the most frequent first. */
  emptyTexts: CountedText[];
  /** The slowest first. */
  slowest: SlowSearch[];
}

const MAX_TEXT = 200;
/** Texts remembered; the rarest and then the oldest give way. */
const MAX_EMPTY_TEXTS = 1000;
const SHOWN_EMPTY_TEXTS = 50;
/** The same text within this time is asked by the same hand: pages, other filters, another try. */
const OCCASION_MS = 600_000;
/** A text that came up more rarely may tell of a person; it is nobody's business. */
export const MIN_OCCASIONS = 3;
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
  readonly #emptyTexts = new Map<string, { occasions: number; lastAt: number }>();
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
    request: Pick<SearchRequest, "q" | "filters">,
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
    if (isEmpty && !isNarrowed(request)) {
      this.#countEmpty(text.toLowerCase().replace(/\s+/gu, " "), this.#now().getTime());
    }
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
      emptyTexts: Array.from(this.#emptyTexts, ([text, { occasions }]) => ({
        text,
        count: occasions,
      }))
        .filter(({ count }) => count >= MIN_OCCASIONS)
        .toSorted((a, b) => b.count - a.count)
        .slice(0, SHOWN_EMPTY_TEXTS),
      slowest: this.#slowest,
    };
  }

  #countEmpty(text: string, at: number): void {
    const known = this.#emptyTexts.get(text) ?? { occasions: 0, lastAt: -Infinity };
    if (at - known.lastAt >= OCCASION_MS) known.occasions += 1;
    known.lastAt = at;
    this.#emptyTexts.set(text, known);
    if (this.#emptyTexts.size <= MAX_EMPTY_TEXTS) return;
    const byWorth = [...this.#emptyTexts].toSorted(
      ([, a], [, b]) => a.occasions - b.occasions || a.lastAt - b.lastAt,
    );
    // Half at once, so that sorting is rare.
    for (const [rare] of byWorth.slice(0, MAX_EMPTY_TEXTS / 2)) this.#emptyTexts.delete(rare);
  }

  #noteSlow(search: SlowSearch): void {
    const last = this.#slowest.at(-1);
    const isFull = this.#slowest.length >= MAX_SLOWEST;
    if (isFull && last !== undefined && last.milliseconds >= search.milliseconds) return;
    const known = this.#slowest.find(({ text }) => text === search.text);
    if (known !== undefined && known.milliseconds >= search.milliseconds) return;
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

/** Whether something else than the text may be why nothing was found. */
function isNarrowed({ filters = {} }: Pick<SearchRequest, "filters">): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

function stepOf(milliseconds: number): number {
  const step = Math.floor(Math.log10(milliseconds / SMALLEST_MS) * STEPS_PER_DECADE);
  return Math.max(0, Math.min(STEPS - 1, step));
}
