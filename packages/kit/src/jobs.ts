import type { z } from "zod";

import type { Context } from "./context.ts";

/** A kind of background work: how its data looks, how it is retried and what it does. */
export interface Job<Schema extends z.ZodType = z.ZodType> {
  /** `<module>.<verb>`. */
  readonly name: string;
  readonly data: Schema;
  /** Runs one job; a throw means another try, until `retryLimit` is used up. */
  readonly run: (ctx: Context, data: z.output<Schema>, signal: AbortSignal) => Promise<void>;
  /** How often a failed job is tried again, with growing delay. */
  readonly retryLimit: number;
  /** After this many seconds a running job counts as failed. */
  readonly expireInSeconds: number;
  /** How many of this kind run at once in one process. */
  readonly concurrency: number;
  /** Cron expression in UTC when the job runs by itself. */
  readonly schedule?: string;
}

/** Declares a job, filling in the usual limits. */
export function defineJob<Schema extends z.ZodType>(
  job: Pick<Job<Schema>, "name" | "data" | "run"> & Partial<Job<Schema>>,
): Job<Schema> {
  return { retryLimit: 5, expireInSeconds: 900, concurrency: 1, ...job };
}
