/**
 * Trains the tagger: `RELEASE_NAMES=<file> node scripts/train.ts [--measure families|fifths]`.
 * Writes `model/tagger.bin`; with `--measure` it prints how such models read names they have not
 * seen, and writes nothing.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { MODEL_URL, writeTaggerModel } from "../src/tagger-model.ts";
import { crossValidate } from "../training/cross-validate.ts";
import { loadNameRows } from "../training/name-row.ts";
import { printMisses, printScores } from "../training/print-scores.ts";
import { trainTagger } from "../training/train-tagger.ts";

const { values } = parseArgs({
  options: { measure: { type: "string" }, misses: { type: "string" } },
});
const path = process.env["RELEASE_NAMES"];
if (path === undefined) throw new Error("RELEASE_NAMES must name a file of JSON lines");
const rows = loadNameRows(path);
if (values.measure === undefined) {
  const bytes = writeTaggerModel(trainTagger(rows));
  mkdirSync(fileURLToPath(new URL(".", MODEL_URL)), { recursive: true });
  writeFileSync(MODEL_URL, bytes);
  process.stdout.write(`${bytes.length} bytes from ${rows.length} names\n`);
} else {
  const scores = crossValidate(rows, values.measure === "families" ? "families" : "fifths");
  printScores(scores);
  if (values.misses !== undefined) printMisses(scores, values.misses);
}
