import { CONTENT_TYPES, VERDICTS } from "@minato/release-title";
import { z } from "zod";

const MAX_COUNT = 2_147_483_647;
const MAX_LIST = 10_000;
/** Those of metainfo are as long as that was. */
const MAX_PATH = 1_000_000;

const instant = z.iso
  .datetime()
  .refine((value) => /^(19[7-9]|20)/.test(value), "expected a date from 1970 to 2099");
const bytes = z.int().min(0);
const count = z.int().min(0).max(MAX_COUNT);
const catalogueId = z.int().min(1).max(MAX_COUNT).optional();
const category = z.int().min(1).max(MAX_COUNT);
const hex = (length: number) =>
  z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`), `expected ${length} hex digits`);
const text = (max: number, min = 1) =>
  z
    .string()
    .min(min)
    .max(max)
    .refine((value) => !/\p{Cc}/u.test(value), "expected text without control characters");
const webAddress = text(2000).refine(
  (value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ""),
  "expected an http or https URL",
);
const trackers = z
  .array(
    text(500).refine(
      (value) => /^(https?|udp|wss?):$/.test(URL.parse(value)?.protocol ?? ""),
      "expected an announce URL",
    ),
  )
  .max(MAX_LIST)
  .optional();

const ExportedSource = z.object({
  name: text(100),
  url: webAddress.optional(),
  firstSeenAt: instant,
  lastSeenAt: instant,
  checkedAt: instant.optional(),
  seeders: count.optional(),
  leechers: count.optional(),
  snatches: count.optional(),
});

const ExportedCorrection = z.object({
  title: text(1000).optional(),
  contentType: z.enum(CONTENT_TYPES).optional(),
  categories: z.array(category).max(MAX_LIST).optional(),
  attributes: z.record(z.string().max(100), z.unknown()).optional(),
  /** Those put on, and with a hyphen in front those taken off. */
  tags: z.array(text(41)).max(100).optional(),
  hidden: z.boolean().optional(),
  verdict: z.enum(VERDICTS).optional(),
  /** Only with secrets: it may be an e-mail address. */
  correctedBy: text(500).optional(),
  correctedAt: instant,
});

const ExportedMetainfo = z.object({
  info: z.base64().describe("The info dictionary byte for byte"),
  pieceLayers: z.base64().optional().describe("Bencoded"),
  isCanonical: z.boolean(),
  /** The rest only with secrets: passkeys, and accounts of this instance. */
  privateTrackers: trackers,
  uploadedBy: text(200).optional(),
});

/**
 * A torrent with everything that is needed to restore it. Ingest takes the same record as an
 * ordinary one: its fields have the names of those, and others are ignored there.
 */
export const ExportRecord = z.object({
  infoHash: hex(40).optional().describe("v1"),
  infoHashV2: hex(64).optional(),
  title: text(1000),
  isTitleDerived: z.boolean().default(false),
  size: bytes.optional(),
  /** Tells ingest that the size is not known. */
  magnet: z.string().max(2000).optional(),
  fileCount: count.default(0),
  files: z
    .array(z.object({ path: text(MAX_PATH, 0), size: bytes }))
    .max(20_000)
    .optional(),
  private: z.boolean().default(false),
  category: z.array(category).max(MAX_LIST).optional(),
  publishedAt: instant.optional(),
  indexedAt: instant,
  trackers,
  seeders: count.optional(),
  leechers: count.optional(),
  snatches: count.optional(),
  checkedAt: instant.optional(),
  imdbId: catalogueId,
  tmdbId: catalogueId,
  tvdbId: catalogueId,
  tvmazeId: catalogueId,
  anidbId: catalogueId,
  anilistId: catalogueId,
  malId: catalogueId,
  musicbrainzId: z.guid().optional(),
  /** The first source, for ingest. */
  source: z.object({ name: z.string(), url: z.string().optional() }).optional(),
  sources: z.array(ExportedSource).max(MAX_LIST).default([]),
  correction: ExportedCorrection.optional(),
  metainfo: ExportedMetainfo.optional(),
});

/** A torrent with everything that is needed to restore it. */
export type ExportRecord = z.output<typeof ExportRecord>;

/** Catalogues as columns of `torrent_external_ids`, and their fields in a record. */
export const CATALOGUE_FIELDS = {
  imdb: "imdbId",
  tmdb: "tmdbId",
  tvdb: "tvdbId",
  tvmaze: "tvmazeId",
  anidb: "anidbId",
  anilist: "anilistId",
  mal: "malId",
  musicbrainz: "musicbrainzId",
} as const;
