/** Bencode, BEP 3: from bytes to values. */
import { BencodeDictionary } from "./bencode-dictionary.ts";
import { BencodeError } from "./bencode-error.ts";
import { type BencodeLimits, BencodeReader, readLatin1, TOKEN } from "./bencode-reader.ts";

/** What bencode can say: an integer, a byte string, a list or a dictionary. */
export type BencodeValue = number | bigint | Uint8Array | BencodeValue[] | BencodeDictionary;

/** Bounds of `decode` and what it tolerates. */
export interface DecodeOptions extends BencodeLimits {
  /** Ignores what follows the value; otherwise it is an error. */
  readonly allowTrailingBytes?: boolean;
}

/** A value and the number of bytes it took from the start of the input. */
export interface DecodedPrefix {
  readonly value: BencodeValue;
  readonly length: number;
}

/**
 * Reads one bencoded value. Integers are numbers while they are safe and bigints beyond; byte
 * strings are views on the input, not copies. Keys that are unsorted or repeat are read as they
 * stand (`isCanonical` finds them); every other deviation throws `BencodeError`.
 */
export function decode(bytes: Uint8Array, options: DecodeOptions = {}): BencodeValue {
  const { value, length } = decodePrefix(bytes, options);
  if (length < bytes.length && options.allowTrailingBytes !== true) {
    throw new BencodeError(`expected the end, found ${bytes.length - length} more bytes`, length);
  }
  return value;
}

/** Reads the bencoded value at the start of bytes that go on with something else (as in BEP 9). */
export function decodePrefix(bytes: Uint8Array, limits: BencodeLimits = {}): DecodedPrefix {
  const reader = new BencodeReader(bytes, limits);
  const value = readValue(reader);
  return { value, length: reader.offset };
}

function readValue(reader: BencodeReader): BencodeValue {
  switch (reader.peekElement()) {
    case TOKEN.integer:
      return reader.readInteger();
    case TOKEN.list:
      return readList(reader);
    case TOKEN.dictionary:
      return readDictionary(reader);
    default:
      return readBytes(reader);
  }
}

function readList(reader: BencodeReader): BencodeValue[] {
  const list: BencodeValue[] = [];
  reader.open();
  while (!reader.close()) list.push(readValue(reader));
  return list;
}

function readDictionary(reader: BencodeReader): BencodeDictionary {
  const keys: string[] = [];
  const values: BencodeValue[] = [];
  reader.open();
  while (!reader.close()) {
    const length = reader.readKeyLength();
    keys.push(readLatin1(reader.bytes, reader.offset, reader.offset + length));
    reader.offset += length;
    values.push(readValue(reader));
  }
  return new BencodeDictionary(keys, values);
}

function readBytes(reader: BencodeReader): Uint8Array {
  const length = reader.readLength();
  const start = reader.bytes.byteOffset + reader.offset;
  reader.offset += length;
  return new Uint8Array(reader.bytes.buffer, start, length);
}
