/** Spans of sizes and ages that results are counted and filtered by. */
const MiB = 2 ** 20;
const GiB = 2 ** 30;
const DAY = 86_400;

/** A span of numbers: from its beginning to before its end. */
export interface Bucket {
  from: number;
  to: number;
}

/** Sizes in bytes, ascending. */
export const SIZE_BUCKETS = {
  "<100mb": { from: 0, to: 100 * MiB },
  "100mb..500mb": { from: 100 * MiB, to: 500 * MiB },
  "500mb..1gb": { from: 500 * MiB, to: GiB },
  "1gb..5gb": { from: GiB, to: 5 * GiB },
  "5gb..20gb": { from: 5 * GiB, to: 20 * GiB },
  ">20gb": { from: 20 * GiB, to: Infinity },
} as const satisfies Record<string, Bucket>;

/** Seconds since a torrent entered the index, ascending. */
export const AGE_BUCKETS = {
  "<1d": { from: 0, to: DAY },
  "1d..7d": { from: DAY, to: 7 * DAY },
  "7d..30d": { from: 7 * DAY, to: 30 * DAY },
  "30d..1y": { from: 30 * DAY, to: 365 * DAY },
  ">1y": { from: 365 * DAY, to: Infinity },
} as const satisfies Record<string, Bucket>;

/** The name of a span of sizes. */
export type SizeBucket = keyof typeof SIZE_BUCKETS;

/** The name of a span of ages. */
export type AgeBucket = keyof typeof AGE_BUCKETS;

/** The names of the spans of sizes. */
export const SIZE_BUCKET_NAMES = namesOf(SIZE_BUCKETS);

/** The names of the spans of ages. */
export const AGE_BUCKET_NAMES = namesOf(AGE_BUCKETS);

/** Seconds since 1970, the same for a minute, so that what was counted of an index is remembered. */
export function nowForAges(): number {
  return Math.floor(Date.now() / 60_000) * 60;
}

function namesOf<Name extends string>(buckets: Readonly<Record<Name, Bucket>>): readonly Name[] {
  // The keys of a record over Name are its names.
  return Object.keys(buckets) as Name[];
}
