import type { Database } from "@minato/database";
import type { Context, Job, SendOptions } from "@minato/kit";
import { PgBoss, type Db } from "pg-boss";
import type { Logger } from "pino";

const POLLING_SECONDS = 0.5;
const KEEP_FINISHED_SECONDS = 60 * 60;
const STOP_TIMEOUT_MS = 10_000;
const FIRST_RETRY_SECONDS = 1;

/** Background work in PostgreSQL: jobs are sent in the transaction that makes them necessary. */
export class JobQueue {
  readonly #boss: PgBoss;
  readonly #jobs: readonly Job[];
  readonly #log: Logger;

  /** Shares the pool of `db`; nothing happens before `start`. */
  constructor(db: Database, jobs: readonly Job[], log: Logger) {
    this.#jobs = jobs;
    this.#log = log;
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

  /** The underlying queue, for listing and retrying. */
  get boss(): PgBoss {
    return this.#boss;
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
