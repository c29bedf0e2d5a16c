/** The `season` and `ep` parameters of Newznab's tvsearch. */

import { incorrect } from "./parameters.ts";
import type { Parameters } from "./parameters.ts";

/** Which episodes are wanted. An air date replaces season and episode. */
export interface EpisodeParameters {
  /** Season number, 0 for specials; a year when a whole year of a daily show is wanted. */
  readonly season?: number;
  /** Episode number within the season. */
  readonly episode?: number;
  /** Day of a daily show, "YYYY-MM-DD", from `season=YYYY&ep=MM/DD`. */
  readonly airDate?: string;
}

/** Reads `season` (1, 01, S01, 00, 2024) and `ep` (2, 02, E02, or 05/17 beside a year). */
export function readEpisode(parameters: Parameters): EpisodeParameters {
  const season = readNumber(parameters, "season", /^s?(\d{1,4})$/i, "expected 1, S01 or a year");
  const day = parameters.get("ep")?.[0];
  if (day?.includes("/")) return { airDate: readAirDate(season, day) };
  const episode = readNumber(parameters, "ep", /^e?(\d{1,5})$/i, "expected 2, E02 or MM/DD");
  return {
    ...(season !== undefined && { season }),
    ...(episode !== undefined && { episode }),
  };
}

function readNumber(
  parameters: Parameters,
  name: string,
  pattern: RegExp,
  expectation: string,
): number | undefined {
  const value = parameters.get(name)?.[0];
  if (value === undefined) return undefined;
  const digits = pattern.exec(value)?.[1];
  if (digits === undefined) throw incorrect(name, expectation);
  return Number(digits);
}

function readAirDate(year: number | undefined, day: string): string {
  if (year === undefined || year < 1900) throw incorrect("ep", "MM/DD needs season=YYYY");
  const match = /^(\d{1,2})\/(\d{1,2})$/.exec(day);
  const date = `${year}-${match?.[1]?.padStart(2, "0")}-${match?.[2]?.padStart(2, "0")}`;
  // Date.parse accepts 30 February and moves it to March.
  const time = Date.parse(`${date}T00:00:00Z`);
  const isRealDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
  if (!match || !isRealDay) throw incorrect("ep", "expected a day of the year, MM/DD");
  return date;
}
