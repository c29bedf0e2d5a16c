import type { Operation } from "../src/operations.ts";
import { randomOperations, seededNumbers } from "./random-documents.ts";

const IDS = 300;
/** So many that merges with them run in a thread of their own. */
const FIRST = 10_500;

/** What an index begins with: many small documents behind those that are changed later. */
export function firstChanges(): Operation[] {
  return Array.from({ length: FIRST }, (_, at) => ({
    kind: "put",
    document: { id: IDS + at, title: `lantern ${at % 50}`, columns: { seeders: at % 1000 } },
  }));
}

/** The changes of a round, the same for the same numbers; some are about what was there first. */
export function roundOfChanges(seed: number, round: number): Operation[] {
  const below = seededNumbers(seed * 1000 + round);
  const id = IDS + below(FIRST);
  return [
    ...randomOperations(below, IDS, 20),
    { kind: "patch", id, values: { seeders: 100_000 + round } },
    { kind: "delete", id: IDS + below(FIRST) },
  ];
}
