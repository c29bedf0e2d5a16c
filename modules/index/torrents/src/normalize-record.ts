import { MetainfoError, parseInfoHash, parseMagnet, type Magnet } from "@minato/metainfo";

import {
  categoryOfContentType,
  cleanText,
  FieldProblem,
  readCategories,
  readCount,
  readDate,
  readExternalId,
  readImdbId,
  readInteger,
  readTrackers,
  readUuid,
  shorten,
} from "./field-values.ts";
import { MAX_FILES, type TorrentFile } from "./file-list.ts";
import { fitsIngestRecord } from "./fits-ingest-record.ts";
import { IngestRecord } from "./ingest-record.ts";
import type { ExternalIds, NormalizedRecord } from "./normalized-record.ts";

const MAX_TITLE_LENGTH = 1000;
const MAX_PATH_LENGTH = 4096;
const MAX_SOURCE_LENGTH = 100;
const MAX_URL_LENGTH = 2000;

const HEX_HASH = /^[0-9a-f]{40}$/i;

const TMDB_SOURCES = new Set(["tmdb", "themoviedb"]);

const EXTERNAL_ID_FIELDS = [
  "imdbId",
  "tmdbId",
  "tvdbId",
  "tvmazeId",
  "anidbId",
  "anilistId",
  "malId",
  "musicbrainzId",
  "contentId",
] as const;

/**
 * Checks one record and gives its values their meaning.
 * @throws {FieldProblem} naming the first field that is wrong and what it takes
 */
export function normalizeRecord(input: unknown): NormalizedRecord {
  const record = readShape(input);
  const magnet = readMagnet(record.magnet);
  const { infoHash, infoHashV2, isV2Only } = readHashes(record, magnet);
  const { title, isTitleDerived } = readTitle(record, magnet);
  const files = readFiles(record);
  const source = readSource(record);
  return {
    infoHash,
    infoHashV2,
    isV2Only,
    title,
    isTitleDerived,
    size: readInteger("size", record.size) ?? magnet?.exactLength ?? sumSizes(files),
    mayLackSize: magnet !== undefined,
    files,
    fileCount: files === undefined ? undefined : record.files?.length,
    seeders: readCount("seeders", record.seeders),
    leechers: readCount("leechers", record.leechers),
    snatches: readCount("snatches", record.snatches),
    categories: readAllCategories(record),
    publishedAt: readDate("publishedAt", record.publishedAt),
    trackers: readAllTrackers(record, magnet),
    isPrivate: record.private ?? undefined,
    sourceName: source.name,
    sourceUrl: source.url,
    externalIds: readExternalIds(record),
    metainfo: undefined,
  };
}

function readShape(input: unknown): IngestRecord {
  if (fitsIngestRecord(input)) return input;
  const result = IngestRecord.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.join(".") || "$";
  throw new FieldProblem(field, issue?.message ?? "expected an object");
}

function readMagnet(text: string | null | undefined): Magnet | undefined {
  if (text === null || text === undefined || text === "") return undefined;
  try {
    return parseMagnet(text);
  } catch (error) {
    if (error instanceof MetainfoError) throw new FieldProblem("magnet", error.message);
    throw error;
  }
}

function readHashes(
  record: IngestRecord,
  magnet: Magnet | undefined,
): Pick<NormalizedRecord, "infoHash" | "infoHashV2" | "isV2Only"> {
  const v1 = agree(
    "infoHash",
    readHash("infoHash", record.infoHash, 20, "40 hex or 32 base32 characters"),
    magnet?.infoHash,
  );
  const v2 = agree(
    "infoHashV2",
    readHash("infoHashV2", record.infoHashV2, 32, "64 hex characters"),
    magnet?.infoHashV2,
  );
  const infoHash = v1 ?? v2?.subarray(0, 20);
  if (infoHash === undefined) {
    throw new FieldProblem("infoHash", "expected an info hash or a magnet link, got neither");
  }
  return { infoHash, infoHashV2: v2, isV2Only: v1 === undefined };
}

function readHash(
  field: string,
  text: string | null | undefined,
  length: number,
  expected: string,
): Buffer | undefined {
  if (text === null || text === undefined || text === "") return undefined;
  // Most are like this; Node keeps so few bytes in a pool, which memory of their own would cost more.
  if (length === 20 && HEX_HASH.test(text)) return Buffer.from(text, "hex");
  const hash = parseInfoHash(text.trim());
  if (hash?.length === length) return Buffer.from(hash.buffer, hash.byteOffset, length);
  throw new FieldProblem(field, `expected ${expected}, got ${shorten(text)}`);
}

function agree(
  field: string,
  given: Buffer | undefined,
  ofMagnet: Uint8Array | undefined,
): Buffer | undefined {
  if (ofMagnet === undefined) return given;
  const fromMagnet = Buffer.from(ofMagnet);
  if (given === undefined || given.equals(fromMagnet)) return fromMagnet;
  throw new FieldProblem(field, "expected the hash of the magnet link, got another one");
}

function readTitle(
  record: IngestRecord,
  magnet: Magnet | undefined,
): Pick<NormalizedRecord, "title" | "isTitleDerived"> {
  const field = typeof record.title === "string" ? "title" : "name";
  const given = record.title ?? record.name;
  if (typeof given === "string") {
    const title = cleanText(given);
    if (title === "" || given.length > MAX_TITLE_LENGTH) {
      const got = title === "" ? "none" : `${given.length}`;
      throw new FieldProblem(field, `expected 1 to 1,000 characters, got ${got}`);
    }
    return { title, isTitleDerived: false };
  }
  const displayName = cleanText((magnet?.displayName ?? "").slice(0, MAX_TITLE_LENGTH));
  return displayName === ""
    ? { title: undefined, isTitleDerived: false }
    : { title: displayName, isTitleDerived: true };
}

function readFiles(record: IngestRecord): readonly TorrentFile[] | undefined {
  if (!Array.isArray(record.files) || record.files.length === 0) return undefined;
  return record.files.slice(0, MAX_FILES).map((file, index) => {
    const path = cleanText(file.path ?? file.filename ?? "");
    if (path === "" || path.length > MAX_PATH_LENGTH) {
      throw new FieldProblem(`files.${index}.path`, "expected a path of 1 to 4,096 characters");
    }
    return { path, size: readFileSize(file.size, index) };
  });
}

function readFileSize(value: number | string, index: number): number {
  // Naming the field costs more than looking at the value.
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  const size = readInteger(`files.${index}.size`, value);
  if (size !== undefined) return size;
  throw new FieldProblem(`files.${index}.size`, "expected a size in bytes");
}

function sumSizes(files: readonly TorrentFile[] | undefined): number | undefined {
  const sum = files?.reduce((total, file) => total + file.size, 0);
  if (sum !== undefined && !Number.isSafeInteger(sum)) {
    throw new FieldProblem("files", "expected sizes whose sum is a safe integer");
  }
  return sum;
}

function readAllCategories(record: IngestRecord): number[] | undefined {
  const categories = readCategories("category", record.category);
  const ofType = record.contentType ? categoryOfContentType(record.contentType) : undefined;
  return ofType === undefined ? categories : [...new Set([...(categories ?? []), ofType])];
}

function readAllTrackers(record: IngestRecord, magnet: Magnet | undefined): readonly string[] {
  const given = record.trackers ?? [];
  return readTrackers(magnet === undefined ? given : [...given, ...magnet.trackers]);
}

function readSource({ source }: IngestRecord): {
  name: string | undefined;
  url: string | undefined;
} {
  if (source === null || source === undefined) return { name: undefined, url: undefined };
  const name = cleanText(typeof source === "string" ? source : source.name);
  if (name === "" || name.length > MAX_SOURCE_LENGTH) {
    throw new FieldProblem("source", "expected a name of 1 to 100 characters");
  }
  const url = (typeof source === "string" ? undefined : source.url) || undefined;
  const isWebAddress = url === undefined || /^https?:$/.test(URL.parse(url)?.protocol ?? "");
  if (!isWebAddress || (url?.length ?? 0) > MAX_URL_LENGTH) {
    throw new FieldProblem("source.url", "expected an http or https URL up to 2,000 characters");
  }
  return { name, url };
}

function readExternalIds(record: IngestRecord): ExternalIds | undefined {
  if (!EXTERNAL_ID_FIELDS.some((field) => record[field])) return undefined;
  const contentSource = record.contentSource?.toLowerCase() ?? "";
  const contentId = (name: string) => (contentSource === name ? record.contentId : undefined);
  const ids: Record<keyof ExternalIds, number | string | undefined> = {
    imdb: readImdbId("imdbId", record.imdbId ?? contentId("imdb")),
    tmdb: readExternalId(
      "tmdbId",
      record.tmdbId ?? (TMDB_SOURCES.has(contentSource) ? record.contentId : undefined),
    ),
    tvdb: readExternalId("tvdbId", record.tvdbId ?? contentId("tvdb")),
    tvmaze: readExternalId("tvmazeId", record.tvmazeId ?? contentId("tvmaze")),
    anidb: readExternalId("anidbId", record.anidbId),
    anilist: readExternalId("anilistId", record.anilistId),
    mal: readExternalId("malId", record.malId),
    musicbrainz: readUuid("musicbrainzId", record.musicbrainzId),
  };
  const known = Object.entries(ids).filter(([, value]) => value !== undefined);
  // The record above has a value of the right type under each of these names.
  return known.length === 0 ? undefined : (Object.fromEntries(known) as ExternalIds);
}
