/** Text by strangers, in whatever encoding they had, made fit to store and to show. */
import { isUtf8 } from "node:buffer";

/** Turns bytes into text. */
export type TextReader = (bytes: Uint8Array) => string;

const UTF8 = new TextDecoder("utf-8");
const MAX_TEXT_LENGTH = 10_000;
// More than MAX_TEXT_LENGTH characters in UTF-8, so that a character cut in two is cut off later.
const MAX_TEXT_BYTES = 4 * MAX_TEXT_LENGTH;

// Characters that end a line, end a string in C or reverse the order of what follows them.
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;
const CONTROLS_BUT_LINES = /(?:[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069])+/gu;

/**
 * Returns a reader for strings that should be UTF-8. Those that are not are read in the encoding
 * the metainfo file declares, if it is one that is known, otherwise as Windows-1252, in which every
 * byte has a meaning. It reads the first 40,000 bytes.
 */
export function createTextReader(encoding?: string): TextReader {
  const legacy = createLegacyDecoder(encoding);
  return (bytes) => (isUtf8(bytes) ? UTF8 : legacy).decode(bytes.subarray(0, MAX_TEXT_BYTES));
}

/** Replaces runs of control characters and changes of direction in a name by `_`. */
export function cleanLine(text: string): string {
  return text.toWellFormed().replaceAll(CONTROLS, "_").trim();
}

/** Removes control characters except line breaks and tabs, and cuts at 10,000 characters. */
export function cleanText(text: string): string {
  const lines = text.toWellFormed().replaceAll(/\r\n?/g, "\n");
  return cutText(lines.replaceAll(CONTROLS_BUT_LINES, "").trim(), MAX_TEXT_LENGTH);
}

/** The start of a text, at most so many UTF-16 units and never half a character. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const isSplit = /[\ud800-\udbff]/.test(text.charAt(maxLength - 1));
  return text.slice(0, isSplit ? maxLength - 1 : maxLength);
}

function createLegacyDecoder(encoding = ""): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch (error) {
    // Unknown labels are the normal case: "UTF8;", "", names of languages.
    if (error instanceof RangeError) return new TextDecoder("windows-1252");
    throw error;
  }
}
