import { createHash } from "node:crypto";

import { transaction } from "@minato/database";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import { afterAll, beforeAll, expect, test } from "vitest";

import { addBlocks } from "./add-blocks.ts";
import { recordVersion } from "./blocklist-version.ts";
import { Blocklist } from "./blocklist.ts";
import { createBlocklistModule } from "./module.ts";
import { PrefixSet } from "./prefix-set.ts";

const MILLION = 1_000_000;
const BATCH = 10_000;

let scene: TestContext;
beforeAll(async () => {
  scene = await createTestContext({ modules: [createBlocklistModule(() => ["paper lantern"])] });
});
afterAll(() => scene.close());

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest().subarray(0, 20);
}

function hashes(from: number, count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => hash(String(from + index)));
}

function block(infoHashes: readonly Buffer[]) {
  return transaction(scene.ctx.db.$client, (client) =>
    addBlocks(scene.ctx, client, { infoHashes }),
  );
}

async function countBlocked(blocklist: Blocklist, infoHashes: readonly Buffer[]): Promise<number> {
  return (await blocklist.findBlocked(scene.ctx.db.$client, infoHashes)).size;
}

test("of a million blocks none is forgotten, nothing else is blocked and memory is bounded", async () => {
  const { ctx } = scene;
  await ctx.db.$client.query(
    `insert into blocked_torrents (info_hash, blocked_at)
     select substring(sha256(n::text::bytea) for 20), now() from generate_series(1, ${MILLION}) n order by 1`,
  );
  const blocklist = new Blocklist(ctx, []);
  await blocklist.catchUp();
  await blocklist.whenLoaded();
  expect(blocklist.memory?.entries).toBe(MILLION);
  expect(blocklist.memory?.bytes).toBeLessThan(9 * MILLION);
  let found = 0;
  for (let from = 1; from <= MILLION; from += BATCH) {
    found += await countBlocked(blocklist, hashes(from, BATCH));
  }
  expect(found).toBe(MILLION);
  expect(await countBlocked(blocklist, hashes(MILLION + 1, 200_000))).toBe(0);
  await block(hashes(2 * MILLION, BATCH));
  await blocklist.catchUp();
  expect(await countBlocked(blocklist, hashes(2 * MILLION, BATCH))).toBe(BATCH);
  expect(await countBlocked(blocklist, hashes(1, BATCH))).toBe(BATCH);
  await blocklist.close();
  await ctx.db.$client.query("truncate blocked_torrents");
}, 120_000);

test("a hash whose first eight bytes are those of a blocked one is not blocked", async () => {
  const blocked = hash("twin");
  const twin = Buffer.from(blocked);
  twin[19] = (twin[19] as number) ^ 1;
  await block([blocked]);
  await scene.ctx.blocklist.catchUp();
  const found = await scene.ctx.blocklist.findBlocked(scene.ctx.db.$client, [blocked, twin]);
  expect([...found]).toEqual([blocked.toString("hex")]);
});

test("a blocklist on the memory of another knows the same, and takes it anew when it has grown", async () => {
  const [before, further] = [hashes(3 * MILLION, 50), hashes(4 * MILLION, 50)];
  await block(before);
  const held = scene.ctx.blocklist;
  let loads = 0;
  const load = async () => {
    loads += 1;
    return PrefixSet.fromRuns(await held.share());
  };
  const blocklist = new Blocklist(scene.ctx, [], { load, maxFurther: 49 });
  await blocklist.catchUp();
  await blocklist.whenLoaded();
  expect(blocklist.memory?.bytes).toBe(held.memory?.bytes);
  expect(await countBlocked(blocklist, before)).toBe(50);
  await block(further);
  await blocklist.catchUp();
  expect(await countBlocked(blocklist, further)).toBe(50);
  await blocklist.whenLoaded();
  expect(loads).toBe(2);
  expect(blocklist.memory?.entries).toBe(held.memory?.entries);
  expect(await countBlocked(blocklist, [...before, ...further])).toBe(100);
  await blocklist.close();
});

test("questions are answered while memory is still being filled", async () => {
  await block([hash("early")]);
  const filling = Promise.withResolvers<void>();
  const load = async () => {
    await filling.promise;
    return PrefixSet.fromRuns(await scene.ctx.blocklist.share());
  };
  const blocklist = new Blocklist(scene.ctx, [], { load });
  await blocklist.catchUp();
  expect(blocklist.memory).toBeUndefined();
  expect(await countBlocked(blocklist, [hash("early"), hash("free")])).toBe(1);
  filling.resolve();
  await blocklist.whenLoaded();
  expect(await countBlocked(blocklist, [hash("early"), hash("free")])).toBe(1);
  await blocklist.close();
});

test("blocks that are committed while memory is being filled are not lost", async () => {
  const blocklist = new Blocklist(scene.ctx, []);
  await blocklist.catchUp();
  const during = hashes(7_000_000, 50);
  for (const one of during) {
    await block([one]);
    await blocklist.catchUp();
  }
  await blocklist.whenLoaded();
  expect(await countBlocked(blocklist, during)).toBe(during.length);
  await blocklist.close();
});

test("a process that missed more changes than are kept reads everything anew", async () => {
  const blocklist = new Blocklist(scene.ctx, []);
  await blocklist.catchUp();
  await blocklist.whenLoaded();
  await block([hash("missed")]);
  await scene.ctx.db.$client.query("delete from blocklist_changes");
  await blocklist.catchUp();
  expect(await countBlocked(blocklist, [hash("missed")])).toBe(1);
  await blocklist.whenLoaded();
  expect(await countBlocked(blocklist, [hash("missed")])).toBe(1);
  await blocklist.close();
});

test("a process that takes nothing in learns of a block by itself", async () => {
  const blocklist = new Blocklist(scene.ctx, []);
  await blocklist.catchUp();
  await blocklist.whenLoaded();
  const before = blocklist.memory?.entries ?? 0;
  blocklist.startPolling();
  await block(hashes(8_000_000, 5));
  const learned = () => blocklist.memory?.entries === before + 5;
  expect(await waitFor("the new blocks", learned)).toBe(true);
  await blocklist.close();
});

test("memory shrinks after many blocks are gone", async () => {
  const many = hashes(9_000_000, 5000);
  await block(many);
  const blocklist = new Blocklist(scene.ctx, []);
  await blocklist.catchUp();
  await blocklist.whenLoaded();
  await scene.ctx.db.$client.query(
    "delete from blocked_torrents where info_hash = any($1::bytea[])",
    [many],
  );
  await transaction(scene.ctx.db.$client, (client) =>
    recordVersion(client, { kind: "unblocked", count: many.length }),
  );
  await blocklist.catchUp();
  await blocklist.whenLoaded();
  expect(blocklist.memory?.entries).toBeLessThan(1000);
  await blocklist.close();
});
