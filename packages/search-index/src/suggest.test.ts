import { expect, test } from "vitest";

import { SCHEMA } from "../test/random-documents.ts";
import { snapshotOf } from "../test/snapshot-of.ts";
import { openReader } from "./index-reader.ts";
import type { SearchDocument } from "./schema.ts";

test("suggestions complete what was typed, the most wanted first", () => {
  const documents = [
    seeded(1, "Big.Buck.Bunny.2008.1080p", 500),
    seeded(2, "Big.Buck.Bunny.2008.720p", 100),
    seeded(3, "Big.Bucket.2012", 1),
    seeded(4, "Sintel (2010) Bunny", 9000),
    seeded(5, "Buckets 2011", 4000),
  ];
  const reader = openReader(snapshotOf(documents, SCHEMA));
  expect(reader.suggest({ text: "big bu" })).toEqual([
    {
      text: "Big Buck Bunny",
      count: 2,
      ranges: [
        [0, 3],
        [4, 6],
        [9, 11],
      ],
    },
    {
      text: "Big Bucket",
      count: 1,
      ranges: [
        [0, 3],
        [4, 6],
      ],
    },
  ]);
  expect(reader.suggest({ text: "bunny", limit: 1 })[0]?.text).toBe("Big Buck Bunny");
  expect(reader.suggest({ text: "sintle" })[0]?.text).toBe("Sintel");
  const texts = (text: string): string[] => reader.suggest({ text }).map((one) => one.text);
  // What is only like it is not suggested beside the thing itself, nor what has it elsewhere.
  expect(texts("bucket")).toEqual(["Buckets", "Big Bucket"]);
  expect(texts("bunny")).toEqual(["Big Buck Bunny"]);
  expect(texts("1080p")).toEqual(["Big Buck Bunny"]);
  expect(reader.suggest({ text: "" })).toEqual([]);
});

function seeded(id: number, title: string, seeders: number): SearchDocument {
  return { id, title, columns: { seeders } };
}
