import type { NameScores } from "./score-names.ts";

const MOST_MISSES = 100;

/** Writes exact shares and F1 of every field to standard output. */
export function printScores(scores: NameScores): void {
  for (const [key, { rows }] of [...scores.exact].toSorted()) {
    print(`exact core  ${key.padEnd(20)} ${percent(scores.exactShare(key))} of ${rows}`);
  }
  for (const [field, { right, wrong, missed }] of scores.fields) {
    const counts = `right ${right} wrong ${wrong} missed ${missed}`;
    print(`F1 ${field.padEnd(16)} ${percent(scores.f1(field))}  ${counts}`);
  }
}

/** Writes rows whose field was read otherwise; for development only, it shows names. */
export function printMisses(scores: NameScores, field: string): void {
  const misses = scores.misses.filter((miss) => miss.field === field).slice(0, MOST_MISSES);
  for (const { row, expected, found } of misses) {
    print(`${row.title}\n   expected ${JSON.stringify(expected)} found ${JSON.stringify(found)}`);
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1).padStart(5)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
