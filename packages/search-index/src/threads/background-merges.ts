import { Worker } from "node:worker_threads";

import type { IndexWriter, PendingMerge } from "../index-writer.ts";
import { mergeSegments } from "../merge-segments.ts";
import { SearchIndexError } from "../search-index-error.ts";
import { writeSegment } from "../segment-file.ts";
import type { Segment, Snapshot } from "../segment.ts";

/** Fewer documents are merged sooner than a thread has started. */
const MIN_FOR_THREAD = 10_000;

/** Merges segments of a writer, large ones in a thread of their own, one merge at a time. */
export class BackgroundMerges {
  readonly #writer: IndexWriter;
  readonly #onMerged: (snapshot: Snapshot) => void;
  readonly #onError: (message: string) => void;
  #running: Promise<void> | undefined;
  #isClosed = false;

  constructor(
    writer: IndexWriter,
    onMerged: (snapshot: Snapshot) => void,
    onError: (message: string) => void,
  ) {
    this.#writer = writer;
    this.#onMerged = onMerged;
    this.#onError = onError;
  }

  /** Begins to merge when something is to gain and nothing runs. */
  start(): void {
    if (this.#isClosed || this.#running !== undefined) return;
    this.#running = this.#mergeAll();
  }

  /** Waits for the merges under way. */
  async settle(): Promise<void> {
    await this.#running;
  }

  /** Merges everything into one segment. */
  async mergeEverything(): Promise<void> {
    await this.settle();
    if (!this.#isClosed) await this.#mergeOnce(true);
  }

  /** Waits for what runs and begins nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.settle();
  }

  async #mergeAll(): Promise<void> {
    try {
      while (!this.#isClosed) if (!(await this.#mergeOnce(false))) break;
    } catch (error) {
      // For want of memory or disk; the next commit tries again.
      this.#onError(error instanceof Error ? error.message : String(error));
    }
    this.#running = undefined;
  }

  /** Answers whether there was something to merge. */
  async #mergeOnce(all: boolean): Promise<boolean> {
    const pending = this.#writer.beginMerge({ all });
    if (pending === undefined) return false;
    try {
      const size = pending.parts.reduce((sum, { segment }) => sum + segment.count, 0);
      const merged = size < MIN_FOR_THREAD ? mergeHere(pending) : await mergeInThread(pending);
      if (this.#writer.isMerging(pending)) this.#onMerged(this.#writer.finishMerge(merged));
      return true;
    } catch (error) {
      if (this.#writer.isMerging(pending)) this.#writer.abandonMerge();
      throw error;
    }
  }
}

function mergeHere({ parts, number, file }: PendingMerge): Segment {
  const merged = mergeSegments(parts, number);
  writeSegment(file, merged);
  return merged;
}

async function mergeInThread(pending: PendingMerge): Promise<Segment> {
  const { promise, resolve, reject } = Promise.withResolvers<Segment>();
  const url = new URL("./merge-thread.ts", import.meta.url);
  const thread = new Worker(url, { workerData: pending });
  thread.once("message", resolve);
  thread.once("error", reject);
  thread.once("exit", () => reject(new SearchIndexError("CLOSED", "the merge ended early")));
  return promise;
}
