import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { crc32 } from "node:zlib";

import type { NumberStorage } from "./schema.ts";
import { SearchIndexError } from "./search-index-error.ts";
import { type NumberArray, sharedNumbers, storageOf } from "./shared-arrays.ts";
import { deltaRoom, readDeltas, writeDeltas } from "./varint.ts";

/** An array of a file. */
export interface Section {
  name: string;
  values: NumberArray;
  /** Stored as differences: `true` when it ascends, a name when it ascends between those starts. */
  deltas?: true | string;
}

interface SectionEntry {
  name: string;
  storage: NumberStorage;
  length: number;
  deltas?: true | string;
  bytes: number;
  crc: number;
}

interface Header {
  about: unknown;
  sections: SectionEntry[];
}

const MAGIC = 0x3149_534d; // "MSI1"
const PREAMBLE_BYTES = 12;
const MAX_HEADER_BYTES = 1 << 20;
const MAX_ELEMENTS = 2 ** 32 - 1;

/**
 * Writes arrays into a file that is either complete or not there: a temporary file is synced, then
 * renamed. `about` is any JSON. Each array and the header carry a CRC-32.
 */
export function writeSections(file: string, about: unknown, sections: readonly Section[]): void {
  const byName = new Map(sections.map((section) => [section.name, section.values]));
  const parts = sections.map((section) => encode(section, byName));
  const entries = sections.map((section, index): SectionEntry => {
    const bytes = parts[index]!;
    const entry = {
      name: section.name,
      storage: storageOf(section.values),
      length: section.values.length,
      bytes: bytes.length,
      crc: crc32(bytes),
    };
    return section.deltas === undefined ? entry : { ...entry, deltas: section.deltas };
  });
  const header = Buffer.from(JSON.stringify({ about, sections: entries }));
  const preamble = Buffer.alloc(PREAMBLE_BYTES);
  preamble.writeUInt32LE(MAGIC, 0);
  preamble.writeUInt32LE(header.length, 4);
  preamble.writeUInt32LE(crc32(header), 8);
  writeAtomically(file, [preamble, header, ...parts]);
}

/** Writes a file that is either complete or not there, and syncs it and its directory. */
export function writeAtomically(file: string, parts: readonly Uint8Array[]): void {
  const temporary = `${file}.tmp`;
  const handle = openSync(temporary, "w");
  try {
    for (const part of parts) {
      for (let at = 0; at < part.length;) at += writeSync(handle, part, at, part.length - at);
    }
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
  syncDirectory(path.dirname(file));
}

/**
 * Reads a file of `writeSections` into shared memory. Throws `CORRUPT` for anything else, after
 * reading no more than the file holds.
 */
export function readSections(file: string): { about: unknown; sections: Map<string, NumberArray> } {
  if (!existsSync(file)) throw corrupt(file, "it is missing");
  const handle = openSync(file, "r");
  try {
    return read(handle, file);
  } finally {
    closeSync(handle);
  }
}

function read(
  handle: number,
  file: string,
): { about: unknown; sections: Map<string, NumberArray> } {
  const { size } = fstatSync(handle);
  const preamble = Buffer.alloc(PREAMBLE_BYTES);
  readFully(handle, preamble, 0, file);
  const headerBytes = preamble.readUInt32LE(4);
  if (preamble.readUInt32LE(0) !== MAGIC) throw corrupt(file, "it does not begin like an index");
  if (headerBytes > MAX_HEADER_BYTES) throw corrupt(file, "its header is too long");
  const bytes = Buffer.alloc(headerBytes);
  readFully(handle, bytes, PREAMBLE_BYTES, file);
  if (crc32(bytes) !== preamble.readUInt32LE(8)) throw corrupt(file, "its header is damaged");
  // The checksum vouches for what `writeSections` wrote.
  const header = JSON.parse(bytes.toString()) as Header;
  const total = header.sections.reduce((sum, entry) => sum + entry.bytes, 0);
  if (PREAMBLE_BYTES + headerBytes + total !== size) throw corrupt(file, "its length is wrong");
  const sections = new Map<string, NumberArray>();
  let at = PREAMBLE_BYTES + headerBytes;
  for (const entry of header.sections) {
    sections.set(entry.name, readSection(handle, at, entry, sections, file));
    at += entry.bytes;
  }
  return { about: header.about, sections };
}

function readSection(
  handle: number,
  at: number,
  entry: SectionEntry,
  known: ReadonlyMap<string, NumberArray>,
  file: string,
): NumberArray {
  if (entry.length > MAX_ELEMENTS) throw corrupt(file, `"${entry.name}" is too long`);
  const values = sharedNumbers(entry.storage, entry.length);
  if (entry.deltas === undefined) {
    const bytes = new Uint8Array(values.buffer);
    if (bytes.length !== entry.bytes) throw corrupt(file, `"${entry.name}" has a wrong length`);
    readFully(handle, bytes, at, file);
    if (crc32(bytes) !== entry.crc) throw corrupt(file, `"${entry.name}" is damaged`);
    return values;
  }
  const bytes = Buffer.allocUnsafeSlow(entry.bytes);
  readFully(handle, bytes, at, file);
  if (crc32(bytes) !== entry.crc) throw corrupt(file, `"${entry.name}" is damaged`);
  const starts = entry.deltas === true ? undefined : known.get(entry.deltas);
  const isWords = values instanceof Uint32Array;
  const hasStarts = entry.deltas === true || starts instanceof Uint32Array;
  if (!isWords || !hasStarts) throw corrupt(file, `"${entry.name}" cannot be stored like this`);
  const isWhole = readDeltas(bytes, starts instanceof Uint32Array ? starts : undefined, values);
  if (!isWhole) throw corrupt(file, `"${entry.name}" has a wrong length`);
  return values;
}

function encode(section: Section, byName: ReadonlyMap<string, NumberArray>): Uint8Array {
  const { values, deltas } = section;
  if (deltas === undefined || !(values instanceof Uint32Array)) {
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  }
  const starts = deltas === true ? undefined : byName.get(deltas);
  const target = new Uint8Array(deltaRoom(values.length));
  const length = writeDeltas(values, starts instanceof Uint32Array ? starts : undefined, target);
  return target.subarray(0, length);
}

function readFully(handle: number, target: Uint8Array, position: number, file: string): void {
  for (let at = 0; at < target.length;) {
    const length = readSync(handle, target, at, target.length - at, position + at);
    if (length === 0) throw corrupt(file, "it ends too early");
    at += length;
  }
}

function syncDirectory(directory: string): void {
  // Windows cannot open directories; there a rename needs no sync.
  if (process.platform === "win32") return;
  const handle = openSync(directory, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function corrupt(file: string, what: string): SearchIndexError {
  return new SearchIndexError("CORRUPT", `${path.basename(file)}: ${what}`);
}
