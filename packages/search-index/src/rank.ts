import type { Matches } from "./intersect.ts";
import { NO_POSITION } from "./posting-lists.ts";
import type { SearchSchema } from "./schema.ts";
import type { NumberValues, Segment } from "./segment.ts";
import { COST } from "./text-query.ts";

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
const KNOWN_POPULARITY = 4096;
/** Beyond all that weights of about 1 can make up for: a match in the body comes behind every title. */
const BODY_PENALTY = 4;

/** What a word costs of the text trait, by how it was found. */
const PENALTIES = costTable();
const popularityTable = Float64Array.from({ length: KNOWN_POPULARITY }, (_, value) =>
  saturate(value),
);

/** Computes the rank of documents of one segment. */
export class Ranker {
  readonly #weights: RankWeights;
  readonly #today: number;
  readonly #lengths: Uint8Array;
  readonly #popularity: NumberValues["values"] | undefined;
  readonly #recency: NumberValues["values"] | undefined;
  readonly #infos: readonly Uint16Array[];
  readonly #docs: Uint32Array;

  /** Ranks matches of a segment, at a time in seconds since 1970. */
  constructor(
    segment: Segment,
    matches: Matches,
    weights: RankWeights,
    options: { schema: SearchSchema; now: number },
  ) {
    this.#weights = weights;
    this.#today = Math.floor(options.now / SECONDS_OF_DAY);
    this.#lengths = segment.lengths;
    this.#popularity = numbersOf(segment, options.schema.popularity);
    this.#recency = numbersOf(segment, options.schema.recency);
    this.#infos = (matches.infos ?? []).filter((info) => info.length > 0);
    this.#docs = matches.docs;
  }

  /** The part of the rank of a match that does not depend on the words. */
  base(index: number): number {
    const doc = this.#docs[index]!;
    let rank = 0;
    if (this.#popularity !== undefined) {
      const value = this.#popularity[doc]!;
      const trait = value < KNOWN_POPULARITY ? popularityTable[value]! : rareTrait(value);
      rank += this.#weights.popularity * trait;
    }
    if (this.#recency !== undefined) {
      const value = this.#recency[doc]!;
      if (value < 0xffff_ffff) {
        const age = Math.max(0, this.#today - Math.floor(value / SECONDS_OF_DAY));
        rank += this.#weights.recency / (1 + age / DAYS_UNTIL_HALF);
      }
    }
    return rank;
  }

  /** The most that words can add. */
  get mostText(): number {
    return this.#infos.length === 0 ? 0 : Math.max(0, this.#weights.text);
  }

  /** What the words of a match add. */
  text(index: number): number {
    const infos = this.#infos;
    if (infos.length === 0) return 0;
    let penalty = 0;
    let near = 0;
    let pairs = 0;
    let found = 0;
    let first = NO_POSITION;
    let previous = -1;
    let isBody = false;
    for (const info of infos) {
      const packed = info[index]!;
      if (packed === 0) continue;
      const cost = (packed >>> 8) - 1;
      const position = packed & 0xff;
      found += 1;
      penalty += PENALTIES[cost]!;
      if (cost >= COST.body) isBody = true;
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
    const trait = 0.5 - penalty + 0.2 * order + 0.1 * start + 0.2 * share;
    return this.#weights.text * (isBody ? trait - BODY_PENALTY : trait);
  }
}

function nearness(distance: number): number {
  if (distance === 1 || distance === 0) return 1;
  if (distance < 0) return 0;
  return distance <= 3 ? 0.5 : 0.25;
}

function saturate(value: number): number {
  return value / (value + HALF_POPULARITY);
}

function rareTrait(value: number): number {
  return value < 0xffff_ffff ? saturate(value) : 0;
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
  table[COST.typo] = 0.3;
  table[COST.typoInPrefix] = 0.4;
  table[COST.twoTypos] = 0.6;
  table[COST.twoTyposInPrefix] = 0.7;
  return table;
}
