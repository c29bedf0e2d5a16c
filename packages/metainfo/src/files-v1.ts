/** The files of version 1: `length` or `files` (BEP 3), with padding files (BEP 47). */
import { isUtf8 } from "node:buffer";

import type { BencodeDictionary, BencodeValue } from "@minato/bencode";

import { describeValue, expectDictionary, expectInteger } from "./field-value.ts";
import { addSize, FileList } from "./file-list.ts";
import { joinPath } from "./file-path.ts";
import type { TextReader } from "./foreign-text.ts";
import { MetainfoError } from "./metainfo-error.ts";

/** What a reader of files needs besides the info dictionary. */
export interface FilesContext {
  /** The torrent's name, which is the path of a single file. */
  readonly name: string;
  readonly pieceLength: number;
  readonly maxFiles: number;
  readonly readText: TextReader;
}

/** The files of an info dictionary and the number of pieces they are cut into. */
export interface FilesResult {
  readonly list: FileList;
  readonly pieceCount: number;
}

const PIECE_HASH_LENGTH = 20;
const MAX_PATH_PARTS = 128;
const SIZE_RANGE = [0, Number.MAX_SAFE_INTEGER] as const;
// BitComet's padding, older than BEP 47.
const BITCOMET_PADDING = "_____padding_file_";

/** Reads the files of version 1 and checks that `pieces` has one hash for each piece. */
export function readFilesV1(info: BencodeDictionary, context: FilesContext): FilesResult {
  const list = new FileList("info.files", context.maxFiles);
  const files = info.get("files");
  const streamSize = files === undefined ? addSingle() : addFiles(files, list, context.readText);
  return { list, pieceCount: checkPieces(info.get("pieces"), streamSize, context.pieceLength) };

  function addSingle(): number {
    const size = expectInteger(info.get("length"), SIZE_RANGE, () => "info.length");
    list.add(context.name, size);
    return size;
  }
}

/** Adds all files but padding and returns the bytes of all, padding included. */
function addFiles(files: BencodeValue, list: FileList, readText: TextReader): number {
  if (!Array.isArray(files) || files.length === 0) {
    throw new MetainfoError("info.files", `expected a list of files, got ${describeValue(files)}`);
  }
  let streamSize = 0;
  for (const [index, value] of files.entries()) {
    list.count();
    const file = expectDictionary(value, "info.files");
    const attributes = file.get("attr");
    const size = readSize(file, attributes, index);
    streamSize = addSize("info.files", streamSize, size);
    if (hasAttribute(attributes, "p")) continue;
    const path = readPath(file, index, readText);
    if (!isBitCometPadding(path)) list.add(path, size);
  }
  return streamSize;
}

function readSize(
  file: BencodeDictionary,
  attributes: BencodeValue | undefined,
  index: number,
): number {
  const length = file.get("length");
  // A symbolic link may go without a length (BEP 47).
  if (length === undefined && hasAttribute(attributes, "l")) return 0;
  return expectInteger(length, SIZE_RANGE, () => `info.files[${index}].length`);
}

/** Tells whether `attr` (BEP 47) has a letter: `p` for padding, `l` for a symbolic link. */
export function hasAttribute(attributes: BencodeValue | undefined, letter: string): boolean {
  return attributes instanceof Uint8Array && attributes.includes(letter.charCodeAt(0));
}

function readPath(file: BencodeDictionary, index: number, readText: TextReader): string {
  const preferred = file.get("path.utf-8");
  const path = isUtf8Path(preferred) ? preferred : file.get("path");
  if (isPath(path)) return joinPath(path.map(readText));
  throw new MetainfoError(
    `info.files[${index}].path`,
    `expected a list of 1 to ${MAX_PATH_PARTS} strings, got ${describeValue(path)}`,
  );
}

function isPath(path: BencodeValue | undefined): path is Uint8Array[] {
  if (!Array.isArray(path) || path.length === 0 || path.length > MAX_PATH_PARTS) return false;
  return path.every((part) => part instanceof Uint8Array);
}

function isUtf8Path(path: BencodeValue | undefined): path is Uint8Array[] {
  return isPath(path) && path.every((part) => isUtf8(part));
}

function isBitCometPadding(path: string): boolean {
  return path.startsWith(BITCOMET_PADDING, path.lastIndexOf("/") + 1);
}

function checkPieces(
  pieces: BencodeValue | undefined,
  streamSize: number,
  pieceLength: number,
): number {
  const pieceCount = Math.ceil(streamSize / pieceLength);
  const expected = pieceCount * PIECE_HASH_LENGTH;
  if (pieces instanceof Uint8Array && pieces.length === expected) return pieceCount;
  throw new MetainfoError(
    "info.pieces",
    `expected ${pieceCount} hashes, a string of ${expected} bytes, got ${describeValue(pieces)}`,
  );
}
