/** More torrents than this between two takings are not told apart from those nobody asked for. */
const MAX_NOTED = 100_000;

/**
 * Which torrents somebody opened or downloaded, in memory until a higher module takes them. Noting
 * one costs nothing worth measuring.
 */
export class RequestLog {
  #torrentIds = new Set<number>();

  /** Somebody asked for a torrent. */
  note(torrentId: number): void {
    if (this.#torrentIds.size < MAX_NOTED) this.#torrentIds.add(torrentId);
  }

  /** Those noted since the last time, each once. */
  take(): number[] {
    const torrentIds = [...this.#torrentIds];
    this.#torrentIds = new Set();
    return torrentIds;
  }
}
