/** The files of version 2: `file tree` (BEP 52). */
import type { BencodeDictionary } from "@minato/bencode";

import { describeValue, expectDictionary, expectInteger } from "./field-value.ts";
import { FileList } from "./file-list.ts";
import { extendPath } from "./file-path.ts";
import { type FilesContext, type FilesResult, hasAttribute } from "./files-v1.ts";
import { INFO_HASH_V2_LENGTH } from "./info-hash.ts";
import { MetainfoError } from "./metainfo-error.ts";

const FIELD = "info.file tree";
const ROOT_LENGTH = INFO_HASH_V2_LENGTH;
const SIZE_RANGE = [0, Number.MAX_SAFE_INTEGER] as const;

/** Flattens the file tree in its own order and checks that each file has a root hash. */
export function readFileTree(info: BencodeDictionary, context: FilesContext): FilesResult {
  const list = new FileList(FIELD, context.maxFiles);
  let pieceCount = 0;
  addDirectory(expectDictionary(info.get("file tree"), FIELD), "");
  return { list, pieceCount };

  // The depth of the tree is bounded by the depth of the bencode it came from.
  function addDirectory(directory: BencodeDictionary, parent: string): void {
    for (const [index, key] of directory.keys.entries()) {
      if (key === "") throw new MetainfoError(FIELD, "expected a name, got an empty one");
      const path = extendPath(parent, context.readText(Buffer.from(key, "latin1")));
      const entry = expectDictionary(directory.values[index], FIELD);
      if (entry.keys.includes("")) addFile(entry, path);
      else addDirectory(entry, path);
    }
  }

  function addFile(entry: BencodeDictionary, path: string): void {
    list.count();
    if (entry.keys.length > 1) throw new MetainfoError(FIELD, "expected a file without children");
    const file = expectDictionary(entry.get(""), FIELD);
    const attributes = file.get("attr");
    const isLink = hasAttribute(attributes, "l") && file.get("length") === undefined;
    const size = isLink ? 0 : expectInteger(file.get("length"), SIZE_RANGE, () => FIELD);
    checkRoot(file, size);
    pieceCount += Math.ceil(size / context.pieceLength);
    if (!hasAttribute(attributes, "p")) list.add(path || "_", size);
  }
}

function checkRoot(file: BencodeDictionary, size: number): void {
  const root = file.get("pieces root");
  // Empty files have none.
  if (size === 0 || (root instanceof Uint8Array && root.length === ROOT_LENGTH)) return;
  const got = describeValue(root);
  throw new MetainfoError(FIELD, `expected a pieces root of ${ROOT_LENGTH} bytes, got ${got}`);
}
