import type { IngestResult } from "../../lib/ingest.ts";

/** Something that was not added and why. */
export interface IngestProblem {
  /** File name, or line of the text with its beginning. */
  name: string;
  message: string;
}

/** What became of everything that was dropped or pasted. */
export interface IngestReport {
  received: number;
  inserted: number;
  updated: number;
  unchanged: number;
  blocked: number;
  rejected: number;
  problems: IngestProblem[];
}

/** A report about nothing. */
export const EMPTY_REPORT: IngestReport = {
  received: 0,
  inserted: 0,
  updated: 0,
  unchanged: 0,
  blocked: 0,
  rejected: 0,
  problems: [],
};

/** Adds the answer to one request; `names` are the records of that request in their order. */
export function addResult(
  report: IngestReport,
  result: IngestResult,
  names: readonly string[],
): IngestReport {
  const problems = result.errors.map(({ index, message }) => {
    const name = names[index] ?? "";
    // The server names the file too, for callers that do not know which one it was.
    const own = message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message;
    return { name, message: own.charAt(0).toUpperCase() + own.slice(1) };
  });
  return {
    received: report.received + result.received,
    inserted: report.inserted + result.inserted,
    updated: report.updated + result.updated,
    unchanged: report.unchanged + result.unchanged,
    blocked: report.blocked + result.blocked,
    rejected: report.rejected + result.rejected,
    problems: [...report.problems, ...problems],
  };
}

/** Adds records that never reached the server. */
export function addUnsent(
  report: IngestReport,
  names: readonly string[],
  message: string,
): IngestReport {
  return {
    ...report,
    received: report.received + names.length,
    rejected: report.rejected + names.length,
    problems: [...report.problems, ...names.map((name) => ({ name, message }))],
  };
}
