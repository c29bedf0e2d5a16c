/** Makes a stranger's release name safe to match against several hundred regular expressions. */

/** Longest name that is looked at, in UTF-16 units; the rest of a longer one is ignored. */
export const MAX_NAME_LENGTH = 400;

/** Letters outside Latin script that are kept: the title clean-up is cubic in their number. */
export const MAX_NON_LATIN_LETTERS = 160;

/** Names shorter than this are cheap whatever they repeat. */
const CHEAP_LENGTH = 120;

/** Anything but the printable characters of ASCII, which are left as they are. */
const UNPRINTABLE = /[^ -~]/;
/** Control characters and the separators of lines and paragraphs. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Invisible characters: bidirectional overrides, zero-width joiners, byte order marks, lone surrogates. */
const INVISIBLE = /[\p{Cf}\p{Cs}]+/gu;
const FULL_WIDTH_DIGIT = /[\uFF10-\uFF19]/gu;
/** Marks that stack on one letter; two are the most a written language needs. */
const STACKED_MARKS = /(\p{M}{2})\p{M}+/gu;
const REPEATED_CHARACTER = /(.)\1{7,}/gu;
const REPEATED_WORD = /(.{2,24}?)\1{4,}/gu;
/** A list separator written more than once: list patterns nest two repetitions over it. */
const LISTED = /[,&\\/] ?[,&\\/]/;
const REPEATED_SEPARATOR = /([,&\\/]) ?[,&\\/][ ,&\\/]*/gu;
const NON_LATIN_LETTER = /[\u0400-\u04FF\u3040-\u30FF\u4E00-\u9FFF]/gu;

/**
 * Cuts a name to {@link MAX_NAME_LENGTH}, drops what cannot be seen and shortens what repeats.
 * Ordinary names come back as they are, so positions and spelling stay meaningful.
 */
export function prepareName(name: string): string {
  const start = name.slice(0, MAX_NAME_LENGTH);
  let text = UNPRINTABLE.test(start) ? makeVisible(start) : start;
  if (LISTED.test(text)) text = text.replace(REPEATED_SEPARATOR, "$1 ");
  if (text.length > CHEAP_LENGTH) {
    text = text.replace(REPEATED_CHARACTER, "$1$1$1").replace(REPEATED_WORD, "$1$1");
    text = dropExcessLetters(text);
  }
  return text.slice(0, MAX_NAME_LENGTH).trim();
}

function makeVisible(text: string): string {
  return text
    .normalize("NFC")
    .replace(CONTROLS, " ")
    .replace(INVISIBLE, "")
    .replace(FULL_WIDTH_DIGIT, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(STACKED_MARKS, "$1");
}

function dropExcessLetters(text: string): string {
  let seen = 0;
  return text.replace(NON_LATIN_LETTER, (letter) => {
    seen += 1;
    return seen > MAX_NON_LATIN_LETTERS ? "" : letter;
  });
}
