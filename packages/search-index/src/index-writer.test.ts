import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, expect, test } from "vitest";

import { NaiveIndex } from "../test/naive-index.ts";
import {
  pick,
  randomDocument,
  randomOperations,
  randomQuery,
  SCHEMA,
  seededNumbers,
} from "../test/random-documents.ts";
import type { Filter } from "./filters.ts";
import { type IndexReader, openReader } from "./index-reader.ts";
import { IndexWriter } from "./index-writer.ts";
import { MAX_SEGMENTS } from "./merge-policy.ts";
import { mergeSegments } from "./merge-segments.ts";
import { parseQuery } from "./query-syntax/parse-query.ts";
import { writeSegment } from "./segment-file.ts";

const directories: string[] = [];

function createDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), "search-index-"));
  directories.push(directory);
  return directory;
}

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

function openWriter(directory: string): IndexWriter {
  const writer = new IndexWriter({ directory, schema: SCHEMA, patchFlushMs: 0 });
  writer.load();
  return writer;
}

const SORTS = [
  "relevance",
  { column: "seeders", order: "asc" },
  { column: "seeders", order: "desc" },
] as const;

const FILTERS: readonly (readonly Filter[])[] = [
  [],
  [],
  [{ column: "type", values: ["tv", "straße"] }],
  [{ column: "languages", values: ["en"], isExcluded: true }],
  [{ column: "year", ranges: [[1995, 2005]] }],
  [
    { column: "seeders", ranges: [[5, Infinity]] },
    { column: "type", values: ["film"] },
  ],
  [{ column: "size", ranges: [[-Infinity, 5e11]] }, { ids: [1, 2, 3, 40, 41, 42, 99] }],
];

function expectSame(writer: IndexWriter, naive: NaiveIndex, seed: number): void {
  const below = seededNumbers(seed);
  const reader = openReader(writer.snapshot());
  expect(reader.size).toBe(naive.documents.size);
  for (let round = 0; round < 30; round++) {
    const query = below(4) === 0 ? "" : randomQuery(below);
    const { text } = parseQuery(query, {});
    const filters = pick(below, FILTERS);
    const isTolerant = below(4) > 0;
    const wanted = naive.find(text, filters, isTolerant);
    const sort = pick(below, SORTS);
    const facets = [{ column: "type" }];
    const result = reader.search({ text, filters, isTolerant, sort, facets, limit: 1000 });
    const isOrdered = sort !== "relevance";
    const found = isOrdered ? result.ids : result.ids.toSorted((a, b) => a - b);
    const order = isOrdered ? orderBySeeders(wanted, naive, sort.order) : wanted;
    expect(found, `${JSON.stringify(query)} ${JSON.stringify(filters)}`).toEqual(order);
    expect(result.total).toBe(wanted.length);
    const others = filters.filter((filter) => "ids" in filter || filter.column !== "type");
    const counted = naive.find(text, others, isTolerant);
    expect(new Map(result.facets["type"]!.map(({ value, count }) => [value, count]))).toEqual(
      countTypes(counted, naive),
    );
  }
}

/** Absent numbers last, the newest of equals first. */
function orderBySeeders(
  ids: readonly number[],
  naive: NaiveIndex,
  order: "asc" | "desc",
): number[] {
  const sign = order === "asc" ? 1 : -1;
  const keyOf = (id: number): number => {
    const seeders = naive.documents.get(id)?.columns?.["seeders"];
    return seeders === undefined ? Infinity : sign * Number(seeders);
  };
  return ids.toSorted((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    return left === right ? b - a : left - right;
  });
}

function countTypes(ids: readonly number[], naive: NaiveIndex): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const id of ids) {
    const type = naive.documents.get(id)?.columns?.["type"];
    if (type !== undefined) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

test.each([1, 2, 3])(
  "changes, commits, merges and restarts leave what a naive index holds (%i)",
  (seed) => {
    const directory = createDirectory();
    const below = seededNumbers(seed);
    const naive = new NaiveIndex();
    let writer = openWriter(directory);
    for (let round = 0; round < 25; round++) {
      const operations = randomOperations(below, 120, 1 + below(25));
      writer.apply(operations);
      naive.apply(operations);
      const roll = below(6);
      if (roll === 0) writer.merge({ all: true });
      writer.commit(`round ${round}`);
      if (roll === 1) writer.merge({ all: false });
      if (roll === 2) {
        writer.close();
        writer = openWriter(directory);
      }
      if (round % 4 === 3) expectSame(writer, naive, seed * 100 + round);
    }
    writer.merge({ all: true });
    expectSame(writer, naive, seed);
    expect(openWriter(directory).meta).toBe("round 24");
    expect(writer.snapshot().segments).toHaveLength(1);
  },
);

test("changes made while a merge runs are in its result", () => {
  const below = seededNumbers(5);
  const naive = new NaiveIndex();
  const writer = openWriter(createDirectory());
  for (let batch = 0; batch < 4; batch++) {
    const operations = randomOperations(below, 80, 40);
    writer.apply(operations);
    naive.apply(operations);
    writer.commit();
  }
  const pending = writer.beginMerge({ all: true })!;
  const merged = mergeSegments(pending.parts, pending.number);
  writeSegment(pending.file, merged);
  for (let batch = 0; batch < 3; batch++) {
    const operations = randomOperations(below, 80, 20);
    writer.apply(operations);
    naive.apply(operations);
    if (batch < 2) writer.commit();
  }
  writer.finishMerge(merged);
  writer.commit();
  expectSame(writer, naive, 5);
  expect(writer.snapshot().segments.length).toBeGreaterThan(1);
});

test("a snapshot taken earlier sees the old document until the new one is committed", () => {
  const writer = openWriter(createDirectory());
  writer.apply([{ kind: "put", document: { id: 1, title: "Sintel" } }]);
  const before = openReader(writer.commit());
  writer.apply([{ kind: "put", document: { id: 1, title: "Spring" } }]);
  expect(find(before, "sintel")).toEqual([1]);
  const after = openReader(writer.commit());
  expect(find(before, "sintel")).toEqual([1]);
  expect(find(after, "sintel")).toEqual([]);
  expect(find(after, "spring")).toEqual([1]);
  writer.apply([{ kind: "delete", id: 1 }]);
  expect(find(after, "spring")).toEqual([]);
});

test("a rebuild takes the place of the index with what changed meanwhile", () => {
  const below = seededNumbers(9);
  const directory = createDirectory();
  const naive = new NaiveIndex();
  const writer = openWriter(directory);
  writer.apply(Array.from({ length: 50 }, (_, id) => put(below, id)));
  writer.commit("old");
  writer.beginRebuild();
  const first = Array.from({ length: 30 }, (_, id) => put(below, id));
  writer.rebuildWith(first);
  naive.apply(first);
  const meanwhile = [put(below, 3), put(below, 40), { kind: "delete", id: 5 } as const];
  writer.apply(meanwhile);
  const rest = Array.from({ length: 30 }, (_, id) => put(below, id + 20));
  writer.rebuildWith([...rest, put(below, 5)]);
  naive.apply(rest);
  naive.apply(meanwhile);
  writer.commit("still old");
  writer.finishRebuild("new");
  expectSame(writer, naive, 1);
  const again = openWriter(directory);
  expect(again.meta).toBe("new");
  expectSame(again, naive, 2);
  expect(readdirSync(directory).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("many commits leave few segments and few files", () => {
  const below = seededNumbers(2);
  const directory = createDirectory();
  const writer = openWriter(directory);
  for (let batch = 0; batch < 40; batch++) {
    writer.apply([put(below, batch * 2), put(below, batch * 2 + 1)]);
    writer.commit();
    writer.merge({ all: false });
    expect(writer.snapshot().segments.length).toBeLessThanOrEqual(MAX_SEGMENTS);
  }
  expect(openReader(writer.snapshot()).size).toBe(80);
  expect(readdirSync(directory).length).toBeLessThanOrEqual(2 * MAX_SEGMENTS + 1);
});

test.each([
  [{ kind: "put", document: { id: -1, title: "x" } }, /an id is a whole number/],
  [{ kind: "put", document: { id: 1, title: "x", columns: { nope: 1 } } }, /no column "nope"/],
  [{ kind: "put", document: { id: 1, title: "x", columns: { year: "x" } } }, /number column/],
  [{ kind: "patch", id: 1, values: { type: 1 } }, /no number column/],
  [{ kind: "delete", id: 1.5 }, /an id is a whole number/],
] as const)("%j is refused", (operation, message) => {
  const writer = openWriter(createDirectory());
  expect(() => writer.apply([operation as never])).toThrow(message);
  expect(openReader(writer.commit()).size).toBe(0);
});

function find(reader: IndexReader, word: string): number[] {
  return reader.search({ text: parseQuery(word, {}).text, isTolerant: false }).ids;
}

function put(below: ReturnType<typeof seededNumbers>, id: number) {
  return { kind: "put", document: randomDocument(below, id) } as const;
}
