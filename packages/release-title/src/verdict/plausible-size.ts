/** How many bytes a picture of a certain height and length can have. */
import type { ContentType } from "../content-type.ts";

/** What a release claims about its picture. */
export interface PictureClaim {
  contentType: ContentType;
  /** Lines. */
  resolution: number | undefined;
  isRemux: boolean;
  /** Length where it is known. */
  durationSeconds: number | undefined;
  /** Episodes or films the name counts; more than one for packs. */
  parts: number;
}

/** Bits a second of picture has at the least and at the most, by its height. */
const RATES = [
  { lines: 2160, least: 1_200_000, most: 180_000_000 },
  { lines: 1080, least: 400_000, most: 70_000_000 },
  { lines: 720, least: 220_000, most: 40_000_000 },
  { lines: 0, least: 90_000, most: 20_000_000 },
] as const;
/** Sources copied without encoding. */
const LEAST_REMUX_RATE = 4_000_000;

/** The least length of a kind: a feature film has 40 minutes, an episode may have three. */
const LEAST_SECONDS: Partial<Record<ContentType, number>> = {
  movie: 40 * 60,
  tv: 3 * 60,
  anime: 3 * 60,
  sport: 3 * 60,
};
const MOST_SECONDS: Partial<Record<ContentType, number>> = {
  movie: 6 * 3600,
  tv: 3 * 3600,
  anime: 3 * 3600,
  sport: 12 * 3600,
};

/** The bytes a claim allows; undefined where it says too little. */
export function plausibleBytes(claim: PictureClaim): { least: number; most: number } | undefined {
  const { contentType, resolution, durationSeconds, parts } = claim;
  const leastSeconds = durationSeconds ?? LEAST_SECONDS[contentType];
  const mostSeconds = durationSeconds ?? MOST_SECONDS[contentType];
  const rate = RATES.find(({ lines }) => (resolution ?? 0) >= lines);
  if (resolution === undefined || rate === undefined) return undefined;
  if (leastSeconds === undefined || mostSeconds === undefined) return undefined;
  const leastRate = claim.isRemux ? Math.max(rate.least, LEAST_REMUX_RATE) : rate.least;
  return {
    least: (leastRate * leastSeconds * parts) / 8,
    // A pack may hold any number of parts.
    most: parts > 1 ? Infinity : (rate.most * mostSeconds) / 8,
  };
}
