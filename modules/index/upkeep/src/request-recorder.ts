import type { Context } from "@minato/kit";
import "@minato/torrents/provide";

const FLUSH_MS = 60_000;

/**
 * Writes on which day torrents were last opened or downloaded: once a minute, and once a day for
 * each torrent however often it is asked for.
 */
export class RequestRecorder {
  readonly #ctx: Context;
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** Writes every minute from now on. */
  start(): void {
    this.#timer = setInterval(() => {
      this.#flushing = this.flush().catch((error: unknown) => {
        this.#ctx.log.warn({ err: error }, "requests of torrents could not be noted");
      });
    }, FLUSH_MS).unref();
  }

  /** Writes what was asked for since the last time; what cannot be written is kept for the next. */
  async flush(): Promise<void> {
    const torrentIds = this.#ctx.torrents.requests.take();
    if (torrentIds.length === 0) return;
    try {
      await this.#write(torrentIds);
    } catch (error) {
      for (const id of torrentIds) this.#ctx.torrents.requests.note(id);
      throw error;
    }
  }

  /** Stops, and writes what is left. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#flushing;
    await this.flush();
  }

  async #write(torrentIds: readonly number[]): Promise<void> {
    await this.#ctx.db.$client.query(
      `insert into torrent_requests as r (torrent_id, last_requested_on)
       select t.id, $2::timestamptz::date from torrents t where t.id = any($1::int[]) order by t.id
       on conflict (torrent_id) do update set last_requested_on = excluded.last_requested_on
       where r.last_requested_on < excluded.last_requested_on`,
      [torrentIds, this.#ctx.now()],
    );
  }
}
