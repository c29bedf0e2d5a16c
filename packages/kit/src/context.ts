import type { Database } from "@minato/database";
import type { OutboundFetch } from "@minato/outbound";
import type { PoolClient } from "pg";
import type { Logger } from "pino";
import type { z } from "zod";

import type { Environment } from "./environment.ts";
import type { Event } from "./events.ts";
import type { Job } from "./jobs.ts";
import type { Settings } from "./settings.ts";

/** How a job is sent. */
export interface SendOptions {
  /** Sends inside this transaction: the job exists if and only if the transaction commits. */
  client?: PoolClient;
  /** At most one waiting job with the same key. */
  singletonKey?: string;
  startAfterSeconds?: number;
}

/**
 * Everything a function may touch, built once per process and per test and passed first. Modules
 * that provide something to others extend it by declaration merging.
 */
export interface Context {
  readonly db: Database;
  readonly log: Logger;
  readonly env: Environment;
  readonly now: () => Date;
  /** Cryptographically random bytes. */
  readonly random: (size: number) => Uint8Array;
  /** Reaches public addresses only, unless a request names the host in `allow`. */
  readonly fetch: OutboundFetch;
  /** The current settings of a module. */
  readonly config: <Schema extends z.ZodObject>(settings: Settings<Schema>) => z.output<Schema>;
  readonly send: <Schema extends z.ZodType>(
    job: Job<Schema>,
    data: z.input<Schema>,
    options?: SendOptions,
  ) => Promise<void>;
  /** Runs every listener of the event inside the given transaction. */
  readonly emit: <Payload>(
    event: Event<Payload>,
    payload: Payload,
    client: PoolClient,
  ) => Promise<void>;
}
