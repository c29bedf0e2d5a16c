import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { formatInfoHash, parseMetainfo } from "@minato/metainfo";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";

import { createFeedServer, hashOf, type FeedServer } from "../../test/create-feed-server.ts";
import { createFeedApp } from "../../test/http.ts";

/** Another program than ours takes the archives apart, where there is one. */
const HAS_UNZIP = spawnSync("unzip", ["-v"]).status === 0;
const run = promisify(execFile);

let server: FeedServer;

beforeAll(async () => {
  server = await createFeedServer();
  for (const length of [1, 2, 3])
    await server.upload(metainfo(length, `Sintel/${"x".repeat(length)}`));
  await server.upload(metainfo(9, "Sintel"));
  await server.ingest({ infoHash: hashOf(7), title: "Spring (2019) 1080p", category: "movies" });
});

afterAll(() => server.close());

test.skipIf(!HAS_UNZIP)(
  "an archive opens elsewhere and holds each .torrent file byte for byte",
  async () => {
    const response = await ask({ query: {} });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/zip");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="torrents-\S+\.zip"$/,
    );
    const folder = await extract(response);
    const names = await readdir(folder);
    expect(names).toHaveLength(5);
    const files = names.filter((name) => name.endsWith(".torrent"));
    const hashes = [];
    for (const name of files) {
      const { infoHash } = parseMetainfo(await readFile(path.join(folder, name)));
      hashes.push(infoHash === undefined ? undefined : formatInfoHash(infoHash));
    }
    expect(new Set(hashes).size).toBe(4);
    expect(await readFile(path.join(folder, "not-in-this-archive.txt"), "utf8")).toContain(
      `${hashOf(7)}  Spring (2019) 1080p`,
    );
  },
);

test("what is asked for is bounded, and what is unknown is refused", async () => {
  expect((await ask({ infoHashes: [] })).status).toBe(400);
  expect((await ask({})).status).toBe(400);
  expect(
    (await ask({ infoHashes: Array.from({ length: 1001 }, (_, index) => hashOf(index)) })).status,
  ).toBe(400);
  expect((await ask({ infoHashes: [hashOf(99)] })).status).toBe(404);
});

test("an archive needs the permission to download", async () => {
  expect((await ask({ query: {} }, "searcher")).status).toBe(403);
});

function ask(body: unknown, key = "reader"): Promise<Response> {
  const app = createFeedApp(server.context.ctx);
  app.onError((error, c) =>
    c.text(
      error.message,
      "status" in error && typeof error.status === "number" ? (error.status as 400) : 500,
    ),
  );
  return Promise.resolve(
    app.request("/api/v1/torrents.zip", {
      method: "POST",
      headers: { "x-api-key": key, "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

async function extract(response: Response): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "minato-archive-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = `${folder}.zip`;
  await writeFile(file, new Uint8Array(await response.arrayBuffer()));
  onTestFinished(() => rm(file));
  await run("unzip", ["-q", file, "-d", folder]);
  return folder;
}

function metainfo(length: number, name: string) {
  return {
    info: { length, name, "piece length": 16_384, pieces: new Uint8Array(20).fill(length) },
  };
}
