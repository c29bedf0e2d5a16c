import { expect, test } from "vitest";

import { fitsIngestRecord } from "./fits-ingest-record.ts";
import { IngestRecord } from "./ingest-record.ts";

const VALUES: unknown[] = [
  undefined,
  null,
  true,
  0,
  1.5,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  "",
  "text",
  [],
  {},
  ["text"],
  [1],
  [1, "text"],
  [null],
  [{}],
  [{ size: 1 }],
  [{ size: "1", path: "a" }],
  [{ size: 1, path: null }],
  [{ size: 1, path: 1 }],
  [{ size: 1, filename: "a" }],
  [{ size: 1, filename: 1 }],
  [{ size: null }],
  [[]],
  Array.from({ length: 50 }, () => 1),
  Array.from({ length: 51 }, () => 1),
  { name: "a" },
  { name: "a", url: null },
  { name: "a", url: "b" },
  { name: "a", url: 1 },
  { name: 1 },
  { url: "b" },
];

test("the quick check takes exactly what the schema takes", () => {
  const fields = [...Object.keys(IngestRecord.shape), "unknown"];
  const records = fields.flatMap((field) => VALUES.map((value) => ({ [field]: value })));
  for (const value of [...records, ...VALUES]) {
    const { success } = IngestRecord.safeParse(value);
    expect([value, fitsIngestRecord(value)]).toEqual([value, success]);
  }
});
