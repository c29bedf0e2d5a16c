import type { Database } from "@minato/database";
import type { Context, Job, SendOptions } from "@minato/kit";
import { PgBoss, type Db } from "pg-boss";
import type { Logger } from "pino";
import { z } from "zod";

const POLLING_SECONDS = 0.5;
const KEEP_FINISHED_SECONDS = 60 * 60;
const STOP_TIMEOUT_MS = 10_000;
const FIRST_RETRY_SECONDS = 1;

/** How much of one kind of work waits, runs and has failed. */
export const QueueDepth = z.object({
  name: z.string(),
  waiting: z.int(),
  running: z.int(),
  failed: z.int(),
  oldestWaitingSince: z.iso.datetime().nullable(),
});

/** How much of one kind of work waits, runs and has failed. */
export type QueueDepth = z.output<typeof QueueDepth>;

/** A job whose every try failed. */
export const FailedJob = z.object({
  id: z.string(),
  name: z.string(),
  tries: z.int(),
  failedAt: z.iso.datetime(),
  error: z.string(),
});

/** A job whose every try failed. */
export type FailedJob = z.output<typeof FailedJob>;

/** Background work in PostgreSQL: jobs are sent in the transaction that makes them necessary. */
export class JobQueue {
  readonly #boss: PgBoss;
  readonly #jobs: readonly Job[];
  readonly #log: Logger;
  readonly #pool: Database["$client"];

  /** Shares the pool of `db`; nothing happens before `start`. */
  constructor(db: Database, jobs: readonly Job[], log: Logger) {
    this.#jobs = jobs;
    this.#log = log;
    this.#pool = db.$client;
    this.#boss = new PgBoss({ db: toBossDatabase(db.$client), schedule: true });
    this.#boss.on("error", (error) => log.warn({ err: error }, "job queue met an error"));
  }

  /** Creates the queue's tables where they are missing, and one queue for each kind of job. */
  async start(): Promise<void> {
    await this.#boss.start();
    for (const job of this.#jobs) {
      const options = {
        retryLimit: job.retryLimit,
        retryDelay: FIRST_RETRY_SECONDS,
        retryBackoff: true,
        expireInSeconds: job.expireInSeconds,
        deleteAfterSeconds: KEEP_FINISHED_SECONDS,
      };
      await this.#boss.createQueue(job.name, options);
      await this.#boss.updateQueue(job.name, options);
    }
  }

  /** Sends a job, inside the transaction of `client` when one is given. */
  async send(job: Job, data: unknown, options: SendOptions = {}): Promise<void> {
    await this.#boss.send(job.name, job.data.parse(data) as object, {
      ...(options.client === undefined ? {} : { db: toBossDatabase(options.client) }),
      ...(options.singletonKey === undefined ? {} : { singletonKey: options.singletonKey }),
      ...(options.startAfterSeconds === undefined ? {} : { startAfter: options.startAfterSeconds }),
    });
  }

  /** Starts doing the work in this process, and sends scheduled jobs at their times. */
  async work(ctx: Context): Promise<void> {
    for (const job of this.#jobs) {
      const options = {
        localConcurrency: job.concurrency,
        pollingIntervalSeconds: POLLING_SECONDS,
      };
      await this.#boss.work<unknown>(job.name, options, async (batch) => {
        for (const { id, data, signal } of batch) {
          await this.#run(ctx, job, id, data, signal);
        }
      });
      if (job.schedule !== undefined) await this.#boss.schedule(job.name, job.schedule, {});
    }
  }

  /** How much of each kind waits, runs and has failed. */
  async depths(): Promise<QueueDepth[]> {
    const { rows } = await this.#pool.query<QueueDepth & { oldest: Date | null }>(
      `select name, count(*) filter (where state in ('created', 'retry'))::int as waiting,
         count(*) filter (where state = 'active')::int as running,
         count(*) filter (where state = 'failed')::int as failed,
         min(created_on) filter (where state in ('created', 'retry')) as oldest
       from pgboss.job where name = any($1::text[]) group by name`,
      [this.#jobs.map(({ name }) => name)],
    );
    const byName = new Map(rows.map((row) => [row.name, row]));
    return this.#jobs.map(({ name }) => {
      const row = byName.get(name);
      return {
        name,
        waiting: row?.waiting ?? 0,
        running: row?.running ?? 0,
        failed: row?.failed ?? 0,
        oldestWaitingSince: row?.oldest?.toISOString() ?? null,
      };
    });
  }

  /** The newest jobs whose every try failed, with their last error. */
  async failed(limit: number): Promise<FailedJob[]> {
    const { rows } = await this.#pool.query<Omit<FailedJob, "failedAt"> & { failedAt: Date }>(
      `select id, name, retry_count + 1 as tries, completed_on as "failedAt",
         coalesce(output ->> 'message', output::text, '') as error
       from pgboss.job where state = 'failed' order by completed_on desc limit $1`,
      [limit],
    );
    return rows.map((row) => ({ ...row, failedAt: row.failedAt.toISOString() }));
  }

  /** Lets a failed job wait for another try; false when there is none with this id. */
  async retry(id: string): Promise<boolean> {
    const { rows } = await this.#pool.query<{ name: string }>(
      "select name from pgboss.job where id = $1 and state = 'failed'",
      [id],
    );
    if (rows[0] === undefined) return false;
    await this.#boss.retry(rows[0].name, id);
    return true;
  }

  /** Lets running jobs finish for ten seconds; what is left is tried again at the next start. */
  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS, close: false });
  }

  async #run(
    ctx: Context,
    job: Job,
    id: string,
    data: unknown,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await job.run(ctx, job.data.parse(data), signal);
    } catch (error) {
      this.#log.error({ err: error, job: job.name, jobId: id }, "job failed");
      throw error;
    }
  }
}

interface Queryable {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

function toBossDatabase(client: Queryable): Db {
  return { executeSql: (text, values) => client.query(text, values) };
}
