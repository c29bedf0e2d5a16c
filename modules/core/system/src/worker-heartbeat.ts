import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

import type { Context } from "@minato/kit";

import { deleteFinishedJobs, handBackLostJobs } from "./hand-back-jobs.ts";

/** How a process that runs jobs shows that it lives. */
export interface HeartbeatOptions {
  everyMs: number;
  lostAfterMs: number;
  countRunning: () => number;
}

const FORGET_AFTER = "1 hour";
const DELETE_EVERY_MS = 60_000;

/**
 * Keeps this process's row in `workers`, takes jobs away from processes that fell silent, and
 * deletes what finished long ago.
 */
export class WorkerHeartbeat {
  readonly #ctx: Context;
  readonly #options: HeartbeatOptions;
  readonly #id = randomUUID();
  readonly #timer: NodeJS.Timeout;
  #beating: Promise<void> = Promise.resolve();
  #isBeating = false;
  #deletedAt = Number.NEGATIVE_INFINITY;

  /** Resolves once the row is there. */
  static async start(ctx: Context, options: HeartbeatOptions): Promise<WorkerHeartbeat> {
    const heartbeat = new WorkerHeartbeat(ctx, options);
    await heartbeat.#beating;
    return heartbeat;
  }

  constructor(ctx: Context, options: HeartbeatOptions) {
    this.#ctx = ctx;
    this.#options = options;
    this.#beat();
    this.#timer = setInterval(() => this.#beat(), options.everyMs);
    this.#timer.unref();
  }

  /** Takes the row away. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
    await this.#ctx.db.$client.query("delete from workers where id = $1", [this.#id]);
  }

  #beat(): void {
    // A database that answers slowly must not be asked ever more.
    if (this.#isBeating) return;
    this.#isBeating = true;
    this.#beating = this.#sayAlive()
      .catch((error: unknown) =>
        this.#ctx.log.warn({ err: error }, "heartbeat did not get through"),
      )
      .finally(() => (this.#isBeating = false));
  }

  async #sayAlive(): Promise<void> {
    const { db, env, log } = this.#ctx;
    const host = hostname();
    await db.$client.query(
      `insert into workers (id, name, host, pid, roles, running, started_at, last_seen_at)
       values ($1, $2, $3, $4, $5, $6, now(), now())
       on conflict (id) do update set last_seen_at = excluded.last_seen_at, running = excluded.running`,
      [
        this.#id,
        `${host}:${process.pid}`,
        host,
        process.pid,
        [...env.roles],
        this.#options.countRunning(),
      ],
    );
    const lost = await handBackLostJobs(db, this.#options.lostAfterMs);
    if (lost.length > 0)
      log.warn({ jobs: lost.slice(0, 20) }, "jobs of a lost process handed back");
    if (performance.now() - this.#deletedAt < DELETE_EVERY_MS) return;
    this.#deletedAt = performance.now();
    await deleteFinishedJobs(db);
    await db.$client.query("delete from workers where last_seen_at < now() - $1::interval", [
      FORGET_AFTER,
    ]);
  }
}
