import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, expect, test, vi } from "vitest";

import { NaiveIndex } from "../test/naive-index.ts";
import {
  randomDocument,
  randomOperations,
  SCHEMA,
  seededNumbers,
} from "../test/random-documents.ts";
import type { Operation } from "./operations.ts";
import { parseQuery } from "./query-syntax/parse-query.ts";
import { createSearchIndex, type SearchIndex } from "./search-index.ts";
import { createSearchPool, type SearchPool } from "./search-pool.ts";

const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

function createDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), "search-index-"));
  closing.push(() => rmSync(directory, { recursive: true }));
  return directory;
}

async function open(directory: string): Promise<SearchIndex> {
  const index = await createSearchIndex({ directory, schema: SCHEMA });
  closing.push(async () => index.close());
  return index;
}

function openPool(index: SearchIndex, workers: number): SearchPool {
  const pool = createSearchPool({ index, workers });
  closing.push(async () => pool.close());
  return pool;
}

function put(id: number, title: string): Operation {
  return { kind: "put", document: { id, title, columns: { seeders: id } } };
}

async function findOnAll(pool: SearchPool, word: string): Promise<number[][]> {
  const { text } = parseQuery(word, {});
  const searches = Array.from({ length: 4 }, async () => pool.search({ text, isTolerant: false }));
  return (await Promise.all(searches)).map((result) => result.ids);
}

test("all threads see commits, updates, deletes and patches at once", async () => {
  const index = await open(createDirectory());
  const pool = openPool(index, 2);
  await index.apply([put(1, "Sintel"), put(2, "Sintel"), put(3, "Spring")]);
  expect(await findOnAll(pool, "sintel")).toEqual(Array.from({ length: 4 }, () => []));
  await index.commit("cursor 1");
  expect(await findOnAll(pool, "sintel")).toEqual(Array.from({ length: 4 }, () => [2, 1]));
  await index.apply([{ kind: "delete", id: 2 }, put(1, "Charge")]);
  expect(await findOnAll(pool, "sintel")).toEqual(Array.from({ length: 4 }, () => [1]));
  await index.commit();
  expect(await findOnAll(pool, "sintel")).toEqual(Array.from({ length: 4 }, () => []));
  expect(await findOnAll(pool, "charge")).toEqual(Array.from({ length: 4 }, () => [1]));
  await index.apply([{ kind: "patch", id: 3, values: { seeders: 77 } }]);
  const filters = [{ column: "seeders", ranges: [[77, 77]] as const }];
  const results = await Promise.all([1, 2, 3].map(async () => pool.search({ filters })));
  expect(results.map((result) => result.ids)).toEqual(Array.from({ length: 3 }, () => [3]));
});

test("changes go on while segments are merged in the background", async () => {
  const below = seededNumbers(12);
  const directory = createDirectory();
  const naive = new NaiveIndex();
  const index = await open(directory);
  const pool = openPool(index, 1);
  const { text } = parseQuery("the ", {});
  for (let batch = 0; batch < 30; batch++) {
    const operations = randomOperations(below, 150, 20);
    naive.apply(operations);
    await index.apply(operations);
    await index.commit(String(batch));
    const { ids } = await pool.search({ text, isTolerant: false, limit: 1000 });
    expect(ids.toSorted((a, b) => a - b)).toEqual(naive.find(text, [], false));
  }
  await index.settle();
  expect(index.snapshot.segments.length).toBeLessThanOrEqual(6);
  await index.merge();
  expect(index.snapshot.segments).toHaveLength(1);
  expect(index.size).toBe(naive.documents.size);
});

test("a damaged index begins empty, says why, and can be filled again", async () => {
  const directory = createDirectory();
  const first = await createSearchIndex({ directory, schema: SCHEMA });
  await first.apply([put(1, "Sintel")]);
  await first.commit("cursor 9");
  await first.close();
  const file = readdirSync(directory).find((name) => name.endsWith(".index"))!;
  writeFileSync(path.join(directory, file), "half of it");
  const second = await open(directory);
  expect(second.problem?.code).toBe("CORRUPT");
  expect([second.size, second.meta]).toEqual([0, ""]);
  await second.apply([put(1, "Sintel")]);
  await second.commit("cursor 1");
  await second.close();
  closing.pop();
  const third = await open(directory);
  expect([third.problem, third.size, third.meta]).toEqual([undefined, 1, "cursor 1"]);
  const other = await createSearchIndex({ directory: createDirectory(), schema: { columns: {} } });
  await other.commit();
  await other.close();
});

test("another schema asks for a rebuild", async () => {
  const directory = createDirectory();
  const first = await createSearchIndex({ directory, schema: { columns: {} } });
  await first.commit();
  await first.close();
  const second = await open(directory);
  expect(second.problem?.code).toBe("SCHEMA_CHANGED");
});

test("a rebuild answers from the old index until it is finished", async () => {
  const index = await open(createDirectory());
  const pool = openPool(index, 1);
  await index.apply([put(1, "Sintel"), put(2, "Spring")]);
  await index.commit("a");
  const rebuild = await index.beginRebuild();
  await rebuild.apply([put(1, "Charge"), put(2, "Charge")]);
  await index.apply([put(3, "Charge")]);
  expect((await findOnAll(pool, "sintel"))[0]).toEqual([1]);
  await rebuild.finish("b");
  expect((await findOnAll(pool, "charge"))[0]).toEqual([3, 2, 1]);
  expect((await findOnAll(pool, "sintel"))[0]).toEqual([]);
});

test("threads are added while searches wait and end when nothing is to do", async () => {
  const index = await open(createDirectory());
  await index.apply([put(1, "quiet harbour")]);
  await index.commit();
  const pool = createSearchPool({ index, workers: 3, growAfterMs: 0, idleMs: 3000 });
  closing.push(async () => pool.close());
  expect(pool.threads).toBe(1);
  let finding = findOnAll(pool, "quiet ");
  await vi.waitFor(async () => {
    await finding;
    finding = findOnAll(pool, "quiet ");
    expect(pool.threads).toBe(3);
  }, 20_000);
  expect(await finding).toEqual([[1], [1], [1], [1]]);
  await vi.waitFor(() => expect(pool.threads).toBe(1), 20_000);
  expect(await findOnAll(pool, "harbour ")).toEqual([[1], [1], [1], [1]]);
});

test("searches end by signal, by time, and with the pool", async () => {
  const below = seededNumbers(1);
  const index = await open(createDirectory());
  await index.apply(
    Array.from({ length: 2000 }, (_, id) => ({
      kind: "put" as const,
      document: randomDocument(below, id),
    })),
  );
  await index.commit();
  const pool = openPool(index, 1);
  const request = { text: parseQuery("the | river | spring ", {}).text, limit: 1000 };
  await expect(pool.search(request, { signal: AbortSignal.abort() })).rejects.toThrow(/cancelled/);
  await expect(pool.search(request, { timeoutMs: 0 })).rejects.toMatchObject({ code: "ABORTED" });
  const controller = new AbortController();
  const searches = Array.from({ length: 20 }, async () =>
    pool.search(request, { signal: controller.signal }),
  );
  controller.abort();
  const outcomes = await Promise.allSettled(searches);
  expect(outcomes.every((outcome) => outcome.status === "rejected")).toBe(true);
  expect((await pool.search(request)).total).toBeGreaterThan(100);
  await expect(pool.search({ offset: -1 })).rejects.toMatchObject({ code: "INVALID" });
  const last = pool.search(request);
  await pool.close();
  await expect(last).rejects.toMatchObject({ code: "CLOSED" });
  await expect(pool.search(request)).rejects.toMatchObject({ code: "CLOSED" });
});

test("the main loop is never held up for long while documents pour in", async () => {
  const below = seededNumbers(1);
  const index = await open(createDirectory());
  const operations = Array.from({ length: 10_000 }, (_, id) => ({
    kind: "put" as const,
    document: randomDocument(below, id),
  }));
  const slices: number[] = [];
  let before = process.threadCpuUsage();
  const timer = setInterval(() => {
    const used = process.threadCpuUsage(before);
    slices.push((used.user + used.system) / 1000);
    before = process.threadCpuUsage();
  }, 1);
  await index.apply(operations);
  await index.commit();
  clearInterval(timer);
  expect(index.size).toBe(10_000);
  // Time of this thread alone, in milliseconds: the machine may do other things as well.
  expect(slices.length).toBeGreaterThan(20);
  expect(slices.toSorted((a, b) => a - b).at(-2)).toBeLessThan(10);
});
