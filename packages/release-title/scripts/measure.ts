/**
 * Measures how well names are read: `RELEASE_NAMES=<file> node scripts/measure.ts [field]`.
 * The file has one JSON object a line, `{title, expected, family, domain}`; `expected` asserts only
 * the fields it holds. With a field name the first rows that miss it are printed.
 */
import { readFileSync } from "node:fs";

import { classifyRelease, parseReleaseTitle, type ReleaseTitle } from "../src/index.ts";

interface Row {
  title: string;
  expected: Record<string, unknown>;
  family: string;
  domain: string;
}

interface Score {
  right: number;
  wrong: number;
  missed: number;
}

const CORE = ["title", "year", "season", "episode", "resolution", "source", "videoCodec", "group"];
const OWN_CODEC: Readonly<Record<string, string>> = { avc: "h264", hevc: "h265" };
const OWN_HDR: Readonly<Record<string, string>> = { "dolby-vision": "dv" };
const SOURCE_FAMILY: Readonly<Record<string, string>> = {
  webdl: "web",
  webrip: "web",
  hdtv: "tv",
  amazon: "web",
};

const OWN_TYPE: Readonly<Record<string, string>> = {
  ebook: "book",
  magazine: "book",
  course: "education",
  sport: "sports",
  other: "junk",
  anime: "tv",
};

const path = process.env["RELEASE_NAMES"];
if (path === undefined) throw new Error("RELEASE_NAMES must name a file of JSON lines");
const rows = readFileSync(path, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line): Row => JSON.parse(line));
measure(rows, process.argv[2]);

function measure(all: readonly Row[], shownField: string | undefined): void {
  for (const row of all.slice(0, 500)) parseReleaseTitle(row.title);
  const scores = new Map<string, Score>();
  const exact = new Map<string, { rows: number; exact: number }>();
  /** Rows that are wrong in one core field only, by that field. */
  const alone = new Map<string, number>();
  let shown = 0;
  for (const row of all) {
    const found = fold(parseReleaseTitle(row.title), row.title);
    const expected = withAbsolute(row.expected);
    const missedCore: string[] = [];
    const asserted = Object.keys(expected).filter((field) => field in found);
    for (const field of asserted) {
      const isRight = count(scores, field, expected, found);
      if (!isRight && CORE.includes(field)) missedCore.push(field);
      if (!isRight && field === shownField && shown++ < Number(process.env["SHOW"] ?? 40)) {
        print(`${row.title}\n   expected ${show(expected[field])} found ${show(found[field])}`);
      }
    }
    if (!asserted.some((field) => CORE.includes(field))) continue;
    if (missedCore.length === 1)
      alone.set(missedCore[0] ?? "", (alone.get(missedCore[0] ?? "") ?? 0) + 1);
    for (const key of ["all", `family ${row.family}`, `domain ${row.domain}`]) {
      const entry = exact.get(key) ?? { rows: 0, exact: 0 };
      entry.rows += 1;
      if (missedCore.length === 0) entry.exact += 1;
      exact.set(key, entry);
    }
  }
  report(scores, exact);
  print(`only this core field wrong: ${show(Object.fromEntries(alone))}`);
  reportSpeed(all);
}

function report(
  scores: ReadonlyMap<string, Score>,
  exact: ReadonlyMap<string, { rows: number; exact: number }>,
): void {
  for (const [key, entry] of exact) {
    print(`exact core  ${key.padEnd(20)} ${percent(entry.exact / entry.rows)} of ${entry.rows}`);
  }
  for (const [field, { right, wrong, missed }] of scores) {
    const f1 = (2 * right) / (2 * right + wrong + missed || 1);
    print(`F1 ${field.padEnd(16)} ${percent(f1)}  right ${right} wrong ${wrong} missed ${missed}`);
  }
}

function reportSpeed(all: readonly Row[]): void {
  const times: number[] = [];
  for (const row of all) {
    const start = performance.now();
    parseReleaseTitle(row.title);
    times.push(performance.now() - start);
  }
  times.sort((left, right) => left - right);
  const total = times.reduce((sum, time) => sum + time, 0);
  const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
  print(
    `${Math.round((all.length / total) * 1000)} names/s, p99 ${p99.toFixed(2)} ms, worst ${(times.at(-1) ?? 0).toFixed(2)} ms`,
  );
}

/** Our record in the vocabulary of the data file. */
function fold(release: ReleaseTitle, name: string): Record<string, unknown> {
  const codec = release.videoCodec;
  const { contentType } = classifyRelease({ title: release, name });
  return {
    type: OWN_TYPE[contentType] ?? contentType,
    title: release.title,
    year: release.year,
    season: release.seasons,
    episode: release.episodes,
    date: release.airDate,
    resolution: release.resolution === undefined ? undefined : `${release.resolution}p`,
    source: release.source,
    remux: release.isRemux,
    videoCodec: codec === undefined ? undefined : (OWN_CODEC[codec] ?? codec),
    bitDepth: release.bitDepth,
    hdr: release.hdr.map((format) => OWN_HDR[format] ?? format),
    audioCodec: release.audioCodecs,
    audioChannels: release.audioChannels,
    group: release.group,
    languages: release.languages,
    edition: release.editions,
    proper: release.isProper,
    repack: release.isRepack,
    version: release.version,
    container: release.container,
    crc: release.crc,
    complete: release.isComplete,
    threeD: release.is3d,
    dubbed: release.isDubbed,
    hardcoded: release.hasHardcodedSubtitles,
    episodeTitle: release.episodeTitle,
  };
}

function withAbsolute(expected: Record<string, unknown>): Record<string, unknown> {
  if ("absolute" in expected && !("episode" in expected)) {
    return { ...expected, episode: expected["absolute"] };
  }
  return expected;
}

function count(
  scores: Map<string, Score>,
  field: string,
  expected: Record<string, unknown>,
  found: Record<string, unknown>,
): boolean {
  const score = scores.get(field) ?? { right: 0, wrong: 0, missed: 0 };
  scores.set(field, score);
  const wanted = [expected[field]];
  if (field === "title" && Array.isArray(expected["titleAlt"]))
    wanted.push(...expected["titleAlt"]);
  const given = normal(field, found[field]);
  const isRight = wanted.some((value) => normal(field, value) === given);
  const isWanted = normal(field, expected[field]) !== "";
  if (isRight && isWanted) score.right += 1;
  if (!isRight && given !== "") score.wrong += 1;
  if (!isRight && isWanted) score.missed += 1;
  return isRight;
}

function normal(field: string, value: unknown): string {
  if (value === undefined || value === null || value === false) return "";
  if (Array.isArray(value)) {
    return value
      .map((item) => normal(field, item))
      .toSorted()
      .join(",");
  }
  const text = String(value)
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}]+/gu, "");
  return field === "source" ? (SOURCE_FAMILY[text] ?? text) : text;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1).padStart(5)} %`;
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
