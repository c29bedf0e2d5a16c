import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import { afterAll, beforeAll, expect, test } from "vitest";

import { fillIndex } from "../../test/fill-index.ts";
import { listProgress } from "../rebuild-progress.ts";
import { requestRebuild } from "../request-rebuild.ts";
import type { SearchEngine } from "../search-engine.ts";
import { openEmbedded } from "./open-embedded.ts";

const TORRENTS = 12_000;
const NOBODY = { principal: undefined, address: undefined };

let context: TestContext;
let engine: SearchEngine;
beforeAll(async () => {
  context = await createTestContext();
  await fillIndex(context.ctx.db, TORRENTS);
  engine = await openEmbedded(context.ctx);
  await waitFor("the index", async () => (await engine.health()).status === "ready");
});
afterAll(async () => {
  await engine.close();
  await context.close();
});

test("everything is built anew beside the old index, which goes on answering and taking changes", async () => {
  const { ctx } = context;
  // Not in the log of changes: only reading everything finds it.
  await query("update torrents set title = title || ' anew'");
  expect(await count("anew ")).toBe(0);
  const generation = await requestRebuild(ctx, NOBODY);
  const shares = new Set<number>();
  let isChanged = false;
  await waitFor("the rebuild", async () => {
    expect(await count("common ")).toBeGreaterThanOrEqual(TORRENTS - 1);
    const { status, progress } = await engine.health();
    expect(status).toBe("ready");
    if (progress !== undefined) shares.add(progress);
    if (progress !== undefined && !isChanged) {
      isChanged = true;
      await query("update torrents set title = 'Wooden Bridge' where id = 6");
      await query("insert into torrent_changes (kind, torrent_ids) values (2, '{6}')");
      await waitFor("what changed meanwhile", async () => (await count("bridge ")) === 1);
    }
    return (await count("anew ")) === TORRENTS - 1;
  });
  expect([...shares].filter((share) => share > 0 && share < 1).length).toBeGreaterThan(1);
  expect(await count("bridge ")).toBe(1);
  await waitFor("word of its end", async () => {
    const [index] = await listProgress(ctx.db.$client, generation);
    return index?.progress === 1 && index.torrents === TORRENTS;
  });
  expect(await listProgress(ctx.db.$client, generation + 1)).toEqual([]);
  expect((await engine.health()).progress).toBeUndefined();
  const { rows } = await query("select action from audit_entries");
  expect(rows).toEqual([{ action: "search.rebuild" }]);
});

async function count(q: string): Promise<number> {
  return (await engine.search({ q, limit: 1, offset: 0 })).total;
}

function query(text: string) {
  return context.ctx.db.$client.query(text);
}
