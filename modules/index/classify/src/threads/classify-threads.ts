import type { BatchEnd } from "./batch.ts";
import { WatchedThread, type ThreadEnd } from "./watched-thread.ts";

/** How names and files are read outside of the main thread. */
export interface ClassifyThreadsOptions {
  /** Of the database; each thread has connections of its own. */
  connectionString: string;
  /** Threads at most; the second starts when the first does not keep up. */
  maxThreads: number;
  /** Longest time for one torrent, measured from outside to about a fifth; 5,000. */
  limitMs?: number;
  /** A thread ends after this many milliseconds without work; 30,000. */
  idleMs?: number;
  /** Called for each torrent that ended a thread, by its time or by an error. */
  onFailure?: (torrentId: number, cause: Error) => void;
  /** Module of the threads; it calls `serveBatches`. */
  threadUrl?: URL;
}

/** While one batch of a thread waits for the database another is read. */
const TASKS_PER_THREAD = 2;

interface Task {
  torrentIds: readonly number[];
  unreadableIds: number[];
  resolve: () => void;
  reject: (cause: unknown) => void;
}

interface Thread {
  thread: WatchedThread;
  tasks: Map<number, Task>;
  idle: NodeJS.Timeout | undefined;
}

/**
 * Classifies torrents in threads that read and write the database themselves, so that neither a
 * backlog nor a hostile name holds up the main loop. A torrent that ends its thread is tried again
 * with its bare title. Threads start with the first call.
 */
export class ClassifyThreads {
  readonly #options: Required<Omit<ClassifyThreadsOptions, "onFailure">> &
    Pick<ClassifyThreadsOptions, "onFailure">;
  readonly #threads: Thread[] = [];
  readonly #waiting: Task[] = [];
  #lastNumber = 0;
  #isClosed = false;

  constructor(options: ClassifyThreadsOptions) {
    const threadUrl = new URL("./classify-thread.ts", import.meta.url);
    this.#options = { limitMs: 5000, idleMs: 30_000, threadUrl, ...options };
  }

  /** Classifies torrents in one transaction; those that are gone are left out. */
  classify(torrentIds: readonly number[]): Promise<void> {
    if (this.#isClosed) return Promise.reject(closedError());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ torrentIds, unreadableIds: [], resolve, reject });
      this.#advance();
    });
  }

  /** Ends the threads and rejects what is pending. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const threads = this.#threads.splice(0);
    for (const { tasks, idle } of threads) {
      clearTimeout(idle);
      this.#waiting.push(...tasks.values());
    }
    for (const task of this.#waiting.splice(0)) task.reject(closedError());
    await Promise.all(threads.map(({ thread }) => thread.stop()));
  }

  #advance(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#findRoom();
      const task = thread && this.#waiting.shift();
      if (thread === undefined || task === undefined) return;
      this.#give(thread, task);
    }
  }

  /** A thread takes a fifth of a second to start: one that has room is better than a new one. */
  #findRoom(): Thread | undefined {
    const [first] = this.#threads.toSorted((a, b) => a.tasks.size - b.tasks.size);
    if (first !== undefined && first.tasks.size < TASKS_PER_THREAD) return first;
    return this.#threads.length < this.#options.maxThreads ? this.#startThread() : undefined;
  }

  #give(to: Thread, task: Task): void {
    clearTimeout(to.idle);
    const number = ++this.#lastNumber;
    to.tasks.set(number, task);
    to.thread.watch();
    const { torrentIds, unreadableIds } = task;
    to.thread.send({ number, torrentIds, unreadableIds });
  }

  #startThread(): Thread {
    const { threadUrl, connectionString, limitMs } = this.#options;
    const watched = new WatchedThread(threadUrl, connectionString, limitMs, {
      answered: (end) => this.#receive(started, end),
      ended: (end) => this.#recover(started, end),
    });
    const started: Thread = { thread: watched, tasks: new Map(), idle: undefined };
    this.#threads.push(started);
    return started;
  }

  #receive(from: Thread, { number, failure }: BatchEnd): void {
    const task = from.tasks.get(number);
    from.tasks.delete(number);
    if (failure === undefined) task?.resolve();
    else task?.reject(failure);
    this.#advance();
    if (from.tasks.size > 0) return;
    from.thread.rest();
    clearTimeout(from.idle);
    from.idle = setTimeout(() => this.#endIdle(from), this.#options.idleMs).unref();
  }

  #endIdle(thread: Thread): void {
    if (thread.tasks.size > 0) return;
    this.#forget(thread);
    void thread.thread.stop();
  }

  /** What a thread had under way was rolled back and is given to another. */
  #recover(lost: Thread, { torrentId, cause }: ThreadEnd): void {
    this.#forget(lost);
    clearTimeout(lost.idle);
    if (torrentId !== undefined) this.#options.onFailure?.(torrentId, cause);
    for (const task of lost.tasks.values()) {
      if (isWorthAnotherTry(task, torrentId)) this.#waiting.unshift(task);
      else task.reject(new Error("the thread that classifies ended", { cause }));
    }
    this.#advance();
  }

  #forget(thread: Thread): void {
    const at = this.#threads.indexOf(thread);
    if (at !== -1) this.#threads.splice(at, 1);
  }
}

/**
 * Notes which name ended the thread. One that ends outside of a torrent, or at the same one again,
 * would only end again.
 */
function isWorthAnotherTry(task: Task, torrentId: number | undefined): boolean {
  if (torrentId === undefined || task.unreadableIds.includes(torrentId)) return false;
  if (task.torrentIds.includes(torrentId)) task.unreadableIds.push(torrentId);
  return true;
}

function closedError(): Error {
  return new Error("classification has ended");
}
