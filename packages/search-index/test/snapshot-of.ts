import type { SearchDocument, SearchSchema } from "../src/schema.ts";
import { SegmentBuilder } from "../src/segment-builder.ts";
import type { Snapshot } from "../src/segment.ts";

/** A state of an index with documents in two segments. */
export function snapshotOf(documents: readonly SearchDocument[], schema: SearchSchema): Snapshot {
  const half = Math.ceil(documents.length / 2);
  const segments = [documents.slice(0, half), documents.slice(half)].map((part, number) => {
    const builder = new SegmentBuilder(schema);
    for (const document of part) builder.add(document);
    return builder.build(number);
  });
  return { version: 1, schema, segments };
}
