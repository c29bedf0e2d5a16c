import {
  type Clause,
  parseQuery,
  type PhraseClause,
  type TextQuery,
  type WordClause,
} from "@minato/search-index";
import { tokenizeWithPositions } from "@minato/search-text";

import type { CorpusRecord } from "./corpus.ts";
import { type BenchQuery, FEW_HITS, MANY_WORDS } from "./search-engine.ts";

/** Which words of the vocabulary a word of a query stands for: 1 for yes. */
type Words = Uint8Array;

const MAX_PARTS = 6;
const DIGIT = /\p{N}/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * How many records a query finds, by reading the words of every record: what an index counts must be
 * the same. Shares with the index how titles and queries are read, and nothing of how they are found.
 */
export class Truth {
  readonly #numbers = new Map<string, number>();
  readonly #words: string[] = [];
  /** Words of all records, one after the other, with their places. */
  #tokens = new Uint32Array(1 << 20);
  #places = new Uint8Array(1 << 20);
  readonly #starts: number[] = [0];
  readonly #categories: (string | undefined)[] = [];

  /** Takes the next records. */
  add(records: readonly CorpusRecord[]): void {
    for (const { title, category } of records) {
      let end = this.#starts.at(-1)!;
      for (const { text, position } of tokenizeWithPositions(title)) {
        if (end === this.#tokens.length) this.#grow();
        this.#tokens[end] = this.#numberOf(text);
        this.#places[end++] = position;
      }
      this.#starts.push(end);
      this.#categories.push(category === undefined ? undefined : String(category));
    }
  }

  /** Counts as a search does: with similar words where few records have the words as typed. */
  count({ text, category }: BenchQuery): number {
    const query = parseQuery(text, {}).text;
    if (query === undefined) return this.#countCategory(undefined, category);
    const exact = this.#find(query, false);
    const enough = query.required.length >= MANY_WORDS ? 1 : FEW_HITS;
    const isTolerant = query.required.length > 0 && exact.length < enough;
    return this.#countCategory(isTolerant ? this.#find(query, true) : exact, category);
  }

  #countCategory(records: readonly number[] | undefined, category: string | undefined): number {
    const all = records ?? this.#categories.keys();
    let count = 0;
    for (const record of all) {
      if (category === undefined || this.#categories[record] === category) count += 1;
    }
    return count;
  }

  #find({ required, excluded }: TextQuery, isTolerant: boolean): number[] {
    const wanted = required.map((_, index) => this.#write(required, index, isTolerant));
    const unwanted = excluded.map((_, index) => this.#write(excluded, index, false));
    const found: number[] = [];
    for (let record = 0; record < this.#categories.length; record++) {
      const fits = wanted.every((fit) => fit(record)) && !unwanted.some((fit) => fit(record));
      if (fits) found.push(record);
    }
    return found;
  }

  /** What tells whether a record has what a clause asks for. */
  #write(
    clauses: readonly Clause[],
    index: number,
    isTolerant: boolean,
  ): (record: number) => boolean {
    const clause = clauses[index]!;
    if (clause.kind === "phrase") return this.#writePhrase(clause);
    if (clause.kind === "word") return this.#writeWord(clause, clauses, index, isTolerant);
    const parts = clause.kind === "all" ? clause.parts : clause.choices;
    const fits = parts.map((_, at) => this.#write(parts, at, isTolerant));
    return clause.kind === "all"
      ? (record) => fits.every((fit) => fit(record))
      : (record) => fits.some((fit) => fit(record));
  }

  #writePhrase({ words }: PhraseClause): (record: number) => boolean {
    const numbers = words.map(({ text }) => this.#numbers.get(text) ?? -1);
    const offsets = words.map(({ position }) => position - words[0]!.position);
    return (record) =>
      this.#some(record, (token, place) => {
        if (token !== numbers[0]) return false;
        return numbers.every((number, at) => this.#hasAt(record, number, place + offsets[at]!));
      });
  }

  #writeWord(
    { text, isPrefix, isOptional }: WordClause,
    clauses: readonly Clause[],
    index: number,
    isTolerant: boolean,
  ): (record: number) => boolean {
    if (isOptional) return () => true;
    const words: Words = new Uint8Array(this.#words.length);
    this.#mark(words, text, isPrefix);
    if (!isTolerant) return (record) => this.#holds(record, words);
    const [before, after] = [clauses[index - 1], clauses[index + 1]];
    if (before?.kind === "word") this.#mark(words, before.text + text, isPrefix);
    if (after?.kind === "word") this.#mark(words, text + after.text, after.isPrefix);
    this.#markSimilar(words, text, isPrefix, editsOf(text, clauses, index));
    const beginnings = this.#markBeginnings(text);
    return (record) => this.#holds(record, words) || this.#isSplit(record, text, beginnings);
  }

  #mark(words: Words, text: string, isPrefix: boolean): void {
    const exact = this.#numbers.get(text);
    if (exact !== undefined) words[exact] = 1;
    if (!isPrefix) return;
    for (const [number, word] of this.#words.entries())
      if (word.startsWith(text)) words[number] = 1;
  }

  #markSimilar(words: Words, text: string, isPrefix: boolean, edits: number): void {
    if (edits === 0) return;
    for (const [number, word] of this.#words.entries()) {
      const isLike = isWithin(text, word, edits, false);
      const mayBegin = isPrefix && word.codePointAt(0) === text.codePointAt(0);
      if (isLike || (mayBegin && isWithin(text, word, edits, true))) words[number] = 1;
    }
  }

  /** The words that may be the first of those that make up a text. */
  #markBeginnings(text: string): Words {
    const words: Words = new Uint8Array(this.#words.length);
    for (let length = 2; length <= text.length; length++) {
      const number = this.#numbers.get(text.slice(0, length));
      if (number !== undefined) words[number] = 1;
    }
    return words;
  }

  /** Whether neighbouring words of two letters and more make up a word. */
  #isSplit(record: number, text: string, beginnings: Words): boolean {
    if (!this.#holds(record, beginnings)) return false;
    const follows = (rest: string, place: number, parts: number): boolean =>
      rest === ""
        ? parts >= 2
        : parts < MAX_PARTS &&
          this.#some(record, (token, at) => {
            const word = this.#words[token]!;
            const isPart = at === place && word.length >= 2 && rest.startsWith(word);
            return isPart && follows(rest.slice(word.length), place + 1, parts + 1);
          });
    return this.#some(record, (token, place) => {
      const word = this.#words[token]!;
      return word.length >= 2 && text.startsWith(word) && follows(text, place, 0);
    });
  }

  #holds(record: number, words: Words): boolean {
    const end = this.#starts[record + 1]!;
    for (let at = this.#starts[record]!; at < end; at++) {
      if (words[this.#tokens[at]!] === 1) return true;
    }
    return false;
  }

  #hasAt(record: number, number: number, place: number): boolean {
    return this.#some(record, (token, at) => token === number && at === place);
  }

  #some(record: number, test: (token: number, place: number) => boolean): boolean {
    const end = this.#starts[record + 1]!;
    for (let at = this.#starts[record]!; at < end; at++) {
      if (test(this.#tokens[at]!, this.#places[at]!)) return true;
    }
    return false;
  }

  #numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#words.length);
    return this.#words.push(text) - 1;
  }

  #grow(): void {
    const tokens = new Uint32Array(this.#tokens.length * 2);
    tokens.set(this.#tokens);
    this.#tokens = tokens;
    const places = new Uint8Array(tokens.length);
    places.set(this.#places);
    this.#places = places;
  }
}

function editsOf(text: string, clauses: readonly Clause[], index: number): number {
  if (DIGIT.test(text) || UNSPACED.test(text)) return 0;
  const { length } = Array.from(text);
  if (length >= 8) return 2;
  if (length >= 4) return 1;
  const isAnchored = clauses.some(
    (other, at) =>
      at !== index && other.kind === "word" && !other.isOptional && other.text.length >= 4,
  );
  return length === 3 && isAnchored ? 1 : 0;
}

const MAX_LETTERS = 80;
const rows = Array.from({ length: MAX_LETTERS + 1 }, () => new Uint8Array(MAX_LETTERS + 1));
for (let cell = 0; cell <= MAX_LETTERS; cell++) rows[0]![cell] = cell;

/** Whether so many edits (optimal string alignment) make a word, or with `isPrefix` its beginning. */
function isWithin(typed: string, word: string, edits: number, isPrefix: boolean): boolean {
  if (word.length < typed.length - edits) return false;
  if (!isPrefix && word.length > typed.length + edits) return false;
  const width = typed.length;
  let best = width;
  let leastBefore = 0;
  for (let at = 1; at <= word.length; at++) {
    const [row, above, before] = [rows[at]!, rows[at - 1]!, rows[Math.max(0, at - 2)]!];
    const letter = word.charCodeAt(at - 1);
    row[0] = at;
    let least = at;
    for (let to = 1; to <= width; to++) {
      const own = typed.charCodeAt(to - 1);
      let fewest = above[to - 1]! + (own === letter ? 0 : 1);
      fewest = Math.min(fewest, above[to]! + 1, row[to - 1]! + 1);
      const isSwap =
        at > 1 && to > 1 && letter === typed.charCodeAt(to - 2) && word.charCodeAt(at - 2) === own;
      if (isSwap) fewest = Math.min(fewest, before[to - 2]! + 1);
      row[to] = fewest;
      least = Math.min(least, fewest);
    }
    best = Math.min(best, row[width]!);
    if (isPrefix && best <= edits) return true;
    if (least > edits && leastBefore > edits) return false;
    leastBefore = least;
  }
  return !isPrefix && rows[word.length]![width]! <= edits;
}
