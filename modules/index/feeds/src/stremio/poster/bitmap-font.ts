/** Columns and rows of a letter. */
export const GLYPH_WIDTH = 5;
export const GLYPH_HEIGHT = 7;

/** Seven rows from the top, each a digit of base 32 whose bits are its five columns. */
const GLYPHS: Readonly<Record<string, string>> = {
  A: "ehhvhhh",
  B: "uhhuhhu",
  C: "ehggghe",
  D: "uhhhhhu",
  E: "vgguggv",
  F: "vgguggg",
  G: "ehgnhhf",
  H: "hhhvhhh",
  I: "e44444e",
  J: "72222ic",
  K: "hikokih",
  L: "ggggggv",
  M: "hrllhhh",
  N: "hpljhhh",
  O: "ehhhhhe",
  P: "uhhuggg",
  Q: "ehhhlid",
  R: "uhhukih",
  S: "fgge11u",
  T: "v444444",
  U: "hhhhhhe",
  V: "hhhhha4",
  W: "hhhllrh",
  X: "hha4ahh",
  Y: "hha4444",
  Z: "v1248gv",
  "0": "ehjlphe",
  "1": "4c4444e",
  "2": "eh1248v",
  "3": "v2421he",
  "4": "26aiv22",
  "5": "vgu11he",
  "6": "68guhhe",
  "7": "v124888",
  "8": "ehhehhe",
  "9": "ehhf12c",
  "'": "4480000",
  "-": "000e000",
  "&": "cik8lid",
  "!": "4444404",
  "?": "eh12404",
  ":": "0cc0cc0",
  ".": "00000cc",
  ",": "0000c48",
};

/** The rows of a letter as bits, the leftmost column the highest; undefined for one that is not drawn. */
export function findGlyph(letter: string): readonly number[] | undefined {
  return ROWS.get(letter);
}

/** A text in letters that can be drawn, words apart: accents are lost, other scripts left out. */
export function toDrawable(text: string): string[] {
  return text
    .normalize("NFKD")
    .toUpperCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[\u2018\u2019`]/g, "'")
    .split(/[\s\u2010-\u2015_/]+/)
    .map((word) => [...word].filter((letter) => ROWS.has(letter)).join(""))
    .filter((word) => /[A-Z0-9&]/.test(word));
}

const ROWS = new Map(
  Object.entries(GLYPHS).map(([letter, rows]) => [
    letter,
    [...rows].map((row) => Number.parseInt(row, 32)),
  ]),
);
