/**
 * Measures how names are read beside other libraries. With `RELEASE_NAMES` (a file of JSON lines,
 * see the README of `@minato/release-title`) the tagger is trained anew for every part of the names
 * that it is measured on; without it the shipped model reads our own names.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { judgeRelease, parseReleaseTitle, type ReleaseFile } from "@minato/release-title";
import { crossValidate } from "@minato/release-title/training/cross-validate";
import { toFoundFields } from "@minato/release-title/training/found-fields";
import { loadNameRows, type NameRow } from "@minato/release-title/training/name-row";
import { NameScores } from "@minato/release-title/training/score-names";

import { LIBRARIES } from "./classify-libraries.ts";

const OWN_NAMES = new URL("../packages/release-title/fixtures/own-names.jsonl", import.meta.url);
const FIELDS = [
  "title",
  "season",
  "episode",
  "year",
  "resolution",
  "source",
  "videoCodec",
  "group",
  "languages",
];
const FILE_BYTES = 2 ** 30;
/** Names are read so often for a figure of speed. */
const SPEED_ROUNDS = 3;

/** A row of our own names, which also has files. */
interface OwnRow extends NameRow {
  files?: readonly ReleaseFile[];
}

/** Prints exact shares, F1 and speed, side by side. */
export async function classify(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { fast: { type: "boolean", default: false } } });
  const path = process.env["RELEASE_NAMES"];
  const ownRows: OwnRow[] = loadNameRows(fileURLToPath(OWN_NAMES));
  const rows = path === undefined ? ownRows : loadNameRows(path);
  print(`${rows.length} names${path === undefined ? " of our own (no RELEASE_NAMES)" : ""}`);
  reportOwnTypes(ownRows);
  reportSpeed(rows);
  print(["", "exact", ...FIELDS].map((text) => text.slice(0, 10).padStart(11)).join(""));
  if (path === undefined) report("minato, shipped", scoreWith(rows, readOwn));
  else {
    const options = values.fast ? { rounds: 1 } : {};
    const families = crossValidate(rows, "families", options);
    const fifths = crossValidate(rows, "fifths", options);
    report("minato, other families", families);
    report("minato, other names", fifths);
    print(`type from the name alone: ${percent(fifths.f1("type"))}`);
    for (const [key, { rows: count }] of [...fifths.exact].toSorted()) {
      const shares = `${percent(fifths.exactShare(key))}  other families ${percent(families.exactShare(key))}`;
      print(`  exact ${key.padEnd(20)} ${shares} of ${count}`);
    }
  }
  for (const { name, read } of LIBRARIES) report(name, scoreWith(rows, read));
}

function readOwn(title: string): ReturnType<typeof toFoundFields> {
  return toFoundFields(parseReleaseTitle(title));
}

function scoreWith(
  rows: readonly NameRow[],
  read: (title: string) => ReturnType<typeof toFoundFields>,
): NameScores {
  const scores = new NameScores();
  for (const row of rows) scores.add(row, read(row.title));
  return scores;
}

function report(name: string, scores: NameScores): void {
  print(name);
  const figures = FIELDS.map((field) =>
    scores.fields.has(field) ? percent(scores.f1(field)) : "-",
  );
  print(["", percent(scores.exactShare()), ...figures].map((text) => text.padStart(11)).join(""));
}

/** Types of our own names, from the name alone and with files. */
function reportOwnTypes(rows: readonly OwnRow[]): void {
  const typed = rows.filter(({ expected }) => "type" in expected);
  const isRight = (row: OwnRow, files?: readonly ReleaseFile[]): boolean =>
    toFoundFields(parseReleaseTitle(row.title, files ? { files } : {}))["type"] ===
    row.expected["type"];
  const withFiles = typed.filter(({ files }) => files !== undefined);
  const byName = typed.filter((row) => isRight(row)).length / typed.length;
  const byFiles = withFiles.filter((row) => isRight(row, row.files)).length / withFiles.length;
  print(`type of ${typed.length} own names: ${percent(byName)} by name`);
  print(`type of ${withFiles.length} own names with files: ${percent(byFiles)}`);
}

/** Reading, classifying and judging releases of one file that is called like them. */
function reportSpeed(rows: readonly NameRow[]): void {
  for (const { title } of rows) readAndJudge(title);
  const times: number[] = [];
  const used = process.cpuUsage();
  for (let round = 0; round < SPEED_ROUNDS; round += 1) {
    for (const { title } of rows) {
      const start = performance.now();
      readAndJudge(title);
      times.push(performance.now() - start);
    }
  }
  const { user, system } = process.cpuUsage(used);
  times.sort((left, right) => left - right);
  const perSecond = Math.round((times.length / (user + system)) * 1e6);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
  print(`whole pipeline: ${perSecond} names/s of CPU time, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
}

function readAndJudge(name: string): void {
  const title = parseReleaseTitle(name);
  const { contentType } = title;
  judgeRelease({ name, title, contentType, files: [{ path: name, size: FILE_BYTES }] });
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
