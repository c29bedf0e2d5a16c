import { afterEach, beforeEach, expect, test } from "vitest";

import { createUpkeepScene, editor, hashOf, type UpkeepScene } from "../test/upkeep-scene.ts";

let scene: UpkeepScene;

beforeEach(async () => {
  scene = await createUpkeepScene();
});
afterEach(() => scene.close());

test("a torrent names the bulk changes it was part of, with what they set", async () => {
  await scene.fill(3);
  const { bulk } = scene.client.torrents;
  const [first, second] = [hashOf(0), hashOf(1)];
  await bulk.start({ action: "addTags", tags: ["short"], infoHashes: [first, second] });
  await scene.runJobs();
  const run = await bulk.start({
    action: "setContentType",
    contentType: "movie",
    infoHashes: [first],
  });
  expect((await bulk.ofTorrent({ infoHash: first })).items).toHaveLength(1);
  await scene.runJobs();
  await bulk.undo({ id: run.id });
  await scene.runJobs();
  expect((await bulk.ofTorrent({ infoHash: first })).items).toMatchObject([
    { action: "setContentType", value: "movie", total: 1, isUndone: true },
    { action: "addTags", value: ["short"], total: 2, isUndone: false, startedBy: editor.name },
  ]);
  expect((await bulk.ofTorrent({ infoHash: second })).items).toMatchObject([{ action: "addTags" }]);
  const unknown = bulk.ofTorrent({ infoHash: "f".repeat(40) });
  await expect(unknown).rejects.toMatchObject({ code: "NOT_FOUND" });
});
