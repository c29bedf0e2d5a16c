/** What the rules of judging read from a title, apart from any engine. */
export interface ReadTitle {
  /** The name of the work in lower case with single blanks. */
  work: string;
  year: string | undefined;
  /** Seasons from and to; a season without episodes is whole. */
  season: number | undefined;
  lastSeason: number | undefined;
  episode: number | undefined;
  lastEpisode: number | undefined;
  resolution: string | undefined;
  group: string | undefined;
}

const GROUP_IN_FRONT = /^\[([^\]]+)\]\s*/;
const GROUP_BEHIND = /(?:-([A-Z]+)|\[([A-Z]+)\])$/;
const END_OF_NAME =
  /\s(?:(?:19|20)\d\d\b|s\d\d|\d{1,2}x\d\d\b|season \d|\d{3}\s|\d{3,4}p\b|v\d+ \d+|\d+ \d+ \d+\b)|\s*[([]|\s-\s/i;

/** Reads a title of the generator. */
export function readTitle(title: string): ReadTitle {
  const inFront = GROUP_IN_FRONT.exec(title)?.[1];
  const behind = GROUP_BEHIND.exec(title);
  const text = title.replace(GROUP_IN_FRONT, "").replace(/[._]/g, " ");
  const end = END_OF_NAME.exec(text)?.index ?? text.length;
  const episode = /\bS(\d\d)E(\d\d)(?:-?E(\d\d))?/i.exec(text) ?? /\b(\d{1,2})x(\d\d)\b/.exec(text);
  const season = /\bS(\d\d)(?:-S(\d\d))?\b/.exec(text) ?? /\bSeason (\d+)/.exec(text);
  return {
    work: nameOf(text.slice(0, end)),
    year: /\b(?:19|20)\d\d\b/.exec(text.slice(end))?.[0],
    season: readNumber(episode?.[1] ?? season?.[1]),
    lastSeason: readNumber(season?.[2]),
    episode: readNumber(episode?.[2]),
    lastEpisode: readNumber(episode?.[3]),
    resolution: /\b\d{3,4}p\b/.exec(text)?.[0],
    group: inFront ?? behind?.[1] ?? behind?.[2],
  };
}

/** A name without what differs between spellings of it. */
export function nameOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

function readNumber(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
