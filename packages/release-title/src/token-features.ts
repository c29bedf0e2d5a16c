/** What the tagger sees of every token: hashed features, so that a model holds no words. */
import { hashText, mix } from "./hash-text.ts";
import { indexOf, isNumbering, isPlainNumber, isTechnical } from "./token-kinds.ts";
import type { Token } from "./tokens.ts";
import { readWordFacts, type WordFacts } from "./word-facts.ts";

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
interface Described extends WordFacts {
  gap: number;
  title: number;
  libraryTitle: number;
  kindTitle: number;
  group: number;
  libraryGroup: number;
  episodeTitle: number;
}

/**
 * Buckets of all features, {@link FEATURES_PER_TOKEN} for each token in order; at the beginning of
 * `features` where that is given. Costs some microseconds a name.
 */
export function extractFeatures(
  tokens: readonly Token[],
  opinion: RuleOpinion,
  features: Uint16Array = new Uint16Array(tokens.length * FEATURES_PER_TOKEN),
): Uint16Array {
  const described: Described[] = [];
  for (const token of tokens) described.push(describe(token, opinion));
  const context = describeName(tokens, described, opinion);
  for (let index = 0; index < tokens.length; index += 1) {
    fillToken(index, tokens, described, context);
    const place = index * FEATURES_PER_TOKEN;
    for (let feature = 0; feature < FEATURES_PER_TOKEN; feature += 1) {
      features[place + feature] = salt(values[feature] ?? 0, salts[feature] ?? 0);
    }
  }
  return features;
}

/** Values of the features of one token. */
const values = new Int32Array(FEATURES_PER_TOKEN);
/** Numbers that set features of the same value apart. */
const salts = Int32Array.from(values, (_, feature) => Math.imul(feature + 1, 0x9e3779b1));

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
}

function describe(token: Token, opinion: RuleOpinion): Described {
  const { word, kind, shape, affixes } = readWordFacts(token.text, token.lower);
  return {
    word,
    kind,
    shape,
    affixes,
    gap: hashText(token.gap),
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
  const context: NameContext = {
    contentType: hashText(opinion.contentType),
    style: 0,
    dashes: [],
    dashTotal: 0,
    technicalBefore: [],
    technicalTotal: 0,
    firstTechnical: -1,
    firstNumbering: -1,
    firstYear: -1,
    lastBracket: -1,
  };
  let dots = 0;
  let underscores = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const { gap = "", bracketIndex = -1 } = tokens[index] ?? {};
    const kind = described[index]?.kind ?? OUTSIDE;
    if (gap.length > 1 && gap.includes("-")) context.dashTotal += 1;
    if (gap === ".") dots += 1;
    if (gap === "_") underscores += 1;
    context.dashes.push(context.dashTotal);
    context.technicalBefore.push(context.technicalTotal);
    if (isTechnical(kind)) {
      context.technicalTotal += 1;
      if (context.firstTechnical < 0) context.firstTechnical = index;
    }
    if (context.firstNumbering < 0 && isNumbering(kind)) context.firstNumbering = index;
    if (kind === YEAR) context.firstYear = index;
    if (bracketIndex > context.lastBracket) context.lastBracket = bracketIndex;
  }
  const separator = dots * 2 > tokens.length ? 1 : underscores * 2 > tokens.length ? 2 : 0;
  const opening = tokens[0]?.bracket === "[" || tokens[0]?.bracket === "【" ? 1 : 0;
  context.style = separator * 2 + opening;
  return context;
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
  index: number,
  tokens: readonly Token[],
  described: readonly Described[],
  context: NameContext,
): void {
  const token = tokens[index];
  if (!token) return;
  const at = described[index] ?? NOTHING;
  const left = described[index - 1] ?? NOTHING;
  const right = described[index + 1] ?? NOTHING;
  const left2 = described[index - 2] ?? NOTHING;
  const right2 = described[index + 2] ?? NOTHING;
  const opens = Number(token.bracketIndex !== (tokens[index - 1]?.bracketIndex ?? -1));
  const closes = Number(token.bracketIndex !== (tokens[index + 1]?.bracketIndex ?? -1));
  const before = context.technicalBefore[index] ?? 0;
  const place: Place = {
    position: Math.min(index, 4),
    ending: Math.min(tokens.length - 1 - index, 4),
    inBracket: mix(hashText(token.bracket), opens * 2 + closes),
    bracketPlace: mix(
      token.bracketIndex < 0 ? 9 : Math.min(token.bracketIndex, 3),
      token.bracketIndex < 0 ? 9 : Math.min(context.lastBracket - token.bracketIndex, 2),
    ),
    technical: Math.min(before, 2) * 3 + Math.min(context.technicalTotal - before, 2),
    toTechnical: bounded(context.firstTechnical - index, context.firstTechnical),
    toNumbering: bounded(context.firstNumbering - index, context.firstNumbering),
    toYear: bounded(context.firstYear - index, context.firstYear),
    dash: (context.dashes[index] ?? 0) * 8 + Math.min(context.dashTotal, 6),
    numbers: isPlainNumber(at.kind) ? 1 : 0,
    repeated: countRepeats(tokens, token.lower),
    gaps: mix(at.gap, right.gap),
    kinds: mix(at.kind, right.kind),
  };
  fillNeighbours(at, left, right, left2.kind, right2.kind, place, context.contentType);
  fillPlaces(at, place);
  fillOpinions(at, left, right, place, context);
}

/** Where a token stands in its name. */
interface Place {
  position: number;
  ending: number;
  inBracket: number;
  bracketPlace: number;
  technical: number;
  toTechnical: number;
  toNumbering: number;
  toYear: number;
  dash: number;
  numbers: number;
  repeated: number;
  /** What stands before and behind it. */
  gaps: number;
  /** Its kind and that of the next. */
  kinds: number;
}

// The features are filled in by three functions because an engine inlines `mix` only so often.

function fillNeighbours(
  at: Described,
  left: Described,
  right: Described,
  left2: number,
  right2: number,
  place: Place,
  contentType: number,
): void {
  const leftKinds = mix(left.kind, at.kind);
  values[0] = at.word;
  values[1] = left.word;
  values[2] = right.word;
  values[3] = mix(at.word, contentType);
  values[4] = at.kind;
  values[5] = leftKinds;
  values[6] = place.kinds;
  values[7] = mix(leftKinds, right.kind);
  values[8] = mix(left2, left.kind);
  values[9] = mix(right.kind, right2);
  values[10] = mix(at.shape, at.kind);
  values[11] = mix(at.shape, left.shape);
  values[12] = mix(at.shape, right.shape);
  values[13] = mix(at.gap, left.kind);
  values[14] = mix(right.gap, at.kind);
  values[15] = mix(place.gaps, at.kind);
  values[42] = at.affixes;
  values[43] = mix(place.numbers, mix(left.gap, place.gaps));
}

function fillPlaces(at: Described, place: Place): void {
  const { position, ending, inBracket, bracketPlace, technical } = place;
  values[16] = mix(inBracket, at.kind);
  values[17] = mix(inBracket, bracketPlace);
  values[18] = mix(bracketPlace, mix(at.kind, position));
  values[19] = mix(position, at.kind);
  values[20] = mix(ending, mix(at.gap, at.kind));
  values[21] = mix(ending, mix(inBracket, technical));
  values[22] = mix(technical, at.kind);
  values[23] = mix(technical, mix(at.gap, position));
  values[24] = mix(place.toTechnical, at.kind);
  values[25] = mix(place.toNumbering, mix(at.kind, at.gap));
  values[26] = mix(place.toYear, at.kind);
  values[38] = mix(at.episodeTitle, mix(place.toNumbering, at.kind));
  values[45] = mix(place.repeated, mix(position, inBracket));
}

function fillOpinions(
  at: Described,
  left: Described,
  right: Described,
  place: Place,
  { contentType, style }: NameContext,
): void {
  const { gaps, kinds, dash } = place;
  const titleEdge = at.title * 16 + right.title * 4 + left.title;
  const libraryEdge = at.libraryTitle * 16 + right.libraryTitle * 4 + left.libraryTitle;
  const kindEdge = at.kindTitle * 16 + right.kindTitle * 4 + left.kindTitle;
  const groupEdge = at.group * 16 + right.group * 4 + left.group;
  values[27] = titleEdge;
  values[28] = mix(titleEdge, at.kind);
  values[29] = mix(titleEdge, gaps);
  values[30] = mix(titleEdge, contentType);
  values[31] = libraryEdge;
  values[32] = mix(libraryEdge, kinds);
  values[33] = mix(titleEdge, libraryEdge);
  values[34] = groupEdge;
  values[35] = mix(groupEdge, mix(at.libraryGroup, right.libraryGroup));
  values[36] = mix(groupEdge, mix(at.kind, place.ending));
  values[37] = mix(groupEdge, gaps);
  values[39] = mix(style, mix(place.position, kinds));
  values[40] = mix(contentType, mix(dash, at.kind));
  values[41] = mix(dash, mix(titleEdge, place.toNumbering));
  values[44] = mix(mix(place.numbers, place.toTechnical), mix(right.kind, titleEdge));
  values[46] = mix(kindEdge, titleEdge);
  values[47] = mix(kindEdge, kinds);
}

/** How often a word stands in the name; 3 for more. */
function countRepeats(tokens: readonly Token[], lower: string): number {
  let count = 0;
  for (const token of tokens) {
    if (token.lower === lower && ++count === 3) break;
  }
  return count;
}

/** The bucket of a value of one feature. */
function salt(value: number, feature: number): number {
  const hash = Math.imul(value ^ feature, 0x85ebca6b);
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
