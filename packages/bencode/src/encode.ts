/** Bencode, BEP 3: from values to bytes. */
import { BencodeDictionary, toBinaryKey } from "./bencode-dictionary.ts";

/** Bytes that are bencoded already and are written as they are. */
export class RawBencode {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/**
 * What `encode` accepts. Text and text keys become UTF-8; entries of an object or a map that are
 * undefined are left out.
 */
export type BencodeInput =
  | number
  | bigint
  | string
  | Uint8Array
  | RawBencode
  | BencodeDictionary
  | readonly BencodeInput[]
  | ReadonlyMap<string | Uint8Array, BencodeInput | undefined>
  | { readonly [key: string]: BencodeInput | undefined };

/**
 * Writes a value as canonical bencode: keys are sorted by their bytes, and of equal keys the first
 * stays. Throws `TypeError` for a number that is no safe integer.
 */
export function encode(value: BencodeInput): Uint8Array {
  const output = new Output();
  writeValue(output, value);
  return output.finish();
}

function writeValue(output: Output, value: BencodeInput): void {
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new TypeError(`expected a safe integer, got ${value}`);
    // Adding zero turns -0, which bencode forbids, into 0.
    output.writeLatin1(`i${value + 0}e`);
  } else if (typeof value === "bigint") output.writeLatin1(`i${value}e`);
  else if (typeof value === "string") writeBytes(output, Buffer.from(value, "utf8"));
  else if (value instanceof Uint8Array) writeBytes(output, value);
  else if (value instanceof RawBencode) output.writeBytes(value.bytes);
  else if (isList(value)) {
    output.writeLatin1("l");
    for (const item of value) writeValue(output, item);
    output.writeLatin1("e");
  } else writeDictionary(output, listEntries(value));
}

function writeBytes(output: Output, bytes: Uint8Array): void {
  output.writeLatin1(`${bytes.length}:`);
  output.writeBytes(bytes);
}

function writeDictionary(output: Output, entries: Entry[]): void {
  // The sort is stable and keys hold one character a byte: this is the order of the raw bytes.
  entries.sort(([left], [right]) => (left < right ? -1 : Number(left > right)));
  output.writeLatin1("d");
  let previous: string | undefined;
  for (const [key, value] of entries) {
    if (value === undefined || key === previous) continue;
    previous = key;
    output.writeLatin1(`${key.length}:`);
    output.writeLatin1(key);
    writeValue(output, value);
  }
  output.writeLatin1("e");
}

type Entry = readonly [key: string, value: BencodeInput | undefined];

function listEntries(
  value:
    | BencodeDictionary
    | ReadonlyMap<string | Uint8Array, BencodeInput | undefined>
    | { readonly [key: string]: BencodeInput | undefined },
): Entry[] {
  if (value instanceof BencodeDictionary) {
    return value.keys.map((key, index) => [key, value.values[index]]);
  }
  const entries = isMap(value) ? [...value] : Object.entries(value);
  return entries.map(([key, item]) => [toBinaryKey(key), item]);
}

// `Array.isArray` and `instanceof Map` do not narrow readonly types.
function isList(value: object): value is readonly BencodeInput[] {
  return Array.isArray(value);
}

function isMap(value: object): value is ReadonlyMap<string | Uint8Array, BencodeInput | undefined> {
  return value instanceof Map;
}

/** A buffer that doubles when it is full. */
class Output {
  #buffer = Buffer.allocUnsafeSlow(256);
  #length = 0;

  writeLatin1(text: string): void {
    this.#reserve(text.length);
    this.#length += this.#buffer.write(text, this.#length, "latin1");
  }

  writeBytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  finish(): Uint8Array {
    return new Uint8Array(this.#buffer.buffer.slice(0, this.#length));
  }

  #reserve(length: number): void {
    const needed = this.#length + length;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#buffer.length * 2));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}
