import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { createSearchIndex, createSearchPool } from "@minato/search-index";
import { createTestContext } from "@minato/tests/support/create-test-context";
import pino from "pino";
import { expect, test } from "vitest";

import { fillIndex } from "../../test/fill-index.ts";
import { writeSchema } from "../documents/index-schema.ts";
import { createPostgresEngine } from "../postgres/postgres-engine.ts";
import { createEmbeddedEngine } from "./embedded-engine.ts";

const READY = {
  isReady: true,
  position: undefined,
  isRebuilding: false,
  rebuilt: 0,
  progress: 1,
  failure: undefined,
  rebuilds: 1,
};

test("the database answers when the threads that search are gone", async () => {
  const context = await createTestContext();
  const directory = await mkdtemp(path.join(tmpdir(), "minato-search-"));
  const index = await createSearchIndex({ directory, schema: writeSchema(false) });
  const searches = createSearchPool({ index });
  await searches.close();
  try {
    const { db } = context.ctx;
    await fillIndex(db, 200);
    const messages: string[] = [];
    const engine = createEmbeddedEngine({
      pool: db.$client,
      log: pino({}, { write: (line) => messages.push((JSON.parse(line) as { msg: string }).msg) }),
      openSearches: () => searches,
      readState: () => READY,
      readWeights: () => ({ text: 1, popularity: 1, recency: 1 }),
      expectChanges: () => {},
      countIndexed: () => 0,
      fallback: createPostgresEngine(db),
      close: async () => {},
    });
    const request = { q: "common ", isTolerant: true, limit: 5, offset: 0 };
    expect(await engine.search(request)).toMatchObject({ total: 200 });
    expect(await engine.suggest("common work1", 5)).not.toEqual([]);
    expect(messages).toEqual(
      Array.from({ length: 2 }, () => expect.stringMatching(/database does/)),
    );
  } finally {
    await index.close();
    await rm(directory, { recursive: true });
    await context.close();
  }
});
