/** What the tagger sees of every token: hashed features, so that a model holds no words. */
import { indexOf, isNumbering, isPlainNumber, isTechnical, kindOfWord } from "./token-kinds.ts";
import type { Token } from "./tokens.ts";

/** What the rules believe, as spans of the name; the tagger learns when to believe them. */
export interface RuleOpinion {
  /** Title by the rules. */
  title: Span | undefined;
  /** Title by the library alone. */
  libraryTitle: Span | undefined;
  /** Title by the rules of its kind, where the kind has some. */
  kindTitle: Span | undefined;
  group: Span | undefined;
  libraryGroup: Span | undefined;
  episodeTitle: Span | undefined;
  /** Name of the content type the rules take it for. */
  contentType: string;
}

/** First position and the one behind the last, in UTF-16 units. */
export type Span = readonly [start: number, end: number];

/** Buckets that features are hashed into. */
export const FEATURE_BUCKETS = 1 << 15;

/** Features of each token. */
export const FEATURES_PER_TOKEN = 48;

/** Features of identity, which training drops for rare words. */
export const WORD_FEATURES: readonly number[] = [0, 1, 2, 3];

const OUTSIDE = indexOf("outside");
const YEAR = indexOf("year");

/** What is derived once for every token. */
interface Described {
  word: number;
  kind: number;
  shape: number;
  gap: number;
  affixes: number;
  title: number;
  libraryTitle: number;
  kindTitle: number;
  group: number;
  libraryGroup: number;
  episodeTitle: number;
}

/**
 * Buckets of all features, {@link FEATURES_PER_TOKEN} for each token in order. Costs some
 * microseconds a name.
 */
export function extractFeatures(tokens: readonly Token[], opinion: RuleOpinion): Uint16Array {
  const features = new Uint16Array(tokens.length * FEATURES_PER_TOKEN);
  const described = tokens.map((token) => describe(token, opinion));
  const context = describeName(tokens, described, opinion);
  for (const index of tokens.keys()) fillToken(features, index, tokens, described, context);
  return features;
}

/** What holds for the whole name, and counters that grow from token to token. */
interface NameContext {
  contentType: number;
  style: number;
  dashes: number[];
  dashTotal: number;
  technicalBefore: number[];
  technicalTotal: number;
  firstTechnical: number;
  firstNumbering: number;
  firstYear: number;
  lastBracket: number;
  counts: Map<string, number>;
}

function describe(token: Token, opinion: RuleOpinion): Described {
  return {
    word: hashText(token.lower),
    kind: kindOfWord(token.lower),
    shape: shapeOf(token.text),
    gap: hashText(token.gap),
    affixes: mix(hashText(token.lower.slice(0, 2)), hashText(token.lower.slice(-3))),
    title: positionIn(token, opinion.title),
    libraryTitle: positionIn(token, opinion.libraryTitle),
    kindTitle: positionIn(token, opinion.kindTitle),
    group: positionIn(token, opinion.group),
    libraryGroup: positionIn(token, opinion.libraryGroup),
    episodeTitle: positionIn(token, opinion.episodeTitle),
  };
}

function describeName(
  tokens: readonly Token[],
  described: readonly Described[],
  opinion: RuleOpinion,
): NameContext {
  const dashes: number[] = [];
  const technicalBefore: number[] = [];
  const counts = new Map<string, number>();
  let dashTotal = 0;
  let technicalTotal = 0;
  let dots = 0;
  let underscores = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.gap.includes("-") && token.gap.length > 1) dashTotal += 1;
    if (token.gap === ".") dots += 1;
    if (token.gap === "_") underscores += 1;
    dashes.push(dashTotal);
    technicalBefore.push(technicalTotal);
    if (isTechnical(described[index]?.kind ?? 0)) technicalTotal += 1;
    counts.set(token.lower, (counts.get(token.lower) ?? 0) + 1);
  }
  const separator = dots * 2 > tokens.length ? 1 : underscores * 2 > tokens.length ? 2 : 0;
  const opening = tokens[0]?.bracket === "[" || tokens[0]?.bracket === "【" ? 1 : 0;
  const kinds = described.map(({ kind }) => kind);
  return {
    contentType: hashText(opinion.contentType),
    style: separator * 2 + opening,
    dashes,
    dashTotal,
    technicalBefore,
    technicalTotal,
    firstTechnical: kinds.findIndex(isTechnical),
    firstNumbering: kinds.findIndex(isNumbering),
    firstYear: kinds.lastIndexOf(YEAR),
    lastBracket: Math.max(...tokens.map(({ bracketIndex }) => bracketIndex)),
    counts,
  };
}

const NOTHING: Described = {
  word: 0,
  kind: OUTSIDE,
  shape: 0,
  gap: 0,
  affixes: 0,
  title: 0,
  libraryTitle: 0,
  kindTitle: 0,
  group: 0,
  libraryGroup: 0,
  episodeTitle: 0,
};

function fillToken(
  features: Uint16Array,
  index: number,
  tokens: readonly Token[],
  described: readonly Described[],
  context: NameContext,
): void {
  const token = tokens[index];
  if (!token) return;
  const at = described[index] ?? NOTHING;
  const left = described[index - 1] ?? NOTHING;
  const left2 = described[index - 2] ?? NOTHING;
  const right = described[index + 1] ?? NOTHING;
  const right2 = described[index + 2] ?? NOTHING;
  const bracket = hashText(token.bracket);
  const fromEnd = tokens.length - 1 - index;
  const position = Math.min(index, 4);
  const ending = Math.min(fromEnd, 4);
  const opens = Number(token.bracketIndex !== (tokens[index - 1]?.bracketIndex ?? -1));
  const closes = Number(token.bracketIndex !== (tokens[index + 1]?.bracketIndex ?? -1));
  const inBracket = mix(bracket, opens * 2 + closes);
  const bracketPlace = mix(
    token.bracketIndex < 0 ? 9 : Math.min(token.bracketIndex, 3),
    token.bracketIndex < 0 ? 9 : Math.min(context.lastBracket - token.bracketIndex, 2),
  );
  const before = context.technicalBefore[index] ?? 0;
  const technical = Math.min(before, 2) * 3 + Math.min(context.technicalTotal - before, 2);
  const toTechnical = bounded(context.firstTechnical - index, context.firstTechnical);
  const toNumbering = bounded(context.firstNumbering - index, context.firstNumbering);
  const toYear = bounded(context.firstYear - index, context.firstYear);
  const dash = (context.dashes[index] ?? 0) * 8 + Math.min(context.dashTotal, 6);
  const titleEdge = at.title * 16 + right.title * 4 + left.title;
  const libraryEdge = at.libraryTitle * 16 + right.libraryTitle * 4 + left.libraryTitle;
  const kindEdge = at.kindTitle * 16 + right.kindTitle * 4 + left.kindTitle;
  const groupEdge = at.group * 16 + right.group * 4 + left.group;
  const numbers = isPlainNumber(at.kind) ? 1 : 0;
  const repeated = Math.min(context.counts.get(token.lower) ?? 1, 3);
  let place = index * FEATURES_PER_TOKEN;
  features[place++] = salt(at.word, 1);
  features[place++] = salt(left.word, 2);
  features[place++] = salt(right.word, 3);
  features[place++] = salt(mix(at.word, context.contentType), 4);
  features[place++] = salt(at.kind, 5);
  features[place++] = salt(mix(left.kind, at.kind), 6);
  features[place++] = salt(mix(at.kind, right.kind), 7);
  features[place++] = salt(mix(mix(left.kind, at.kind), right.kind), 8);
  features[place++] = salt(mix(left2.kind, left.kind), 9);
  features[place++] = salt(mix(right.kind, right2.kind), 10);
  features[place++] = salt(mix(at.shape, at.kind), 11);
  features[place++] = salt(mix(at.shape, left.shape), 12);
  features[place++] = salt(mix(at.shape, right.shape), 13);
  features[place++] = salt(mix(at.gap, left.kind), 14);
  features[place++] = salt(mix(right.gap, at.kind), 15);
  features[place++] = salt(mix(mix(at.gap, right.gap), at.kind), 16);
  features[place++] = salt(mix(inBracket, at.kind), 17);
  features[place++] = salt(mix(inBracket, bracketPlace), 18);
  features[place++] = salt(mix(bracketPlace, mix(at.kind, position)), 19);
  features[place++] = salt(mix(position, at.kind), 20);
  features[place++] = salt(mix(ending, mix(at.gap, at.kind)), 21);
  features[place++] = salt(mix(ending, mix(inBracket, technical)), 22);
  features[place++] = salt(mix(technical, at.kind), 23);
  features[place++] = salt(mix(technical, mix(at.gap, position)), 24);
  features[place++] = salt(mix(toTechnical, at.kind), 25);
  features[place++] = salt(mix(toNumbering, mix(at.kind, at.gap)), 26);
  features[place++] = salt(mix(toYear, at.kind), 27);
  features[place++] = salt(titleEdge, 28);
  features[place++] = salt(mix(titleEdge, at.kind), 29);
  features[place++] = salt(mix(titleEdge, mix(at.gap, right.gap)), 30);
  features[place++] = salt(mix(titleEdge, context.contentType), 31);
  features[place++] = salt(libraryEdge, 32);
  features[place++] = salt(mix(libraryEdge, mix(at.kind, right.kind)), 33);
  features[place++] = salt(mix(titleEdge, libraryEdge), 34);
  features[place++] = salt(groupEdge, 35);
  features[place++] = salt(mix(groupEdge, mix(at.libraryGroup, right.libraryGroup)), 36);
  features[place++] = salt(mix(groupEdge, mix(at.kind, ending)), 37);
  features[place++] = salt(mix(groupEdge, mix(at.gap, right.gap)), 38);
  features[place++] = salt(mix(at.episodeTitle, mix(toNumbering, at.kind)), 39);
  features[place++] = salt(mix(context.style, mix(position, mix(at.kind, right.kind))), 40);
  features[place++] = salt(mix(context.contentType, mix(dash, at.kind)), 41);
  features[place++] = salt(mix(dash, mix(titleEdge, toNumbering)), 42);
  features[place++] = salt(at.affixes, 43);
  features[place++] = salt(mix(numbers, mix(left.gap, mix(at.gap, right.gap))), 44);
  features[place++] = salt(mix(mix(numbers, toTechnical), mix(right.kind, titleEdge)), 45);
  features[place++] = salt(mix(repeated, mix(position, inBracket)), 46);
  features[place++] = salt(mix(kindEdge, titleEdge), 47);
  features[place++] = salt(mix(kindEdge, mix(at.kind, right.kind)), 48);
}

/** The bucket of a value of one feature. */
function salt(value: number, feature: number): number {
  const hash = Math.imul(value ^ (feature * 0x9e3779b1), 0x85ebca6b);
  return (hash ^ (hash >>> 15)) & (FEATURE_BUCKETS - 1);
}

/** Distance to a landmark, the same for all far ones; 15 where there is no such landmark. */
function bounded(distance: number, landmark: number): number {
  return landmark < 0 ? 15 : Math.max(-3, Math.min(distance, 5)) + 4;
}

function positionIn(token: Token, span: Span | undefined): number {
  if (span === undefined) return 3;
  if (token.end <= span[0] || token.start >= span[1]) return 0;
  return token.start <= span[0] ? 1 : 2;
}

function shapeOf(text: string): number {
  let shape = 0;
  let last = 0;
  let runs = 0;
  for (const character of text) {
    const kind = kindOfCharacter(character);
    if (kind === last) continue;
    shape = shape * 6 + kind;
    last = kind;
    if (++runs === 5) break;
  }
  return shape * 8 + Math.min(text.length, 7);
}

function kindOfCharacter(character: string): number {
  if (character >= "0" && character <= "9") return 1;
  if (character >= "a" && character <= "z") return 2;
  if (character >= "A" && character <= "Z") return 3;
  return character < "\u0400" ? 4 : 5;
}

/** FNV-1a over UTF-16 units, 32 bits. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}

function mix(left: number, right: number): number {
  const hash = Math.imul(left ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(right + 0x7f4a7c15, 0xc2b2ae35);
  return hash ^ (hash >>> 15);
}
