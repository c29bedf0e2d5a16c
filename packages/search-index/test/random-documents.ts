import type { Operation } from "../src/operations.ts";
import type { SearchDocument, SearchSchema } from "../src/schema.ts";

/** A schema with a column of every kind. */
export const SCHEMA = {
  columns: {
    seeders: { kind: "number", storage: "u32" },
    size: { kind: "number", storage: "f64" },
    year: { kind: "number", storage: "u16" },
    added: { kind: "number", storage: "u32" },
    type: { kind: "enum" },
    languages: { kind: "set" },
    name: { kind: "enum" },
  },
  hasBody: true,
  popularity: "seeders",
  recency: "added",
  suggestion: "name",
} as const satisfies SearchSchema;

const WORDS =
  "big buck bunny bigbuck sintel tears of steel spring the and cosmos laundromat cosmic garden gardens river rivers 1080p 720p 108 10 2024 x264 s01e02 s01e12 s01 s11e01 web-dl h.264 été ёлка 東京物語 weiß bück sprung a b&b 4k 2160p hevc x265".split(
    " ",
  );
const TYPES = ["film", "tv", "music", "straße"];
const LANGUAGES = ["en", "de", "fr", "ja"];

/** A seeded source of whole numbers below a limit. */
export type Below = (limit: number) => number;

/** The same numbers for the same seed. */
export function seededNumbers(seed: number): Below {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** One of a list. */
export function pick<T>(below: Below, list: readonly T[]): T {
  return list[below(list.length)]!;
}

/** A document with an id. */
export function randomDocument(below: Below, id: number): SearchDocument {
  const words = Array.from({ length: 1 + below(6) }, () => pick(below, WORDS));
  const body = Array.from(
    { length: below(3) },
    () => `${pick(below, WORDS)}.${pick(below, WORDS)}`,
  );
  return {
    id,
    title: words.join(pick(below, [".", " ", " - "])),
    body,
    columns: {
      seeders: below(4) === 0 ? undefined : below(50),
      size: below(5) === 0 ? undefined : below(1000) * 1.5e9,
      year: below(3) === 0 ? undefined : 1990 + below(30),
      added: 1_700_000_000 + below(1_000_000),
      type: below(5) === 0 ? undefined : pick(below, TYPES),
      languages: LANGUAGES.filter(() => below(3) === 0),
    },
  };
}

/** A few changes of documents with ids below a limit. */
export function randomOperations(below: Below, ids: number, count: number): Operation[] {
  return Array.from({ length: count }, (): Operation => {
    const id = below(ids);
    const roll = below(10);
    if (roll < 6) return { kind: "put", document: randomDocument(below, id) };
    if (roll < 8) return { kind: "delete", id };
    return { kind: "patch", id, values: { seeders: below(100), year: 1990 + below(30) } };
  });
}

/** A query in the language of the index, sensible or not. */
export function randomQuery(below: Below): string {
  const parts = Array.from({ length: 1 + below(3) }, () => {
    const word = pick(below, WORDS);
    const roll = below(14);
    if (roll === 12) return word + pick(below, WORDS);
    if (roll === 13) return `${word}${pick(below, WORDS)}${pick(below, WORDS)}`;
    if (roll === 0) return `-${word}`;
    if (roll === 1) return `"${word} ${pick(below, WORDS)}"`;
    if (roll === 2) return `${word} | ${pick(below, WORDS)}`;
    if (roll === 3) return `${word.slice(0, 2)}*`;
    if (roll === 4) return word.slice(0, 1 + below(word.length));
    if (roll < 8) return misspell(below, word);
    return word;
  });
  return parts.join(" ") + (below(2) === 0 ? " " : "");
}

function misspell(below: Below, word: string): string {
  const at = below(word.length);
  const roll = below(3);
  if (roll === 0) return word.slice(0, at) + word.slice(at + 1);
  if (roll === 1) return `${word.slice(0, at)}q${word.slice(at)}`;
  return word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
}
