import type { TokenSink } from "./token.ts";
import type { Word } from "./words.ts";

const MAX_RANGE = 60;
const SEASON = /^s(\d{1,4})$/;
const EPISODES = /^s(\d{1,4})((?:ep?\d{1,4})+)(?:[a-d]|v\d)?$/;
const MORE_EPISODES = /^(?:ep?\d{1,4})+(?:v\d)?$/;
const COUNTED = /^ep?(\d{2,4})(?:v\d)?$/;
const CROSS = /^(\d{1,2})x(\d{2,3})$/;
const SHORT_NUMBER = /^\d{1,3}$/;
const SEASON_WORD = /^seasons?$/;
const EPISODE_WORD = /^ep(?:isode)?$/;

/** A run of words that name seasons or episodes. */
interface EpisodeRun {
  season: number;
  episodes: number[];
  used: number;
}

/**
 * Writes season and episode words in one form: `3x07`, `S3E7` and `S03 E07` become `s03e07`, in the
 * index with `s03` beside it; `S01E01-E03` and `S01E01E02` become each episode, `S01-S03` and
 * `Season 1-3` each season, `Season 3 Episode 7` the one episode. Of `E1072`, which counts through all
 * seasons, the index holds the number too. Answers how many words were used, 0 when the words name
 * no episode.
 */
export function emitEpisodes(words: Word[], at: number, sink: TokenSink): number {
  const text = words[at]!.text;
  const first = text.charCodeAt(0);
  if (first === 0x73) return emitMarked(words, at, sink);
  if (first === 0x65) return emitCounted(words[at]!, sink);
  if (first < 0x30 || first > 0x39) return 0;
  const cross = CROSS.exec(text);
  if (cross === null || cross[2] === "264" || cross[2] === "265") return 0;
  const run = { season: Number(cross[1]), episodes: [Number(cross[2])], used: 1 };
  return emitRun(words, at, run, sink);
}

function emitCounted({ text, start, end }: Word, sink: TokenSink): number {
  const number = sink.mode === "index" ? COUNTED.exec(text)?.[1] : undefined;
  if (number === undefined) return 0;
  sink.add(text, start, end);
  sink.add(number, start, end);
  return 1;
}

function emitMarked(words: Word[], at: number, sink: TokenSink): number {
  const text = words[at]!.text;
  if (SEASON_WORD.test(text)) return emitSeasonWord(words, at, sink);
  const whole = EPISODES.exec(text);
  if (whole !== null) {
    const run = { season: Number(whole[1]), episodes: readNumbers(whole[2]!), used: 1 };
    readFollowing(words, at, run);
    return emitRun(words, at, run, sink);
  }
  const season = SEASON.exec(text);
  if (season === null) return 0;
  const next = words[at + 1];
  if (next !== undefined && isJoint(next.gap) && MORE_EPISODES.test(next.text)) {
    const run = { season: Number(season[1]), episodes: readNumbers(next.text), used: 2 };
    readFollowing(words, at, run);
    return emitRun(words, at, run, sink);
  }
  const episode = spelledEpisode(words, at + 1);
  if (episode !== undefined) {
    const run = { season: Number(season[1]), episodes: [episode], used: 3 };
    return emitRun(words, at, run, sink);
  }
  return emitSeasons(words, at, Number(season[1]), sink);
}

/** Extends a run by `-E03`, `-03`, `-S01E03`, `E03` or `+E03`; a dash makes a range. */
function readFollowing(words: Word[], at: number, run: EpisodeRun): void {
  for (let count = 0; count < MAX_RANGE; count++) {
    const next = words[at + run.used];
    if (next === undefined || !["-", "+", "."].includes(next.gap)) return;
    const last = run.episodes.at(-1)!;
    const marked = EPISODES.exec(next.text);
    const isDash = next.gap === "-";
    let numbers: number[] = [];
    if (marked !== null && Number(marked[1]) === run.season) numbers = readNumbers(marked[2]!);
    else if (MORE_EPISODES.test(next.text)) numbers = readNumbers(next.text);
    else if (isDash && SHORT_NUMBER.test(next.text)) numbers = [Number(next.text)];
    const first = numbers[0];
    if (first === undefined || first <= last || first - last > MAX_RANGE) return;
    if (isDash) for (let episode = last + 1; episode < first; episode++) run.episodes.push(episode);
    run.episodes.push(...numbers);
    run.used += 1;
    if (run.episodes.length > MAX_RANGE) return;
  }
}

function emitRun(words: Word[], at: number, run: EpisodeRun, sink: TokenSink): number {
  const start = words[at]!.start;
  const end = words[at + run.used - 1]!.end;
  const season = `s${pad(run.season)}`;
  for (const episode of run.episodes) sink.add(`${season}e${pad(episode)}`, start, end);
  if (sink.mode === "index") sink.add(season, start, end);
  return run.used;
}

function emitSeasons(words: Word[], at: number, first: number, sink: TokenSink): number {
  const last = lastSeason(words[at + 1], first);
  const used = last > first ? 2 : 1;
  const end = words[at + used - 1]!.end;
  for (let season = first; season <= last; season++) {
    sink.add(`s${pad(season)}`, words[at]!.start, end);
  }
  return used;
}

/** `Season 3` is asked as `s03`, `Season 3 Episode 7` as `s03e07`; the index holds its words too. */
function emitSeasonWord(words: Word[], at: number, sink: TokenSink): number {
  const number = words[at + 1];
  if (number === undefined || !isJoint(number.gap) || !/^\d{1,2}$/.test(number.text)) return 0;
  const episode = spelledEpisode(words, at + 2);
  if (episode !== undefined) {
    const used = words.slice(at, at + 4);
    if (sink.mode === "index") for (const word of used) sink.add(word.text, word.start, word.end);
    const run = { season: Number(number.text), episodes: [episode], used: used.length };
    return emitRun(words, at, run, sink);
  }
  if (sink.mode === "index") {
    sink.add(words[at]!.text, words[at]!.start, words[at]!.end);
    sink.add(number.text, number.start, number.end);
  }
  return 1 + emitSeasons(words, at + 1, Number(number.text), sink);
}

/** The number of `Episode 7`, which may be parted from its season by more than a blank. */
function spelledEpisode(words: Word[], at: number): number | undefined {
  const [word, number] = [words[at], words[at + 1]];
  if (word === undefined || !EPISODE_WORD.test(word.text)) return undefined;
  if (number === undefined || !isJoint(number.gap)) return undefined;
  return SHORT_NUMBER.test(number.text) ? Number(number.text) : undefined;
}

function lastSeason(next: Word | undefined, first: number): number {
  if (next?.gap !== "-" || !/^s?\d{1,2}$/.test(next.text)) return first;
  const last = Number(next.text.replace("s", ""));
  return last > first && last - first <= MAX_RANGE ? last : first;
}

function readNumbers(text: string): number[] {
  return Array.from(text.matchAll(/ep?(\d{1,4})/g), (match) => Number(match[1]));
}

function isJoint(gap: string): boolean {
  return gap === "." || gap === " " || gap === "-" || gap === "_";
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
