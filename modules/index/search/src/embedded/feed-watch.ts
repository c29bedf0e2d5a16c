import { setTimeout as sleep } from "node:timers/promises";

import type { Logger } from "pino";

import type { FeedMessage } from "./feed-index.ts";
import type { FollowerState } from "./index-follower.ts";

/** Keeps what the thread that fills the index told last, and logs what it has to say. */
export class FeedWatch {
  readonly #log: Logger;
  readonly #ready = Promise.withResolvers<void>();
  #state: FollowerState = {
    isReady: false,
    position: undefined,
    isRebuilding: false,
    rebuilt: 0,
    progress: 0,
    failure: undefined,
    rebuilds: 0,
  };

  constructor(log: Logger) {
    this.#log = log;
  }

  /** How far the index is. */
  get state(): Readonly<FollowerState> {
    return this.#state;
  }

  /** Takes a message of the feed. */
  take(message: unknown): void {
    // Posted by `startFeed`.
    const told = message as FeedMessage;
    if ("state" in told) {
      this.#state = told.state;
      if (told.state.isReady) this.#ready.resolve();
    } else {
      this.#log[told.level](told.data, told.message);
    }
  }

  /** Notes that nothing will fill the index any more. */
  end(error: Error): void {
    this.#log.error({ err: error }, "search index ended, the database answers");
    this.#state = { ...this.#state, isReady: false, failure: "the thread of the index ended" };
  }

  /** Waits until the index can be searched, at most for a time. */
  async untilReady(limitMs: number): Promise<void> {
    await Promise.race([this.#ready.promise, sleep(limitMs, undefined, { ref: false })]);
  }
}
