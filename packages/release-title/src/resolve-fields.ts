import { cleanTitle } from "./clean-text.ts";
import type { OpinionReading } from "./read-opinion.ts";
import { countsDiscs } from "./read-parts.ts";
import type { Calibration, TaggerModel } from "./tagger-model.ts";
import { LABELS, tagTokens, type Tagging } from "./tagger.ts";
import type { Span } from "./token-features.ts";
import { extractFeatures, FEATURES_PER_TOKEN } from "./token-features.ts";
import { endsTitle, kindOfWord } from "./token-kinds.ts";
import { MAX_TOKENS, tokenizeName, type Token } from "./tokens.ts";

/** Nothing stands before the numbers of the episode, so the name holds no title. */
const NUMBERED_FIRST =
  /^[^\p{L}\p{N}]*(?:S\d{1,4}[ ._]?E\d|S\d{1,2}[ ._-]|\d{1,2}x\d{2}|(?:Episode|Ep)[ .]*\d|\d{1,3} - )/iu;
/** What the tagger may leave in front of a title: sites, numbers of the episode, dates of recordings. */
const LEADING =
  /^(?:(?:www\.)?[\w-]+\.(?:com|org|net|to|me|io|cc|xn--\w+)\)? ?(?:-|–)? ?|(?:Episode|Ep\.?) \d{1,4}(?: -)? |\d{2,3}(?:-\d{2,3})?\. |\d{6} )(?=\S)/iu;
/** What it may leave behind one: ordinal seasons, Turkish episodes. */
const TRAILING =
  / (?:\d(?:st|nd|rd|th)(?: Season)?|S\d{1,2}|第\d[期季]|\d{1,2}xAll|\d{1,4}\. ?B(?:LM|[oö]l[uü]m))$/iu;
const ARTICLE = /^(?:the|an?|der|die|das|le|la|les|el|los|il)$/u;
/** A sign of a collector behind a group: "GROUP[site" where the bracket did not close. */
const OPEN_BRACKET = /^(.{2,}?)[ =_-]*[[({][^\])]*$/u;
/** Words before a group that is written behind a second hyphen. */
const BEFORE_GROUP = /^(?:dxva|line|hq|x)[-.](?=.{2})/iu;
/** The number of an episode in names that begin with a group: "[Group] Title #01v2 - Its Title". */
const FANSUB_NUMBER = / #\d{1,4}(?:v\d)?(?:-\d{1,4})?(?: - .*)?$/u;
/** Kinds whose scene names have an order of their own. */
const ORDERED_SCENE: ReadonlySet<string> = new Set([
  "music",
  "audiobook",
  "game",
  "software",
  "comic",
]);
/** Kinds whose other names have. */
const ORDERED_WRITTEN: ReadonlySet<string> = new Set(["music", "comic"]);
/** Share of groups that were right while the rules were developed. */
const KIND_CONFIDENCE = 0.95;
const HEIGHTS: ReadonlySet<number> = new Set([480, 576, 720, 1080, 2160]);

/** Features of one name, used anew for every name. */
const buffer = new Uint16Array(MAX_TOKENS * FEATURES_PER_TOKEN);

/** Fields that the tagger and the rules decide together. */
export interface Resolved {
  title: string;
  titleSpan: Span | undefined;
  titleConfidence: number;
  group: string | undefined;
  groupSpan: Span | undefined;
  groupConfidence: number;
  artist: string | undefined;
  artistSpan: Span | undefined;
  /** Bare numbers that count episodes, in the order of the name. */
  numbers: number[];
  numberSpan: Span | undefined;
}

const TITLE_BEGIN = LABELS.indexOf("title-begin");
const TITLE = LABELS.indexOf("title");
const GROUP = LABELS.indexOf("group");
const ARTIST = LABELS.indexOf("artist");
const NUMBER = LABELS.indexOf("number");

/** A run of tokens with one label. */
interface Segment {
  /** Index into {@link LABELS}; the beginning of a title is title. */
  label: number;
  start: number;
  end: number;
  tokens: Token[];
  /** Least margin of its tokens. */
  margin: number;
  /** Margins added up. */
  weight: number;
}

const COUNTED = "e-?books?|books?|novels|volumes|issues|comics|magazines|albums|songs|tracks|files";
/** A number that tells how many there are stands before this: "(EPUB, 500 books)". */
const COUNTED_NEXT = new RegExp(`^[ ._]{0,3}(?:${COUNTED})(?![\\p{L}\\p{N}])`, "iu");
/** Ends in what is no group: how many there are, or the ending of a file. */
const NO_GROUP = new RegExp(
  `\\d[ ._]{0,3}(?:${COUNTED})$|\\.(?:zim|(?:img|iso|vhd|vmdk|qcow2)\\.(?:xz|gz|bz2|zst))$`,
  "iu",
);

/** Lets the tagger decide where title, group, artist and bare episode numbers stand in the name. */
export function resolveFields(reading: OpinionReading, name: string, model: TaggerModel): Resolved {
  const tokens = tokenizeName(name);
  const features = buffer.subarray(0, tokens.length * FEATURES_PER_TOKEN);
  const tagging = tagTokens(model.weights, extractFeatures(tokens, reading.opinion, features));
  const segments = findSegments(tokens, tagging);
  const best = heaviest(segments, TITLE);
  const title = best && extendArticle(best, tokens);
  const signed = segments.findLast(({ label }) => label === GROUP);
  const group = signed && NO_GROUP.test(name.slice(0, signed.end)) ? undefined : signed;
  const artist = segments.find(({ label }) => label === ARTIST);
  const numbers = segments.filter(
    ({ label, end }) => label === NUMBER && !COUNTED_NEXT.test(name.slice(end)),
  );
  const certainty = leastMargin(tagging);
  return {
    title: title ? trimTitle(name, title) : fallbackTitle(reading, name),
    titleSpan: title && toSpan(title),
    titleConfidence: toConfidence(title?.margin ?? certainty, model.calibration.title),
    group: group && trimGroup(name.slice(group.start, group.end)),
    groupSpan: group && toSpan(group),
    groupConfidence: toConfidence(group?.margin ?? certainty, model.calibration.group),
    artist: artist && cleanTitle(name.slice(artist.start, artist.end)),
    artistSpan: artist && toSpan(artist),
    numbers: readNumbers(numbers, reading),
    numberSpan: numbers[0] && toSpan(numbers[0]),
  };
}

/**
 * Names of some kinds have an order of their own, so that their rules are right more often than the
 * tagger, which has seen few of them.
 */
export function settleByKind(resolved: Resolved, reading: OpinionReading): Resolved {
  const { kind, classified, folded } = reading;
  const type = classified.contentType;
  const group = kind?.group;
  if (type === "anime" && group !== undefined) {
    return withGroup(resolved, group, folded.find(group));
  }
  const ordered = group === undefined ? ORDERED_WRITTEN : ORDERED_SCENE;
  if (!kind || !ordered.has(type)) return resolved;
  const settled = {
    ...resolved,
    title: kind.title,
    titleSpan: folded.find(kind.title),
    ...(kind.artist !== undefined && {
      artist: kind.artist,
      artistSpan: folded.find(kind.artist),
    }),
  };
  return group === undefined ? settled : withGroup(settled, group, folded.find(group, "last"));
}

function withGroup(resolved: Resolved, group: string, groupSpan: Span | undefined): Resolved {
  return { ...resolved, group, groupSpan, groupConfidence: KIND_CONFIDENCE };
}

/** No work is called "The": what follows is title up to the first word that is certainly not. */
function extendArticle(title: Segment, tokens: readonly Token[]): Segment {
  const [only, second] = title.tokens;
  if (!only || second || !ARTICLE.test(only.lower)) return title;
  const rest = tokens.slice(tokens.indexOf(only) + 1);
  const end = rest.findIndex(({ lower }, index) => index > 0 && endsTitle(kindOfWord(lower)));
  const more = rest.slice(0, Math.max(end, 1));
  return { ...title, end: more.at(-1)?.end ?? title.end, tokens: [only, ...more] };
}

/** Chance that a reading with the margin is right, by a calibrated line; from 0 to 1. */
export function toConfidence(margin: number, line: Calibration["title"]): number {
  return 1 / (1 + Math.exp(-(line[0] + line[1] * margin)));
}

function trimTitle(name: string, { start, end }: Segment): string {
  // A bracket that opens within the title and closes behind it belongs to it.
  const closes = /[([]/u.test(name.slice(start, end)) && /^[)\]]/u.test(name.slice(end));
  const text = cleanTitle(name.slice(start, closes ? end + 1 : end));
  const bare = text.replace(LEADING, "").replace(TRAILING, "");
  return name.startsWith("[") ? bare.replace(FANSUB_NUMBER, "") : bare;
}

function trimGroup(written: string): string {
  const text = written.replace(BEFORE_GROUP, "");
  const [, last] = /[)\]] ?[[(]([^[\]()]{2,})$/u.exec(text) ?? [];
  return last ?? OPEN_BRACKET.exec(text)?.[1]?.trim() ?? text;
}

function fallbackTitle({ release }: OpinionReading, name: string): string {
  return NUMBERED_FIRST.test(name) ? "" : release.title;
}

function readNumbers(segments: readonly Segment[], { release }: OpinionReading): number[] {
  if (release.episodes.length > 0 || release.airDate !== undefined) return [];
  if (countsDiscs(release.raw)) return [];
  const [first] = segments
    .flatMap(({ tokens }) => tokens.map(({ lower }) => Number.parseInt(lower, 10)))
    .filter((value) => {
      if (!Number.isInteger(value) || HEIGHTS.has(value)) return false;
      const isYear = value >= 1900 && value < 2040;
      return !isYear && !release.seasons.includes(value);
    });
  return first === undefined ? [] : [first];
}

/** The first of the segments with a label that none outweighs. */
function heaviest(segments: readonly Segment[], label: number): Segment | undefined {
  let best: Segment | undefined;
  for (const segment of segments) {
    if (segment.label === label && (!best || segment.weight > best.weight)) best = segment;
  }
  return best;
}

function findSegments(tokens: readonly Token[], { labels, margins }: Tagging): Segment[] {
  const found: Segment[] = [];
  let open: Segment | undefined;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    const tag = labels[index] ?? 0;
    const label = tag === TITLE_BEGIN ? TITLE : tag;
    if (!token) break;
    const margin = margins[index] ?? 0;
    if (tag === TITLE_BEGIN || open?.label !== label) {
      const { start, end } = token;
      open = { label, start, end, tokens: [], margin, weight: 0 };
      found.push(open);
    }
    open.end = token.end;
    open.tokens.push(token);
    open.margin = Math.min(open.margin, margin);
    open.weight += margin;
  }
  return found;
}

function leastMargin({ margins }: Tagging): number {
  return margins.reduce((least, margin) => Math.min(least, margin), 1e6);
}

function toSpan({ start, end }: Segment): Span {
  return [start, end];
}
