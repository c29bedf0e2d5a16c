import type { Transferable } from "node:worker_threads";

import { packError, unpackError, type PackedError } from "./thread-error.ts";

/** What one side of a port does for the other; arguments and results are cloned on their way. */
export type Methods = Readonly<Record<string, (argument: never) => unknown>>;

/** A thread, or the port to whoever started it. */
export interface CallPort {
  postMessage(message: unknown, transfer?: readonly Transferable[]): void;
  on(event: "message", listener: (message: Message) => void): unknown;
}

type Message =
  | { call: number | undefined; method: string; argument: unknown }
  | { reply: number; value: unknown }
  | { reply: number; error: PackedError };

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/**
 * Calls between two threads, either way: methods begin in the order in which they were called.
 * `Remote` is what the other side does.
 */
export class ThreadCalls<Remote extends Methods> {
  readonly #port: CallPort;
  readonly #methods: Methods;
  readonly #waiting = new Map<number, Waiting>();
  #lastCall = 0;
  #ended: Error | undefined;

  /** Takes over the messages of a port and answers those that call `methods`. */
  constructor(port: CallPort, methods: Methods) {
    this.#port = port;
    this.#methods = methods;
    port.on("message", (message) => this.#receive(message));
  }

  /** Resolves with what the method answers; rejects with what it throws, or when calls have ended. */
  call<Name extends keyof Remote & string>(
    method: Name,
    argument: Parameters<Remote[Name]>[0],
    transfer: readonly Transferable[] = [],
  ): Promise<Awaited<ReturnType<Remote[Name]>>> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const call = ++this.#lastCall;
    return new Promise((resolve, reject) => {
      // The other side answers with what its method of this name returns.
      this.#waiting.set(call, { resolve: resolve as (value: unknown) => void, reject });
      this.#port.postMessage({ call, method, argument } satisfies Message, transfer);
    });
  }

  /** Calls a method that answers nothing and does not fail. */
  tell<Name extends keyof Remote & string>(
    method: Name,
    argument: Parameters<Remote[Name]>[0],
  ): void {
    if (this.#ended !== undefined) return;
    this.#port.postMessage({ call: undefined, method, argument } satisfies Message, []);
  }

  /** Rejects all calls, those under way and those to come: the other side is gone. */
  end(cause: Error): void {
    this.#ended ??= cause;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }

  #receive(message: Message): void {
    if ("reply" in message) this.#settle(message);
    else if (message.call === undefined) void this.#run(message.method, message.argument);
    else void this.#answer(message.call, message.method, message.argument);
  }

  async #answer(call: number, method: string, argument: unknown): Promise<void> {
    let reply: Message;
    try {
      reply = { reply: call, value: await this.#run(method, argument) };
    } catch (error) {
      reply = { reply: call, error: packError(error) };
    }
    this.#port.postMessage(reply, []);
  }

  #run(method: string, argument: unknown): unknown {
    const run = this.#methods[method];
    if (run === undefined) throw new Error(`no method ${method} is called from other threads`);
    // `call` and `tell` of the other side take only what the method does.
    return run(argument as never);
  }

  #settle(message: Extract<Message, { reply: number }>): void {
    const waiting = this.#waiting.get(message.reply);
    this.#waiting.delete(message.reply);
    if ("error" in message) waiting?.reject(unpackError(message.error));
    else waiting?.resolve(message.value);
  }
}
