import type { Context } from "@minato/kit";

const WINDOW_MS = 60_000;
const SYNC_INTERVAL_MS = 500;
const PRUNE_INTERVAL_MS = 60_000;
const MAX_CALLERS = 20_000;
/** Of one statement; the rest goes with the next. */
const MAX_SYNCED = 5000;

/** What a limit says about one request. */
export interface Verdict {
  readonly isAllowed: boolean;
  /** Requests that may follow at once. */
  readonly remaining: number;
  /** Until one more request is allowed; 0 when one is. */
  readonly retryAfterSeconds: number;
}

interface Usage {
  /** When all that was used is free again, by this process's clock. */
  freeAt: number;
  /** Milliseconds of `freeAt` that the other processes do not know of yet. */
  unshared: number;
}

/**
 * Bounds how often callers may ask: a minute's worth at once, which fills up evenly (the generic
 * cell rate algorithm, ITU-T I.371). A request is decided on in memory; twice a second processes
 * add up in PostgreSQL what they allowed, so together they allow what one would, and no request
 * waits for that.
 */
export class RequestLimits {
  readonly #ctx: Pick<Context, "db" | "log" | "now">;
  readonly #usages = new Map<string, Usage>();
  #timer: NodeJS.Timeout | undefined;
  #syncing: Promise<void> = Promise.resolve();
  #prunedAt = 0;
  #isUnreachable = false;

  constructor(ctx: Pick<Context, "db" | "log" | "now">) {
    this.#ctx = ctx;
  }

  /** Takes one request, or `cost` of them, from what a caller may make in a minute; 0 is no limit. */
  take(caller: string, perMinute: number, cost = 1): Verdict {
    if (perMinute === 0) {
      return { isAllowed: true, remaining: Number.POSITIVE_INFINITY, retryAfterSeconds: 0 };
    }
    const now = this.#ctx.now().getTime();
    const usage = this.#find(caller, now);
    const each = WINDOW_MS / perMinute;
    // A clock that was set back must not lock anybody out for longer than a minute.
    const used = Math.min(Math.max(0, usage.freeAt - now), WINDOW_MS);
    const wanted = used + cost * each;
    const isAllowed = wanted <= WINDOW_MS + 1e-6;
    if (isAllowed) {
      usage.freeAt = now + wanted;
      usage.unshared += cost * each;
      this.#schedule();
    }
    return {
      isAllowed,
      remaining: Math.max(0, Math.floor((WINDOW_MS - (isAllowed ? wanted : used)) / each)),
      retryAfterSeconds: isAllowed ? 0 : Math.max(1, Math.ceil((wanted - WINDOW_MS) / 1000)),
    };
  }

  /** Tells the other processes what was used here, and learns what was used there. */
  sync(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const next = this.#syncing.then(() => this.#share());
    this.#syncing = next.catch(() => undefined);
    return next;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#syncing;
  }

  #find(caller: string, now: number): Usage {
    const usage = this.#usages.get(caller) ?? { freeAt: now, unshared: 0 };
    // The most recent ones stand last.
    this.#usages.delete(caller);
    this.#usages.set(caller, usage);
    for (const oldest of this.#usages.keys()) {
      if (this.#usages.size <= MAX_CALLERS) break;
      this.#usages.delete(oldest);
    }
    return usage;
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      void this.#syncQuietly();
    }, SYNC_INTERVAL_MS).unref();
  }

  /** Without the database each process counts alone; that is said once. */
  async #syncQuietly(): Promise<void> {
    try {
      await this.sync();
      this.#isUnreachable = false;
    } catch (error) {
      if (!this.#isUnreachable) this.#ctx.log.warn({ err: error }, "limits cannot be shared");
      this.#isUnreachable = true;
    }
  }

  async #share(): Promise<void> {
    const shared = [...this.#usages].filter(([, { unshared }]) => unshared > 0).slice(-MAX_SYNCED);
    if (shared.length === 0) return;
    // In one order everywhere, so that two processes do not block each other.
    shared.sort(([left], [right]) => (left < right ? -1 : 1));
    const amounts = shared.map(([, usage]) => usage.unshared);
    for (const [, usage] of shared) usage.unshared = 0;
    try {
      const { rows } = await this.#ctx.db.$client.query<{ caller: string; used: number }>({
        name: "share_limits",
        text: `insert into rate_limits as known (caller, free_at)
               select caller, now() + used * interval '1 millisecond'
               from unnest($1::text[], $2::float8[]) as taken (caller, used)
               on conflict (caller) do update
               set free_at = greatest(known.free_at, now()) + (excluded.free_at - now())
               returning caller, (extract(epoch from free_at - now()) * 1000)::float8 as used`,
        values: [shared.map(([caller]) => caller), amounts],
      });
      const now = this.#ctx.now().getTime();
      for (const { caller, used } of rows) {
        const usage = this.#usages.get(caller);
        if (usage !== undefined) usage.freeAt = now + used + usage.unshared;
      }
    } catch (error) {
      for (const [index, [, usage]] of shared.entries()) usage.unshared += amounts[index] ?? 0;
      throw error;
    }
    await this.#prune();
  }

  async #prune(): Promise<void> {
    const now = this.#ctx.now().getTime();
    if (now - this.#prunedAt < PRUNE_INTERVAL_MS) return;
    this.#prunedAt = now;
    await this.#ctx.db.$client.query("delete from rate_limits where free_at < now()");
  }
}
