import { MetainfoError, parseMetainfo, type Metainfo } from "@minato/metainfo";

import { cleanText, FieldProblem, readTrackers } from "./field-values.ts";
import { MAX_FILES } from "./file-list.ts";
import type { NormalizedRecord } from "./normalized-record.ts";

const MAX_TITLE_LENGTH = 1000;

/** Extensions that say nothing about the release and are dropped from a single file's name. */
const KNOWN_EXTENSION =
  /\.(3gp|7z|aac|ac3|apk|avi|azw3|bin|cbr|cbz|cue|deb|dmg|epub|exe|flac|flv|gz|img|iso|m2ts|m4a|m4b|m4v|mkv|mobi|mov|mp3|mp4|mpeg|mpg|msi|ogg|ogm|ogv|opus|pdf|pkg|rar|rm|rmvb|rpm|tar|ts|vob|wav|webm|wma|wmv|xz|zip|zst)$/i;

/**
 * Reads an uploaded metainfo file as a record.
 * @throws {FieldProblem} when the file is no metainfo
 */
export function readMetainfoRecord(
  bytes: Uint8Array,
  uploadedBy: string | undefined,
): NormalizedRecord {
  const metainfo = parse(bytes);
  const infoHash = metainfo.infoHash ?? metainfo.infoHashV2?.subarray(0, 20);
  if (infoHash === undefined) throw new FieldProblem("info", "expected an info dictionary");
  const trackers = readTrackers(metainfo.trackers);
  return {
    infoHash: Buffer.from(infoHash),
    infoHashV2: metainfo.infoHashV2 === undefined ? undefined : Buffer.from(metainfo.infoHashV2),
    isV2Only: metainfo.infoHash === undefined,
    title: deriveTitle(metainfo),
    isTitleDerived: true,
    size: metainfo.size,
    mayLackSize: false,
    files: metainfo.files
      .slice(0, MAX_FILES)
      .map(({ path, size }) => ({ path: cleanText(path), size })),
    fileCount: metainfo.files.length,
    seeders: undefined,
    leechers: undefined,
    snatches: undefined,
    categories: undefined,
    publishedAt: metainfo.createdAt,
    trackers: metainfo.private ? [] : trackers,
    isPrivate: metainfo.private,
    sourceName: undefined,
    sourceUrl: undefined,
    externalIds: undefined,
    metainfo: {
      info: metainfo.info,
      pieceLayers: metainfo.pieceLayers,
      isCanonical: metainfo.isCanonical,
      uploadedBy,
      privateTrackers: metainfo.private ? trackers : [],
    },
  };
}

function parse(bytes: Uint8Array): Metainfo {
  try {
    return parseMetainfo(bytes);
  } catch (error) {
    if (error instanceof MetainfoError) throw new FieldProblem(error.field, error.message);
    throw error;
  }
}

function deriveTitle({ name, files }: Metainfo): string {
  const title = cleanText(name).slice(0, MAX_TITLE_LENGTH).toWellFormed();
  const isSingleFile = files.length === 1 && files[0]?.path === name;
  const short = isSingleFile ? title.replace(KNOWN_EXTENSION, "") : title;
  return short === "" ? "unnamed" : short;
}
