import type { IngestRecord } from "./ingest-record.ts";

type Check = (value: unknown) => boolean;

const MAX_CATEGORIES = 50;

const isText: Check = (value) => typeof value === "string";
const isNumberOrText: Check = (value) => typeof value === "string" || Number.isFinite(value);

const isFile: Check = (value) =>
  isPlainObject(value) &&
  isNumberOrText(value["size"]) &&
  (value["path"] === undefined || isText(value["path"])) &&
  (value["filename"] === undefined || isText(value["filename"]));

const isSource: Check = (value) =>
  isText(value) ||
  (isPlainObject(value) && isText(value["name"]) && (value["url"] == null || isText(value["url"])));

const isCategory: Check = (value) =>
  isNumberOrText(value) ||
  (Array.isArray(value) && value.length <= MAX_CATEGORIES && value.every(isNumberOrText));

const CHECKS: Readonly<Record<keyof typeof IngestRecord.shape, Check>> = {
  infoHash: isText,
  infoHashV2: isText,
  magnet: isText,
  title: isText,
  name: isText,
  size: isNumberOrText,
  files: (value) => Array.isArray(value) && value.every(isFile),
  seeders: isNumberOrText,
  leechers: isNumberOrText,
  snatches: isNumberOrText,
  category: isCategory,
  publishedAt: isNumberOrText,
  trackers: (value) => Array.isArray(value) && value.every(isText),
  private: (value) => typeof value === "boolean",
  source: isSource,
  imdbId: isNumberOrText,
  tmdbId: isNumberOrText,
  tvdbId: isNumberOrText,
  tvmazeId: isNumberOrText,
  anidbId: isNumberOrText,
  anilistId: isNumberOrText,
  malId: isNumberOrText,
  musicbrainzId: isText,
  contentType: isText,
  contentSource: isText,
  contentId: isNumberOrText,
};

const FIELDS = Object.entries(CHECKS);

/**
 * Whether a value has the types of `IngestRecord`, an order of magnitude quicker than the schema,
 * which alone says what is wrong with one that has not.
 */
export function fitsIngestRecord(value: unknown): value is IngestRecord {
  if (!isPlainObject(value)) return false;
  for (const [field, check] of FIELDS) {
    const given = value[field];
    if (given !== undefined && given !== null && !check(given)) return false;
  }
  return true;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
