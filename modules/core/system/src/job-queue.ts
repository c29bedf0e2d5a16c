import { setTimeout as sleep } from "node:timers/promises";

import { transaction, type Database } from "@minato/database";
import type { Context, Job, SendOptions } from "@minato/kit";
import type { PoolClient } from "pg";
import { PgBoss, type Db, type Job as ClaimedJob } from "pg-boss";
import type { Logger } from "pino";

import { handBackJobs, type JobAttempt } from "./hand-back-jobs.ts";
import { WorkerAlarm } from "./wake-workers.ts";
import { WorkerHeartbeat } from "./worker-heartbeat.ts";

/** How often each worker looks by itself; `WorkerAlarm` wakes it long before. */
const POLLING_SECONDS = 15;
/** Failed and cancelled jobs stay for this long; `hand-back-jobs.ts` deletes finished ones earlier. */
const KEEP_SECONDS = 30 * 24 * 60 * 60;
const FIRST_RETRY_SECONDS = 1;
const LONGEST_RETRY_SECONDS = 15 * 60;
/** The queue's own, slower guard; our heartbeat hands jobs of a lost worker back before it. */
const GUARD_SECONDS = 60;
/** What a handler that heeds its signal needs to end after its job was handed back. */
const ABORT_MS = 1000;

/** How the queue keeps time; tests make it quicker. */
export interface JobQueueTimes {
  /** A process says that it lives, and renews its claim on what it runs. */
  heartbeatMs: number;
  /** Jobs of a process that was silent for this long are handed back. */
  lostAfterMs: number;
  /** How long running jobs may go on once the program is told to stop. */
  stopMs: number;
}

const TIMES: JobQueueTimes = { heartbeatMs: 5000, lostAfterMs: 20_000, stopMs: 10_000 };

interface RunningJob extends JobAttempt {
  readonly cancellation: AbortController;
}

/** Background work in PostgreSQL: jobs are sent in the transaction that makes them necessary. */
export class JobQueue {
  /** Every kind of job there is. */
  readonly jobs: readonly Job[];
  readonly #boss: PgBoss;
  readonly #log: Logger;
  readonly #db: Database;
  readonly #times: JobQueueTimes;
  readonly #running = new Map<string, RunningJob>();
  readonly #stopping = new AbortController();
  readonly #workers = new Map<string, string[]>();
  #heartbeat: WorkerHeartbeat | undefined;
  #alarm: WorkerAlarm | undefined;
  #stopped: Promise<void> | undefined;

  /** Shares the pool of `db`; nothing happens before `start`. */
  constructor(db: Database, jobs: readonly Job[], log: Logger, times: Partial<JobQueueTimes> = {}) {
    this.jobs = jobs;
    this.#log = log;
    this.#db = db;
    this.#times = { ...TIMES, ...times };
    this.#boss = new PgBoss({ db: toBossDatabase(db.$client), schedule: true });
    this.#boss.on("error", (error) => log.warn({ err: error }, "job queue met an error"));
  }

  /** Creates the queue's tables where they are missing, and one queue for each kind of job. */
  async start(): Promise<void> {
    await this.#boss.start();
    for (const job of this.jobs) {
      const options = {
        retryLimit: job.retryLimit,
        retryDelay: FIRST_RETRY_SECONDS,
        retryBackoff: true,
        retryDelayMax: LONGEST_RETRY_SECONDS,
        expireInSeconds: job.expireInSeconds,
        heartbeatSeconds: GUARD_SECONDS,
        deleteAfterSeconds: KEEP_SECONDS,
      };
      await this.#boss.createQueue(job.name, options);
      await this.#boss.updateQueue(job.name, options);
    }
  }

  /** Sends a job, inside the transaction of `client` when one is given. */
  async send(job: Job, data: unknown, options: SendOptions = {}): Promise<void> {
    const { client, singletonKey, startAfterSeconds } = options;
    const payload = job.data.parse(data) as object;
    const startAfter = startAfterSeconds === undefined ? {} : { startAfter: startAfterSeconds };
    if (singletonKey === undefined) {
      const connection = client === undefined ? {} : { db: toBossDatabase(client) };
      await this.#boss.send(job.name, payload, { ...startAfter, ...connection });
      return;
    }
    const sendOnce = async (connection: PoolClient) => {
      if (await isWaiting(connection, job.name, singletonKey)) return;
      const db = toBossDatabase(connection);
      await this.#boss.send(job.name, payload, { ...startAfter, singletonKey, db });
    };
    await (client === undefined ? transaction(this.#db.$client, sendOnce) : sendOnce(client));
  }

  /**
   * Starts doing the work in this process, says in the table `workers` that it does, and sends
   * scheduled jobs at their times.
   */
  async work(ctx: Context): Promise<void> {
    this.#heartbeat = await WorkerHeartbeat.start(ctx, {
      everyMs: this.#times.heartbeatMs,
      lostAfterMs: this.#times.lostAfterMs,
      countRunning: () => this.#running.size,
    });
    for (const job of this.jobs) {
      for (let count = 0; count < job.concurrency; count++) await this.#addWorker(ctx, job);
      if (job.schedule !== undefined) await this.#boss.schedule(job.name, job.schedule, {});
    }
    this.#alarm = new WorkerAlarm(ctx, [...this.#workers.keys()], (name) => this.#wake(name));
  }

  /** Tells a job that runs in this process to end; another process notices at its heartbeat. */
  abort(id: string): void {
    this.#running.get(id)?.cancellation.abort(new Error("the job was cancelled"));
  }

  /**
   * Lets running jobs finish, for ten seconds at most; what is left is told to end and handed back,
   * without counting as a try, so that the next process takes it up at once.
   */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  #wake(name: string): void {
    for (const id of this.#workers.get(name) ?? []) this.#boss.notifyWorker(id);
  }

  async #stop(): Promise<void> {
    const ended = Promise.all([
      this.#alarm?.stop(),
      ...this.jobs.map(({ name }) => this.#boss.offWork(name)),
    ]);
    try {
      await withLimit(ended, this.#times.stopMs);
      if (this.#running.size > 0) {
        const jobs = await handBackJobs(this.#db, [...this.#running.values()]);
        this.#log.info({ jobs }, "running jobs handed back");
        this.#stopping.abort(new Error("the program is stopping"));
        await withLimit(ended, ABORT_MS);
      }
      await this.#heartbeat?.stop();
    } finally {
      await this.#boss.stop({ graceful: false, close: false });
    }
  }

  async #addWorker(ctx: Context, job: Job): Promise<void> {
    const options = {
      pollingIntervalSeconds: POLLING_SECONDS,
      heartbeatRefreshSeconds: this.#times.heartbeatMs / 1000,
    };
    const id = await this.#boss.work<unknown>(job.name, options, async (batch) => {
      try {
        for (const claimed of batch) await this.#run(ctx, job, claimed);
      } finally {
        // Where there was one job there may be more: look at once instead of at the next poll.
        this.#boss.notifyWorker(id);
      }
    });
    this.#workers.set(job.name, [...(this.#workers.get(job.name) ?? []), id]);
  }

  async #run(ctx: Context, job: Job, claimed: ClaimedJob<unknown>): Promise<void> {
    const { id, data, retryCount } = claimed;
    const cancellation = new AbortController();
    this.#running.set(id, { id, retryCount, cancellation });
    const signal = AbortSignal.any([claimed.signal, cancellation.signal, this.#stopping.signal]);
    try {
      await job.run(ctx, job.data.parse(data), signal);
    } catch (error) {
      if (signal.aborted) this.#log.info({ job: job.name, jobId: id }, "job was told to end");
      else this.#log.error({ err: error, job: job.name, jobId: id }, "job failed");
      throw error;
    } finally {
      this.#running.delete(id);
    }
  }
}

async function withLimit(work: Promise<unknown>, limitMs: number): Promise<void> {
  const done = new AbortController();
  const limit = sleep(limitMs, undefined, { signal: done.signal }).catch(() => undefined);
  await Promise.race([work, limit]);
  done.abort();
}

/** pg-boss keeps jobs with the same key apart only in queues whose every job has one. */
async function isWaiting(client: PoolClient, name: string, key: string): Promise<boolean> {
  await client.query("select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))", [
    name,
    key,
  ]);
  const { rows } = await client.query(
    `select from pgboss.job where name = $1 and singleton_key = $2 and state in ('created', 'retry')
     limit 1`,
    [name, key],
  );
  return rows.length > 0;
}

interface Queryable {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

function toBossDatabase(client: Queryable): Db {
  return { executeSql: (text, values) => client.query(text, values) };
}
