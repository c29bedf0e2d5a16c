import type { Intent } from "./judged-query.ts";
import type { ReadTitle } from "./read-title.ts";

/**
 * How good a title answers what was meant: 3 when it is the work and all that was asked of it, 2 for
 * a pack that holds the episode, 1 for another release or part of the work, and for works whose names
 * hold the whole name; 0 for anything else.
 */
export function gradeTitle(intent: Intent, title: ReadTitle): number {
  if (title.work !== intent.work) return ` ${title.work} `.includes(` ${intent.work} `) ? 1 : 0;
  if (intent.year !== undefined && title.year !== intent.year) return 1;
  if (intent.resolution !== undefined && title.resolution !== intent.resolution) return 1;
  if (intent.group !== undefined && title.group !== intent.group) return 1;
  if (intent.season === undefined) return 3;
  return gradeEpisode(intent.season, intent.episode, title);
}

function gradeEpisode(season: number, episode: number | undefined, title: ReadTitle): number {
  const { season: first, lastSeason, episode: from, lastEpisode } = title;
  const isSeason = first !== undefined && season >= first && season <= (lastSeason ?? first);
  if (!isSeason) return 1;
  if (episode === undefined) return from === undefined ? 3 : 2;
  if (from === undefined) return 2;
  return episode >= from && episode <= (lastEpisode ?? from) ? 3 : 1;
}
