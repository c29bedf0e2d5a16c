import { Worker } from "node:worker_threads";

import type { FeedOptions, LoadProblem } from "./feed.ts";
import type { WriterOptions } from "./index-writer.ts";
import type { Operation } from "./operations.ts";
import { checkSchema, type SearchSchema } from "./schema.ts";
import { countDocuments, type Snapshot } from "./segment.ts";
import { CallSender } from "./threads/calls.ts";
import { THREAD_LIMITS } from "./threads/thread-limits.ts";

/** How an index is opened. */
export interface SearchIndexOptions extends WriterOptions {
  /** Told when a merge in the background failed; it is tried again after the next commit. */
  onMergeError?: (message: string) => void;
  /**
   * What fills the index from within its writer's thread, so that neither reading a source nor
   * handing documents over takes time of this one.
   */
  feed?: FeedOptions;
  /** Takes what the feed posts. */
  onFeedMessage?: (message: unknown) => void;
  /** Told what ended the writer's thread when that was not `close`; what is committed can still be searched. */
  onEnd?: (error: Error) => void;
}

/** An index that is filled beside the old one. */
export interface Rebuild {
  /** Adds documents; those that `SearchIndex.apply` changed since the beginning are left as they are. */
  apply(operations: readonly Operation[]): Promise<void>;
  /** Takes the place of the old index, at once and durably. */
  finish(meta?: string): Promise<void>;
  /** Gives up. */
  abandon(): Promise<void>;
}

/** Operations sent to the writer at once: copying more would hold up the caller's thread. */
const SLICE = 250;

/** An index whose writer works in a thread of its own. */
export class SearchIndex {
  /** Text of the owner that was given to the commit that was found on disk. */
  readonly meta: string;
  /** Set when what lies on disk cannot be used and everything must be indexed anew. */
  readonly problem: LoadProblem | undefined;
  readonly #worker: Worker;
  readonly #calls: CallSender;
  readonly #state: { snapshot: Snapshot };
  readonly #listeners: Set<(snapshot: Snapshot) => void>;

  /** Use `createSearchIndex`. */
  constructor(parts: {
    worker: Worker;
    calls: CallSender;
    state: { snapshot: Snapshot };
    listeners: Set<(snapshot: Snapshot) => void>;
    meta: string;
    problem: LoadProblem | undefined;
  }) {
    this.#worker = parts.worker;
    this.#calls = parts.calls;
    this.#state = parts.state;
    this.#listeners = parts.listeners;
    this.meta = parts.meta;
    this.problem = parts.problem;
  }

  /** How many committed documents there are. */
  get size(): number {
    return countDocuments(this.#state.snapshot);
  }

  /** The last committed state, for `openReader`; `postMessage` hands it to a thread without a copy. */
  get snapshot(): Snapshot {
    return this.#state.snapshot;
  }

  /** Calls back with each later state; answers a function that ends this. */
  subscribe(listener: (snapshot: Snapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Makes changes in order. Deletes and patches of committed documents show at once, documents with
   * the next commit. Rejects with `INVALID` at the first operation that does not fit the schema.
   */
  async apply(operations: readonly Operation[]): Promise<void> {
    await this.#send("apply", operations);
  }

  /**
   * Makes all changes visible and durable, together with a text of the owner such as how far it has
   * read its source. Every search begun after this sees them.
   */
  async commit(meta?: string): Promise<void> {
    await this.#calls.call("commit", meta);
  }

  /** Sends a message to the feed. */
  tellFeed(message: unknown): void {
    this.#worker.postMessage({ feedMessage: message }, []);
  }

  /** Merges everything into one segment, which searches fastest; searches and changes go on. */
  async merge(): Promise<void> {
    await this.#calls.call("merge", undefined);
  }

  /** Waits until merges in the background are done. */
  async settle(): Promise<void> {
    await this.#calls.call("settle", undefined);
  }

  /** Begins an index beside this one, which goes on answering and taking changes. */
  async beginRebuild(): Promise<Rebuild> {
    await this.#calls.call("beginRebuild", undefined);
    return {
      apply: async (operations) => this.#send("rebuildWith", operations),
      finish: async (meta = "") => {
        await this.#calls.call("finishRebuild", meta);
      },
      abandon: async () => {
        await this.#calls.call("abandonRebuild", undefined);
      },
    };
  }

  /** Ends the feed and the thread. Changes that were not committed are lost, patched numbers are written. */
  async close(): Promise<void> {
    await this.#calls.call("close", undefined);
    await this.#worker.terminate();
    this.#listeners.clear();
  }

  async #send(method: string, operations: readonly Operation[]): Promise<void> {
    for (let at = 0; at < operations.length; at += SLICE) {
      await this.#calls.call(method, operations.slice(at, at + SLICE));
    }
  }
}

/**
 * Opens the index of a directory in a thread of its own, or begins an empty one. When what lies
 * there is damaged or of another schema, the index is empty and `problem` says why.
 */
export async function createSearchIndex(options: SearchIndexOptions): Promise<SearchIndex> {
  const { onMergeError, onFeedMessage, onEnd, ...workerData } = options;
  checkSchema(options.schema);
  const worker = new Worker(new URL("./threads/writer-thread.ts", import.meta.url), {
    workerData,
    resourceLimits: THREAD_LIMITS,
  });
  const state = { snapshot: emptySnapshot(options.schema) };
  const listeners = new Set<(snapshot: Snapshot) => void>();
  const calls = new CallSender(worker, (message) => {
    // Sent by the writer thread.
    const { snapshot, mergeError, fed } = message as WriterMessage;
    if (fed !== undefined) onFeedMessage?.(fed.message);
    if (mergeError !== undefined) onMergeError?.(mergeError);
    if (snapshot === undefined) return;
    state.snapshot = snapshot;
    for (const listener of listeners) listener(snapshot);
  });
  if (onEnd !== undefined) worker.once("error", onEnd);
  // The reply of the writer thread.
  const loaded = (await calls.call("load", undefined)) as { meta: string; problem?: LoadProblem };
  const { meta, problem } = loaded;
  return new SearchIndex({ worker, calls, state, listeners, meta, problem });
}

interface WriterMessage {
  snapshot?: Snapshot;
  mergeError?: string;
  fed?: { message: unknown };
}

function emptySnapshot(schema: SearchSchema): Snapshot {
  return { version: 0, schema, segments: [] };
}
