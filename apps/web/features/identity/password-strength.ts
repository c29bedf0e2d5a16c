/** Fewest characters the server takes. */
export const MIN_PASSWORD_LENGTH = 8;

/** 0 too short, 1 easy to guess, 2 fair, 3 strong. */
export type PasswordStrength = 0 | 1 | 2 | 3;

const COMMON = /^(password|passwort|qwert[yz]|letmein|welcome|admin|minato|iloveyou|abc|1234)/i;

/**
 * A rough measure for a hint while typing: distinct characters and kinds count, repetition and
 * well-known beginnings do not. Bounds are bits of a guess about characters chosen at random.
 */
export function ratePassword(password: string, known: readonly string[] = []): PasswordStrength {
  if (password.length < MIN_PASSWORD_LENGTH) return 0;
  const text = known
    .filter((word) => word.length >= 3)
    .reduce((rest, word) => rest.replaceAll(new RegExp(escape(word), "gi"), ""), password);
  if (COMMON.test(text) && text.length < 16) return 1;
  const bits = countUseful(text) * Math.log2(alphabetSize(text));
  if (bits < 45) return 1;
  return bits < 72 ? 2 : 3;
}

/** Characters that neither repeat nor continue the one before ("aaa", "345"). */
function countUseful(text: string): number {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const useful = codes.filter((code, index) => {
    const previous = codes[index - 1];
    return previous === undefined || Math.abs(code - previous) > 1;
  });
  return Math.min(useful.length, new Set(codes).size * 2);
}

function alphabetSize(text: string): number {
  const kinds: [RegExp, number][] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/\d/, 10],
    [/[^a-zA-Z\d]/, 20],
  ];
  const size = kinds.reduce((sum, [kind, count]) => sum + (kind.test(text) ? count : 0), 0);
  return Math.max(size, 2);
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
