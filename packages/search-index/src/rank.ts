import type { Matches } from "./intersect.ts";
import { NO_POSITION } from "./posting-lists.ts";
import type { SearchSchema } from "./schema.ts";
import type { NumberValues, Segment } from "./segment.ts";
import { absentIn } from "./shared-arrays.ts";
import { COST } from "./text-query.ts";
import type { TopDocuments } from "./top-documents.ts";

/** How much each trait of a document counts; every trait is between 0 and 1. */
export interface RankWeights {
  /** Words found as typed, in order, near each other, at the start, and little else in the title. */
  text: number;
  /** The popularity column, saturating. */
  popularity: number;
  /** The recency column: 1 for today, one half after a year. */
  recency: number;
}

/** Orders by relevance for different wishes. */
export const RANK_PROFILES = {
  best: { text: 1, popularity: 0.3, recency: 0.05 },
  healthiest: { text: 0.35, popularity: 1, recency: 0.05 },
  newest: { text: 0.35, popularity: 0.1, recency: 1 },
} as const satisfies Record<string, RankWeights>;

/** The name of an order by relevance. */
export type RankProfile = keyof typeof RANK_PROFILES;

/** The popularity that counts half as much as an endless one. */
const HALF_POPULARITY = 25;
const DAYS_UNTIL_HALF = 365;
const SECONDS_OF_DAY = 86_400;
/** Beyond all that weights of about 1 can make up for: a match in the body comes behind every title. */
const BODY_PENALTY = 4;

/** Words of different files, which together mean little. */
const SCATTERED = 0.3;

/** Parts of the text trait: words found as typed, in order and near, at the start, little else. */
const FOUND = 0.5;
const ORDER = 0.2;
const START = 0.1;
const SHARE = 0.2;
/** More than sums of the same numbers in another order differ. */
const ROUNDING = 1e-9;

/** For a segment without the column. */
const NO_NUMBERS = new Float64Array(0);

/** What a word costs of the text trait, by how it was found. */
const PENALTIES = costTable();

/** Computes the rank of documents of one segment. */
export class Ranker {
  readonly #weights: RankWeights;
  readonly #today: number;
  readonly #ids: Uint32Array;
  readonly #lengths: Uint8Array;
  readonly #popularity: NumberValues["values"] | undefined;
  readonly #recency: NumberValues["values"] | undefined;
  readonly #infos: readonly Uint16Array[];
  readonly #docs: Uint32Array;
  readonly #count: number;

  /** Ranks matches of a segment, at a time in seconds since 1970. */
  constructor(
    segment: Segment,
    matches: Matches,
    weights: RankWeights,
    options: { schema: SearchSchema; now: number },
  ) {
    this.#weights = weights;
    this.#today = Math.floor(options.now / SECONDS_OF_DAY);
    this.#ids = segment.ids;
    this.#lengths = segment.lengths;
    this.#popularity = numbersOf(segment, options.schema.popularity);
    this.#recency = numbersOf(segment, options.schema.recency);
    this.#infos = (matches.infos ?? []).filter((info) => info.length > 0);
    this.#docs = matches.docs;
    this.#count = matches.count;
  }

  /** Offers all matches. */
  collect(top: TopDocuments): void {
    const [only, ...others] = this.#infos;
    if (only !== undefined && others.length === 0) this.#collectByWord(only, top);
    else this.#collectByWords(top);
  }

  /**
   * Of a single word all that counts but the age is looked up and added for every match: one that
   * cannot get in is the rule, and nothing else is decided.
   */
  #collectByWord(info: Uint16Array, top: TopDocuments): void {
    const docs = this.#docs;
    const count = this.#count;
    const ids = this.#ids;
    const lengths = this.#lengths;
    const values = this.#popularity ?? NO_NUMBERS;
    const absent = absentIn(values);
    const weight = this.#weights.popularity;
    const found = foundTexts(this.#weights.text);
    const shares = shareTexts(this.#weights.text, 1);
    const mostRecency = Math.max(0, this.#weights.recency) + ROUNDING;
    let threshold = top.threshold;
    for (let at = 0; at < count; at++) {
      const doc = docs[at]!;
      const value = values[doc]!;
      const popularity = value === absent ? 0 : (weight * value) / (value + HALF_POPULARITY);
      // NaN stands for no number, too.
      const known = popularity === popularity ? popularity : 0;
      const rank = known + found[info[at]!]! + shares[lengths[doc]!]!;
      if (rank + mostRecency < threshold) continue;
      top.push(rank + this.#recencyOf(doc), ids[doc]!);
      threshold = top.threshold;
    }
  }

  /**
   * Most matches cannot get in whatever their words add: they are passed over by their popularity
   * alone, or by what does not depend on the words.
   */
  #collectByWords(top: TopDocuments): void {
    const docs = this.#docs;
    const count = this.#count;
    const ids = this.#ids;
    const lengths = this.#lengths;
    const values = this.#popularity ?? NO_NUMBERS;
    const absent = absentIn(values);
    const weight = this.#weights.popularity;
    const mostText = this.#mostTexts();
    const mostRecency = Math.max(0, this.#weights.recency) + ROUNDING;
    let threshold = top.threshold;
    let least = this.#leastPopularity(threshold);
    for (let at = 0; at < count; at++) {
      const doc = docs[at]!;
      let rank = 0;
      const value = values[doc]!;
      // NaN is not at least anything.
      if (value >= least && value !== absent) rank = (weight * value) / (value + HALF_POPULARITY);
      else if (least > 0) continue;
      const most = rank + mostText[lengths[doc]!]!;
      if (most + mostRecency < threshold) continue;
      const recency = this.#recencyOf(doc);
      if (most + recency + ROUNDING < threshold) continue;
      top.push(rank + recency + this.#text(at), ids[doc]!);
      if (top.threshold === threshold) continue;
      threshold = top.threshold;
      least = this.#leastPopularity(threshold);
    }
  }

  #recencyOf(doc: number): number {
    if (this.#recency === undefined) return 0;
    const value = this.#recency[doc]!;
    if (!(value < 0xffff_ffff)) return 0;
    const age = Math.max(0, this.#today - Math.floor(value / SECONDS_OF_DAY));
    return this.#weights.recency / (1 + age / DAYS_UNTIL_HALF);
  }

  /** The most that words can add, by the length of the title. */
  #mostTexts(): Float64Array {
    const { text } = this.#weights;
    const most = this.#infos.length === 0 ? 0 : Math.max(0, text);
    if (most === 0) return new Float64Array(256);
    return shareTexts(text, this.#infos.length).map((share) => text * (1 - SHARE) + share);
  }

  /** A popularity below which no document reaches a rank, however new it is and well it is named. */
  #leastPopularity(threshold: number): number {
    if (this.#popularity === undefined || this.#weights.popularity <= 0) return 0;
    const mostText = this.#infos.length === 0 ? 0 : Math.max(0, this.#weights.text);
    const missing = threshold - mostText - Math.max(0, this.#weights.recency);
    if (missing <= 0) return 0;
    if (missing >= this.#weights.popularity) return Infinity;
    // Where the trait crosses it, less what rounding may do.
    return Math.floor((HALF_POPULARITY * missing) / (this.#weights.popularity - missing) - 1);
  }

  /** What the words of a match add. */
  #text(index: number): number {
    const infos = this.#infos;
    if (infos.length === 0) return 0;
    let penalty = 0;
    let near = 0;
    let pairs = 0;
    let found = 0;
    let first = NO_POSITION;
    let previous = -1;
    let isBody = false;
    let texts = 0;
    for (const info of infos) {
      const packed = info[index]!;
      if (packed === 0) continue;
      const cost = (packed >>> 8) - 1;
      const position = packed & 0xff;
      found += 1;
      penalty += PENALTIES[cost]!;
      if (cost >= COST.body) {
        if (isBody) {
          pairs += 1;
          if ((texts & position) !== 0) near += 1;
        }
        isBody = true;
        texts = position;
        continue;
      }
      if (position === NO_POSITION) continue;
      if (previous >= 0) {
        pairs += 1;
        near += nearness(position - previous);
      }
      if (position < first) first = position;
      previous = position;
    }
    const length = this.#lengths[this.#docs[index]!]!;
    const order = pairs === 0 ? 1 : near / pairs;
    const start = first === NO_POSITION ? 0 : 1 / (1 + first);
    const share = length === 0 ? 0 : Math.min(1, found / length);
    const trait = FOUND - penalty + ORDER * order + START * start + SHARE * share;
    const scattered = isBody ? BODY_PENALTY + SCATTERED * (1 - order) : 0;
    return this.#weights.text * (trait - scattered);
  }
}

/** What a single word adds without its share of the title, by what it was found by. */
function foundTexts(weight: number): Float64Array {
  return Float64Array.from({ length: (COST.bodyPrefix + 2) << 8 }, (_, packed) => {
    const cost = Math.max(0, (packed >>> 8) - 1);
    const position = packed & 0xff;
    const isBody = cost >= COST.body;
    const start = isBody || position === NO_POSITION ? 0 : START / (1 + position);
    const trait = FOUND - PENALTIES[cost]! + ORDER + start;
    return weight * (isBody ? trait - BODY_PENALTY : trait);
  });
}

/** What it adds that words are all or some of a title, by its length. */
function shareTexts(weight: number, words: number): Float64Array {
  return Float64Array.from(
    { length: 256 },
    (_, length) => weight * SHARE * (length === 0 ? 0 : Math.min(1, words / length)),
  );
}

/** Words the other way round are as good as words that stand farther from each other. */
function nearness(distance: number): number {
  if (distance === 1 || distance === 0) return 1;
  if (distance < 0) return distance === -1 ? 0.5 : 0;
  return distance <= 3 ? 0.5 : 0.25;
}

function numbersOf(segment: Segment, name: string | undefined): NumberValues["values"] | undefined {
  const column = name === undefined ? undefined : segment.columns[name];
  return column?.kind === "number" ? column.values : undefined;
}

function costTable(): Float64Array {
  const table = new Float64Array(32);
  table[COST.prefix] = 0.05;
  // More than seeders, age and the rest of the title can make up for: the number itself comes first.
  table[COST.prefixOfNumber] = 0.7;
  table[COST.joined] = 0.15;
  table[COST.episodeOfSeason] = 0.35;
  table[COST.typo] = 0.3;
  table[COST.typoInPrefix] = 0.4;
  table[COST.twoTypos] = 0.6;
  table[COST.twoTyposInPrefix] = 0.7;
  return table;
}
