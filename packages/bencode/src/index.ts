export { BencodeDictionary, toBinaryKey } from "./bencode-dictionary.ts";
export { BencodeError } from "./bencode-error.ts";
export { type BencodeLimits, MAX_INTEGER_DIGITS } from "./bencode-reader.ts";
export {
  type BencodeValue,
  decode,
  type DecodedPrefix,
  decodePrefix,
  type DecodeOptions,
} from "./decode.ts";
export { type BencodeInput, encode, RawBencode } from "./encode.ts";
export { type BencodeSpan, isCanonical, scanDictionary } from "./scan.ts";
