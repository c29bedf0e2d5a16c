/** Tokens of bencode (BEP 3) over one buffer, with the bounds all its readers share. */
import { BencodeError } from "./bencode-error.ts";

/** Bounds on what a reader accepts from a stranger. */
export interface BencodeLimits {
  /** Lists and dictionaries inside each other, 100 unless given; never more than 1,000. */
  readonly maxDepth?: number;
  /** Values and dictionary keys altogether, 1,000,000 unless given. */
  readonly maxElements?: number;
}

/** Digits an integer may have: enough for 64 bits, with or without a sign. */
export const MAX_INTEGER_DIGITS = 20;

/** Bytes that begin or end a token. */
export const TOKEN = { integer: 0x69, list: 0x6c, dictionary: 0x64, end: 0x65 } as const;

const COLON = 0x3a;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

const DEFAULT_MAX_DEPTH = 100;
const GREATEST_MAX_DEPTH = 1_000;
const DEFAULT_MAX_ELEMENTS = 1_000_000;

/** A position in bencoded bytes that moves forward token by token and throws `BencodeError`. */
export class BencodeReader {
  readonly bytes: Uint8Array;
  offset = 0;
  #depth = 0;
  #elements = 0;
  readonly #maxDepth: number;
  readonly #maxElements: number;

  constructor(bytes: Uint8Array, limits: BencodeLimits = {}) {
    this.bytes = bytes;
    this.#maxDepth = Math.min(limits.maxDepth ?? DEFAULT_MAX_DEPTH, GREATEST_MAX_DEPTH);
    this.#maxElements = limits.maxElements ?? DEFAULT_MAX_ELEMENTS;
  }

  /** The first byte of the next value, which it counts without moving. */
  peekElement(): number {
    this.#elements += 1;
    if (this.#elements > this.#maxElements) {
      throw new BencodeError(`expected at most ${this.#maxElements} elements`, this.offset);
    }
    const byte = this.bytes[this.offset];
    if (byte === undefined) throw new BencodeError("expected a value, found the end", this.offset);
    return byte;
  }

  /** Steps over the `l` or `d` that opens a list or dictionary. */
  open(): void {
    this.#depth += 1;
    if (this.#depth > this.#maxDepth) {
      throw new BencodeError(`expected a depth of at most ${this.#maxDepth}`, this.offset);
    }
    this.offset += 1;
  }

  /** Steps over the `e` that closes a list or dictionary, if it comes next. */
  close(): boolean {
    if (this.bytes[this.offset] !== TOKEN.end) return false;
    this.#depth -= 1;
    this.offset += 1;
    return true;
  }

  /** Reads `i…e`: a number as long as it is safe, otherwise a bigint. */
  readInteger(): number | bigint {
    this.offset += 1;
    const start = this.offset;
    const isNegative = this.bytes[start] === MINUS;
    if (isNegative) this.offset += 1;
    const magnitude = this.#readDigits(MAX_INTEGER_DIGITS);
    if (isNegative && magnitude === 0) throw new BencodeError("negative zero", start);
    this.#expect(TOKEN.end, "e");
    if (magnitude <= Number.MAX_SAFE_INTEGER) return isNegative ? -magnitude : magnitude;
    return BigInt(readLatin1(this.bytes, start, this.offset - 1));
  }

  /** Reads `<length>:` and returns the length, having checked that so many bytes follow. */
  readLength(): number {
    const start = this.offset;
    const length = this.#readDigits(MAX_INTEGER_DIGITS);
    this.#expect(COLON, ":");
    const left = this.bytes.length - this.offset;
    if (length > left) {
      throw new BencodeError(`expected a string of ${length} bytes, found ${left}`, start);
    }
    return length;
  }

  /** Like `readLength`, for a dictionary key, which it counts as an element. */
  readKeyLength(): number {
    const byte = this.peekElement();
    if (!isDigit(byte)) throw new BencodeError("expected a dictionary key", this.offset);
    return this.readLength();
  }

  #readDigits(maxDigits: number): number {
    const { bytes } = this;
    const start = this.offset;
    let offset = start;
    let magnitude = 0;
    for (let byte = bytes[offset]; isDigit(byte); byte = bytes[offset]) {
      magnitude = magnitude * 10 + (byte - ZERO);
      offset += 1;
      if (offset - start > maxDigits) {
        throw new BencodeError(`expected at most ${maxDigits} digits`, start);
      }
    }
    if (offset === start) throw new BencodeError("expected a digit", start);
    if (offset - start > 1 && bytes[start] === ZERO) throw new BencodeError("leading zero", start);
    this.offset = offset;
    return magnitude;
  }

  #expect(byte: number, name: string): void {
    if (this.bytes[this.offset] !== byte) throw new BencodeError(`expected "${name}"`, this.offset);
    this.offset += 1;
  }
}

/** The bytes as a string of one character each, the form in which dictionaries hold their keys. */
export function readLatin1(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  if (end - start <= SHORT_KEY) {
    for (let index = start; index < end; index += 1) text += String.fromCharCode(bytes[index] ?? 0);
    return text;
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
}

const SHORT_KEY = 16;

function isDigit(byte: number | undefined): byte is number {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}
