import { Thread } from "@minato/kit/thread";

import { TORRENT_CELL, TURN_CELL, type Batch, type BatchEnd, type ThreadInput } from "./batch.ts";

/** Names and long file lists need some 60 MB; what wants more than this is stopped as a crash. */
const MAX_HEAP_MEGABYTES = 256;
const LOOKS_PER_LIMIT = 5;

/** How a thread ended without being asked to. */
export interface ThreadEnd {
  /** The torrent that it was reading, if any. */
  torrentId: number | undefined;
  cause: Error;
}

/** Whoever is told what a thread does. */
export interface ThreadListener {
  answered(end: BatchEnd): void;
  /** Called at most once; the thread is gone then. */
  ended(end: ThreadEnd): void;
}

/** A thread that classifies, which is ended when it takes too long over one torrent. */
export class WatchedThread {
  readonly #thread: Thread;
  readonly #progress = new Int32Array(new SharedArrayBuffer(8));
  readonly #limitMs: number;
  readonly #listener: ThreadListener;
  #watch: NodeJS.Timeout | undefined;
  #turn = -1;
  #turnSeenAt = 0;

  constructor(url: URL, connectionString: string, limitMs: number, listener: ThreadListener) {
    this.#limitMs = limitMs;
    this.#listener = listener;
    const data: ThreadInput = { connectionString, progress: this.#progress.buffer };
    this.#thread = new Thread(url, {
      data,
      name: "classify",
      limits: { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES },
      onEnd: (cause) => this.#end(cause),
    });
    this.#thread.worker.on("message", (end: BatchEnd) => listener.answered(end));
  }

  /** Hands it a batch; several can be under way. */
  send(batch: Batch): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
    this.#thread.worker.postMessage(batch);
  }

  /** Keeps the process alive and looks at the thread while it has work. */
  watch(): void {
    if (this.#watch !== undefined) return;
    this.#thread.hold();
    this.#turn = -1;
    this.#watch = setInterval(() => this.#look(), Math.max(5, this.#limitMs / LOOKS_PER_LIMIT));
    this.#watch.unref();
  }

  /** The thread has nothing to do. */
  rest(): void {
    clearInterval(this.#watch);
    this.#watch = undefined;
    this.#thread.release();
  }

  /** Ends the thread without telling the listener. */
  async stop(): Promise<void> {
    this.rest();
    await this.#thread.stop();
  }

  #look(): void {
    const torrentId = Atomics.load(this.#progress, TORRENT_CELL);
    const turn = Atomics.load(this.#progress, TURN_CELL);
    const now = performance.now();
    if (turn !== this.#turn || torrentId === 0) {
      this.#turn = turn;
      this.#turnSeenAt = now;
    } else if (now - this.#turnSeenAt >= this.#limitMs) {
      this.#thread.kill(new Error(`torrent ${torrentId} took longer than ${this.#limitMs} ms`));
    }
  }

  #end(cause: Error): void {
    this.rest();
    const torrentId = Atomics.load(this.#progress, TORRENT_CELL) || undefined;
    this.#listener.ended({ torrentId, cause });
  }
}
