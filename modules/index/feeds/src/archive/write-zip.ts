/** Zip archives without compression, APPNOTE 6.3.10, sections 4.3 and 4.4. */
import { crc32 } from "node:zlib";

/** A file of an archive. */
export interface ZipFile {
  name: string;
  bytes: Uint8Array;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const LOCAL_LENGTH = 30;
const CENTRAL_LENGTH = 46;
const END_LENGTH = 22;
/** What fits the fields of 16 and 32 bits. */
const MAX_FILES = 65_535;
const MAX_BYTES = 0xffff_ffff;

/**
 * Writes an archive piece by piece as its files come.
 * @throws {RangeError} when there are more files or bytes than the format counts
 */
export async function* writeZip(
  files: AsyncIterable<ZipFile> | Iterable<ZipFile>,
  at: Date,
): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const { name, bytes } of files) {
    const encodedName = Buffer.from(name);
    const fields = commonFields(encodedName, bytes, at);
    const local = Buffer.alloc(LOCAL_LENGTH);
    local.writeUInt32LE(LOCAL_HEADER, 0);
    fields.copy(local, 4);
    directory.push(centralEntry(fields, encodedName, offset));
    offset += LOCAL_LENGTH + encodedName.length + bytes.length;
    if (directory.length > MAX_FILES || offset > MAX_BYTES) {
      throw new RangeError("expected at most 65,535 files and 4 GiB in an archive");
    }
    yield local;
    yield encodedName;
    yield bytes;
  }
  const entries = Buffer.concat(directory);
  yield entries;
  yield endOfDirectory(directory.length, entries.length, offset);
}

/** What the header before a file and its entry in the directory have in common: 26 bytes. */
function commonFields(name: Uint8Array, bytes: Uint8Array, at: Date): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(FLAGS, 2);
  fields.writeUInt16LE(dosTime(at), 6);
  fields.writeUInt16LE(dosDate(at), 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(bytes.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function centralEntry(fields: Uint8Array, name: Uint8Array, offset: number): Buffer {
  const entry = Buffer.alloc(CENTRAL_LENGTH + name.length);
  entry.writeUInt32LE(CENTRAL_HEADER, 0);
  entry.writeUInt16LE(VERSION, 4);
  entry.set(fields, 6);
  entry.writeUInt32LE(offset, 42);
  entry.set(name, CENTRAL_LENGTH);
  return entry;
}

function endOfDirectory(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(END_LENGTH);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/** Two seconds are the smallest step. */
function dosTime(at: Date): number {
  return (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
}

function dosDate(at: Date): number {
  return ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
}
