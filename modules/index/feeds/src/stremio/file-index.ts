import { inflateSync } from "node:zlib";

import { BencodeDictionary, decode, type BencodeValue } from "@minato/bencode";

/** A dictionary larger than this is not read for one index. */
const MAX_INFO_BYTES = 8 * 1024 * 1024;
const PADDING_LETTER = "p".charCodeAt(0);
// BitComet's padding, older than BEP 47.
const BITCOMET_PADDING = "_____padding_file_";

/**
 * The index that a file of our list, which has no padding (BEP 47), has among all files of the
 * torrent; undefined when it cannot be told.
 * @param deflated the info dictionary as it is stored
 */
export function findFileIndex(deflated: Uint8Array, position: number): number | undefined {
  const info = inflate(deflated);
  if (info === undefined) return undefined;
  const dictionary = decode(info);
  if (!(dictionary instanceof BencodeDictionary)) return undefined;
  const files = dictionary.get("files");
  if (files === undefined) {
    // A single file of version 1; the order of a file tree alone says nothing to players.
    return dictionary.get("length") !== undefined && position === 0 ? 0 : undefined;
  }
  if (!Array.isArray(files)) return undefined;
  let seen = -1;
  for (const [index, file] of files.entries()) {
    if (!isPadding(file)) seen += 1;
    if (seen === position) return index;
  }
  return undefined;
}

function inflate(deflated: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(deflated, { maxOutputLength: MAX_INFO_BYTES });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isPadding(file: BencodeValue): boolean {
  if (!(file instanceof BencodeDictionary)) return false;
  const attributes = file.get("attr");
  if (attributes instanceof Uint8Array && attributes.includes(PADDING_LETTER)) return true;
  const path = file.get("path");
  const name = Array.isArray(path) ? path.at(-1) : undefined;
  return name instanceof Uint8Array && Buffer.from(name).toString().startsWith(BITCOMET_PADDING);
}
