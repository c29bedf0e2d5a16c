import type { CorpusRecord } from "../corpus.ts";
import { createRandom, type Random } from "../random.ts";
import { misspell } from "../search-queries.ts";
import { gradeTitle } from "./grade-title.ts";
import type { Intent, JudgedQuery } from "./judged-query.ts";
import { readTitle, type ReadTitle } from "./read-title.ts";

/** What people look for, each with what they would type. */
const KINDS: Readonly<Record<string, (known: Known, random: Random) => Asked | undefined>> = {
  title: ({ words, title }) => ask(words, { work: title.work }),
  "title year": ({ words, title: { work, year } }) =>
    year === undefined ? undefined : ask([...words, year], { work, year }),
  episode: ({ words, title: { work, season, episode } }, random) =>
    season === undefined || episode === undefined
      ? undefined
      : ask([...words, writeEpisode(season, episode, random)], { work, season, episode }),
  season: ({ words, title: { work, season, episode } }, random) => {
    if (season === undefined || episode !== undefined) return undefined;
    const asked = random.chance(0.5) ? `season ${season}` : `s${pad(season)}`;
    return ask([...words, asked], { work, season });
  },
  "title resolution": ({ words, title: { work, resolution } }) =>
    resolution === undefined ? undefined : ask([...words, resolution], { work, resolution }),
  "group title": ({ words, title: { work, group } }) =>
    group === undefined ? undefined : ask([group.toLowerCase(), ...words], { work, group }),
  typo: ({ words, title }, random) => ask([misspell(words, false, random)], { work: title.work }),
  "typo in each": ({ words, title }, random) =>
    ask([misspell(words, true, random)], { work: title.work }),
  joined: ({ words, title }, random) => {
    const at = random.below(words.length - 1);
    const joined = `${words[at]}${words[at + 1]}`;
    return ask([...words.slice(0, at), joined, ...words.slice(at + 2)], { work: title.work });
  },
  split: ({ words, title }, random) => {
    const long = words.flatMap((word, index) => (word.length >= 6 ? [index] : []));
    if (long.length === 0) return undefined;
    const at = random.pick(long);
    const middle = 3 + random.below((words[at]?.length ?? 0) - 5);
    const parts = [words[at]?.slice(0, middle), words[at]?.slice(middle)];
    return ask([...words.slice(0, at), ...parts, ...words.slice(at + 1)], { work: title.work });
  },
  "partial word": ({ words, title }, random) => {
    const last = words.at(-1) ?? "";
    if (last.length < 5) return undefined;
    const kept = last.slice(0, last.length - 1 - random.below(2));
    return { text: [...words.slice(0, -1), kept].join(" "), intent: { work: title.work } };
  },
  "word order": ({ words, title }) => ask(words.toReversed(), { work: title.work }),
  "file name": ({ record, title }, random) => {
    const tracks = (record.files ?? []).flatMap(
      ({ path }) => /^\d\d - (\w{4,} \w{4,})\.(?:flac|mp3)$/.exec(path)?.[1] ?? [],
    );
    if (tracks.length === 0) return undefined;
    const file = random.pick(tracks);
    return ask([file.toLowerCase()], { work: title.work, file });
  },
};

interface Known {
  record: CorpusRecord;
  title: ReadTitle;
  /** Of the name. */
  words: string[];
}

interface Asked {
  text: string;
  intent: Intent;
}

const MAX_TRIES = 100_000;
const LATIN = /^[a-z]{2,}$/;

/**
 * Draws queries of every kind about some of the records and grades all of them by rules that know
 * what was meant; documents are numbered by their place in the list.
 */
export function drawJudgedQueries(
  records: readonly CorpusRecord[],
  perKind: number,
  seed: number,
): JudgedQuery[] {
  const random = createRandom(seed);
  const titles = records.map(({ title }) => readTitle(title));
  const byWord = indexWords(titles);
  const drawn = Object.entries(KINDS).flatMap(([kind, write]) =>
    drawKind(records, perKind, random, (known) => {
      const isPlain = known.words.length >= 2 && known.words.every((word) => LATIN.test(word));
      return isPlain ? write(known, random) : undefined;
    }).map((asked) => ({ ...asked, kind })),
  );
  const foreign = drawKind(records, perKind, random, ({ words, title }) => {
    const isForeign = /^[^\p{Script=Latin}]+$/u.test(title.work);
    return isForeign ? ask(words, { work: title.work }) : undefined;
  }).map((asked) => ({ ...asked, kind: "foreign script" }));
  return [...drawn, ...foreign].map(({ kind, text, intent }) => {
    const grades = new Map<number, number>();
    for (const id of candidates(intent, byWord)) {
      const grade = gradeTitle(intent, titles[id]!);
      // Who asks for a file means what holds it; another release of the work is only related.
      if (grade > 0) grades.set(id, intent.file === undefined ? grade : 1);
    }
    const { file } = intent;
    if (file !== undefined) {
      for (const [id, record] of records.entries()) if (holdsFile(record, file)) grades.set(id, 3);
    }
    return { kind, text, grades };
  });
}

function drawKind(
  records: readonly CorpusRecord[],
  perKind: number,
  random: Random,
  write: (known: Known) => Asked | undefined,
): Asked[] {
  const drawn = new Map<string, Asked>();
  for (let tries = 0; drawn.size < perKind; tries++) {
    if (tries > MAX_TRIES) throw new Error("the corpus is too small for the queries");
    const record = random.pick(records);
    const title = readTitle(record.title);
    const asked = write({ record, title, words: title.work.split(" ") });
    if (asked !== undefined) drawn.set(asked.text, asked);
  }
  return [...drawn.values()];
}

function ask(words: readonly (string | undefined)[], intent: Intent): Asked {
  return { text: `${words.join(" ")} `, intent };
}

function writeEpisode(season: number, episode: number, random: Random): string {
  return random.chance(0.7) ? `s${pad(season)}e${pad(episode)}` : `${season}x${pad(episode)}`;
}

function holdsFile(record: CorpusRecord, file: string): boolean {
  return (record.files ?? []).some(({ path }) => path.includes(file));
}

/** Records by the words of their works. */
function indexWords(titles: readonly ReadTitle[]): ReadonlyMap<string, number[]> {
  const byWord = new Map<string, number[]>();
  for (const [id, { work }] of titles.entries()) {
    for (const word of new Set(work.split(" "))) {
      const ids = byWord.get(word) ?? [];
      ids.push(id);
      byWord.set(word, ids);
    }
  }
  return byWord;
}

/** Records with the rarest word of a work. */
function candidates({ work }: Intent, byWord: ReadonlyMap<string, number[]>): readonly number[] {
  const lists = work.split(" ").map((word) => byWord.get(word) ?? []);
  return lists.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
