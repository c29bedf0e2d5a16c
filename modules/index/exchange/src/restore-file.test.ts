import { copyFile, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";

import { blocklistModule } from "@minato/blocklist";
import { addBlocks } from "@minato/blocklist/add-blocks";
import { classifyModule } from "@minato/classify";
import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { torrentsModule } from "@minato/torrents";
import { correctTorrent } from "@minato/torrents/correct-torrent";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { afterAll, beforeAll, expect, test } from "vitest";

import { dumpIndex } from "../test/dump-index.ts";
import { CORRECTOR, fillIndex, PASSKEY_URL, SPECIAL_TORRENTS } from "../test/fill-index.ts";
import { detectKind, openRestorable } from "./restorable-file.ts";
import { restoreTorrentFile } from "./restore-file.ts";
import { TorrentRestore } from "./restore-torrents.ts";
import { writeNdjsonFile } from "./write-ndjson.ts";
import { writeSnapshot } from "./write-snapshot.ts";

const GENERATED = 700;
const TOTAL = GENERATED + SPECIAL_TORRENTS;
const SECRETS = { withSecrets: true };

let source: TestContext;
let dump: unknown[];

beforeAll(async () => {
  source = await createTestContext({ modules: [blocklistModule, torrentsModule, classifyModule] });
  await fillIndex(source, GENERATED);
  dump = await dumpIndex(source.ctx);
});
afterAll(() => source.close());

function fileOf(name: string): string {
  return path.join(source.ctx.env.dataDir, name);
}

async function withEmptyIndex(work: (scene: TestContext) => Promise<void>): Promise<void> {
  const scene = await createTestContext({
    modules: [blocklistModule, torrentsModule, classifyModule],
  });
  try {
    await work(scene);
  } finally {
    await scene.close();
  }
}

async function restore(ctx: Context, name: string, merge = false) {
  const kind = await detectKind(name);
  if (kind === "backup") throw new Error("not expected here");
  return restoreTorrentFile(ctx, name, kind, { merge });
}

test("NDJSON with secrets restores identical content", async () => {
  const file = fileOf("secret.ndjson");
  await writeNdjsonFile(source.ctx, file, SECRETS);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await withEmptyIndex(async ({ ctx, runJobs }) => {
    const result = await restore(ctx, file);
    expect(result).toEqual({
      received: TOTAL,
      inserted: TOTAL,
      merged: 0,
      blocked: 0,
      rejected: 0,
      errors: [],
    });
    await runJobs();
    expect(await dumpIndex(ctx)).toEqual(dump);
  });
});

test("a SQLite snapshot with secrets restores identical content, and repeats without change", async () => {
  const file = fileOf("secret.sqlite");
  expect(await writeSnapshot(source.ctx, file, SECRETS)).toBe(TOTAL);
  await withEmptyIndex(async ({ ctx, runJobs }) => {
    expect(await restore(ctx, file)).toMatchObject({ inserted: TOTAL, rejected: 0, errors: [] });
    await runJobs();
    expect(await dumpIndex(ctx)).toEqual(dump);
    expect(await restore(ctx, file, true)).toMatchObject({ inserted: 0, merged: TOTAL });
    await runJobs();
    expect(await dumpIndex(ctx)).toEqual(dump);
  });
});

test("the feed keeps its order", async () => {
  const file = fileOf("order.ndjson");
  await writeNdjsonFile(source.ctx, file, {});
  const select = "select encode(info_hash, 'hex') as hash from torrents order by indexed_at, id";
  const expected = await source.ctx.db.$client.query(select);
  await withEmptyIndex(async ({ ctx }) => {
    await restore(ctx, file);
    expect((await ctx.db.$client.query(select)).rows).toEqual(expected.rows);
  });
});

test("without being asked for, passkeys, accounts and metainfo stay here", async () => {
  const ndjson = fileOf("public.ndjson");
  const sqlite = fileOf("public.sqlite");
  await writeNdjsonFile(source.ctx, ndjson, { withMetainfo: true });
  await writeSnapshot(source.ctx, sqlite, { withMetainfo: true });
  for (const file of [ndjson, sqlite]) {
    const text = await readFile(file, "latin1");
    expect(text).not.toContain(PASSKEY_URL);
    expect(text).not.toContain("0123456789abcdef");
    expect(text).not.toContain(CORRECTOR);
    expect(text).not.toContain("uploader");
  }
  expect(await readFile(ndjson, "utf8")).toContain('"metainfo"');
  await writeNdjsonFile(source.ctx, ndjson, SECRETS);
  for (const secret of [PASSKEY_URL, CORRECTOR, "uploader"]) {
    expect(await readFile(ndjson, "utf8")).toContain(secret);
  }
  await writeNdjsonFile(source.ctx, ndjson, {});
  expect(await readFile(ndjson, "utf8")).not.toContain('"metainfo"');
});

test("ingest takes the lines of an export", async () => {
  const file = fileOf("ingest.ndjson");
  await writeNdjsonFile(source.ctx, file, {});
  const lines = (await readFile(file, "utf8")).trim().split("\n");
  await withEmptyIndex(async ({ ctx }) => {
    const records = lines.map((line) => JSON.parse(line) as unknown);
    const result = await ingestTorrents(ctx, records, { sourceName: "elsewhere" });
    expect(result).toMatchObject({ received: TOTAL, inserted: TOTAL, errors: [] });
  });
});

test("an index that is in use is refused without merging, and united with it", async () => {
  const file = fileOf("merge.ndjson");
  await writeNdjsonFile(source.ctx, file, SECRETS);
  await withEmptyIndex(async ({ ctx }) => {
    const own = { infoHash: "99".repeat(20), title: "Sintel 2010", size: 1 };
    const hybridHalf = { infoHash: "ef".repeat(20), title: "Spring half", size: 6 };
    await ingestTorrents(ctx, [own, hybridHalf], { sourceName: "here" });
    await expect(restore(ctx, file)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await restore(ctx, file, true)).toMatchObject({ inserted: TOTAL - 1, merged: 1 });
    const { rows } = await ctx.db.$client.query(
      `select count(*)::int as count, count(*) filter (where info_hash_v2 is not null)::int as v2
       from torrents`,
    );
    expect(rows).toEqual([{ count: TOTAL + 1, v2: 2 }]);
  });
});

test("what a person corrected elsewhere takes effect on a torrent that is known here", async () => {
  const record = { infoHash: "77".repeat(20), title: "Spring 2019", size: 1 };
  const file = fileOf("corrected.ndjson");
  await withEmptyIndex(async ({ ctx, runJobs }) => {
    await ingestTorrents(ctx, [record], { sourceName: "there" });
    await runJobs();
    const request = { ctx, principal: undefined, address: "", headers: new Headers() };
    const torrentId = await findTorrentId(ctx, record.infoHash);
    await correctTorrent(request, torrentId, { hidden: true, tags: ["good"] });
    await writeNdjsonFile(ctx, file, SECRETS);
  });
  await withEmptyIndex(async ({ ctx, runJobs }) => {
    await ingestTorrents(ctx, [record], { sourceName: "here" });
    await runJobs();
    expect(await restore(ctx, file, true)).toMatchObject({ merged: 1 });
    await runJobs();
    const { rows } = await ctx.db.$client.query("select is_hidden, tags from torrent_attributes");
    expect(rows).toEqual([{ is_hidden: true, tags: ["good"] }]);
  });
});

test("what is blocked here stays out", async () => {
  const file = fileOf("blocked.ndjson");
  await writeNdjsonFile(source.ctx, file, SECRETS);
  await withEmptyIndex(async ({ ctx }) => {
    const infoHashes = [Buffer.from("ef".repeat(20), "hex")];
    await transaction(ctx.db.$client, (client) => addBlocks(ctx, client, { infoHashes }));
    expect(await restore(ctx, file)).toMatchObject({ inserted: TOTAL - 1, blocked: 1 });
    expect(JSON.stringify(await dumpIndex(ctx))).not.toContain("Spring hybrid");
  });
});

test("an older report of an export does not replace a newer one", async () => {
  const record = { infoHash: "11".repeat(20), title: "Sintel", size: 1 };
  await withEmptyIndex(async (scene) => {
    const { ctx } = scene;
    await ingestTorrents(ctx, [{ ...record, seeders: 5 }], { sourceName: "harbour" });
    const file = fileOf("older.ndjson");
    await writeNdjsonFile(ctx, file, {});
    await ingestTorrents(ctx, [{ ...record, seeders: 9 }], { sourceName: "harbour" });
    const before = await dumpIndex(ctx);
    await restore(ctx, file, true);
    expect(await dumpIndex(ctx)).toEqual(before);
  });
});

test("bad records are counted with their place and spoil no other", async () => {
  const file = fileOf("bad.ndjson");
  const good = {
    infoHash: "22".repeat(20),
    title: "Sintel",
    indexedAt: "2026-01-01T00:00:00.123456Z",
  };
  const source1 = {
    name: "x",
    url: "javascript:alert(1)",
    firstSeenAt: good.indexedAt,
    lastSeenAt: good.indexedAt,
  };
  const lines = [
    good,
    { ...good, infoHash: "x" },
    { ...good, infoHash: "33".repeat(20), sources: [source1] },
    { ...good, infoHash: "44".repeat(20), title: "a\u0000b" },
    { ...good, infoHash: "55".repeat(20), indexedAt: "0001-01-01T00:00:00Z" },
    { ...good, infoHash: "66".repeat(20), metainfo: { info: "ZGU=", isCanonical: true } },
    { ...good, infoHash: undefined },
  ];
  const text = `${lines.map((line) => JSON.stringify(line)).join("\n")}\n{"broken\n[]\n`;
  await writeFile(file, text);
  await withEmptyIndex(async ({ ctx }) => {
    const result = await restore(ctx, file);
    expect(result).toMatchObject({ received: 9, inserted: 1, rejected: 8 });
    expect(result.errors.map(({ index, field }) => [index, field])).toEqual([
      [1, "infoHash"],
      [2, "sources.0.url"],
      [3, "title"],
      [4, "indexedAt"],
      [5, "metainfo.info"],
      [6, "infoHash"],
      [7, "$"],
      [8, "$"],
    ]);
  });
});

test("files that are nothing of ours are refused in one line", async () => {
  const file = fileOf("other");
  await writeFile(file, "hello");
  await expect(detectKind(file)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await writeFile(file, "");
  await expect(detectKind(file)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  const { DatabaseSync } = await import("node:sqlite");
  const other = fileOf("other.sqlite");
  const database = new DatabaseSync(other);
  database.exec("create table t (x)");
  database.close();
  await expect(restore(source.ctx, other, true)).rejects.toThrow(/no Minato snapshot/);
});

test("a snapshot that computes or is cut off is refused, and nothing is written beside it", async () => {
  const { DatabaseSync } = await import("node:sqlite");
  const whole = fileOf("whole.sqlite");
  await writeSnapshot(source.ctx, whole, {});
  const spoil = async (name: string, sql: string) => {
    await copyFile(whole, fileOf(name));
    const database = new DatabaseSync(fileOf(name));
    database.exec(sql);
    database.close();
    return fileOf(name);
  };
  const files = [
    await spoil(
      "view.sqlite",
      "drop table trackers; create view trackers as select 1 as torrent_id, 0 as position, '' as url",
    ),
    await spoil(
      "generated.sqlite",
      "alter table torrents add column x text as (hex(zeroblob(1000)))",
    ),
    await spoil(
      "keyless.sqlite",
      "drop table sources; create table sources (torrent_id integer, position integer)",
    ),
    await spoil("partial.sqlite", "drop table metainfo"),
    await spoil("later.sqlite", "update meta set value = '2.0' where key = 'version'"),
  ];
  const cut = fileOf("cut.sqlite");
  await writeFile(cut, (await readFile(whole)).subarray(0, 20_000));
  await withEmptyIndex(async ({ ctx }) => {
    for (const file of [...files, cut]) {
      const message = file.endsWith("later.sqlite") ? /version 2\.0/ : /is damaged/;
      await expect(restore(ctx, file, true)).rejects.toMatchObject({
        code: "BAD_REQUEST",
        message: expect.stringMatching(message),
      });
    }
    const logged = await spoil("logged.sqlite", "pragma journal_mode = wal");
    expect(await restore(ctx, logged)).toMatchObject({ inserted: TOTAL });
    await expect(stat(`${logged}-wal`)).rejects.toMatchObject({ code: "ENOENT" });
  });
});

test("a torrent of which too much is stored is rejected alone", async () => {
  const file = fileOf("large.sqlite");
  await writeSnapshot(source.ctx, file, {});
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(file);
  database.exec("update torrents set title = printf('%.20000c', 'x') where id = 3");
  database.close();
  await withEmptyIndex(async ({ ctx }) => {
    const opened = await openRestorable(file, "snapshot", { maxRecordBytes: 15_000 });
    const torrents = new TorrentRestore(ctx);
    for await (const entry of opened.entries(1)) await entry.giveTo(torrents);
    opened.close();
    expect(await torrents.finish()).toMatchObject({
      received: TOTAL - 1,
      rejected: 1,
      errors: [{ index: 1, field: "$", message: expect.stringContaining("at most") }],
    });
  });
});

test("a file is either whole or not there", async () => {
  const file = fileOf("torn.sqlite");
  const failure = writeSnapshot(source.ctx, file, {}, () => {
    throw new Error("no space left");
  });
  await expect(failure).rejects.toThrow("no space left");
  await expect(stat(file)).rejects.toMatchObject({ code: "ENOENT" });
  await expect(stat(fileOf(".torn.sqlite.part"))).rejects.toMatchObject({ code: "ENOENT" });
});
