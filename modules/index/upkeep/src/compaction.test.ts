import { afterEach, expect, test } from "vitest";

import { createUpkeepScene, type UpkeepScene } from "../test/upkeep-scene.ts";

let scene: UpkeepScene;
afterEach(() => scene.close());

test("free space inside the files is told from what is live, and given back", async () => {
  await bloat();
  const before = await scene.client.upkeep.budget.get();
  const table = before.tables.find(({ name }) => name === "torrent_requests");
  expect(table?.bytes).toBeGreaterThan(5_000_000);
  expect(table?.liveBytes).toBeLessThan((table?.bytes ?? 0) * 0.2);
  const plan = await compact().preview();
  expect(plan).toMatchObject({ tables: [{ name: "torrent_requests" }], isPossible: true });
  expect(plan.neededBytes).toBeGreaterThan(0);
  expect(plan.neededBytes).toBeLessThan(5_000_000);
  const run = await compact().run({});
  await expect(compact().run({})).rejects.toMatchObject({ code: "CONFLICT" });
  await scene.runJobs();
  const done = await scene.client.torrents.bulk.get({ id: run.id });
  expect(done).toMatchObject({ action: "compact", state: "done", done: 1, total: 1 });
  const after = await scene.client.upkeep.budget.get();
  const gained = before.totalBytes - after.totalBytes;
  expect(gained / plan.gainBytes).toBeGreaterThan(0.8);
  expect(gained / plan.gainBytes).toBeLessThan(1.2);
  expect(Math.abs(after.liveBytes - before.liveBytes)).toBeLessThan(plan.gainBytes * 0.2);
  expect(await scene.count("torrent_requests")).toBe(10_000);
  await expect(compact().run({})).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(scene.client.torrents.bulk.undo({ id: run.id })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("a cancelled compaction leaves its tables alone", async () => {
  await bloat();
  const run = await compact().run({});
  await scene.client.torrents.bulk.cancel({ id: run.id });
  await scene.runJobs();
  expect(await scene.client.torrents.bulk.get({ id: run.id })).toMatchObject({
    state: "cancelled",
    done: 0,
  });
  expect((await compact().preview()).tables).toHaveLength(1);
});

test("a database elsewhere is compacted only when somebody vouches for its disk", async () => {
  await bloat({ DATABASE_URL: "postgres://database.example.org/minato" });
  expect(await compact().preview()).toMatchObject({ freeBytes: null, isPossible: false });
  await expect(compact().run({})).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await compact().run({ trustDisk: true })).toMatchObject({ state: "waiting" });
});

function compact() {
  return scene.client.upkeep.compact;
}

/** Makes a scene in which one table has a tenth of its rows left. */
async function bloat(variables: Record<string, string> = {}): Promise<void> {
  scene = await createUpkeepScene(variables);
  await scene.query(
    "insert into torrent_requests select n, '2026-01-01' from generate_series(1, 100000) n",
  );
  await scene.query("delete from torrent_requests where torrent_id > 10000");
  await scene.query("vacuum (analyze, truncate off) torrent_requests");
}
