/** Compares what a reader finds with what rows assert. */
import { foldText } from "../src/folded-name.ts";
import type { NameRow } from "./name-row.ts";

/** Found fields in the vocabulary of the rows: "h264", "1080p", "webdl". */
export type FoundFields = Readonly<Record<string, unknown>>;

/** Counts of one field over all rows that assert it. */
export interface FieldScore {
  right: number;
  /** Found although it is something else or nothing. */
  wrong: number;
  /** Not found although there is something, or found as something else. */
  missed: number;
}

/** Rows and how many of them were right. */
export interface ExactScore {
  rows: number;
  exact: number;
}

/** One row that was read otherwise than asserted. */
export interface Miss {
  row: NameRow;
  field: string;
  expected: unknown;
  found: unknown;
}

/** Fields that a row must have right to be exact. */
export const CORE_FIELDS: readonly string[] = [
  "title",
  "year",
  "season",
  "episode",
  "resolution",
  "source",
  "videoCodec",
  "group",
];

const SOURCE_FAMILY: Readonly<Record<string, string>> = {
  webdl: "web",
  webrip: "web",
  amazon: "web",
  hdtv: "tv",
};

/** Adds up how rows were read. */
export class NameScores {
  readonly fields = new Map<string, FieldScore>();
  /** By "all", "family …" and "domain …". */
  readonly exact = new Map<string, ExactScore>();
  readonly misses: Miss[] = [];

  /** Counts one row. */
  add(row: NameRow, found: FoundFields): void {
    const expected = withAbsolute(row.expected);
    const asserted = Object.keys(expected).filter((field) => field in found);
    let isExact = true;
    for (const field of asserted) {
      const isRight = this.#count(field, expected, found);
      if (isRight) continue;
      this.misses.push({ row, field, expected: expected[field], found: found[field] });
      if (CORE_FIELDS.includes(field)) isExact = false;
    }
    if (!asserted.some((field) => CORE_FIELDS.includes(field))) return;
    for (const key of ["all", `family ${row.family}`, `domain ${row.domain}`]) {
      const score = this.exact.get(key) ?? { rows: 0, exact: 0 };
      score.rows += 1;
      score.exact += Number(isExact);
      this.exact.set(key, score);
    }
  }

  /** Harmonic mean of precision and recall, from 0 to 1. */
  f1(field: string): number {
    const { right, wrong, missed } = this.fields.get(field) ?? { right: 0, wrong: 0, missed: 0 };
    return (2 * right) / (2 * right + wrong + missed || 1);
  }

  /** Share of rows with every asserted core field right, from 0 to 1. */
  exactShare(key = "all"): number {
    const { rows, exact } = this.exact.get(key) ?? { rows: 0, exact: 0 };
    return exact / (rows || 1);
  }

  #count(field: string, expected: NameRow["expected"], found: FoundFields): boolean {
    const score = this.fields.get(field) ?? { right: 0, wrong: 0, missed: 0 };
    this.fields.set(field, score);
    const wanted = [expected[field]];
    const others = expected["titleAlt"];
    if (field === "title" && Array.isArray(others)) wanted.push(...others);
    const given = normalise(field, found[field]);
    const isRight = wanted.some((value) => normalise(field, value) === given);
    const isWanted = normalise(field, expected[field]) !== "";
    score.right += Number(isRight && isWanted);
    score.wrong += Number(!isRight && given !== "");
    score.missed += Number(!isRight && isWanted);
    return isRight;
  }
}

/** An asserted absolute number counts as episode where no episode is asserted. */
function withAbsolute(expected: NameRow["expected"]): NameRow["expected"] {
  if (!("absolute" in expected) || "episode" in expected) return expected;
  return { ...expected, episode: expected["absolute"] };
}

function normalise(field: string, value: unknown): string {
  if (value === undefined || value === null || value === false) return "";
  if (Array.isArray(value)) {
    return value
      .map((item) => normalise(field, item))
      .toSorted()
      .join(",");
  }
  const text = foldText(String(value));
  return field === "source" ? (SOURCE_FAMILY[text] ?? text) : text;
}
