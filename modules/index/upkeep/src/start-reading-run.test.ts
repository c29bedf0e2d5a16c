import { classifyRouter } from "@minato/classify/router";
import { createRouterClient } from "@orpc/server";
import { afterEach, beforeEach, expect, test } from "vitest";

import { createUpkeepScene, type UpkeepScene } from "../test/upkeep-scene.ts";

let scene: UpkeepScene;
beforeEach(async () => {
  scene = await createUpkeepScene();
});
afterEach(() => scene.close());

const TAG_SEVENS = {
  name: "Sevens",
  match: { name: { kind: "regex", text: "film \\d*7\\b" } as const },
  effect: { tags: ["seven"] },
};

test("a preview says what would change, and its run changes exactly that", async () => {
  await scene.fill(100);
  expect(await preview()).toMatchObject({ state: "done", examined: 101, read: 0, changed: 0 });
  await api().rules.create(TAG_SEVENS);
  const found = await preview();
  expect(found).toMatchObject({ examined: 101, read: 10, changed: 10, fields: { tags: 10 } });
  expect(found.samples[0]).toMatchObject({
    title: "Harbour film 7 1080p",
    changes: [{ field: "tags", before: [], after: ["seven"] }],
  });
  expect(await scene.count("torrent_attributes", "tags is not null")).toBe(0);
  const run = await scene.client.admin.reclassify({ previewId: found.id });
  expect(run).toMatchObject({ action: "reclassify", total: 10, request: { previewId: found.id } });
  await scene.runJobs();
  expect(await scene.client.torrents.bulk.get({ id: run.id })).toMatchObject({
    state: "done",
    done: 10,
  });
  expect(await scene.count("torrent_attributes", "tags = '{seven}'")).toBe(10);
  expect(await scene.count("torrent_attributes", "rules_version is not null")).toBe(10);
  await expect(scene.client.admin.reclassify({ previewId: found.id })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("rows that were looked at once are not looked at again", async () => {
  await scene.fill(30);
  const { id } = await api().rules.create(TAG_SEVENS);
  const first = await preview();
  expect(first).toMatchObject({ read: 3, changed: 3 });
  await scene.client.admin.reclassify({ previewId: first.id });
  await scene.runJobs();
  expect(await preview()).toMatchObject({ read: 0, changed: 0 });
  await api().rules.delete({ id });
  const second = await preview();
  expect(second).toMatchObject({ read: 3, changed: 3 });
  await scene.client.admin.reclassify({ previewId: second.id });
  await scene.runJobs();
  expect(await scene.count("torrent_attributes", "tags is not null")).toBe(0);
  await scene.query("update torrent_attributes set version = 1");
  // Nothing was written by the newer parser, but everything was looked at with it.
  expect(await preview()).toMatchObject({ read: 0 });
  await scene.query("update classification_state set checked_parser_version = 1");
  expect(await preview()).toMatchObject({ read: 31, changed: 0 });
});

test("a cancelled preview stops and can be followed by another", async () => {
  await scene.fill(5);
  const { id } = await api().previews.start({ scope: "all" });
  await expect(api().previews.start({})).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await api().previews.cancel({ id })).toMatchObject({ state: "cancelled" });
  await scene.runJobs();
  expect(await api().previews.get({ id })).toMatchObject({ state: "cancelled", examined: 0 });
  await expect(scene.client.admin.reclassify({ previewId: id })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  expect(await preview("all")).toMatchObject({ state: "done", read: 6, changed: 0 });
  expect(await api().previews.newest()).toMatchObject({ preview: { scope: "all" } });
});

test("without a preview every name is read anew", async () => {
  await scene.fill(3);
  await scene.query("update torrent_attributes set content_type = 0, year = 1901");
  const run = await scene.client.admin.reclassify();
  expect(run).toMatchObject({ total: 4, request: {} });
  await scene.runJobs();
  expect(await scene.count("torrent_attributes", "year = 1901")).toBe(0);
});

test("tags are put on and taken off in bulk, beside those of rules, and undone", async () => {
  await scene.fill(8);
  await api().rules.create(TAG_SEVENS);
  await scene.client.admin.reclassify();
  await scene.runJobs();
  const bulk = scene.client.torrents.bulk;
  const added = await bulk.start({ action: "addTags", query: { q: "harbour" }, tags: ["Dock"] });
  await scene.runJobs();
  expect(await scene.count("torrent_attributes", "tags = '{dock}'")).toBe(7);
  expect(await scene.count("torrent_attributes", "tags = '{dock,seven}'")).toBe(1);
  const removed = await bulk.start({ action: "removeTags", query: { q: "film" }, tags: ["seven"] });
  await scene.runJobs();
  expect(await scene.count("torrent_attributes", "tags = '{dock}'")).toBe(8);
  for (const { id } of [removed, added]) {
    await bulk.undo({ id });
    await scene.runJobs();
  }
  expect(await scene.count("torrent_corrections")).toBe(0);
  expect(await scene.count("torrent_attributes", "tags = '{seven}'")).toBe(1);
  await expect(bulk.start({ action: "addTags", query: {} })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});

async function preview(scope: "stale" | "all" = "stale") {
  const { id } = await api().previews.start({ scope });
  await scene.runJobs();
  return api().previews.get({ id });
}

function api() {
  return createRouterClient(classifyRouter, { context: scene.request }).classification;
}
