import { listOf, type PostingList } from "./posting-lists.ts";
import type { Segment } from "./segment.ts";
import { findPrefix } from "./string-table.ts";
import { COST } from "./text-query.ts";

const SEASON = /^s\d{2,4}$/;

/**
 * The postings of a season in titles: first of whole seasons, then of episodes, whose titles hold
 * their season as well. Nothing when the word is no season.
 */
export function splitSeason(
  { title, count }: Segment,
  text: string,
  season: PostingList,
): PostingList[] | undefined {
  if (!SEASON.test(text)) return undefined;
  const [from, to] = findPrefix(title.terms, `${text}e`);
  const isEpisode = new Int32Array((count >>> 5) + 1);
  for (const doc of listOf(title, from, to, COST.exact).docs) {
    isEpisode[doc >>> 5]! |= 1 << (doc & 31);
  }
  const whole = emptyLike(season, COST.exact);
  const episodes = emptyLike(season, COST.episodeOfSeason);
  const { docs, positions } = season;
  for (let at = 0; at < docs.length; at++) {
    const doc = docs[at]!;
    const part = (isEpisode[doc >>> 5]! & (1 << (doc & 31))) === 0 ? whole : episodes;
    part.docs[part.length] = doc;
    part.positions[part.length++] = positions![at]!;
  }
  return [whole, episodes].map(({ length, cost, ...part }) => ({
    docs: part.docs.subarray(0, length),
    positions: part.positions.subarray(0, length),
    cost,
    isSorted: true,
  }));
}

/** Room for all postings of a list. */
function emptyLike({ docs: { length } }: PostingList, cost: number) {
  return { docs: new Uint32Array(length), positions: new Uint8Array(length), length: 0, cost };
}
