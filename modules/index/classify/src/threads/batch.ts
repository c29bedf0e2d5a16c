/** What the process and the threads that classify tell each other. */

/** Cell of the shared array with the id of the torrent that is being read, 0 between them. */
export const TORRENT_CELL = 0;
/** Cell of the shared array that changes with every torrent. */
export const TURN_CELL = 1;

/** What a thread is started with. */
export interface ThreadInput {
  connectionString: string;
  /** Two 32-bit cells: `TORRENT_CELL` and `TURN_CELL`. */
  progress: SharedArrayBuffer;
}

/** Torrents to classify in one transaction. */
export interface Batch {
  number: number;
  torrentIds: readonly number[];
  /** Those of them whose names ended a thread: they keep their bare titles. */
  unreadableIds: readonly number[];
}

/** A batch was written, unless it failed. */
export interface BatchEnd {
  number: number;
  failure?: unknown;
}
