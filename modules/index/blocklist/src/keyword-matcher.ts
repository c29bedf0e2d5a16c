import { foldText } from "@minato/search-text";

import type { KeywordRule } from "./block-rules.ts";

/** Most words of one pattern. */
export const MAX_PATTERN_WORDS = 8;
/** Fewest letters and digits of one pattern. */
export const MIN_PATTERN_LENGTH = 3;

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}\p{Cs}]/u;
/** Written without blanks between words, so there is no boundary to ask for. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
const UNKNOWN = 0;
const WORD = 1;
const SEPARATOR = 2;
/** Not ASCII. */
const FOREIGN = -1;
const classes = new Uint8Array(0x1_0000);
/** ASCII letters in lower case and digits; 0 for everything else. */
const PLAIN_WORD = Uint8Array.from({ length: 0x80 }, (_, unit) => {
  const letter = String.fromCharCode(unit).toLowerCase();
  return /[a-z0-9]/.test(letter) ? letter.charCodeAt(0) : 0;
});

/** What may follow the words so far, and the rules whose pattern ends with them. */
interface Node {
  next: Map<string, Node>;
  rules: KeywordRule[];
}

/**
 * Finds the keyword rules that names and paths match: the words of a pattern, in order and next to
 * each other, as whole words of the folded text. Time is linear in the text whatever the number of
 * rules.
 */
export class KeywordMatcher {
  /** Patterns word by word. */
  readonly #root: Node = { next: new Map(), rules: [] };
  /** Texts of scripts without blanks, looked for anywhere. */
  readonly #fragments: { text: string; rule: KeywordRule }[] = [];
  /** Marks the first three units of first words: most words of a text are passed over by it. */
  readonly #beginnings = new Uint8Array(0x1_0000);
  readonly #targets = new Set<string>();

  constructor(rules: Iterable<KeywordRule>) {
    for (const rule of rules) {
      for (const pattern of rule.patterns) this.#add(pattern, rule);
    }
  }

  /** The rule that a torrent's name or one of its paths matches; one that blocks goes first. */
  find(title: string, paths: Iterable<string>): KeywordRule | undefined {
    let found: KeywordRule | undefined;
    const take = (rule: KeywordRule): boolean => {
      if (found === undefined || rule.action === "block") found = rule;
      return found.action === "block";
    };
    const isTitleOpen = this.#has("name") && this.#mayMatch(title);
    if (isTitleOpen && this.#scan(title, "name", take)) return found;
    if (!this.#has("path")) return found;
    const seen = new Set<string>();
    for (const path of paths) {
      if (!this.#mayMatch(path)) continue;
      for (const segment of path.split("/")) {
        if (seen.has(segment)) continue;
        seen.add(segment);
        if (this.#scan(segment, "path", take)) return found;
      }
    }
    return found;
  }

  #has(target: "name" | "path"): boolean {
    return this.#targets.has(target) || this.#targets.has("both");
  }

  #add(pattern: string, rule: KeywordRule): void {
    this.#targets.add(rule.target);
    const words = splitPattern(pattern);
    const [first] = words;
    if (first === undefined) return;
    if (UNSPACED.test(pattern)) {
      this.#fragments.push({ text: foldText(pattern).trim(), rule });
      return;
    }
    this.#beginnings[beginningOf(first, 0)] = 1;
    let node = this.#root;
    for (const word of words) {
      const next = node.next.get(word) ?? { next: new Map(), rules: [] };
      node.next.set(word, next);
      node = next;
    }
    node.rules.push(rule);
  }

  /**
   * False when no pattern can match: most texts are plain and have no word that begins like one.
   * Looks at the text as it is, without folding or cutting it.
   */
  #mayMatch(text: string): boolean {
    for (let at = 0; at < text.length;) {
      const first = plainLetterAt(text, at);
      if (first === FOREIGN) return true;
      at++;
      if (first === 0) continue;
      const second = plainLetterAt(text, at);
      const third = second === 0 ? 0 : plainLetterAt(text, at + 1);
      if (second === FOREIGN || third === FOREIGN) return true;
      if (this.#beginnings[mixBeginning(first, second, third)] === 1) return true;
      let letter = second;
      while (letter > 0) letter = plainLetterAt(text, ++at);
    }
    return false;
  }

  /** Offers every match to `take` until it says that it is enough. */
  #scan(text: string, target: "name" | "path", take: (rule: KeywordRule) => boolean): boolean {
    const folded = foldText(text);
    const applies = (rule: KeywordRule) => rule.target === target || rule.target === "both";
    for (let at = 0; at < folded.length;) {
      if (classAt(folded, at) === SEPARATOR) {
        at += 1;
        continue;
      }
      const end = findWordEnd(folded, at);
      if (this.#beginnings[beginningOf(folded, at)] === 1) {
        for (const rule of this.#rulesAt(folded, at)) {
          if (applies(rule) && take(rule)) return true;
        }
      }
      at = end;
    }
    return this.#fragments.some(
      (fragment) => applies(fragment.rule) && folded.includes(fragment.text) && take(fragment.rule),
    );
  }

  /** The rules whose pattern begins at this word; no pattern has more than a few words. */
  *#rulesAt(folded: string, start: number): Generator<KeywordRule> {
    let node: Node | undefined = this.#root;
    for (let at = start; at < folded.length;) {
      const end = findWordEnd(folded, at);
      node = node.next.get(folded.slice(at, end));
      if (node === undefined) return;
      yield* node.rules;
      at = end;
      while (at < folded.length && classAt(folded, at) === SEPARATOR) at++;
    }
  }
}

/** The folded words of a pattern. */
export function splitPattern(pattern: string): string[] {
  const folded = foldText(pattern);
  const words: string[] = [];
  for (let at = 0; at < folded.length;) {
    const isWord = classAt(folded, at) === WORD;
    const end = isWord ? findWordEnd(folded, at) : at + 1;
    if (isWord) words.push(folded.slice(at, end));
    at = end;
  }
  return words;
}

/** What is wrong with a pattern, or undefined. */
export function findPatternProblem(pattern: string): string | undefined {
  const words = splitPattern(pattern);
  const length = words.reduce((sum, word) => sum + word.length, 0);
  const shortest = UNSPACED.test(pattern) ? 2 : MIN_PATTERN_LENGTH;
  if (words.length > MAX_PATTERN_WORDS) {
    return `expected at most ${MAX_PATTERN_WORDS} words, got ${words.length}`;
  }
  return length < shortest ? `expected at least ${shortest} letters or digits` : undefined;
}

/** The lower-case letter or digit at a place, 0 for what stands between words or after the end. */
function plainLetterAt(text: string, at: number): number {
  if (at >= text.length) return 0;
  const unit = text.charCodeAt(at);
  return unit > 0x7f ? FOREIGN : (PLAIN_WORD[unit] as number);
}

/** What the first units of the word that begins at a place are marked by. */
function beginningOf(text: string, at: number): number {
  const second = wordUnitAt(text, at + 1);
  return mixBeginning(text.charCodeAt(at), second, second === 0 ? 0 : wordUnitAt(text, at + 2));
}

function wordUnitAt(text: string, at: number): number {
  return at < text.length && classAt(text, at) === WORD ? text.charCodeAt(at) : 0;
}

function mixBeginning(first: number, second: number, third: number): number {
  return ((first * 31 + second) * 31 + third) & 0xffff;
}

function findWordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && classAt(text, end) === WORD) end++;
  return end;
}

function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const known = classes[unit];
  if (known !== UNKNOWN) return known as number;
  const computed = WORD_CHARACTER.test(String.fromCharCode(unit)) ? WORD : SEPARATOR;
  classes[unit] = computed;
  return computed;
}
