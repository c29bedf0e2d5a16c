import type { Scrape } from "./scrape-torrent.ts";

const REMEMBER_MS = 60_000;
const MAX_REMEMBERED = 10_000;
/** At the same time, so that nobody can make this server send floods. */
const MAX_RUNNING = 20;

interface Remembered {
  at: number;
  scrape: Promise<Scrape>;
}

/** Answers of the last minute: whoever asks for the same torrent gets the same, trackers rest. */
export class RecentScrapes {
  readonly #byTorrent = new Map<string, Remembered>();
  #running = 0;

  /** True when as many torrents are being asked for as may be. */
  get isBusy(): boolean {
    return this.#running >= MAX_RUNNING;
  }

  /** The answer of the last minute, undefined when there is none. */
  find(infoHash: string, now: number): Promise<Scrape> | undefined {
    const found = this.#byTorrent.get(infoHash);
    return found !== undefined && now - found.at < REMEMBER_MS ? found.scrape : undefined;
  }

  /** Asks and remembers the answer; a failure is not remembered. */
  run(infoHash: string, now: number, ask: () => Promise<Scrape>): Promise<Scrape> {
    this.#running++;
    const scrape = ask().finally(() => this.#running--);
    this.#byTorrent.delete(infoHash);
    const [oldest] = this.#byTorrent.keys();
    if (this.#byTorrent.size >= MAX_REMEMBERED && oldest !== undefined) {
      this.#byTorrent.delete(oldest);
    }
    this.#byTorrent.set(infoHash, { at: now, scrape });
    scrape.catch(() => this.#byTorrent.delete(infoHash));
    return scrape;
  }
}
