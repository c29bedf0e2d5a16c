import { z } from "zod";

const count = z.union([z.number(), z.string()]).nullish();
const identifier = z.union([z.number(), z.string()]).nullish();

const IngestFile = z.looseObject({
  path: z.string().optional(),
  filename: z.string().optional(),
  size: z.union([z.number(), z.string()]),
});

/**
 * One record as pushers send it. The schema says which types may come; `normalizeRecord` says what
 * their values mean. Unknown fields are ignored, absent ones keep what is stored.
 */
export const IngestRecord = z.looseObject({
  infoHash: z.string().nullish().describe("v1 info hash: 40 hex or 32 base32 characters"),
  infoHashV2: z.string().nullish().describe("v2 info hash: 64 hex characters"),
  magnet: z.string().nullish().describe("Magnet link, instead of or beside the info hash"),
  title: z.string().nullish().describe("1 to 1,000 characters; the magnet's dn otherwise"),
  name: z.string().nullish().describe("The same as title"),
  size: count.describe("Bytes"),
  files: z
    .array(IngestFile)
    .nullish()
    .describe("Files with their path (or filename) and size in bytes"),
  seeders: count,
  leechers: count,
  snatches: count,
  category: z
    .union([z.number(), z.string(), z.array(z.union([z.number(), z.string()])).max(50)])
    .nullish()
    .describe("Newznab category number, several of them, or a name such as TV/HD"),
  publishedAt: z
    .union([z.number(), z.string()])
    .nullish()
    .describe("ISO 8601 date or Unix seconds"),
  trackers: z.array(z.string()).nullish().describe("Announce URLs"),
  private: z.boolean().nullish(),
  source: z
    .union([z.string(), z.looseObject({ name: z.string(), url: z.string().nullish() })])
    .nullish()
    .describe("Where the record comes from; the X-Minato-Scraper header otherwise"),
  imdbId: identifier,
  tmdbId: identifier,
  tvdbId: identifier,
  tvmazeId: identifier,
  anidbId: identifier,
  anilistId: identifier,
  malId: identifier,
  musicbrainzId: z.string().nullish(),
  contentType: z.string().nullish(),
  contentSource: z.string().nullish(),
  contentId: identifier,
});

/** One record as pushers send it. */
export type IngestRecord = z.output<typeof IngestRecord>;

/** What became of the records of a request; `received` is the sum of the other five counts. */
export const IngestResult = z.object({
  received: z.int(),
  inserted: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  blocked: z.int(),
  rejected: z.int(),
  errors: z
    .array(z.object({ index: z.int(), field: z.string(), message: z.string() }))
    .describe("The first 100 rejected records, counted from zero"),
});

/** What became of the records of a request. */
export type IngestResult = z.output<typeof IngestResult>;
