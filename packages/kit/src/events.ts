import type { PoolClient } from "pg";

import type { Context } from "./context.ts";

/** Something a module announces: `torrents.ingested`. */
export interface Event<Payload> {
  readonly name: string;
  /** Carries the payload's type; never set. */
  readonly payload?: Payload;
}

/** Reacts to an event inside the transaction that caused it, so that it happens with it or not at all. */
export interface Listener {
  readonly event: string;
  readonly handle: (ctx: Context, payload: unknown, client: PoolClient) => Promise<void>;
}

/** Declares an event, named `<module>.<past participle>`. */
export function defineEvent<Payload>(name: string): Event<Payload> {
  return { name };
}

/** Binds a handler to an event. */
export function on<Payload>(
  event: Event<Payload>,
  handle: (ctx: Context, payload: Payload, client: PoolClient) => Promise<void>,
): Listener {
  // The emitter passes only what `Context.emit` checked against the same event.
  return {
    event: event.name,
    handle: (ctx, payload, client) => handle(ctx, payload as Payload, client),
  };
}
