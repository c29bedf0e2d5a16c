import { tokenize } from "@minato/search-text";

import type { TextQuery } from "./text-query.ts";

/** Words behind which the title of a work has ended. */
const TAG = /^(?:(?:19|20)\d\d|\d{3,4}[pi]|s\d\d.*|[hx]26[3-6]|web.*|bluray|hdtv|dvdrip)$/;
const SEASON = /^s\d{2,4}$/;
const MAX_WORDS = 64;

/**
 * How well a title answers a text, higher is better: all words as they were typed, side by side and
 * in their order, at the start, and nothing else in the title of the work. Equal numbers mean
 * equally good.
 */
export function rankTitle(title: string, query: TextQuery): number {
  const words = tokenize(title, { maxTokens: MAX_WORDS });
  const wanted = query.tokens.filter((token) => !token.isExcluded);
  const places = wanted.map((token) => findPlace(words, token.text, token.isPrefix));
  const found = places.filter((place) => place !== undefined);
  if (found.length === 0) return 0;
  const exact = found.filter(({ isExact }) => isExact).length;
  let adjacent = 0;
  for (let index = 1; index < places.length; index++) {
    const [before, place] = [places[index - 1], places[index]];
    if (before !== undefined && place?.at === before.at + 1) adjacent++;
  }
  const first = Math.min(...found.map(({ at }) => at));
  const phrases = query.phrases.filter((phrase) => hasPhrase(words, phrase)).length;
  return Math.round(
    100 * share(found.length, wanted.length) +
      60 * share(exact, wanted.length) +
      40 * share(adjacent, wanted.length - 1) +
      20 / (1 + first) +
      30 * share(phrases, query.phrases.length) -
      (wanted.some((token) => isEpisodeOf(words, token.text)) ? 25 : 0) -
      3 * Math.min(10, countOtherWords(words, new Set(found.map(({ at }) => at)))),
  );
}

function findPlace(
  words: readonly string[],
  text: string,
  isPrefix: boolean,
): { at: number; isExact: boolean } | undefined {
  const exact = words.indexOf(text);
  if (exact >= 0) return { at: exact, isExact: true };
  const at = isPrefix ? words.findIndex((word) => word.startsWith(text)) : -1;
  return at < 0 ? undefined : { at, isExact: false };
}

/** Whether a season was asked for and the title is one of its episodes. */
function isEpisodeOf(words: readonly string[], text: string): boolean {
  return SEASON.test(text) && words.some((word) => word.startsWith(`${text}e`));
}

/** Words of the work's title that nobody asked for. */
function countOtherWords(words: readonly string[], matched: ReadonlySet<number>): number {
  const end = words.findIndex((word, at) => at > 0 && TAG.test(word));
  let others = 0;
  for (let at = 0; at < (end < 0 ? words.length : end); at++) if (!matched.has(at)) others++;
  return others;
}

function hasPhrase(words: readonly string[], phrase: readonly string[]): boolean {
  return words.some((_, at) => phrase.every((word, index) => words[at + index] === word));
}

function share(part: number, whole: number): number {
  return whole <= 0 ? 1 : part / whole;
}
