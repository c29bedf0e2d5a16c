import type { Context } from "@minato/kit";

/** Says which queues have a job that could be taken up, one at a time for each. */
const WAITING = {
  name: "find-waiting-queues",
  text: `select name from unnest($1::text[]) as queue (name)
    where exists (select from pgboss.job as job where job.name = queue.name
      and job.state < 'active' and not job.blocked and job.start_after <= now())`,
};
const EVERY_MS = 500;

/**
 * Looks twice a second which queues have something to do, and wakes their workers. That is one
 * question for all of them, where each would else ask by itself.
 */
export class WorkerAlarm {
  readonly #ctx: Pick<Context, "db" | "log">;
  readonly #queues: readonly string[];
  readonly #wake: (queue: string) => void;
  readonly #timer: NodeJS.Timeout;
  #looking: Promise<void> | undefined;
  /** The last look failed, and the log knows. */
  #isFailing = false;

  constructor(
    ctx: Pick<Context, "db" | "log">,
    queues: readonly string[],
    wake: (queue: string) => void,
  ) {
    this.#ctx = ctx;
    this.#queues = queues;
    this.#wake = wake;
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
    this.#timer.unref();
  }

  /** Ends once no question is open. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  #look(): void {
    // A database that answers slowly must not be asked ever more.
    this.#looking ??= this.#wakeWaiting()
      .catch((error: unknown) => this.#noteFailure(error))
      .finally(() => (this.#looking = undefined));
  }

  #noteFailure(error: unknown): void {
    if (!this.#isFailing) this.#ctx.log.warn({ err: error }, "job queue met an error");
    this.#isFailing = true;
  }

  async #wakeWaiting(): Promise<void> {
    const { rows } = await this.#ctx.db.$client.query<{ name: string }>({
      ...WAITING,
      values: [this.#queues],
    });
    this.#isFailing = false;
    for (const { name } of rows) this.#wake(name);
  }
}
