/** Turns the asserted attributes of a row into labels its tokens may have. */
import { FoldedName, foldText } from "../src/folded-name.ts";
import { LABEL_COUNT, LABELS, type Label } from "../src/tagger.ts";
import type { RuleOpinion, Span } from "../src/token-features.ts";
import { isPlainNumber, kindOfWord } from "../src/token-kinds.ts";
import type { Token } from "../src/tokens.ts";
import type { NameRow } from "./name-row.ts";

const ALL = (1 << LABEL_COUNT) - 1;

/**
 * One byte a token, bit n set where label n is compatible with the row: tokens of an asserted title
 * must be title, others must not; what a row does not assert stays open. `undefined` where nothing
 * is known or what is asserted does not stand in the name.
 */
export function labelRow(
  row: NameRow,
  name: string,
  tokens: readonly Token[],
  opinion: RuleOpinion,
): Uint8Array | undefined {
  const allowed = new Uint8Array(tokens.length).fill(ALL);
  const folded = new FoldedName(name);
  const { expected } = row;
  let isKnown = false;
  if ("title" in expected) {
    const spans = titlesOf(expected).flatMap((title) => folded.findAll(title));
    const span = nearest(spans, opinion.title);
    if (span === undefined && expected["title"] !== null) return undefined;
    if (!constrain(tokens, allowed, span, "title")) return undefined;
    isKnown = true;
  }
  if ("group" in expected) {
    const group = expected["group"];
    const spans = typeof group === "string" ? folded.findAll(group) : [];
    const span = nearest(spans.toReversed(), opinion.group);
    if (span === undefined && group !== null) return undefined;
    if (!constrain(tokens, allowed, span, "group")) return undefined;
    isKnown = true;
  }
  if (typeof expected["artist"] === "string") {
    const span = folded.find(expected["artist"]);
    if (span && !constrain(tokens, allowed, span, "artist")) return undefined;
  } else if (!("artist" in expected) && expected["type"] !== "music") forbid(allowed, "artist");
  if (typeof expected["episodeTitle"] === "string") {
    const span = nearest(
      folded.findAll(expected["episodeTitle"]).toReversed(),
      opinion.episodeTitle,
    );
    if (span && !constrain(tokens, allowed, span, "episode-title")) return undefined;
  }
  labelNumber(expected, tokens, allowed);
  return isKnown && allowed.every((bits) => bits !== 0) ? allowed : undefined;
}

function titlesOf(expected: NameRow["expected"]): string[] {
  const { title, titleAlt } = expected;
  const alternatives = Array.isArray(titleAlt) ? titleAlt.map(String) : [];
  // Only the title itself is learnt; an alternative where it does not stand in the name.
  return typeof title === "string" ? [title, ...alternatives].slice(0, 1) : [];
}

function labelNumber(
  expected: NameRow["expected"],
  tokens: readonly Token[],
  allowed: Uint8Array,
): void {
  const numbers = expected["episode"] ?? expected["absolute"];
  if (!Array.isArray(numbers)) return;
  const free = tokens.flatMap((token, index) =>
    canBe(allowed, index, "number") && numbers.some((number) => isNumber(token, number))
      ? [index]
      : [],
  );
  for (const index of tokens.keys()) {
    if (!free.includes(index)) allowed[index] = (allowed[index] ?? 0) & ~bit("number");
  }
  const [only, other] = free;
  if (only !== undefined && other === undefined && numbers.length === 1 && isOther(allowed, only)) {
    allowed[only] = bit("number");
  }
}

function isNumber(token: Token, number: unknown): boolean {
  return isPlainNumber(kindOfWord(token.lower)) && Number.parseInt(token.lower, 10) === number;
}

function isOther(allowed: Uint8Array, index: number): boolean {
  return !canBe(allowed, index, "title") && !canBe(allowed, index, "group");
}

function canBe(allowed: Uint8Array, index: number, label: Label): boolean {
  return ((allowed[index] ?? 0) & bit(label)) !== 0;
}

function bit(label: Label): number {
  return 1 << LABELS.indexOf(label);
}

function forbid(allowed: Uint8Array, label: Label): void {
  for (const [index, bits] of allowed.entries()) allowed[index] = bits & ~bit(label);
}

/** Tokens of the span get the label and no other, all others lose it; false where it cuts a token. */
function constrain(
  tokens: readonly Token[],
  allowed: Uint8Array,
  span: Span | undefined,
  label: "title" | "group" | "artist" | "episode-title",
): boolean {
  let isFirst = true;
  for (const [index, token] of tokens.entries()) {
    const isInside = span !== undefined && token.start < span[1] && token.end > span[0];
    if (isInside && (token.start < span[0] || token.end > span[1])) {
      const cut = foldText(token.text);
      if (cut.length > 1) return false;
    }
    const begin = label === "title" && isFirst ? "title-begin" : label;
    if (isInside) {
      allowed[index] = (allowed[index] ?? 0) & bit(begin);
      isFirst = false;
    } else {
      allowed[index] = (allowed[index] ?? 0) & ~bit(label);
      if (label === "title") allowed[index] = (allowed[index] ?? 0) & ~bit("title-begin");
    }
  }
  return true;
}

/** Of several places the one the rules believe in, otherwise the first. */
function nearest(spans: readonly Span[], believed: Span | undefined): Span | undefined {
  if (!believed) return spans[0];
  return (
    spans.find((span) => span[0] === believed[0]) ??
    spans.find((span) => span[0] < believed[1] && span[1] > believed[0]) ??
    spans[0]
  );
}
