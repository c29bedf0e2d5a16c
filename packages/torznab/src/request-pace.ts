/** How fast another server is asked. */

import { TorznabError } from "./torznab-error.ts";

/** Bounds of the pace. */
export interface PaceOptions {
  /** Least time between the starts of two requests. */
  readonly minIntervalMs: number;
  /** Longest time a request waits for its turn; beyond it the caller is told to come back. */
  readonly maxWaitMs: number;
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

const FIRST_DELAY_MS = 1000;
const MAX_DELAY_MS = 60 * 60_000;

/** Lets requests go one interval apart, and steps back from a server that is in trouble. */
export class RequestPace {
  readonly #options: PaceOptions;
  #nextAt = 0;
  #closedUntil = 0;
  #failures = 0;

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  /** Waits for the turn of a request. Throws `TorznabError` when that would take too long. */
  async wait(signal: AbortSignal | undefined): Promise<void> {
    const { now, sleep, maxWaitMs, minIntervalMs } = this.#options;
    const startAt = Math.max(now(), this.#nextAt, this.#closedUntil);
    const delay = startAt - now();
    if (delay > maxWaitMs) {
      const message = `the index is left alone for another ${Math.ceil(delay / 1000)} s`;
      throw new TorznabError("rate-limit", message, { retryAfterMs: delay });
    }
    this.#nextAt = startAt + minIntervalMs;
    if (delay > 0) await sleep(delay, signal);
  }

  /** Forgets earlier failures. */
  succeed(): void {
    this.#failures = 0;
    this.#closedUntil = 0;
  }

  /** Leaves the server alone: as long as it says, else twice as long as the last time. */
  fail(retryAfterMs: number | undefined): void {
    this.#failures += 1;
    const doubled = FIRST_DELAY_MS * 2 ** Math.min(this.#failures - 1, 20);
    const delay = Math.min(retryAfterMs ?? doubled, MAX_DELAY_MS);
    this.#closedUntil = Math.max(this.#closedUntil, this.#options.now() + delay);
  }
}

/** Reads `Retry-After` (RFC 9110: seconds or a date) as milliseconds from now. */
export function parseRetryAfter(text: string | null, now: number): number | undefined {
  if (text === null || text.trim() === "") return undefined;
  if (/^\s*\d{1,9}\s*$/.test(text)) return Number(text) * 1000;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}
