import { isUtf8 } from "node:buffer";
/** Info dictionaries of version 1 (BEP 3), version 2 (BEP 52) and both (hybrid). */
import { createHash } from "node:crypto";

import { type BencodeDictionary, type BencodeValue, decode, isCanonical } from "@minato/bencode";

import { describeValue, expectDictionary, expectInteger } from "./field-value.ts";
import type { MetainfoFile } from "./file-list.ts";
import { cleanName } from "./file-path.ts";
import { readFileTree } from "./file-tree.ts";
import { type FilesResult, readFilesV1 } from "./files-v1.ts";
import { cleanText, createTextReader, type TextReader } from "./foreign-text.ts";
import { formatInfoHash } from "./info-hash.ts";
import { MetainfoError, readField } from "./metainfo-error.ts";
import { DEFAULT_METAINFO_LIMITS, type MetainfoLimits } from "./metainfo-limits.ts";

/** What an info dictionary says. A hybrid has both info hashes, any other torrent one of them. */
export interface InfoDictionary {
  /** SHA-1 of the info dictionary, 20 bytes; absent if it is of version 2 only. */
  readonly infoHash?: Uint8Array | undefined;
  /** SHA-256 of the info dictionary, 32 bytes; absent if it is of version 1 only. */
  readonly infoHashV2?: Uint8Array | undefined;
  /** The suggested name, safe as a file name; the info hash in hexadecimal if it was empty. */
  readonly name: string;
  /** Bytes of all files, without padding. */
  readonly size: number;
  readonly pieceLength: number;
  readonly pieceCount: number;
  /** The files in the order of the torrent, without padding; never empty. */
  readonly files: readonly MetainfoFile[];
  /** Whether peers may come from the torrent's own trackers only (BEP 27). */
  readonly private: boolean;
  readonly source?: string | undefined;
  /** The info dictionary byte for byte, a view on the input. */
  readonly info: Uint8Array;
  /** Whether encoding the decoded info dictionary gives the same bytes. */
  readonly isCanonical: boolean;
}

/** Bounds for an info dictionary and the encoding declared outside it. */
export interface InfoOptions extends MetainfoLimits {
  /** The label of the encoding for strings that are not UTF-8. */
  readonly encoding?: string | undefined;
}

const MAX_PIECE_LENGTH = 2 ** 31;
const MIN_PIECE_LENGTH_V2 = 16 * 1024;

/** Reads an info dictionary as peers send it (BEP 9). Throws `MetainfoError`. */
export function parseInfoDictionary(info: Uint8Array, options: InfoOptions = {}): InfoDictionary {
  const { maxBytes, maxElements, maxFiles } = { ...DEFAULT_METAINFO_LIMITS, ...options };
  if (info.length > maxBytes) {
    throw new MetainfoError("info", `expected at most ${maxBytes} bytes, got ${info.length}`);
  }
  const dictionary = expectDictionary(
    readField("info", () => decode(info, { maxElements })),
    "info",
  );
  const readText = createTextReader(options.encoding);
  const hasV2 = checkVersion(dictionary.get("meta version"));
  const hasV1 = !hasV2 || dictionary.get("pieces") !== undefined;
  const infoHash = hasV1 ? createHash("sha1").update(info).digest() : undefined;
  const infoHashV2 = hasV2 ? createHash("sha256").update(info).digest() : undefined;
  const name = readName(dictionary, readText) || formatInfoHash(infoHash ?? infoHashV2 ?? info);
  const pieceLength = readPieceLength(dictionary, hasV2);
  const context = { name, pieceLength, maxFiles, readText };
  const v1 = hasV1 ? readFilesV1(dictionary, context) : undefined;
  const v2 = hasV2 ? readFileTree(dictionary, context) : undefined;
  const { list, pieceCount } = mergeVersions(v1, v2);
  const source = dictionary.get("source");
  return {
    infoHash: infoHash && new Uint8Array(infoHash),
    infoHashV2: infoHashV2 && new Uint8Array(infoHashV2),
    name,
    size: list.size,
    pieceLength,
    pieceCount,
    files: list.files,
    private: dictionary.get("private") === 1,
    source: source instanceof Uint8Array ? cleanText(readText(source)) || undefined : undefined,
    info,
    isCanonical: isCanonical(info, { maxElements }),
  };
}

/** Tells whether the dictionary is of version 2; version 1 was never written down as such. */
function checkVersion(version: BencodeValue | undefined): boolean {
  if (version === undefined || version === 1) return false;
  if (version === 2) return true;
  throw new MetainfoError("info.meta version", `expected 2, got ${describeValue(version)}`);
}

function readName(dictionary: BencodeDictionary, readText: TextReader): string {
  const preferred = dictionary.get("name.utf-8");
  if (preferred instanceof Uint8Array && isUtf8(preferred) && preferred.length > 0) {
    return cleanName(readText(preferred));
  }
  const name = dictionary.get("name");
  if (name instanceof Uint8Array) return cleanName(readText(name));
  throw new MetainfoError("info.name", `expected a string, got ${describeValue(name)}`);
}

function readPieceLength(dictionary: BencodeDictionary, hasV2: boolean): number {
  const field = "info.piece length";
  const range = [hasV2 ? MIN_PIECE_LENGTH_V2 : 1, MAX_PIECE_LENGTH] as const;
  const pieceLength = expectInteger(dictionary.get("piece length"), range, () => field);
  if (hasV2 && !Number.isInteger(Math.log2(pieceLength))) {
    throw new MetainfoError(field, `expected a power of two, got ${pieceLength}`);
  }
  return pieceLength;
}

/** BEP 52: both halves of a hybrid must list the same files, or clients would differ on them. */
function mergeVersions(v1: FilesResult | undefined, v2: FilesResult | undefined): FilesResult {
  const merged = v1 ?? v2;
  if (!merged || merged.list.files.length === 0) {
    throw new MetainfoError(v1 ? "info.files" : "info.file tree", "expected at least one file");
  }
  if (v1 && v2 && !isSameList(v1.list.files, v2.list.files)) {
    throw new MetainfoError("info.files", "expected the same files as in the file tree");
  }
  return merged;
}

function isSameList(left: readonly MetainfoFile[], right: readonly MetainfoFile[]): boolean {
  if (left.length !== right.length) return false;
  return left.every((file, index) => {
    const other = right[index];
    return file.path === other?.path && file.size === other.size;
  });
}
