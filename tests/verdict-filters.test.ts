import type { Principal } from "@minato/kit";
import { searchRouter } from "@minato/search/router";
import { modules } from "@minato/server/modules";
import { correctTorrent } from "@minato/torrents/correct-torrent";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { createTestContext, type TestContext } from "./support/create-test-context.ts";
import { waitFor } from "./support/wait-for.ts";

/** Those that read names and search. */
const USED = ["audit", "blocklist", "torrents", "classify", "search"];
const GIB = 1024 ** 3;
const GOOD = "0".repeat(40);
const FAKE = "1".repeat(40);
const HIDDEN = "2".repeat(40);

describe.each(["embedded:", "postgres:"])("%s", (searchUrl) => {
  let scene: TestContext;
  beforeAll(async () => {
    scene = await createTestContext({
      modules: modules.filter(({ name }) => USED.includes(name)),
      variables: { SEARCH_URL: searchUrl },
    });
    const { ctx } = scene;
    const film = "Sintel.2010.1080p.BluRay.x264";
    const records = [
      { infoHash: GOOD, title: `${film}-GOOD`, files: [{ path: "s.mkv", size: 2 * GIB }] },
      { infoHash: FAKE, title: `${film}-FAKE`, files: [{ path: "s.mkv.exe", size: 2 * GIB }] },
      { infoHash: HIDDEN, title: `${film}-HIDDEN`, files: [{ path: "s.mkv", size: 2 * GIB }] },
    ];
    for (const record of records) {
      await ingestTorrents(ctx, [{ ...record, size: 2 * GIB }], { sourceName: "quay" });
    }
    const request = { ctx, principal: undefined, address: "", headers: new Headers() };
    await correctTorrent(request, await findTorrentId(ctx, GOOD), { tags: ["kept", "open"] });
    await correctTorrent(request, await findTorrentId(ctx, HIDDEN), { hidden: true });
    await scene.runJobs();
    await waitFor("everything to be found as it is", async () => {
      const { items } = await search({ tag: "kept" });
      return items.length === 1 && (await search({ verdict: "fake" })).total === 1;
    });
  });
  afterAll(() => scene.close());

  test("verdicts and tags are shown, filtered by and counted", async () => {
    const { items, facets } = await search({ sort: "title", facets: ["verdict", "tag"] });
    expect(items).toMatchObject([
      { infoHash: FAKE, verdict: "fake", tags: [], hidden: false },
      { infoHash: GOOD, verdict: "good", tags: ["kept", "open"], hidden: false },
    ]);
    expect(facets).toEqual({
      verdict: [
        { value: "fake", count: 1 },
        { value: "good", count: 1 },
      ],
      tag: [
        { value: "kept", count: 1 },
        { value: "open", count: 1 },
      ],
    });
    expect((await search({ verdict: "good,suspicious" })).total).toBe(1);
    expect((await search({ tag: "OPEN,none" })).total).toBe(1);
    expect((await search({ q: "sintel verdict:fake" })).items).toMatchObject([{ infoHash: FAKE }]);
    expect((await search({ q: "sintel -tag:kept" })).items).toMatchObject([{ infoHash: FAKE }]);
  });

  test("hidden torrents are found by administrators who ask, in every order, and by nobody else", async () => {
    for (const sort of ["relevance", "seeders", "size", "published", "indexed", "title"]) {
      // The fake is no film but a program.
      for (const [filters, count] of [
        [{}, 2],
        [{ q: "sintel" }, 2],
        [{ minSize: 1 }, 2],
        [{ category: 2000 }, 1],
        [{ type: "movie" }, 1],
      ] as const) {
        const { items, total } = await search({ ...filters, sort });
        expect([sort, filters, total]).toEqual([sort, filters, count]);
        expect(items.map(({ infoHash }) => infoHash)).not.toContain(HIDDEN);
      }
    }
    for (const input of [{ hidden: "yes" }, { q: "sintel hidden:yes" }]) {
      const { items } = await search(input, "admin");
      expect(items).toMatchObject([{ infoHash: HIDDEN, hidden: true }]);
      await expect(search(input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    const { items } = await client("search").search.suggest({ q: "sintel 2010" });
    expect(JSON.stringify(items)).not.toContain("HIDDEN");
  });

  function search(input: Record<string, unknown>, scope: "search" | "admin" = "search") {
    const { torrents } = client(scope).search;
    // Query strings bring values of many kinds.
    return torrents(input as Parameters<typeof torrents>[0]);
  }

  function client(scope: "search" | "admin") {
    const principal: Principal = {
      kind: "key",
      name: "reader",
      userId: undefined,
      keyId: 1,
      scopes: new Set([scope]),
    };
    return createRouterClient(searchRouter, {
      context: { ctx: scene.ctx, principal, address: "192.0.2.7", headers: new Headers() },
    });
  }
});
