/**
 * The file list of a torrent as one value: a count, then for each file its size, how many bytes its
 * path shares with the one before, and the rest of the path. Paths of one torrent share folders and
 * naming, so this is less than half of the plain text; a long list is deflated on top.
 */
import { deflateRawSync, inflateRawSync } from "node:zlib";

/** A file of a torrent; the path uses `/`, the size is in bytes. */
export interface TorrentFile {
  path: string;
  size: number;
}

/** How many files of a torrent are kept; the count and size of the torrent cover all of them. */
export const MAX_FILES = 20_000;

const PLAIN = 0;
const DEFLATED = 1;
const DEFLATE_FROM_BYTES = 400;
const ENDS_EARLY = "packed file list ends early";
const MAX_INFLATED_BYTES = 128 * 1024 * 1024;
const USUAL_RATIO = 3;
const MAX_CHUNK_BYTES = 64 * 1024;

/** Packs a file list. */
export function packFiles(files: readonly TorrentFile[]): Buffer {
  const paths = files.map((file) => Buffer.from(file.path));
  const capacity = paths.reduce((sum, path) => sum + path.length + 20, 10);
  const body = Buffer.allocUnsafe(capacity);
  let end = writeVarint(body, 0, files.length);
  let previous: Uint8Array = new Uint8Array();
  files.forEach((file, index) => {
    const path = paths[index] as Buffer;
    const shared = sharedPrefixLength(previous, path);
    end = writeVarint(body, end, file.size);
    end = writeVarint(body, end, shared);
    end = writeVarint(body, end, path.length - shared);
    end += path.copy(body, end, shared);
    previous = path;
  });
  const plain = body.subarray(0, end);
  // Output of the usual 16 KiB a list would take longer to allocate than to fill.
  return end < DEFLATE_FROM_BYTES
    ? Buffer.concat([Buffer.of(PLAIN), plain])
    : Buffer.concat([Buffer.of(DEFLATED), deflateRawSync(plain, { level: 1, chunkSize: end })]);
}

/** Reads a list written by `packFiles`. */
export function unpackFiles(packed: Uint8Array): TorrentFile[] {
  const rest = packed.subarray(1);
  const body = packed[0] === DEFLATED ? inflate(rest) : rest;
  const cursor = { body, offset: 0 };
  const files: TorrentFile[] = Array.from({ length: readVarint(cursor) });
  // Every byte of a path stands in the body, in its own rest or in that of one before.
  const path = Buffer.allocUnsafe(body.length);
  let previousLength = 0;
  for (let index = 0; index < files.length; index++) {
    const size = readVarint(cursor);
    const shared = readVarint(cursor);
    const length = readVarint(cursor);
    const end = cursor.offset + length;
    if (end > body.length || shared > previousLength) throw new RangeError(ENDS_EARLY);
    // The rest of a path is a few bytes, for which calling into native code costs more.
    for (let from = cursor.offset, to = shared; from < end;) path[to++] = body[from++] as number;
    cursor.offset = end;
    previousLength = shared + length;
    files[index] = { path: path.toString("utf8", 0, previousLength), size };
  }
  return files;
}

/** In pieces near the size of the list, as output of the usual 16 KiB takes longer to allocate than to fill. */
function inflate(deflated: Uint8Array): Buffer {
  const chunkSize = Math.min(MAX_CHUNK_BYTES, deflated.length * USUAL_RATIO + 64);
  return inflateRawSync(deflated, { maxOutputLength: MAX_INFLATED_BYTES, chunkSize });
}

function sharedPrefixLength(a: Uint8Array, b: Uint8Array): number {
  const limit = Math.min(a.length, b.length);
  let length = 0;
  while (length < limit && a[length] === b[length]) length++;
  return length;
}

function writeVarint(target: Uint8Array, offset: number, value: number): number {
  let rest = value;
  let end = offset;
  while (rest >= 0x80) {
    target[end++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  target[end++] = rest;
  return end;
}

function readVarint(cursor: { body: Uint8Array; offset: number }): number {
  let value = 0;
  let scale = 1;
  for (;;) {
    const byte = cursor.body[cursor.offset++];
    if (byte === undefined) throw new RangeError(ENDS_EARLY);
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
    scale *= 0x80;
  }
}
