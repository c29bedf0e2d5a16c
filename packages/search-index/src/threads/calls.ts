import type { MessagePort, Worker } from "node:worker_threads";

import { SearchIndexError, type SearchIndexErrorCode } from "../search-index-error.ts";

/** A request to another thread. */
export interface Call {
  call: number;
  method: string;
  argument: unknown;
}

/** What came of a call. */
export type Reply =
  | { call: number; value: unknown }
  | { call: number; error: { message: string; code?: SearchIndexErrorCode } };

/**
 * Runs calls that arrive at a port and replies to each. Methods that are not asynchronous run in the
 * order of the calls; the others go on beside them.
 */
export function answerCalls(
  port: MessagePort,
  methods: Readonly<Record<string, (argument: never) => unknown>>,
): void {
  port.on("message", (message: Call | { call?: undefined }) => {
    if (message.call !== undefined) void answer(port, methods, message);
  });
}

async function answer(
  port: MessagePort,
  methods: Readonly<Record<string, (argument: never) => unknown>>,
  { call, method, argument }: Call,
): Promise<void> {
  let reply: Reply;
  try {
    // The caller in this package sends what the method takes.
    reply = { call, value: await methods[method]!(argument as never) };
  } catch (error) {
    reply = { call, error: describe(error) };
  }
  port.postMessage(reply, []);
}

/** Sends calls to a thread and matches the replies. */
export class CallSender {
  readonly #worker: Worker;
  readonly #waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  #lastCall = 0;
  #ended: Error | undefined;

  /** Takes over the messages of a worker; those that are no replies go to `onMessage`. */
  constructor(worker: Worker, onMessage: (message: unknown) => void = () => {}) {
    this.#worker = worker;
    worker.on("message", (message: Reply | { call?: undefined }) => {
      if (message.call === undefined) onMessage(message);
      else this.#settle(message);
    });
    worker.on("error", (error: Error) => this.#end(error));
    worker.on("exit", () => this.#end());
  }

  /** How many calls have no reply yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Calls a method; rejects with `CLOSED` when the thread ends before it replies. */
  async call(method: string, argument: unknown): Promise<unknown> {
    if (this.#ended !== undefined) throw this.#ended;
    const call = ++this.#lastCall;
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject });
      this.#worker.postMessage({ call, method, argument } satisfies Call, []);
    });
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.call);
    this.#waiting.delete(reply.call);
    if ("error" in reply) waiting?.reject(rebuildError(reply.error));
    else waiting?.resolve(reply.value);
  }

  #end(cause?: Error): void {
    this.#ended ??= new SearchIndexError("CLOSED", "the thread of the index ended", { cause });
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}

function describe(error: unknown): { message: string; code?: SearchIndexErrorCode } {
  if (error instanceof SearchIndexError) return { message: error.message, code: error.code };
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

function rebuildError(error: { message: string; code?: SearchIndexErrorCode }): Error {
  if (error.code === undefined) return new Error(error.message);
  return new SearchIndexError(error.code, error.message);
}
