/** What every text must hold that a regular expression matches, found in its source. */
import { DIGIT, foldGrams, FOREIGN, isForeignSpace, SEPARATOR } from "./gram-set.ts";
import {
  anyOf,
  either,
  EMPTY,
  exactly,
  join,
  passRate,
  repeat,
  UNKNOWN,
  type Clause,
  type PatternPart,
} from "./pattern-part.ts";

/** Clauses that more texts meet are of no use. */
const HIGHEST_RATE = 0.97;
const GROUP_OPENING = /^(?:<?[=!]|:|<[a-z]\w*>)/i;
const CLASS = /^(?:\\.|[^\]\\])*\]/u;
const ESCAPE = /^(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|p\{[^}]*\}|\d+|.)/iu;
const REPETITION = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/;
/** One character of a class, or an escape. */
const SINGLE = String.raw`\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|p\{[^}]*\}|.)|[^\\]`;
/** A member of a class: one character, or two with what lies between. */
const MEMBER = new RegExp(`(${SINGLE})(?:-(${SINGLE}))?`, "giu");

/**
 * Clauses that hold for every match of a pattern, the rarest first. None where the pattern can
 * match texts that have nothing in common, or where it is written in a way that is not understood.
 */
export function requiredClauses(pattern: RegExp): Clause[] {
  const reader = new PatternReader(pattern.source);
  const part = reader.readAlternatives();
  if (!reader.isUnderstood) return [];
  return [...part.clauses, part.exact ?? part.heads, part.tails]
    .map(withoutLonger)
    .filter(
      (clause, index, all) =>
        passRate(clause) < HIGHEST_RATE &&
        all.findIndex((other) => isSame(other, clause)) === index,
    )
    .toSorted((left, right) => passRate(left) - passRate(right));
}

/** Without literals that hold another one of the clause. */
function withoutLonger(clause: Clause): Clause {
  const folded = [...new Set(clause.map(foldGrams))];
  return folded.filter(
    (literal) => !folded.some((other) => other !== literal && literal.includes(other)),
  );
}

function isSame(left: Clause, right: Clause): boolean {
  return left.length === right.length && left.every((literal) => right.includes(literal));
}

/** Reads the syntax of regular expressions. */
class PatternReader {
  readonly #source: string;
  #at = 0;
  #isLost = false;

  constructor(source: string) {
    this.#source = source;
  }

  /** The whole source was read, and all of it understood. */
  get isUnderstood(): boolean {
    return this.#at === this.#source.length && !this.#isLost;
  }

  readAlternatives(): PatternPart {
    const parts = [this.#readSequence()];
    while (this.#take("|")) parts.push(this.#readSequence());
    return either(parts);
  }

  #readSequence(): PatternPart {
    let sequence = EMPTY;
    while (this.#at < this.#source.length && !/^[|)]/.test(this.#rest())) {
      sequence = join(sequence, this.#readRepetition(this.#readPart()));
    }
    return sequence;
  }

  #readPart(): PatternPart {
    const character = this.#source[this.#at++] ?? "";
    switch (character) {
      case "(":
        return this.#readGroup();
      case "[":
        return readClass((this.#match(CLASS)?.[0] ?? "").slice(0, -1));
      case "\\":
        return readEscape(this.#match(ESCAPE)?.[0] ?? "");
      case ".":
        return UNKNOWN;
      case "^":
      case "$":
        return EMPTY;
      default:
        return exactly([character]);
    }
  }

  #readGroup(): PatternPart {
    const opening = this.#take("?") ? (this.#match(GROUP_OPENING)?.[0] ?? "") : "(";
    const inside = this.readAlternatives();
    if (!this.#take(")")) this.#isLost = true;
    // What has to stand before or behind a match can lie outside of it, or must not be there.
    return /[=!]/.test(opening) ? EMPTY : inside;
  }

  #readRepetition(part: PatternPart): PatternPart {
    const [sign, least, comma, most] = this.#match(REPETITION, true) ?? [];
    if (sign === undefined) return part;
    if (least === undefined) {
      return repeat(part, sign.startsWith("+") ? 1 : 0, sign.startsWith("?") ? 1 : Infinity);
    }
    const open = most === "" ? Infinity : Number(most);
    return repeat(part, Number(least), comma === "" ? Number(least) : open);
  }

  #rest(): string {
    return this.#source.slice(this.#at);
  }

  #take(character: string): boolean {
    if (this.#source[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  /** Goes on behind the match of a pattern that begins with "^". */
  #match(pattern: RegExp, isOptional = false): RegExpExecArray | undefined {
    const match = pattern.exec(this.#rest());
    if (match) this.#at += match[0].length;
    else if (!isOptional) this.#isLost = true;
    return match ?? undefined;
  }
}

/** The inside of a class, without its brackets. */
function readClass(source: string): PatternPart {
  if (source.startsWith("^")) return UNKNOWN;
  const characters: string[] = [];
  for (const [, first = "", last] of source.matchAll(MEMBER)) {
    const begin = charactersOf(first);
    const end = last === undefined ? begin : charactersOf(last);
    if (!begin || !end) return UNKNOWN;
    characters.push(...(last === undefined ? begin : between(begin[0] ?? "", end[0] ?? "")));
  }
  return anyOf(characters);
}

function readEscape(source: string): PatternPart {
  if (/^b$/i.test(source)) return EMPTY;
  // A reference to a group repeats what may be empty.
  if (/^[1-9k]/.test(source)) return UNKNOWN;
  const characters = charactersOf(`\\${source}`);
  return characters ? anyOf(characters) : UNKNOWN;
}

/** The characters a member of a class or an escape stands for; `undefined` for too many. */
function charactersOf(member: string): string[] | undefined {
  if (!member.startsWith("\\")) return [member];
  const code = /^\\(?:u\{?([\da-f]+)\}?|x([\da-f]{2}))$/iu.exec(member);
  if (code) return [String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? "0", 16))];
  switch (member[1]) {
    case "d":
      return [DIGIT];
    case "s":
    case "t":
    case "n":
    case "r":
    case "f":
    case "v":
    case "0":
      return [SEPARATOR];
    case "w":
    case "W":
    case "D":
    case "S":
    case "p":
    case "P":
      return undefined;
    default:
      return [member.slice(1)];
  }
}

function between(first: string, last: string): string[] {
  const from = first.codePointAt(0) ?? 0;
  const to = last.codePointAt(0) ?? 0;
  const characters: string[] = [];
  for (let unit = from; unit <= Math.min(to, 0xffff); unit += 1) {
    if (unit < 128) characters.push(String.fromCharCode(unit));
    else if (isForeignSpace(unit)) characters.push(SEPARATOR);
  }
  return to > 127 ? [...characters, FOREIGN] : characters;
}
