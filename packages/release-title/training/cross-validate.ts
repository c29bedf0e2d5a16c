/** Measures on names that the tagger was not trained on. */
import { foldText } from "../src/folded-name.ts";
import { hashText } from "../src/hash-text.ts";
import { parseReleaseTitle } from "../src/parse-release-title.ts";
import { toFoundFields } from "./found-fields.ts";
import type { NameRow } from "./name-row.ts";
import { NameScores } from "./score-names.ts";
import { trainTagger, type TrainingOptions } from "./train-tagger.ts";

/** How rows are divided: one family at a time left out, or a fifth of the names of all families. */
export type FoldKind = "families" | "fifths";

/**
 * Trains once for every fold without its rows and reads them. Names that differ only in case and
 * separators are in the same fifth.
 */
export function crossValidate(
  rows: readonly NameRow[],
  kind: FoldKind,
  options: TrainingOptions = {},
): NameScores {
  const scores = new NameScores();
  const foldOf = (row: NameRow): string =>
    kind === "families" ? row.family : String(Math.abs(hashText(foldText(row.title))) % 5);
  for (const fold of new Set(rows.map(foldOf))) {
    const model = trainTagger(
      rows.filter((row) => foldOf(row) !== fold),
      { ...options, isCalibrated: false },
    );
    for (const row of rows.filter((candidate) => foldOf(candidate) === fold)) {
      scores.add(row, toFoundFields(parseReleaseTitle(row.title, { model })));
    }
  }
  return scores;
}
