/** What Stremio wants streams of. */
export interface VideoId {
  imdb: number;
  season?: number;
  episode?: number;
}

const VIDEO_ID = /^tt(\d{1,10})(?::(\d{1,4}):(\d{1,5}))?$/;
const MAX_IMDB = 2_147_483_647;

/** Reads `tt1254207` and `tt1254207:1:2`; undefined for anything else. */
export function parseVideoId(text: string): VideoId | undefined {
  const match = VIDEO_ID.exec(text);
  const imdb = Number(match?.[1] ?? Number.NaN);
  if (match === null || !(imdb > 0 && imdb <= MAX_IMDB)) return undefined;
  const [, , season, episode] = match;
  if (season === undefined || episode === undefined) return { imdb };
  return { imdb, season: Number(season), episode: Number(episode) };
}
