/** Most names are ASCII; they are spared the costs of Unicode. */

const BEYOND_ASCII = /[^\0-\u007F]/;

/** Every character is one of the first 128. */
export function isAscii(text: string): boolean {
  return !BEYOND_ASCII.test(text);
}

/** A letter or digit of ASCII, given as UTF-16 unit. */
export function isAsciiWord(unit: number): boolean {
  const lower = unit | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
}
