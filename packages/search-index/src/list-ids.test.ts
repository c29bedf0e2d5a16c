import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { onTestFinished, expect, test } from "vitest";

import { randomOperations, randomQuery, SCHEMA, seededNumbers } from "../test/random-documents.ts";
import { parseQuery } from "./query-syntax/parse-query.ts";
import { createSearchIndex } from "./search-index.ts";
import { createSearchPool } from "./search-pool.ts";

test("a list has the ids of everything that a search finds, tolerant or not", async () => {
  const directory = mkdtempSync(path.join(tmpdir(), "search-index-"));
  const index = await createSearchIndex({ directory, schema: SCHEMA });
  const pool = createSearchPool({ index });
  onTestFinished(async () => {
    await pool.close();
    await index.close();
    rmSync(directory, { recursive: true });
  });
  const below = seededNumbers(7);
  for (let round = 0; round < 4; round++) {
    await index.apply(randomOperations(below, 400, 300));
    await index.commit();
  }
  let listed = 0;
  for (let round = 0; round < 200; round++) {
    const { text } = parseQuery(randomQuery(below), {});
    const filters =
      round % 3 === 0 ? [{ column: "seeders", ranges: [[below(50), 100]] as const }] : [];
    const request = { text, filters, isTolerant: round % 2 === 0 };
    const { ids, total } = await pool.search({ ...request, limit: 1000 });
    const all = [...(await pool.list({ ...request, limit: 1000 }))];
    expect(all).toEqual(ids.toSorted((a, b) => a - b));
    expect([...(await pool.list({ ...request, limit: 3 }))]).toEqual(all.slice(0, 3));
    listed += total;
  }
  expect(listed).toBeGreaterThan(1000);
  await expect(pool.list({ limit: -1 })).rejects.toMatchObject({ code: "INVALID" });
});
