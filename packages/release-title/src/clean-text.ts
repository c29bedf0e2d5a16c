/** Texts of a name as a person would write them. */

/** Three or more single letters with dots, as in "A.B.C.": a word of its own. */
const ACRONYM = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}\p{L}(?![\p{L}\p{N}])\.?/gu;
const ACRONYM_DOT = "\u0001";

/** A title with blanks for the separators of file names, and without what frames it. */
export function cleanTitle(text: string): string {
  const isSpaced = text.includes(" ");
  let clean = text.replaceAll("_", " ");
  if (!isSpaced) {
    clean = clean
      .replace(ACRONYM, (letters) => letters.replaceAll(".", ACRONYM_DOT))
      .replaceAll(/(?<=\D)\.|\.(?=\D|$)/gu, " ")
      .replaceAll(/\.(?=\d{2})/gu, " ")
      .replaceAll(ACRONYM_DOT, ".");
    if (text.includes("+") && !/[ _.]/u.test(text)) clean = clean.replaceAll("+", " ");
  }
  return clean.replaceAll(/\s+/gu, " ").trim();
}
