import type { RankWeights, TextQuery } from "@minato/search-index";

import type { Query } from "./write-text.ts";

/** The number of seeders that counts half as much as an endless one, and the age in days. */
const HALF_SEEDERS = 25;
const HALF_AGE = "365d";
const ORDER = 0.2;
const NEAR = 0.1;
const START = 0.1;
const SHARE = 0.4;
const NEAR_SLOP = 3;
/** A season that was asked for, before its episodes. */
const WHOLE_SEASON = 0.35;
const SEASON = /^s\d{2,4}$/;

/**
 * What adds to the rank of torrents that have the words: the same traits as in the index in the
 * process, by functions that Elasticsearch has for them.
 */
export function writeRank({ required }: TextQuery, weights: RankWeights): Query[] {
  const words = required.flatMap((clause) =>
    clause.kind === "word" && !clause.isOptional ? [clause] : [],
  );
  const traits: Query[] = [];
  const [first] = words;
  if (first !== undefined && weights.text > 0) {
    const begins = first.isPrefix
      ? { prefix: { first: first.text } }
      : { terms: { first: beginningsOf(first.text) } };
    const pivot = words.length;
    traits.push({ constant_score: { filter: begins, boost: START * weights.text } });
    traits.push({
      rank_feature: { field: "length", saturation: { pivot }, boost: SHARE * weights.text },
    });
  }
  if (words.length > 1 && weights.text > 0) {
    const query = words.map(({ text }) => text).join(" ");
    const kind = words.at(-1)?.isPrefix === true ? "match_phrase_prefix" : "match_phrase";
    traits.push(
      { constant_score: { filter: { [kind]: { words: { query } } }, boost: NEAR * weights.text } },
      {
        constant_score: {
          filter: { [kind]: { words: { query, slop: NEAR_SLOP } } },
          boost: (ORDER - NEAR) * weights.text,
        },
      },
    );
  }
  for (const { text } of words.filter((word) => SEASON.test(word.text))) {
    const filter = { bool: { must_not: [{ prefix: { words: `${text}e` } }] } };
    traits.push({ constant_score: { filter, boost: WHOLE_SEASON * weights.text } });
  }
  const { popularity, recency } = weights;
  if (popularity > 0) {
    const saturation = { pivot: HALF_SEEDERS };
    traits.push({ rank_feature: { field: "popularity", saturation, boost: popularity } });
  }
  if (recency > 0) {
    const age = { field: "indexedAt", origin: "now", pivot: HALF_AGE };
    traits.push({ distance_feature: { ...age, boost: recency } });
  }
  return traits;
}

/** The word and what it may be joined from: `bigbuck` begins with `big`. */
function beginningsOf(word: string): string[] {
  const letters = Array.from(word);
  return letters
    .slice(1)
    .map((_, index) => letters.slice(0, index + 2).join(""))
    .concat(word);
}
