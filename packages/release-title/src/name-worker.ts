import { Worker } from "node:worker_threads";

import {
  PROGRESS_INDEX,
  PROGRESS_TURN,
  STATE_IDLE,
  STATE_STARTING,
  type WorkerAnswer,
  type WorkerInput,
} from "./serve-names.ts";

/** Loading the modules takes a fifth of a second here; a machine under load gets its time. */
const START_LIMIT_MILLISECONDS = 30_000;

/** The reader needs some 20 MB; a pattern that wants more than this is stopped as a crash. */
const MAX_HEAP_MEGABYTES = 96;

/** How a worker ended without being asked to. */
export interface WorkerEnd {
  /** Index of the name it was at, `undefined` outside of a batch. */
  index: number | undefined;
  /** It was ended because the name took too long. */
  isTimeout: boolean;
  cause: Error;
}

/** Whoever is told what a worker does. */
export interface WorkerListener {
  answered(answer: WorkerAnswer): void;
  /** Called at most once; the worker is gone then. */
  ended(end: WorkerEnd): void;
}

/** One worker thread that reads one batch of names at a time under a limit per name. */
export class NameWorker {
  readonly #worker: Worker;
  readonly #progress = new Int32Array(new SharedArrayBuffer(8));
  readonly #timeoutMs: number;
  readonly #listener: WorkerListener;
  #watch: NodeJS.Timeout | undefined;
  #turn = -1;
  #turnSeenAt = 0;
  #isOver = false;

  constructor(url: URL, timeoutMs: number, listener: WorkerListener) {
    this.#timeoutMs = timeoutMs;
    this.#listener = listener;
    this.#progress[PROGRESS_INDEX] = STATE_STARTING;
    const workerData = { progress: this.#progress.buffer } satisfies WorkerInput;
    const resourceLimits = { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES };
    this.#worker = new Worker(url, { workerData, resourceLimits, execArgv: [] });
    this.#worker.unref();
    this.#worker.on("message", (answer: WorkerAnswer) => this.#receive(answer));
    this.#worker.on("error", (error: unknown) => this.#end(asError(error)));
    this.#worker.on("exit", (code) => this.#end(new Error(`worker exited with code ${code}`)));
  }

  /** Starts a batch and keeps the process alive until it is answered. */
  read(names: readonly string[]): void {
    this.#turn = -1;
    this.#worker.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
    this.#worker.postMessage(names);
    this.#watch = setInterval(() => this.#look(), Math.max(5, this.#timeoutMs / 5));
    this.#watch.unref();
  }

  /** Ends the thread without telling the listener. */
  async stop(): Promise<void> {
    this.#isOver = true;
    clearInterval(this.#watch);
    await this.#worker.terminate();
  }

  #receive(answer: WorkerAnswer): void {
    if (this.#isOver) return;
    if (answer.isDone) {
      clearInterval(this.#watch);
      this.#worker.unref();
    }
    this.#listener.answered(answer);
  }

  #look(): void {
    const index = Atomics.load(this.#progress, PROGRESS_INDEX);
    const turn = Atomics.load(this.#progress, PROGRESS_TURN);
    const now = performance.now();
    if (turn !== this.#turn || index === STATE_IDLE) {
      this.#turn = turn;
      this.#turnSeenAt = now;
      return;
    }
    const limit = index === STATE_STARTING ? START_LIMIT_MILLISECONDS : this.#timeoutMs;
    if (now - this.#turnSeenAt < limit) return;
    this.#end(new Error(`no progress within ${limit} ms`), index);
    void this.#worker.terminate();
  }

  #end(cause: Error, slowIndex?: number): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#watch);
    const at = slowIndex ?? Atomics.load(this.#progress, PROGRESS_INDEX);
    const index = at >= 0 ? at : undefined;
    const isTimeout = slowIndex !== undefined && index !== undefined;
    this.#listener.ended({ index, isTimeout, cause });
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(`worker threw ${String(thrown)}`);
}
