import { createSearchIndex } from "../src/search-index.ts";
import { SCHEMA } from "./random-documents.ts";
import { firstChanges, roundOfChanges } from "./rounds-of-changes.ts";

// Changes an index, merges it beside that, and tells of each commit; run, and killed, by a test.
const [directory = "", seed = "1"] = process.argv.slice(2);
const index = await createSearchIndex({ directory, schema: SCHEMA, patchFlushMs: 0 });
await index.apply(firstChanges());
await index.commit("0");
const merging = new Set<Promise<void>>();
for (let round = 1; ; round++) {
  await index.apply(roundOfChanges(Number(seed), round));
  await index.commit(String(round));
  process.stdout.write(`${round}\n`);
  if (merging.size > 0) continue;
  const merge: Promise<void> = index.merge().finally(() => merging.delete(merge));
  merging.add(merge);
}
