import type { Context } from "@minato/kit";

const FLUSH_INTERVAL = 5000;

interface Usage {
  count: number;
  usedAt: Date;
}

/** Counts how often keys are used and writes the counts now and then in one statement. */
export class ApiKeyUsage {
  readonly #ctx: Pick<Context, "db" | "log" | "now">;
  #usages = new Map<number, Usage>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(ctx: Pick<Context, "db" | "log" | "now">) {
    this.#ctx = ctx;
  }

  /** Counts one use. */
  count(keyId: number): void {
    this.#add(keyId, { count: 1, usedAt: this.#ctx.now() });
    this.#timer ??= setTimeout(() => {
      this.flush().catch((error: unknown) => {
        this.#ctx.log.warn({ err: error }, "uses of keys cannot be written, trying again");
      });
    }, FLUSH_INTERVAL).unref();
  }

  /** Writes what was counted; after a failure it is kept for the next time. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const next = this.#writing.then(() => this.#write());
    this.#writing = next.catch(() => undefined);
    return next;
  }

  async #write(): Promise<void> {
    if (this.#usages.size === 0) return;
    const usages = this.#usages;
    this.#usages = new Map();
    // In one order everywhere, so that two processes do not block each other.
    const sorted = [...usages].toSorted(([left], [right]) => left - right);
    try {
      await this.#ctx.db.$client.query(
        `update api_keys k
         set use_count = k.use_count + used.count, last_used_at = greatest(k.last_used_at, used.at)
         from unnest($1::int[], $2::bigint[], $3::timestamptz[]) as used (id, count, at)
         where k.id = used.id`,
        [
          sorted.map(([keyId]) => keyId),
          sorted.map(([, { count }]) => count),
          sorted.map(([, { usedAt }]) => usedAt),
        ],
      );
    } catch (error) {
      for (const [keyId, usage] of usages) this.#add(keyId, usage);
      throw error;
    }
  }

  #add(keyId: number, { count, usedAt }: Usage): void {
    const usage = this.#usages.get(keyId);
    if (usage === undefined) {
      this.#usages.set(keyId, { count, usedAt });
      return;
    }
    usage.count += count;
    if (usedAt > usage.usedAt) usage.usedAt = usedAt;
  }
}
