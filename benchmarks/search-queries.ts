import { leadPhrase } from "@minato/search-index";
import { tokenize } from "@minato/search-text";

import { generateRecord } from "./corpus.ts";
import { createRandom, type Random } from "./random.ts";
import type { BenchQuery } from "./search-engine.ts";

/** Kinds of queries, about as people and programs ask them. */
export const QUERY_KINDS = [
  "words",
  "prefix",
  "prefix-short",
  "typo1",
  "typo-all",
  "dotted",
  "episode",
  "filter",
  "common",
  "deep",
  "common-filter",
  "none",
  "empty",
] as const;

const COMMON = [
  "1080p",
  "720p",
  "the",
  "x264",
  "web-dl",
  "bluray",
  "s01",
  "hevc",
  "flac",
  "aac2.0",
];
const CATEGORIES = ["2040", "2045", "5040", "5070", "3040", "7020", "4050"];
const SHORT = ["th", "s0", "go", "wi", "mar", "bel", "kor", "1", "x2", "la", "sto", "vi"];
const DEEP_OFFSET = 1000;

/** Queries of every kind about records with numbers below `count`; the same for the same seed. */
export function drawQueries(count: number, perKind: number, seed: number): BenchQuery[] {
  const random = createRandom(seed);
  return QUERY_KINDS.flatMap((kind) =>
    Array.from({ length: perKind }, () => drawQuery(kind, random, count)),
  );
}

/** Queries for one known work each, of the kinds that a ranking can get wrong. */
export function drawJudgedQueries(count: number, perKind: number, seed: number): BenchQuery[] {
  const random = createRandom(seed);
  return (["words", "prefix", "typo1", "typo-all", "dotted"] as const).flatMap((kind) =>
    Array.from({ length: perKind }, () => drawQuery(kind, random, count)),
  );
}

function drawQuery(kind: (typeof QUERY_KINDS)[number], random: Random, count: number): BenchQuery {
  const plain = { kind, offset: 0 };
  const common = random.pick(COMMON);
  const category = random.pick(CATEGORIES);
  switch (kind) {
    case "prefix-short":
      return { ...plain, text: random.pick(SHORT) };
    case "common":
      return { ...plain, text: `${common} ` };
    case "deep":
      return { ...plain, text: `${common} ${random.pick(COMMON)} `, offset: DEEP_OFFSET };
    case "common-filter":
      return { ...plain, text: `${common} `, category };
    case "none":
      return { ...plain, text: `${garble(random, 9)} ${garble(random, 6)} ` };
    case "empty":
      return random.chance(0.5) ? { ...plain, text: "" } : { ...plain, text: "", category };
    default:
      return drawKnown(kind, random, count);
  }
}

/** A query for the work of a random record. */
function drawKnown(kind: string, random: Random, count: number): BenchQuery {
  for (;;) {
    const { title, category } = generateRecord(random.below(count), { filesPerTorrent: 0 });
    const wanted = leadPhrase(title);
    const words = tokenize(wanted).filter((word) => /^[a-z]{2,}$/.test(word));
    const query = { kind, offset: 0, wanted };
    if (words.length < 2 || words.filter((word) => word.length >= 4).length < 2) continue;
    const text = words.join(" ");
    if (kind === "words") return { ...query, text: `${text} ` };
    if (kind === "prefix") return { ...query, text: text.slice(0, -2) };
    if (kind === "dotted") return { ...query, text: `${title} `, wantedTitle: title };
    if (kind === "typo1" || kind === "typo-all") {
      return { ...query, text: `${misspell(words, kind === "typo-all", random)} ` };
    }
    if (kind === "filter") {
      if (category === undefined) continue;
      return { ...query, text: `${words.at(-1) ?? ""} `, category: String(category) };
    }
    const episode = /\bS\d\dE\d\d\b/.exec(title)?.[0];
    if (episode !== undefined) return { ...query, text: `${text} ${episode} ` };
  }
}

/** Words with one edit in one of those from 4 letters on, or in each of them. */
export function misspell(words: readonly string[], all: boolean, random: Random): string {
  const long = words.flatMap((word, index) => (word.length >= 4 ? [index] : []));
  const chosen = random.pick(long);
  return words
    .map((word, index) =>
      word.length >= 4 && (all || index === chosen) ? edit(word, random) : word,
    )
    .join(" ");
}

function edit(word: string, random: Random): string {
  const at = random.below(word.length - 1);
  const letter = garble(random, 1);
  const edits = [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  ];
  return random.pick(edits);
}

function garble(random: Random, length: number): string {
  return Array.from({ length }, () => String.fromCharCode(97 + random.below(26))).join("");
}
