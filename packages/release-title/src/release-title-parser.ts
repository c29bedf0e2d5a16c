import { NameWorker, type WorkerEnd } from "./name-worker.ts";
import { MAX_NAME_LENGTH, prepareName } from "./prepare-name.ts";
import { createEmptyReleaseTitle, type ReleaseTitle } from "./release-title.ts";
import type { WorkerAnswer } from "./serve-names.ts";

/** Names handed to the worker at a time. */
const BATCH_SIZE = 256;

/** Settings of {@link createReleaseTitleParser}; all have a default. */
export interface ReleaseTitleParserOptions {
  /** Longest time for one name in milliseconds, measured from outside to about a fifth; 2,000. */
  timeoutMs?: number;
  /** The worker ends after this many milliseconds without a call; 30,000. */
  idleMs?: number;
  /** Called for each name that ended the worker, by its time or by an error. */
  onFailure?: (name: string, cause: Error) => void;
  /** Module of the worker thread; it calls `serveNames`. */
  workerUrl?: URL;
}

/** Reads names outside of the calling thread. */
export interface ReleaseTitleParser {
  /**
   * One record per name, in order. A name over the time limit has `timedOut` and its bare title; a
   * name that crashed the worker is `undefined`. Rejects when the worker cannot run at all, and
   * after `close`.
   */
  parse(names: readonly string[]): Promise<(ReleaseTitle | undefined)[]>;
  /** Ends the worker and rejects what is pending. */
  close(): Promise<void>;
}

/**
 * Makes a parser that reads names in a worker thread, each under a time limit: a name over it costs
 * the worker, not the process. The thread starts with the first call and keeps no process alive
 * unless a call is pending.
 */
export function createReleaseTitleParser(
  options: ReleaseTitleParserOptions = {},
): ReleaseTitleParser {
  return new WorkerParser(options);
}

interface Job {
  names: readonly string[];
  results: (ReleaseTitle | undefined)[];
  /** Indices of `names` that no worker has yet. */
  waiting: number[];
  resolve: (results: (ReleaseTitle | undefined)[]) => void;
  reject: (cause: Error) => void;
}

class WorkerParser implements ReleaseTitleParser {
  readonly #timeoutMs: number;
  readonly #idleMs: number;
  readonly #onFailure: ReleaseTitleParserOptions["onFailure"];
  readonly #workerUrl: URL;
  readonly #jobs: Job[] = [];
  /** Indices the worker has, of the names of the first job; empty while it has none. */
  #batch: number[] = [];
  #answeredCount = 0;
  #worker: NameWorker | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: ReleaseTitleParserOptions) {
    this.#timeoutMs = options.timeoutMs ?? 2000;
    this.#idleMs = options.idleMs ?? 30_000;
    this.#onFailure = options.onFailure;
    this.#workerUrl = options.workerUrl ?? new URL("./worker.ts", import.meta.url);
  }

  parse(names: readonly string[]): Promise<(ReleaseTitle | undefined)[]> {
    if (this.#isClosed) return Promise.reject(closedError());
    if (names.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      const results = Array.from<ReleaseTitle | undefined>({ length: names.length });
      this.#jobs.push({ names: [...names], results, waiting: [...names.keys()], resolve, reject });
      this.#advance();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idleTimer);
    for (const job of this.#jobs.splice(0)) job.reject(closedError());
    await this.#worker?.stop();
    this.#worker = undefined;
  }

  #advance(): void {
    if (this.#batch.length > 0) return;
    const job = this.#jobs[0];
    clearTimeout(this.#idleTimer);
    if (!job) {
      this.#idleTimer = setTimeout(() => this.#rest(), this.#idleMs).unref();
      return;
    }
    if (job.waiting.length === 0) {
      this.#jobs.shift();
      job.resolve(job.results);
      this.#advance();
      return;
    }
    this.#batch = job.waiting.splice(0, BATCH_SIZE);
    this.#answeredCount = 0;
    this.#worker ??= new NameWorker(this.#workerUrl, this.#timeoutMs, {
      answered: (answer) => this.#receive(answer),
      ended: (end) => this.#recover(end),
    });
    this.#worker.read(
      this.#batch.map((index) => (job.names[index] ?? "").slice(0, MAX_NAME_LENGTH)),
    );
  }

  #receive({ from, results, isDone }: WorkerAnswer): void {
    const job = this.#jobs[0];
    for (const [offset, release] of results.entries()) {
      const index = this.#batch[from + offset];
      if (job && index !== undefined) job.results[index] = release;
    }
    this.#answeredCount = from + results.length;
    if (!isDone) return;
    this.#batch = [];
    this.#advance();
  }

  #recover({ index, isTimeout, cause }: WorkerEnd): void {
    this.#worker = undefined;
    const job = this.#jobs[0];
    const batch = this.#batch;
    this.#batch = [];
    if (!job || batch.length === 0) return;
    const culprit = index === undefined ? undefined : batch[index];
    if (index === undefined || culprit === undefined) {
      this.#jobs.shift();
      job.reject(new Error("the release title worker ended", { cause }));
    } else {
      const name = job.names[culprit] ?? "";
      if (isTimeout) job.results[culprit] = timedOut(name);
      job.waiting.unshift(...batch.slice(this.#answeredCount, index), ...batch.slice(index + 1));
      this.#onFailure?.(name, cause);
    }
    this.#advance();
  }

  #rest(): void {
    void this.#worker?.stop();
    this.#worker = undefined;
  }
}

function timedOut(name: string): ReleaseTitle {
  return { ...createEmptyReleaseTitle(prepareName(name)), timedOut: true };
}

function closedError(): Error {
  return new Error("the release title parser is closed");
}
