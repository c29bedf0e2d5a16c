/** Dictionaries of bencode (BEP 3), whose keys are bytes and need not be text. */
import { readLatin1 } from "./bencode-reader.ts";
import type { BencodeValue } from "./decode.ts";

/** A dictionary in the order of its input, duplicate keys included. */
export class BencodeDictionary {
  /** Keys with one character (U+0000 to U+00FF) for each byte. */
  readonly keys: readonly string[];
  /** Values, each at the index of its key. */
  readonly values: readonly BencodeValue[];

  constructor(keys: readonly string[], values: readonly BencodeValue[]) {
    this.keys = keys;
    this.values = values;
  }

  /** The value of a key, given as bytes or as text in UTF-8; the first one if the key repeats. */
  get(key: string | Uint8Array): BencodeValue | undefined {
    const index = this.keys.indexOf(toBinaryKey(key));
    return index === -1 ? undefined : this.values[index];
  }
}

/** Writes a key as a string of one character for each byte; text becomes UTF-8 first. */
export function toBinaryKey(key: string | Uint8Array): string {
  if (typeof key !== "string") return readLatin1(key, 0, key.length);
  return IS_ASCII.test(key) ? key : Buffer.from(key, "utf8").toString("latin1");
}

const IS_ASCII = /^\p{ASCII}*$/u;
