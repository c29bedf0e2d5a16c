import { AppError, hasScope, type Context, type LiveTopic, type Principal } from "@minato/kit";

import { TopicVersions } from "./topic-versions.ts";

/**
 * What watchers are told: which topics they will hear of, and then which of these changed, or that
 * none did for a while.
 */
export interface LiveEvent {
  kind: "open" | "changed" | "quiet";
  topics: string[];
}

/** Whoever watches; what changed before it was told is told once. */
interface Watcher {
  readonly owner: string;
  readonly topics: ReadonlySet<string>;
  readonly changed: Set<string>;
  isOver: boolean;
  /** When it was told something last. */
  toldAt: number;
  wake: () => void;
}

/** Topics are compared this often, and less often when that takes a twentieth of the time. */
const INTERVAL_MS = 1000;
const COST_FACTOR = 20;
/** By a sign of life each so often, clients know a connection that was lost in their sleep. */
const QUIET_MS = 20_000;
/** A stream ends after so long, and its client is looked at again when it comes back. */
const LIFETIME_MS = 15 * 60_000;
const MAX_WATCHERS = 1000;
/** Tabs and programs of one person or key. */
const MAX_WATCHERS_EACH = 30;
const RETRY_AFTER_SECONDS = 30;

/**
 * Tells everyone who watches what changed, whichever process changed it: one statement a second for
 * all watchers of a process, and none while nobody watches.
 */
export class LiveEvents {
  readonly #ctx: Context;
  readonly #topics: readonly LiveTopic[];
  readonly #versions: TopicVersions;
  readonly #watchers = new Set<Watcher>();
  readonly #lifetimeMs: number;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(ctx: Context, topics: readonly LiveTopic[], lifetimeMs = LIFETIME_MS) {
    this.#ctx = ctx;
    this.#topics = topics;
    this.#versions = new TopicVersions(ctx, topics);
    this.#lifetimeMs = lifetimeMs;
  }

  /** How many watch now. */
  get watchers(): number {
    return this.#watchers.size;
  }

  /**
   * What changes among the topics this caller may see, from now on until the signal, the end of the
   * stream's life or that of the process.
   * @throws {AppError} FORBIDDEN without any topic, SERVICE_UNAVAILABLE when too many watch
   */
  watch(principal: Principal, signal: AbortSignal | undefined): AsyncGenerator<LiveEvent, void> {
    const topics = this.#topics.filter(({ scope }) => hasScope(principal, scope));
    if (topics.length === 0) throw new AppError("FORBIDDEN", "This caller may watch nothing");
    const owner = principal.userId ?? `${principal.kind} ${principal.keyId ?? principal.name}`;
    this.#assertRoom(owner);
    return this.#follow(
      owner,
      topics.map(({ name }) => name),
      signal,
    );
  }

  /** Ends every stream. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers) watcher.wake();
  }

  #assertRoom(owner: string): void {
    const own = [...this.#watchers].filter((watcher) => watcher.owner === owner).length;
    if (this.#isClosed || this.#watchers.size >= MAX_WATCHERS || own >= MAX_WATCHERS_EACH) {
      throw new AppError("SERVICE_UNAVAILABLE", "Too many streams of events are open", {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    }
  }

  async *#follow(
    owner: string,
    topics: string[],
    signal: AbortSignal | undefined,
  ): AsyncGenerator<LiveEvent, void> {
    const watcher: Watcher = {
      owner,
      topics: new Set(topics),
      changed: new Set(),
      isOver: signal?.aborted === true,
      toldAt: performance.now(),
      wake() {},
    };
    const end = () => {
      watcher.isOver = true;
      watcher.wake();
    };
    signal?.addEventListener("abort", end);
    const timer = setTimeout(end, this.#lifetimeMs);
    timer.unref();
    this.#watchers.add(watcher);
    try {
      if (this.#watchers.size === 1) await this.#start();
      yield { kind: "open", topics };
      while (!this.#isClosed && !watcher.isOver) {
        const changed = [...watcher.changed];
        watcher.changed.clear();
        if (changed.length > 0 || isQuiet(watcher)) {
          watcher.toldAt = performance.now();
          yield { kind: changed.length > 0 ? "changed" : "quiet", topics: changed };
        } else {
          await new Promise<void>((resolve) => {
            watcher.wake = resolve;
          });
        }
      }
    } finally {
      signal?.removeEventListener("abort", end);
      clearTimeout(timer);
      this.#watchers.delete(watcher);
      if (this.#watchers.size === 0) clearTimeout(this.#timer);
    }
  }

  /** What the first watcher finds is no change. */
  async #start(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#compare();
    this.#schedule(INTERVAL_MS);
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    if (this.#isClosed || this.#watchers.size === 0) return;
    this.#timer = setTimeout(() => void this.#tick(), delay);
    this.#timer.unref();
  }

  async #tick(): Promise<void> {
    const started = performance.now();
    const changed = await this.#compare();
    for (const watcher of this.#watchers) {
      for (const name of changed) if (watcher.topics.has(name)) watcher.changed.add(name);
      if (watcher.changed.size > 0 || isQuiet(watcher)) watcher.wake();
    }
    this.#schedule(Math.max(INTERVAL_MS, (performance.now() - started) * COST_FACTOR));
  }

  /** A database that is away for a moment changes nothing; the next look catches up. */
  async #compare(): Promise<string[]> {
    try {
      return await this.#versions.compare();
    } catch (error) {
      this.#ctx.log.debug({ err: error }, "what changed is not known");
      return [];
    }
  }
}

function isQuiet({ toldAt }: Watcher): boolean {
  return performance.now() - toldAt >= QUIET_MS;
}
