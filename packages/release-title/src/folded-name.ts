/** Finds where in a name a text came from, whatever separators either is written with. */
import { isAscii, isAsciiWord } from "./ascii.ts";
import type { Span } from "./token-features.ts";

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
const OTHER_CHARACTERS = /[^\p{L}\p{N}\p{M}]+/gu;
const OTHER_ASCII = /[^a-z\d]+/g;

/** Letters and digits of a name in lower case, with the position of each in the name. */
export class FoldedName {
  readonly text: string;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(name: string) {
    this.text = isAscii(name) ? this.#foldAscii(name) : this.#fold(name);
  }

  #foldAscii(name: string): string {
    for (let position = 0; position < name.length; position += 1) {
      if (!isAsciiWord(name.charCodeAt(position))) continue;
      this.#starts.push(position);
      this.#ends.push(position + 1);
    }
    return foldText(name);
  }

  #fold(name: string): string {
    let text = "";
    let position = 0;
    for (const character of name) {
      const end = position + character.length;
      if (WORD_CHARACTER.test(character)) {
        const lower = character.toLowerCase();
        text += lower;
        for (let unit = 0; unit < lower.length; unit += 1) {
          this.#starts.push(position);
          this.#ends.push(end);
        }
      }
      position = end;
    }
    return text;
  }

  /** Where the letters and digits of the text stand; of several places the first or the last. */
  find(text: string, place: "first" | "last" = "first"): Span | undefined {
    const wanted = foldText(text);
    if (wanted === "") return undefined;
    const at = place === "first" ? this.text.indexOf(wanted) : this.text.lastIndexOf(wanted);
    return at < 0 ? undefined : this.#span(at, wanted.length);
  }

  /** Every place of the text, from left to right. */
  findAll(text: string): Span[] {
    const wanted = foldText(text);
    const spans: Span[] = [];
    if (wanted === "") return spans;
    for (let at = this.text.indexOf(wanted); at >= 0; at = this.text.indexOf(wanted, at + 1)) {
      spans.push(this.#span(at, wanted.length));
    }
    return spans;
  }

  #span(at: number, length: number): Span {
    return [this.#starts[at] ?? 0, this.#ends[at + length - 1] ?? 0];
  }
}

/** Letters and digits in lower case, nothing else. */
export function foldText(text: string): string {
  const others = isAscii(text) ? OTHER_ASCII : OTHER_CHARACTERS;
  return text.toLowerCase().replace(others, "");
}
