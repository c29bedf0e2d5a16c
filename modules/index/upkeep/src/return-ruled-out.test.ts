import { addKeywordRule, removeKeywordRule } from "@minato/blocklist/keyword-rules";
import { blockTrackers, unblockTrackers } from "@minato/blocklist/tracker-blocks";
import { afterEach, beforeEach, expect, test } from "vitest";

import { createUpkeepScene, hashOf, type UpkeepScene } from "../test/upkeep-scene.ts";

const DEAD = "udp://dead.example.net:6969/announce";
const LONG_GONE_DAYS = 15;

let scene: UpkeepScene;
beforeEach(async () => {
  scene = await createUpkeepScene();
});
afterEach(() => scene.close());

test("a tracker let back brings back with identical content what its block took out", async () => {
  await scene.fill(4);
  await scene.enrich();
  const before = await scene.dump();
  const trackers = ["*.example.org", "t.example"];
  await blockTrackers(scene.request, { trackers });
  await scene.runJobs();
  expect(await scene.count("torrents")).toBe(1);
  expect(await listPurgatory()).toEqual(
    [0, 1, 2, 3].map((index) => ({ infoHash: hashOf(index), reason: "trackers" })),
  );
  await unblockTrackers(scene.request, { trackers });
  await scene.runJobs();
  expect(await scene.dump()).toEqual(before);
  expect(await listPurgatory()).toEqual([]);
});

test("what another tracker's block keeps out stays out", async () => {
  await scene.fill(2);
  await scene.ingest({ infoHash: hashOf(50), title: "Harbour lights", size: 1, trackers: [DEAD] });
  await blockTrackers(scene.request, { trackers: ["tracker.example.org", "dead.example.net"] });
  await scene.runJobs();
  await unblockTrackers(scene.request, { trackers: ["tracker.example.org"] });
  await scene.runJobs();
  expect(await listPurgatory()).toEqual([{ infoHash: hashOf(50), reason: "trackers" }]);
  expect(await scene.count("torrents")).toBe(3);
});

test("a word rule that is removed brings back what no other rule names", async () => {
  await scene.fill(3);
  await scene.ingest({ infoHash: hashOf(50), title: "Harbour lantern", size: 1 });
  await scene.runJobs();
  const harbour = await addRule("harbour");
  await addRule("lantern");
  await scene.runJobs();
  expect(await scene.count("torrents")).toBe(1);
  await removeKeywordRule(scene.request, harbour.id);
  await scene.runJobs();
  expect(await scene.count("torrents")).toBe(4);
  expect(await listPurgatory()).toEqual([{ infoHash: hashOf(50), reason: "words" }]);
});

test("a rule that also blocks the hash keeps nothing that could come back", async () => {
  await scene.fill(1);
  const rule = await addRule("harbour", "block");
  await scene.runJobs();
  expect(await listPurgatory()).toEqual([]);
  await removeKeywordRule(scene.request, rule.id);
  await scene.runJobs();
  expect(await scene.count("torrents")).toBe(1);
});

test("what the purgatory no longer promises is not brought back", async () => {
  await scene.fill(1);
  const rule = await addRule("harbour");
  await scene.runJobs();
  scene.now = new Date(scene.now.getTime() + LONG_GONE_DAYS * 86_400_000);
  await removeKeywordRule(scene.request, rule.id);
  await scene.runJobs();
  expect(await scene.count("torrents")).toBe(1);
});

function addRule(pattern: string, action: "delete" | "block" = "delete") {
  return addKeywordRule(scene.request, { pattern, target: "both", action });
}

async function listPurgatory() {
  return scene.query(
    `select encode(info_hash, 'hex') as "infoHash", reason from purgatory order by info_hash`,
  );
}
