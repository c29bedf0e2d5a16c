import type { ParsedResult } from "@viren070/parse-torrent-title";

import { gated } from "./patterns/gated-pattern.ts";
import { readSpecialNumbering } from "./special-numbering.ts";

/** Widest span of episodes or seasons believed; a wider one is a misread number. */
const MAX_SPAN = 2000;

/** Widest span believed where blanks stand around its hyphen. */
const LONGEST_SPACED_SPAN = 200;

/** One "S01E02" or "1x02" of several, with what stands before the next. */
const NUMBERED = /(?<![\da-z])s?(\d{1,2}) ?[ex](?!26[456])(\d{1,4})(?![\da-z])([ ._]?-[ ._]?)?/giu;
const ANY_NUMBERED = gated(/\d ?[ex]\d/iu);
/** "7of10" is part seven; the library reads it as parts one to seven. */
const PART_OF = gated(
  /(?<![\p{L}\p{N}-])(\d{1,3})[ ._]?(?:of|iz|из)[ ._]?\d{1,3}(?![\p{L}\p{N}])/iu,
);
/** "213" between the title and the words of a broadcast is season 2, episode 13. */
const COMPOUND = gated(
  /[ ._]([1-9]\d?)(\d{2})(?:[ ._]\1(\d{2}))?[ ._](?:(?:480|576|720|1080)[pi][ ._])?((?:[a-z][\w']*[ ._]){0,6})(?:hdtv|pdtv|dsr|dvdrip|tvrip|bluray)/iu,
);

/** Seasons and episodes in ascending order, each once. */
export interface Numbering {
  seasons: number[];
  episodes: number[];
}

/** Reads the numbering, with the forms that the library gets wrong corrected. */
export function readNumbering(found: ParsedResult, name: string): Numbering {
  const seasons = sortNumbers(found.seasons);
  const episodes = withoutTitleNumber(sortNumbers(found.episodes), name);
  const special = readSpecialNumbering(name);
  if (special) {
    return {
      seasons: special.seasons.length > 0 ? special.seasons : seasons,
      episodes: special.episodes,
    };
  }
  const part = PART_OF.exec(name)?.[1];
  if (part !== undefined && (episodes.length === Number(part) || episodes.length === 0)) {
    return { seasons, episodes: [Number(part)] };
  }
  const [season, second] = seasons;
  const isWritten = season !== undefined && season < 100 && !COMPOUND.test(name);
  if (isWritten && second === undefined) {
    const repeated = readRepeated(name, season);
    return { seasons, episodes: repeated.length > episodes.length ? repeated : episodes };
  }
  return readCompound(found, name) ?? { seasons, episodes };
}

/** Season and episode written as one number, in names that state nothing else. */
function readCompound(found: ParsedResult, name: string): Numbering | undefined {
  if (found.date !== undefined) return undefined;
  const [, season = "", first = "", last, words] = COMPOUND.exec(name) ?? [];
  // With words between, the number may belong to the title; then the library has to agree.
  if (words !== "" && !found.episodes?.includes(Number(`${season}${first}`))) return undefined;
  if (first === "" || first === "00" || /^(?:19|20)$/u.test(season)) return undefined;
  const episodes = last === undefined ? [Number(first)] : [Number(first), Number(last)];
  return { seasons: [Number(season)], episodes };
}

/** Volumes and other counted things in ascending order, each once. */
export function sortNumbers(numbers: readonly number[] | undefined): number[] {
  if (!numbers || numbers.length === 0 || numbers.length > MAX_SPAN) return [];
  const whole = numbers.filter((value) => Number.isInteger(value) && value >= 0);
  return [...new Set(whole)].toSorted((left, right) => left - right);
}

/** "11 - 511 Harbour Street" is episode 11 with a number in its title. */
function withoutTitleNumber(episodes: readonly number[], name: string): number[] {
  if (episodes.length <= LONGEST_SPACED_SPAN || !/\d[ _]-[ _]\d/u.test(name)) return [...episodes];
  return episodes.slice(0, 1);
}

/** Episodes of a name that repeats the season: "S01E02.S01E03", "2x04-2x06". */
function readRepeated(name: string, season: number): number[] {
  if (!ANY_NUMBERED.test(name)) return [];
  const matches = [...name.matchAll(NUMBERED)].filter((match) => Number(match[1]) === season);
  if (matches.length < 2) return [];
  const episodes = matches.map((match) => Number(match[2]));
  const [first = 0, last = 0] = episodes;
  const isRange = matches.length === 2 && matches[0]?.[3] !== undefined;
  if (!isRange || last <= first || last - first > 200) return sortNumbers(episodes);
  return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
}
