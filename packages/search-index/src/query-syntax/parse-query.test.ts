import { expect, test } from "vitest";

import { seededNumbers } from "../../test/random-documents.ts";
import type { Clause } from "../text-query.ts";
import { type ParsedQuery, parseQuery } from "./parse-query.ts";
import type { QueryKeys } from "./query-keys.ts";

const NOW = 1_700_000_000;
const DAY = 86_400;
const KEYS: QueryKeys = {
  year: { kind: "number", column: "year" },
  res: { kind: "number", column: "resolution", suffix: "p" },
  seeders: { kind: "number", column: "seeders" },
  imdb: { kind: "number", column: "imdb", prefix: "tt" },
  size: { kind: "size", column: "size" },
  added: { kind: "date", column: "indexed" },
  before: { kind: "date", column: "indexed", operator: "<" },
  after: { kind: "date", column: "indexed", operator: ">=" },
  sound: { kind: "text", column: "sound", without: { no: ["stereo", "mono"] } },
  type: { kind: "text", column: "type" },
  team: { kind: "text", column: "team", ignoresCase: true },
  lang: { kind: "text", column: "languages", normalize: (typed) => LANGUAGES.get(typed) },
  hdr: { kind: "flag", column: "hdr", yes: { values: ["HDR10", "DV"] } },
  season: { kind: "words", write: (typed) => (/^\d{1,2}$/.test(typed) ? `S${typed}` : undefined) },
  hash: { kind: "custom", accepts: (typed) => /^[0-9a-f]{40}$/.test(typed) },
};
const LANGUAGES = new Map<string, string | string[]>([
  ["en", "en"],
  ["english", "en"],
  ["nordic", ["da", "no", "sv"]],
]);

function parse(query: string): ParsedQuery {
  return parseQuery(query, KEYS, NOW);
}

function showClause(clause: Clause): string {
  if (clause.kind === "word") {
    return `${clause.text}${clause.isPrefix ? "*" : ""}${clause.isOptional ? "?" : ""}`;
  }
  if (clause.kind === "phrase") return `"${clause.words.map((word) => word.text).join(" ")}"`;
  const parts = clause.kind === "all" ? clause.parts : clause.choices;
  return `(${parts.map(showClause).join(clause.kind === "all" ? " & " : " | ")})`;
}

function show(query: string): string {
  const { text } = parse(query);
  const excluded = text?.excluded.map((clause) => `-${showClause(clause)}`) ?? [];
  return [...(text?.required.map(showClause) ?? []), ...excluded].join(" ");
}

test.each([
  ["big buck bun", "big buck bun*"],
  ["big buck bunny ", "big buck bunny"],
  ["the garden", "the? garden*"],
  ["garden of the river ", "garden of the river"],
  ["buck & bunny ", "buck and? bunny"],
  ["the", "the*"],
  ['"big buck" bunny ', '"big buck" bunny'],
  ['bunny "big buck"', 'bunny "big buck"'],
  ['"sintel"', "sintel"],
  ['big "buck', "big buck*"],
  ["sintel -cam -web-dl ", "sintel -cam -webdl"],
  ['sintel -"open movie"', 'sintel -"open movie"'],
  ["sintel -open.movie ", 'sintel -"open movie"'],
  ["sintel | spring ", "(sintel | spring)"],
  ["big sintel|spring|charge river ", "big (sintel | spring | charge) river"],
  ['"big buck" | sint', '("big buck" | sint*)'],
  ["tears.of | spring ", "((tears & of) | spring)"],
  ["| sintel || spring | ", "(sintel | spring)"],
  ["sintel OR spring ", "(sintel | spring)"],
  ["big buck OR ", "big buck"],
  ["OR sintel ", "or sintel"],
  ["TRICK OR TREAT ", "trick or treat"],
  ["sintel NOT cam", "sintel -cam"],
  ['NOT "open movie" sintel ', 'sintel -"open movie"'],
  ["sintel NOT", "sintel not*"],
  ["sintel or not ", "sintel or not"],
  ["sintel 4k ", 'sintel (4k | "2160p" | "uhd")'],
  ["sintel HEVC", 'sintel (hevc* | "x265" | "h265")'],
  ["sintel -hevc ", "sintel -hevc"],
  ["sintel -H.264 ", "sintel -h264"],
  ["hevc* ", "hevc*"],
  ["sintel season 1 episode 2", "sintel s01e02"],
  ["sint* 2010 ", "sint* 2010"],
  ["2* ", "2*"],
  ['* ** - -- | " "" ', ""],
  ["artist - album ", "artist album"],
  ["web dl season 3 ", "webdl s03"],
  ["S03 E07", "s03e07"],
  ["sintel 108", "sintel 108*"],
  ["sintel 2010", "sintel 2010"],
  ["show s01e0", "show (s01e00 | s01e0*)"],
  ["show 1x0 ", "show 1x0"],
  ["spring | s1", "(spring | (s01 | s1*))"],
  ["sintel season:3 ", "sintel s03"],
  ["nope:thing ", "nope thing"],
  ["year:soon ", "year soon"],
  ["year: 2010", "year 2010"],
  ["before:soon ", "before soon"],
  ["after:7d ", "after 7d"],
  ["lang:klingon ", "lang klingon"],
  ["-year:2010 ", ""],
  ["12:30 ", "12 30"],
  ["“big buck” ", '"big buck"'],
])("%j asks for %j", (query, wanted) => {
  expect(show(query)).toBe(wanted);
});

test.each([
  ["year:2010", [{ column: "year", ranges: [[2010, 2010]] }]],
  ["year:2010..2015", [{ column: "year", ranges: [[2010, 2015]] }]],
  ["year:2015..2010", [{ column: "year", ranges: [[2010, 2015]] }]],
  ["year:2010..", [{ column: "year", ranges: [[2010, Infinity]] }]],
  [
    "year:2010,2012 year:2014",
    [
      {
        column: "year",
        ranges: [
          [2010, 2010],
          [2012, 2012],
          [2014, 2014],
        ],
      },
    ],
  ],
  [
    "RES:1080P res:720",
    [
      {
        column: "resolution",
        ranges: [
          [1080, 1080],
          [720, 720],
        ],
      },
    ],
  ],
  ["-res:720p", [{ column: "resolution", ranges: [[720, 720]], isExcluded: true }]],
  ["imdb:tt1254207", [{ column: "imdb", ranges: [[1_254_207, 1_254_207]] }]],
  ["seeders:>=5", [{ column: "seeders", ranges: [[5, Infinity]] }]],
  ["size:700mb..1.5GiB", [{ column: "size", ranges: [[734_003_200, 1_610_612_736]] }]],
  ["size:<=1kb", [{ column: "size", ranges: [[-Infinity, 1024]] }]],
  ["added:<7d", [{ column: "indexed", ranges: [[NOW - 7 * DAY, Infinity]] }]],
  ["added:>1w", [{ column: "indexed", ranges: [[-Infinity, NOW - 7 * DAY]] }]],
  ["added:2024-02", [{ column: "indexed", ranges: [[1_706_745_600, 1_709_251_199]] }]],
  [
    "added:2024-02-29..2024-03-01",
    [{ column: "indexed", ranges: [[1_709_164_800, 1_709_337_599]] }],
  ],
  [
    "before:2024-02",
    [{ column: "indexed", ranges: [[-Infinity, expect.closeTo(1_706_745_600, 3)]] }],
  ],
  ["after:2024-02", [{ column: "indexed", ranges: [[1_706_745_600, Infinity]] }]],
  ["team:Some", [{ column: "team", values: ["some"], ignoresCase: true }]],
  ["sound:mono", [{ column: "sound", values: ["mono"] }]],
  ["sound:NO", [{ column: "sound", values: ["stereo", "mono"], isExcluded: true }]],
  ["-sound:no", [{ column: "sound", values: ["stereo", "mono"] }]],
  [
    "sound:no -sound:surround",
    [
      { column: "sound", values: ["stereo", "mono"], isExcluded: true },
      { column: "sound", values: ["surround"], isExcluded: true },
    ],
  ],
  ["type:TV,film", [{ column: "type", values: ["tv", "film"] }]],
  ['type:"two words"', [{ column: "type", values: ["two words"] }]],
  ["lang:english lang:nordic", [{ column: "languages", values: ["en", "da", "no", "sv"] }]],
  ["hdr:yes", [{ column: "hdr", values: ["HDR10", "DV"] }]],
  ["hdr:no", [{ column: "hdr", values: ["HDR10", "DV"], isExcluded: true }]],
  ["-hdr:no", [{ column: "hdr", values: ["HDR10", "DV"] }]],
])("%j filters by %j", (query, filters) => {
  expect(parse(`${query} `)).toMatchObject({ text: undefined, filters });
  expect(parse(query).filters).toHaveLength(filters.length);
});

test("bounds of the same key narrow", () => {
  const { filters } = parse("size:>1gb size:<2gb");
  const passes = (value: number): boolean =>
    filters.every(
      (filter) =>
        "ranges" in filter && filter.ranges?.some(([from, to]) => value >= from && value <= to),
    );
  expect([2 ** 30, 2 ** 30 + 1, 2 ** 31 - 1, 2 ** 31].map(passes)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test("values that the caller sees to and the parts of the query are told", () => {
  const hash = "a".repeat(40);
  const query = `big "buck bunny" -cam year:2008 hash:${hash} nope:x`;
  const { custom, chips } = parse(query);
  expect(custom).toEqual([{ key: "hash", value: hash, isExcluded: false }]);
  expect(chips.map((chip) => [chip.kind, chip.key, chip.value, chip.isExcluded])).toEqual([
    ["words", undefined, "big", false],
    ["phrase", undefined, "buck bunny", false],
    ["words", undefined, "cam", true],
    ["filter", "year", "2008", false],
    ["custom", "hash", hash, false],
    ["words", undefined, "nope:x", false],
  ]);
  expect(chips.map((chip) => query.slice(chip.start, chip.end))).toEqual([
    "big",
    '"buck bunny"',
    "-cam",
    "year:2008",
    `hash:${hash}`,
    "nope:x",
  ]);
});

const PIECES =
  'year: 2010 .. > < = res: 1080p " | - * season: 3 hash: size: 2gb added: 7d -- "" , : ( ) sintel 東京 \u0000 \ud800 the and & e\u0301 __proto__: constructor: OR NOT 4k hevc'
    .split(" ")
    .concat(" ", " ", "\t", "“");

test("anything typed is understood as something, within bounds", () => {
  const below = seededNumbers(3);
  for (let round = 0; round < 5000; round++) {
    const query = Array.from({ length: below(16) }, () => PIECES[below(PIECES.length)]).join("");
    const parsed = parse(query);
    expect(structuredClone(parsed)).toEqual(parsed);
    expect((parsed.text?.required.length ?? 0) <= 64).toBe(true);
    for (const chip of parsed.chips) {
      expect(chip.start).toBeGreaterThanOrEqual(0);
      expect(chip.end).toBeGreaterThan(chip.start);
      expect(chip.end).toBeLessThanOrEqual(query.length);
    }
  }
});

test("long hostile queries take little time", () => {
  for (const unit of ["a|", '"', "-", "year:1 ", "a*", "x:", "(", "a,", "..", '-"a" ', "year:1,"]) {
    const before = process.threadCpuUsage();
    const parsed = parse(unit.repeat(100_000));
    expect(parsed.filters.length).toBeLessThanOrEqual(64);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(500);
  }
});
