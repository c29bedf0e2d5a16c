interface Bucket {
  tokens: number;
  filledAt: number;
}

const MAX_BUCKETS = 10_000;
const MINUTE_MS = 60_000;

/** Bounds how often each caller may ask: a minute's worth at once, refilled evenly. */
export class RequestLimit {
  readonly #buckets = new Map<string, Bucket>();

  /**
   * Takes one request, or a part of one for what comes in dozens.
   * @returns undefined when it may be answered, else after how many seconds to come back
   */
  take(caller: string, perMinute: number, now: Date, cost = 1): number | undefined {
    if (perMinute === 0) return undefined;
    const time = now.getTime();
    const known = this.#buckets.get(caller) ?? { tokens: perMinute, filledAt: time };
    const gained = (Math.max(0, time - known.filledAt) / MINUTE_MS) * perMinute;
    const tokens = Math.min(perMinute, known.tokens + gained);
    this.#buckets.delete(caller);
    this.#buckets.set(caller, { tokens: tokens < cost ? tokens : tokens - cost, filledAt: time });
    for (const name of this.#buckets.keys()) {
      if (this.#buckets.size <= MAX_BUCKETS) break;
      this.#buckets.delete(name);
    }
    if (tokens >= cost) return undefined;
    return Math.max(1, Math.ceil(((cost - tokens) / perMinute) * 60));
  }
}
