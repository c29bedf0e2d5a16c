import { Worker } from "node:worker_threads";

import { SearchIndexError } from "./search-index-error.ts";
import type { SearchIndex } from "./search-index.ts";
import type { ListRequest, SearchRequest, SearchResult } from "./search-request.ts";
import type { Snapshot } from "./segment.ts";
import type { SuggestRequest, Suggestion } from "./suggest.ts";
import { CallSender } from "./threads/calls.ts";
import type { SearchThreadData } from "./threads/search-thread.ts";
import { THREAD_LIMITS } from "./threads/thread-limits.ts";

/** How a pool is set up. */
export interface SearchPoolOptions {
  index: SearchIndex;
  /** Threads that search at most, 1 unless told. One starts at once, others when searches wait. */
  workers?: number;
  /** A further thread starts when a search has waited so long, 20 ms unless told. */
  growAfterMs?: number;
  /** A thread beyond the first ends when it had nothing to do for so long, a minute unless told. */
  idleMs?: number;
  /** Searches that may wait for a thread before further ones are refused, 1,000 unless told. */
  maxWaiting?: number;
  /** Searches end after this time with `ABORTED`, 5 s unless told. */
  timeoutMs?: number;
}

/** How one search ends early. */
export interface SearchCallOptions {
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
}

interface Thread {
  worker: Worker;
  calls: CallSender;
  cancelled: Int32Array;
  isBusy: boolean;
  hasAnswered: boolean;
  /** Ends the thread when it stays idle. */
  idle: NodeJS.Timeout | undefined;
}

interface Job {
  number: number;
  method: string;
  request: unknown;
  thread: Thread | undefined;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

const MAX_JOB = 0x7fff_ffff;

/**
 * Threads that search one index. Each takes one search at a time; when searches wait, threads are
 * added up to the limit, so that a slow search holds up no others.
 */
export class SearchPool {
  readonly #options: Required<SearchPoolOptions>;
  readonly #threads: Thread[] = [];
  readonly #unsubscribe: () => void;
  #line: Job[] = [];
  #lastJob = 0;
  #growth: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** Starts the first thread. */
  constructor(options: SearchPoolOptions) {
    this.#options = {
      workers: 1,
      growAfterMs: 20,
      idleMs: 60_000,
      maxWaiting: 1000,
      timeoutMs: 5000,
      ...options,
    };
    this.#startThread();
    this.#unsubscribe = options.index.subscribe((snapshot) => this.#update(snapshot));
  }

  /** How many threads there are now. */
  get threads(): number {
    return this.#threads.length;
  }

  /** Finds documents; rejects with `ABORTED`, `INVALID`, or `CLOSED`. */
  async search(request: SearchRequest, options: SearchCallOptions = {}): Promise<SearchResult> {
    // The reply of `IndexReader.search` in a search thread.
    return (await this.#run("search", request, options)) as SearchResult;
  }

  /** The ids of everything a search would find, ascending and no more than `limit`. */
  async list(request: ListRequest, options: SearchCallOptions = {}): Promise<Uint32Array> {
    // The reply of `IndexReader.list` in a search thread.
    return (await this.#run("list", request, options)) as Uint32Array;
  }

  /** Completes what was typed so far. */
  async suggest(request: SuggestRequest, options: SearchCallOptions = {}): Promise<Suggestion[]> {
    // The reply of `IndexReader.suggest` in a search thread.
    return (await this.#run("suggest", request, options)) as Suggestion[];
  }

  /** Ends the threads and what they are doing. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#growth);
    for (const { idle } of this.#threads) clearTimeout(idle);
    this.#unsubscribe();
    this.#refuseAll();
    await Promise.all(this.#threads.map(async (thread) => thread.worker.terminate()));
  }

  async #run(method: string, request: unknown, options: SearchCallOptions): Promise<unknown> {
    if (this.#isClosed || this.#threads.length === 0) throw closed();
    const { signal } = options;
    if (signal?.aborted === true) throw aborted("the search was cancelled");
    if (this.#line.length >= this.#options.maxWaiting) throw aborted("too many searches wait");
    const job = this.#createJob(method, request);
    const timeoutMs = options.timeoutMs ?? this.#options.timeoutMs;
    const timer = setTimeout(
      () => this.#cancel(job.job, `the search took longer than ${timeoutMs} ms`),
      timeoutMs,
    );
    const handleAbort = (): void => this.#cancel(job.job, "the search was cancelled");
    signal?.addEventListener("abort", handleAbort, { once: true });
    try {
      return await job.done;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", handleAbort);
    }
  }

  #createJob(method: string, request: unknown): { job: Job; done: Promise<unknown> } {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#lastJob = (this.#lastJob % MAX_JOB) + 1;
    const number = this.#lastJob;
    const job: Job = { number, method, request, thread: undefined, resolve, reject };
    this.#line.push(job);
    this.#startJobs();
    return { job, done: promise };
  }

  #startJobs(): void {
    for (const thread of this.#threads) {
      if (thread.isBusy) continue;
      const job = this.#line.shift();
      if (job === undefined) return;
      void this.#runJob(job, thread);
    }
    const canGrow = this.#line.length > 0 && this.#threads.length < this.#options.workers;
    if (canGrow) this.#growth ??= setTimeout(() => this.#grow(), this.#options.growAfterMs);
  }

  /** Starts a thread when searches still wait. */
  #grow(): void {
    this.#growth = undefined;
    if (this.#line.length === 0 || this.#threads.length >= this.#options.workers) return;
    void this.#addThread();
    this.#startJobs();
  }

  /** Starts a further thread, which gets nothing to do before it can. */
  async #addThread(): Promise<void> {
    const thread = this.#startThread();
    thread.isBusy = true;
    try {
      await thread.calls.call("ready", undefined);
    } catch (error) {
      // It ended before; `#replace` sees to what waits.
      if (!(error instanceof SearchIndexError)) throw error;
      return;
    }
    thread.isBusy = false;
    thread.hasAnswered = true;
    this.#startJobs();
    this.#endWhenIdle(thread);
  }

  async #runJob(job: Job, thread: Thread): Promise<void> {
    thread.isBusy = true;
    clearTimeout(thread.idle);
    job.thread = thread;
    try {
      const { number, method, request } = job;
      job.resolve(await thread.calls.call(method, { job: number, request }));
      thread.hasAnswered = true;
    } catch (error) {
      // Whatever is thrown across threads is an Error.
      job.reject(error as Error);
    }
    thread.isBusy = false;
    this.#startJobs();
    this.#endWhenIdle(thread);
  }

  #endWhenIdle(thread: Thread): void {
    if (thread.isBusy || thread === this.#threads[0] || this.#isClosed) return;
    thread.idle = setTimeout(() => this.#endThread(thread), this.#options.idleMs).unref();
  }

  #endThread(thread: Thread): void {
    const at = this.#threads.indexOf(thread);
    if (at === -1 || thread.isBusy || this.#threads.length === 1) return;
    this.#threads.splice(at, 1);
    void thread.worker.terminate();
  }

  #cancel(job: Job, why: string): void {
    job.reject(aborted(why));
    if (job.thread === undefined) this.#line = this.#line.filter((other) => other !== job);
    else Atomics.store(job.thread.cancelled, 0, job.number);
  }

  #startThread(): Thread {
    const cancelled = new Int32Array(new SharedArrayBuffer(4));
    const { index } = this.#options;
    const workerData: SearchThreadData = { schema: index.snapshot.schema, cancelled };
    const url = new URL("./threads/search-thread.ts", import.meta.url);
    const worker = new Worker(url, { workerData, resourceLimits: THREAD_LIMITS });
    worker.postMessage({ snapshot: index.snapshot }, []);
    const calls = new CallSender(worker);
    const thread: Thread = {
      worker,
      calls,
      cancelled,
      isBusy: false,
      hasAnswered: false,
      idle: undefined,
    };
    this.#threads.push(thread);
    worker.once("exit", () => this.#replace(thread));
    return thread;
  }

  /** A thread that ended without a single answer would only end again. */
  #replace(thread: Thread): void {
    const at = this.#threads.indexOf(thread);
    if (this.#isClosed || at === -1) return;
    this.#threads.splice(at, 1);
    if (thread.hasAnswered) this.#startThread();
    else if (this.#threads.length === 0) this.#refuseAll();
    this.#startJobs();
  }

  #refuseAll(): void {
    for (const job of this.#line) job.reject(closed());
    this.#line = [];
  }

  #update(snapshot: Snapshot): void {
    // A thread reads its messages in order: searches sent after this see it.
    for (const { worker } of this.#threads) worker.postMessage({ snapshot }, []);
  }
}

/** Starts threads that search an index; new states of the index reach them by themselves. */
export function createSearchPool(options: SearchPoolOptions): SearchPool {
  return new SearchPool(options);
}

function closed(): SearchIndexError {
  return new SearchIndexError("CLOSED", "the pool is closed");
}

function aborted(message: string): SearchIndexError {
  return new SearchIndexError("ABORTED", message);
}
