import { TrackerError } from "./tracker-error.ts";

/** How many peers a tracker knows of a torrent, and how often it was downloaded to the end. */
export interface SwarmCounts {
  seeders: number;
  leechers: number;
  /** Null where a tracker does not count them. */
  snatches: number | null;
}

const MAX_COUNT = 2 ** 31 - 1;

/** Checks that a number is a count: trackers announce 32 bits, and some subtract below zero. */
export function readCount(name: string, value: unknown): number {
  const count = typeof value === "bigint" ? Number(value) : value;
  if (typeof count === "number" && Number.isInteger(count) && count >= 0 && count <= MAX_COUNT) {
    return count;
  }
  throw new TrackerError("MALFORMED", `${name}: expected a count of at most ${MAX_COUNT}`);
}
