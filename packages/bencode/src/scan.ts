/** Bencode, BEP 3: where values lie, without building them. */
import { BencodeError } from "./bencode-error.ts";
import { type BencodeLimits, BencodeReader, readLatin1, TOKEN } from "./bencode-reader.ts";

/** The bytes of one value: from `start` up to, not including, `end`. */
export interface BencodeSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the bytes of each value of the dictionary that the input consists of, so that one can be
 * hashed or stored verbatim. Keys have one character for each byte; the first of equal keys counts.
 * Checks the whole input and throws `BencodeError` where `decode` would, or if it is no dictionary.
 */
export function scanDictionary(
  bytes: Uint8Array,
  limits: BencodeLimits = {},
): Map<string, BencodeSpan> {
  const reader = new BencodeReader(bytes, limits);
  if (reader.peekElement() !== TOKEN.dictionary) {
    throw new BencodeError("expected a dictionary", 0);
  }
  const spans = new Map<string, BencodeSpan>();
  reader.open();
  while (!reader.close()) {
    const length = reader.readKeyLength();
    const key = readLatin1(bytes, reader.offset, reader.offset + length);
    reader.offset += length;
    const start = reader.offset;
    skipValue(reader);
    if (!spans.has(key)) spans.set(key, { start, end: reader.offset });
  }
  expectEnd(reader);
  return spans;
}

/**
 * Tells whether encoding the decoded input gives the same bytes, which comes down to the keys of
 * every dictionary being sorted and unique. Throws `BencodeError` where `decode` would.
 */
export function isCanonical(bytes: Uint8Array, limits: BencodeLimits = {}): boolean {
  const reader = new BencodeReader(bytes, limits);
  const hasSortedKeys = skipValue(reader);
  expectEnd(reader);
  return hasSortedKeys;
}

/** Moves past one value and returns whether all keys in it are sorted and unique. */
function skipValue(reader: BencodeReader): boolean {
  switch (reader.peekElement()) {
    case TOKEN.integer:
      reader.readInteger();
      return true;
    case TOKEN.list:
      return skipList(reader);
    case TOKEN.dictionary:
      return skipDictionary(reader);
    default: {
      const length = reader.readLength();
      reader.offset += length;
      return true;
    }
  }
}

function skipList(reader: BencodeReader): boolean {
  let hasSortedKeys = true;
  reader.open();
  while (!reader.close()) hasSortedKeys = skipValue(reader) && hasSortedKeys;
  return hasSortedKeys;
}

function skipDictionary(reader: BencodeReader): boolean {
  let hasSortedKeys = true;
  let previous: BencodeSpan | undefined;
  reader.open();
  while (!reader.close()) {
    const length = reader.readKeyLength();
    const key = { start: reader.offset, end: reader.offset + length };
    if (previous && !isBefore(reader.bytes, previous, key)) hasSortedKeys = false;
    previous = key;
    reader.offset = key.end;
    hasSortedKeys = skipValue(reader) && hasSortedKeys;
  }
  return hasSortedKeys;
}

function isBefore(bytes: Uint8Array, left: BencodeSpan, right: BencodeSpan): boolean {
  const leftLength = left.end - left.start;
  const rightLength = right.end - right.start;
  const shared = Math.min(leftLength, rightLength);
  for (let index = 0; index < shared; index += 1) {
    const difference = (bytes[left.start + index] ?? 0) - (bytes[right.start + index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return leftLength < rightLength;
}

function expectEnd(reader: BencodeReader): void {
  const left = reader.bytes.length - reader.offset;
  if (left > 0) throw new BencodeError(`expected the end, found ${left} more bytes`, reader.offset);
}
