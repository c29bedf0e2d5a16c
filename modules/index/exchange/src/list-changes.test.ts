import { setTimeout as sleep } from "node:timers/promises";

import { blocklistModule } from "@minato/blocklist";
import type { AppError } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import { torrentsModule } from "@minato/torrents";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { lockForDeletion } from "@minato/torrents/locks";
import { recordChange } from "@minato/torrents/record-change";
import { removeTorrents } from "@minato/torrents/remove-torrents";
import type { PoolClient } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";

import { ChangesInput, listChanges } from "./list-changes.ts";
import { pruneChanges } from "./prune-changes.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

let scene: TestContext;
let now = Date.now();

beforeEach(async () => {
  now = Date.now();
  scene = await createTestContext({
    modules: [blocklistModule, torrentsModule],
    now: () => new Date(now),
  });
});
afterEach(() => scene.close());

function hash(number: number): string {
  return number.toString(16).padStart(40, "0");
}

async function ingest(...numbers: number[]) {
  const records = numbers.map((number) => ({
    infoHash: hash(number),
    title: `Sintel ${number}`,
    size: 1000,
    seeders: 1,
    trackers: ["udp://tracker.example.org:6969/announce"],
  }));
  await ingestTorrents(scene.ctx, records, { sourceName: "harbour" });
}

function list(input: { cursor?: string | undefined; limit?: number; swarm?: boolean } = {}) {
  return listChanges(scene.ctx, ChangesInput.parse(input));
}

/** Reads until nothing is left, as soon as no other database's transaction is in the way. */
async function follow(cursor: string | undefined, expected: number) {
  const hashes: string[] = [];
  let next = cursor;
  await waitFor("the changes", async () => {
    for (let hasMore = true; hasMore;) {
      const page = await list({ cursor: next, limit: 2 });
      hashes.push(...page.items.map(({ infoHash }) => infoHash));
      next = page.nextCursor;
      hasMore = page.hasMore;
    }
    return hashes.length >= expected;
  });
  return { hashes, cursor: next ?? "" };
}

async function open(): Promise<PoolClient> {
  const client = await scene.ctx.db.$client.connect();
  await client.query("begin");
  return client;
}

async function commit(client: PoolClient) {
  await client.query("commit");
  client.release();
}

async function idsOf(...numbers: number[]): Promise<number[]> {
  const { rows } = await scene.ctx.db.$client.query<{ id: number }>(
    "select id from torrents where info_hash = any($1) order by info_hash",
    [numbers.map((number) => Buffer.from(hash(number), "hex"))],
  );
  return rows.map(({ id }) => id);
}

test("a follower reads insertions in pages, each with its torrent", async () => {
  await ingest(1, 2, 3, 4, 5);
  const { hashes, cursor } = await follow(undefined, 5);
  expect(hashes).toEqual([1, 2, 3, 4, 5].map(hash));
  const page = await list({ cursor });
  expect(page).toMatchObject({ items: [], hasMore: false });
  const [first] = (await list({ limit: 1 })).items;
  expect(first).toMatchObject({ kind: "inserted", torrent: { title: "Sintel 1", seeders: 1 } });
  expect(JSON.stringify(first)).not.toContain("announce");
});

test("deletions carry the info hash, and what was inserted before is left out", async () => {
  await ingest(1, 2);
  const ids = await idsOf(1);
  const client = await open();
  await lockForDeletion(client);
  await removeTorrents(client, ids);
  await commit(client);
  const items = await waitFor("the deletion", async () => {
    const page = await list();
    return page.items.length === 2 ? page.items : undefined;
  });
  expect(items.map(({ kind, infoHash }) => [kind, infoHash])).toEqual([
    ["inserted", hash(2)],
    ["deleted", hash(1)],
  ]);
  expect(items[1]).not.toHaveProperty("torrent");
});

test("a change with a smaller id that is committed later is not missed", async () => {
  await ingest(1, 2);
  const [first, second] = await idsOf(1, 2);
  const { cursor } = await follow(undefined, 2);
  const early = await open();
  await recordChange(early, "updated", [first as number]);
  const late = await open();
  await recordChange(late, "updated", [second as number]);
  await commit(late);
  const between = await list({ cursor });
  // Reading by id would show the second now and never the first.
  expect(between.items).toEqual([]);
  await commit(early);
  const { hashes } = await follow(between.nextCursor, 2);
  expect(hashes).toEqual([hash(1), hash(2)]);
});

test("an older transaction that writes after a younger one has committed is not missed", async () => {
  await ingest(1, 2);
  const [first, second] = await idsOf(1, 2);
  const { cursor } = await follow(undefined, 2);
  const older = await open();
  await older.query("select pg_current_xact_id()");
  const younger = await open();
  await recordChange(younger, "updated", [second as number]);
  await commit(younger);
  const between = await list({ cursor });
  expect(between.items).toEqual([]);
  await recordChange(older, "updated", [first as number]);
  await commit(older);
  const { hashes } = await follow(between.nextCursor, 2);
  expect(hashes).toEqual([hash(1), hash(2)]);
});

test("a follower beside writers sees every change exactly once", async () => {
  const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
  await ingest(...numbers);
  const ids = await idsOf(...numbers);
  const { cursor } = await follow(undefined, 60);
  const writers = [0, 1, 2, 3].map(async (writer) => {
    for (let index = writer; index < 60; index += 4) {
      const client = await open();
      await recordChange(client, "updated", [ids[index] as number]);
      await sleep((index * 7) % 5);
      await commit(client);
    }
  });
  const [{ hashes }] = await Promise.all([follow(cursor, 60), ...writers]);
  expect(hashes.toSorted()).toEqual(numbers.map(hash));
});

test("swarm numbers alone are told only to those who ask for them", async () => {
  await ingest(1);
  const { cursor } = await follow(undefined, 1);
  await scene.ctx.db.$client.query("update torrent_sources set seeders = 7");
  await ingest(1);
  const items = await waitFor("the count", async () => {
    const page = await list({ cursor, swarm: true });
    return page.items.length > 0 ? page.items : undefined;
  });
  expect(items).toMatchObject([{ kind: "updated", infoHash: hash(1) }]);
  expect((await list({ cursor })).items).toEqual([]);
});

test("now stands for what is yet to come", async () => {
  await ingest(1);
  await follow(undefined, 1);
  const { items, nextCursor } = await list({ cursor: "now" });
  expect(items).toEqual([]);
  await ingest(2);
  expect((await follow(nextCursor, 1)).hashes).toEqual([hash(2)]);
});

test("a cursor before pruned changes is gone, one behind them is not", async () => {
  await ingest(1, 2, 3);
  await follow(undefined, 3);
  const { nextCursor: early } = await list({ limit: 2 });
  const { cursor: late } = await follow(early, 1);
  now += 8 * DAY_MS;
  await waitFor("the changes to be pruned", async () => {
    await pruneChanges(scene.ctx);
    const { rows } = await scene.ctx.db.$client.query("select from torrent_changes");
    return rows.length === 0;
  });
  await expect(list({ cursor: early })).rejects.toMatchObject({ code: "GONE", status: 410 });
  expect((await list({ cursor: late })).items).toEqual([]);
  expect((await list()).items).toEqual([]);
});

test("changes within the retention are kept", async () => {
  await ingest(1);
  now += 6 * DAY_MS;
  await pruneChanges(scene.ctx);
  expect((await follow(undefined, 1)).hashes).toEqual([hash(1)]);
});

test("a cursor of another feed is gone, and a text that is no cursor is refused", async () => {
  const { nextCursor } = await list();
  await scene.ctx.db.$client.query("update change_feed set id = gen_random_uuid()");
  await expect(list({ cursor: nextCursor })).rejects.toMatchObject({ code: "GONE" });
  for (const cursor of [
    "",
    "x",
    "18446744073709551616",
    Buffer.from("a.1.1.0").toString("base64url"),
  ]) {
    const error = await list({ cursor }).catch((thrown: AppError) => thrown);
    expect(error).toMatchObject({ code: "BAD_REQUEST" });
  }
});

test("a page of changes is an index walk", async () => {
  const { rows } = await scene.ctx.db.$client.query<{ "QUERY PLAN": string }>(
    `explain select * from torrent_changes c
     where (c.transaction_id, c.id) >= ('5'::xid8, 3) and c.transaction_id < '9'::xid8
     order by c.transaction_id, c.id limit 100`,
  );
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toContain("torrent_changes_transaction");
  expect(plan).not.toContain("Sort");
});
