import { deflateSync } from "node:zlib";

import type { HttpEnv } from "@minato/kit";
import { torrentsHttp } from "@minato/torrents/http";
import { torrentsRouter } from "@minato/torrents/router";
import { createRouterClient } from "@orpc/server";
import { Hono } from "hono";
import { afterEach, beforeEach, expect, test } from "vitest";

import { createUpkeepScene, hashOf, type UpkeepScene } from "../test/upkeep-scene.ts";
import { RequestRecorder } from "./request-recorder.ts";

let scene: UpkeepScene;
beforeEach(async () => {
  scene = await createUpkeepScene();
});
afterEach(() => scene.close());

test("opening and downloading a torrent is noted once a day, with its last day", async () => {
  await scene.fill(3);
  await scene.enrich();
  const recorder = new RequestRecorder(scene.ctx);
  const { torrents } = createRouterClient(torrentsRouter, { context: scene.request });
  await torrents.get({ infoHash: hashOf(1) });
  await torrents.get({ infoHash: hashOf(1) });
  await expect(torrents.get({ infoHash: hashOf(99) })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await recorder.flush();
  const [first] = await scene.query("select ctid::text, * from torrent_requests");
  expect(first).toMatchObject({ torrent_id: await scene.idOf(1) });
  await torrents.get({ infoHash: hashOf(1) });
  await recorder.flush();
  expect(await scene.query("select ctid::text, * from torrent_requests")).toEqual([first]);
  scene.now = new Date("2026-11-24T08:00:00Z");
  await torrents.get({ infoHash: hashOf(1) });
  await recorder.flush();
  expect(await scene.query("select last_requested_on::text as day from torrent_requests")).toEqual([
    { day: "2026-11-24" },
  ]);
});

test("a download of metainfo is a request, a failed one is none", async () => {
  await scene.fill(3);
  await scene.query(
    "insert into torrent_metainfo (torrent_id, info, is_canonical) values ($1, $2, true)",
    [await scene.idOf(2), deflateSync("de")],
  );
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    c.set("request", scene.request);
    await next();
  });
  torrentsHttp(app);
  app.onError((error, c) => c.text(error.message, 404));
  const download = (index: number) => app.request(`/api/v1/torrents/${hashOf(index)}/torrent`);
  expect((await download(2)).status).toBe(200);
  expect((await download(1)).status).toBe(404);
  expect(scene.ctx.torrents.requests.take()).toEqual([await scene.idOf(2)]);
});
