import { auditEntries } from "@minato/audit/schema";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";

import { createUpkeepScene, editor, hashOf, type UpkeepScene } from "../test/upkeep-scene.ts";

let scene: UpkeepScene;
beforeEach(async () => {
  scene = await createUpkeepScene();
});
afterEach(() => scene.close());

test("a single deletion is undone from the purgatory with identical content", async () => {
  await scene.fill(4);
  await scene.enrich();
  const before = await scene.dump();
  await remove({ infoHash: hashOf(2) });
  await expect(findTorrentId(scene.ctx, hashOf(2))).rejects.toThrow("No torrent");
  await expect(remove({ infoHash: hashOf(2) })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const { items } = await purgatory().list({});
  expect(items).toMatchObject([{ infoHash: hashOf(2), reason: "deleted", runId: null }]);
  const days = await scene.query(
    "select expires_at - deleted_at = '14 days' as kept from purgatory",
  );
  expect(days).toEqual([{ kept: true }]);
  expect(await purgatory().restore({ infoHashes: [hashOf(2)] })).toEqual({ restored: 1 });
  await scene.runJobs();
  expect(await scene.dump()).toEqual(before);
  const audited = await scene.ctx.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, "torrents.delete"));
  expect(audited).toMatchObject([{ object: hashOf(2), actorName: editor.name }]);
});

test("the purgatory lists the last deletion first, page by page", async () => {
  await scene.fill(5);
  const order = [3, 0, 4, 1];
  for (const index of order) {
    scene.now = new Date(scene.now.getTime() + 1000);
    await remove({ infoHash: hashOf(index) });
  }
  const listed: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await purgatory().list({ limit: 3, ...(cursor === undefined ? {} : { cursor }) });
    listed.push(...page.items.map(({ infoHash }) => infoHash));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(listed).toEqual(order.toReversed().map(hashOf));
});

test("what came in again is not listed as deleted", async () => {
  await scene.fill(2);
  for (const index of [0, 1]) await remove({ infoHash: hashOf(index) });
  await ingestTorrents(scene.ctx, [{ infoHash: hashOf(1), title: "Sintel", size: 1 }], {
    sourceName: "harbour",
  });
  const { items } = await purgatory().list({});
  expect(items.map(({ infoHash }) => infoHash)).toEqual([hashOf(0)]);
});

function remove(input: { infoHash: string }) {
  return scene.client.torrents.delete(input);
}

function purgatory() {
  return scene.client.upkeep.purgatory;
}
