import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

import type { Context } from "@minato/kit";
import { AppError } from "@minato/kit/app-error";
import { Thread } from "@minato/kit/thread";
import { ThreadCalls } from "@minato/kit/thread-calls";

import type { IngestRequest } from "../ingest-body.ts";
import type { IngestResult } from "../ingest-record.ts";
import type { IngestOrigin } from "../ingest-torrents.ts";
import { feedBody } from "./feed-body.ts";
import type { ThreadInput, ThreadMethods } from "./methods.ts";
import { createProcessMethods, type ProcessSide } from "./process-methods.ts";

/** How the thread is run; tests change it. */
export interface IngestThreadOptions {
  /** It ends after this many milliseconds without a body; 60,000. */
  idleMs?: number;
  /** Its module, which answers `ThreadMethods`. */
  module?: URL;
}

/** A body read as a whole and its records are the most it holds; what wants more ends as a crash. */
const LIMITS = { maxOldGenerationSizeMb: 1024 };
const RETRY_AFTER_SECONDS = 2;
const CLOSE_MS = 2000;

interface Running {
  thread: Thread;
  calls: ThreadCalls<ThreadMethods>;
  side: ProcessSide;
  bodies: number;
  idle: NodeJS.Timeout | undefined;
}

/**
 * Takes in bodies in a thread with connections of its own, so that a flood of records does not hold
 * up the main loop: that only passes on chunks, and does what listeners want. The thread starts with
 * the first body. When it is lost its bodies fail with 503, and the next one gets a new thread.
 */
export class IngestThread {
  readonly #ctx: Context;
  readonly #options: Required<IngestThreadOptions>;
  #running: Running | undefined;
  #lastBody = 0;
  #isClosed = false;

  constructor(ctx: Context, options: IngestThreadOptions = {}) {
    this.#ctx = ctx;
    const module = new URL("./serve-bodies.ts", import.meta.url);
    this.#options = { idleMs: 60_000, module, ...options };
  }

  /**
   * Takes in a body and says what became of its records. What was written before a failure stays.
   * @throws {AppError} what `ingestBody` throws, and SERVICE_UNAVAILABLE when the thread was lost
   */
  take(request: IngestRequest, stream: Readable): Promise<IngestResult> {
    return this.#run(async (calls) => {
      const body = ++this.#lastBody;
      const outcome = calls.call("take", { ...request, body });
      await feedBody(calls, body, stream, outcome);
      return outcome;
    });
  }

  /**
   * Takes in records that were read already, and says what became of them.
   * @throws {AppError} SERVICE_UNAVAILABLE when the thread was lost
   */
  takeRecords(records: readonly unknown[], { sourceName }: IngestOrigin): Promise<IngestResult> {
    return this.#run((calls) => calls.call("takeRecords", { records, sourceName }));
  }

  /** Ends the thread; bodies under way fail. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const running = this.#running;
    if (running !== undefined) await this.#stop(running);
  }

  async #run(
    work: (calls: ThreadCalls<ThreadMethods>) => Promise<IngestResult>,
  ): Promise<IngestResult> {
    if (this.#isClosed) throw unavailable();
    const running = (this.#running ??= this.#start());
    this.#begin(running);
    try {
      return await work(running.calls);
    } catch (error) {
      throw this.#isClosed ? unavailable(error) : error;
    } finally {
      this.#end(running);
    }
  }

  #start(): Running {
    const { connectionString } = this.#ctx.db.$client.options;
    if (connectionString === undefined) throw new Error("the database has no address");
    const data: ThreadInput = { connectionString, defaultTerms: this.#ctx.blocklist.defaultTerms };
    const thread = new Thread(this.#options.module, {
      data,
      limits: LIMITS,
      name: "ingest",
      onEnd: (cause) => this.#lose(running, cause),
    });
    const side = createProcessMethods(this.#ctx, (query) => running.calls.call("query", query));
    const calls = new ThreadCalls<ThreadMethods>(thread.worker, side.methods);
    const running: Running = { thread, calls, side, bodies: 0, idle: undefined };
    return running;
  }

  #begin(running: Running): void {
    clearTimeout(running.idle);
    running.bodies += 1;
    running.thread.hold();
  }

  #end(running: Running): void {
    running.bodies -= 1;
    if (running.bodies > 0 || running !== this.#running) return;
    running.thread.release();
    running.idle = setTimeout(() => void this.#stop(running), this.#options.idleMs).unref();
  }

  #lose(running: Running, cause: Error): void {
    this.#ctx.log.error({ err: cause, bodies: running.bodies }, "the thread that ingests ended");
    this.#forget(running, cause);
  }

  async #stop(running: Running): Promise<void> {
    // What counted the last hits may wait for a database that is gone.
    const closed = running.calls.call("close", undefined).catch(() => undefined);
    if (this.#running === running) this.#running = undefined;
    await Promise.race([closed, sleep(CLOSE_MS, undefined, { ref: false })]);
    this.#forget(running);
    await running.thread.stop();
  }

  #forget(running: Running, cause?: Error): void {
    clearTimeout(running.idle);
    if (this.#running === running) this.#running = undefined;
    running.calls.end(unavailable(cause));
    running.side.end();
  }
}

function unavailable(cause?: unknown): AppError {
  return new AppError("SERVICE_UNAVAILABLE", "Taking in records was broken off; send them again", {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    cause,
  });
}
