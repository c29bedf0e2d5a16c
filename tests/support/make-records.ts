/** A record as `POST /api/v1/torrents/ingest` takes it, with a little of everything that is stored. */
export interface MadeRecord {
  infoHash: string;
  title: string;
  size: number;
  seeders: number;
  leechers: number;
  source: string;
  publishedAt: string;
  trackers: string[];
  files: { path: string; size: number }[];
}

const RESOLUTIONS = ["720p", "1080p", "2160p"];

/** The record with a number: the same for the same number. */
export function makeRecord(number: number): MadeRecord {
  const title = `Harbour Lights ${number} S01E${(number % 20) + 1} ${RESOLUTIONS[number % 3]} WEB-DL`;
  const files = Array.from({ length: 1 + (number % 4) }, (_, index) => ({
    path: `${title}/part ${index}.mkv`,
    size: 1000 + number + index,
  }));
  return {
    infoHash: hashOf(number),
    title,
    size: files.reduce((sum, { size }) => sum + size, 0),
    seeders: number % 50,
    leechers: number % 7,
    source: `pier ${number % 3}`,
    publishedAt: new Date(1_600_000_000_000 + number * 1000).toISOString(),
    trackers: ["udp://tracker.example.org:6969/announce"],
    files,
  };
}

/** The info hash of the record with a number. */
export function hashOf(number: number): string {
  return number.toString(16).padStart(40, "0");
}

/** Records as NDJSON. */
export function toLines(numbers: Iterable<number>): string {
  return Array.from(numbers, (number) => `${JSON.stringify(makeRecord(number))}\n`).join("");
}

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function createSeeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
