/** Most names are ASCII; they are spared the costs of Unicode. */

const BEYOND_ASCII = /[^\0-\u007F]/;

/** Every character is one of the first 128. */
export function isAscii(text: string): boolean {
  return !BEYOND_ASCII.test(text);
}
