import type { ParsedResult } from "@viren070/parse-torrent-title";

/** Widest span of episodes or seasons believed; a wider one is a misread number. */
const MAX_SPAN = 2000;

/** One "S01E02" or "1x02" of several, with what stands before the next. */
const NUMBERED = /(?<![\da-z])s?(\d{1,2}) ?[ex](\d{1,4})(?![\da-z])([ ._]?-[ ._]?)?/giu;
/** "7of10" is part seven; the library reads it as parts one to seven. */
const PART_OF = /(?<![\da-z])(\d{1,3})(?:of|iz|из)\d{1,3}(?![\da-z])/iu;
/** "213" between the title and the words of a broadcast is season 2, episode 13. */
const COMPOUND = /[ ._]([1-9])(\d{2})[ ._]/u;

/** Seasons and episodes in ascending order, each once. */
export interface Numbering {
  seasons: number[];
  episodes: number[];
}

/** Reads the numbering, with the forms that the library gets wrong corrected. */
export function readNumbering(found: ParsedResult, name: string): Numbering {
  const seasons = sortNumbers(found.seasons);
  const episodes = sortNumbers(found.episodes);
  const part = PART_OF.exec(name)?.[1];
  if (part !== undefined && episodes.length === Number(part)) {
    return { seasons, episodes: [Number(part)] };
  }
  const [season, second] = seasons;
  if (season !== undefined && second === undefined) {
    const repeated = readRepeated(name, season);
    return { seasons, episodes: repeated.length > episodes.length ? repeated : episodes };
  }
  const [number] = episodes;
  if (season === undefined && episodes.length === 1 && number !== undefined && isBroadcast(found)) {
    const [, tens, units] = COMPOUND.exec(name) ?? [];
    if (tens !== undefined && number === Number(`${tens}${units}`)) {
      return { seasons: [Number(tens)], episodes: [Number(units)] };
    }
  }
  return { seasons, episodes };
}

/** Volumes and other counted things in ascending order, each once. */
export function sortNumbers(numbers: readonly number[] | undefined): number[] {
  if (!numbers || numbers.length > MAX_SPAN) return [];
  const whole = numbers.filter((value) => Number.isInteger(value) && value >= 0);
  return [...new Set(whole)].toSorted((left, right) => left - right);
}

/** Episodes of a name that repeats the season: "S01E02.S01E03", "2x04-2x06". */
function readRepeated(name: string, season: number): number[] {
  const matches = [...name.matchAll(NUMBERED)].filter((match) => Number(match[1]) === season);
  if (matches.length < 2) return [];
  const episodes = matches.map((match) => Number(match[2]));
  const [first = 0, last = 0] = episodes;
  const isRange = matches.length === 2 && matches[0]?.[3] !== undefined;
  if (!isRange || last <= first || last - first > 200) return sortNumbers(episodes);
  return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
}

function isBroadcast({ quality, year }: ParsedResult): boolean {
  return year === undefined && /tv|dvd/iu.test(quality ?? "");
}
