import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";

import { blocklistModule } from "@minato/blocklist";
import { classifyModule } from "@minato/classify";
import type { Context } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { torrentsModule } from "@minato/torrents";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { afterAll, beforeAll, expect, test } from "vitest";

import { fillIndex } from "../test/fill-index.ts";
import { MAGIC } from "./backup-frames.ts";
import { listTables, nameOf, quoteTable } from "./backup-tables.ts";
import { ChangesInput, listChanges } from "./list-changes.ts";
import { loadBackup } from "./load-backup.ts";
import { writeBackup } from "./write-backup.ts";

let source: TestContext;
let file: string;
let rows: number;
let dump: Record<string, unknown>;

beforeAll(async () => {
  source = await createTestContext({ modules: [blocklistModule, torrentsModule, classifyModule] });
  await fillIndex(source, 300);
  await source.ctx.db.$client.query(
    `insert into users (id, name, email) values ('u1', 'Ada', 'ada@example.org');
     insert into sessions (id, user_id, token, expires_at) values ('s1', 'u1', E'a\\tb\\\\c\\n', now());
     insert into api_keys (name, prefix, hash, scopes, user_id, created_at)
       values ('k', 'p', '\\x00ff', '{admin,search}', 'u1', now()), ('gone', 'q', '\\x01', '{}', null, now());
     delete from api_keys where name = 'gone';
     insert into settings values ('exchange', 'keptBackups', '3', now());`,
  );
  dump = await dumpTables(source.ctx);
  file = path.join(source.ctx.env.dataDir, "all.backup");
  rows = await writeBackup(source.ctx, file);
});
afterAll(() => source.close());

async function withEmptyDatabase(work: (scene: TestContext) => Promise<void>): Promise<void> {
  const scene = await createTestContext({
    modules: [blocklistModule, torrentsModule, classifyModule],
  });
  try {
    await work(scene);
  } finally {
    await scene.close();
  }
}

/** Every row of every table as text, sorted. */
async function dumpTables(ctx: Context): Promise<Record<string, unknown>> {
  const client = await ctx.db.$client.connect();
  try {
    const dumped: Record<string, unknown> = {};
    for (const table of await listTables(client)) {
      const found = await client.query(`select t::text from ${quoteTable(table)} t order by 1`);
      dumped[nameOf(table)] = found.rows;
    }
    return dumped;
  } finally {
    client.release();
  }
}

async function tamper(name: string, change: (text: Buffer) => Buffer): Promise<string> {
  const changed = path.join(source.ctx.env.dataDir, name);
  const plain = change(zstdDecompressSync(await readFile(file)));
  const params = { [constants.ZSTD_c_checksumFlag]: 1 };
  await writeFile(changed, zstdCompressSync(plain, { params }));
  return changed;
}

test("a backup restores every row of every table", async () => {
  expect(rows).toBeGreaterThan(1000);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await withEmptyDatabase(async ({ ctx }) => {
    expect(await loadBackup(ctx, file)).toBe(rows);
    const restored = await dumpTables(ctx);
    expect(restored).toEqual(dump);
    expect(Object.keys(restored)).toEqual(
      expect.arrayContaining(["public.torrents", "public.users", "public.audit_entries"]),
    );
  });
});

test("numbers go on after those that were given out, even for rows that were deleted", async () => {
  await withEmptyDatabase(async ({ ctx }) => {
    await loadBackup(ctx, file);
    const { rows: keys } = await ctx.db.$client.query<{ id: number }>(
      `insert into api_keys (name, prefix, hash, scopes, created_at)
       values ('new', 'n', '\\x02', '{}', now()) returning id`,
    );
    expect(keys[0]?.id).toBe(3);
    const record = { infoHash: "12".repeat(20), title: "Sintel", size: 1 };
    const result = await ingestTorrents(ctx, [record], { sourceName: "new source" });
    expect(result).toMatchObject({ inserted: 1, errors: [] });
  });
});

test("what is written while a backup runs is not in it", async () => {
  const during = path.join(source.ctx.env.dataDir, "during.backup");
  let added = 0;
  const scene = await createTestContext({ modules: [blocklistModule, torrentsModule] });
  try {
    const ingest = () =>
      ingestTorrents(
        scene.ctx,
        [{ infoHash: `${++added}`.padStart(40, "0"), title: "Sintel", size: 1 }],
        { sourceName: "harbour" },
      );
    await ingest();
    const writing: Promise<unknown>[] = [];
    await writeBackup(scene.ctx, during, () => void writing.push(ingest()));
    await Promise.all(writing);
    expect(added).toBeGreaterThan(10);
    await withEmptyDatabase(async ({ ctx }) => {
      await loadBackup(ctx, during);
      const { rows: counts } = await ctx.db.$client.query(
        `select (select count(*)::int from torrents) as torrents,
           (select count(*)::int from torrent_sources) as sources`,
      );
      expect(counts).toEqual([{ torrents: 1, sources: 1 }]);
    });
  } finally {
    await scene.close();
  }
});

test("a database that is in use is refused and stays as it is", async () => {
  await withEmptyDatabase(async ({ ctx }) => {
    const record = { infoHash: "12".repeat(20), title: "Sintel", size: 1 };
    await ingestTorrents(ctx, [record], { sourceName: "harbour" });
    const before = await dumpTables(ctx);
    await expect(loadBackup(ctx, file)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/^the database is not empty/),
    });
    expect(await dumpTables(ctx)).toEqual(before);
  });
});

test("followers of the saved index are told to read everything anew", async () => {
  const { nextCursor } = await listChanges(source.ctx, ChangesInput.parse({ cursor: "now" }));
  await withEmptyDatabase(async ({ ctx }) => {
    await loadBackup(ctx, file);
    const input = ChangesInput.parse({ cursor: nextCursor });
    await expect(listChanges(ctx, input)).rejects.toMatchObject({ code: "GONE" });
  });
});

test("names that waited to be read are sent again", async () => {
  const scene = await createTestContext({
    modules: [blocklistModule, torrentsModule, classifyModule],
  });
  const unread = path.join(source.ctx.env.dataDir, "unread.backup");
  try {
    const record = { infoHash: "12".repeat(20), title: "Sintel", size: 1 };
    await ingestTorrents(scene.ctx, [record], { sourceName: "harbour" });
    await writeBackup(scene.ctx, unread);
  } finally {
    await scene.close();
  }
  await withEmptyDatabase(async ({ ctx, sent }) => {
    await loadBackup(ctx, unread);
    expect(sent).toMatchObject([{ job: { name: "classify.torrents" }, data: { torrentIds: [1] } }]);
  });
});

test("a backup of another version is refused in one line", async () => {
  const newer = await tamper("newer.backup", (plain) =>
    replaceInHeader(plain, "add_exchange", "add_somethng"),
  );
  await withEmptyDatabase(async ({ ctx }) => {
    await expect(loadBackup(ctx, newer)).rejects.toThrow(
      /comes from a newer version \(it knows migration \d+_add_somethng\): update first/,
    );
  });
});

test("damaged, cut and foreign files are refused and leave nothing behind", async () => {
  const bytes = await readFile(file);
  const broken = path.join(source.ctx.env.dataDir, "broken.backup");
  const flipped = Buffer.from(bytes);
  flipped[Math.floor(bytes.length / 2)] = (flipped[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff;
  const variants: (Buffer | string)[] = [
    flipped,
    bytes.subarray(0, bytes.length / 2),
    bytes.subarray(0, 10),
    zstdCompressSync("something else entirely"),
    zstdCompressSync(MAGIC),
    await tamper("tail.backup", (plain) => plain.subarray(0, plain.lastIndexOf('{"rows"') - 5)),
    await tamper("frame.backup", (plain) => Buffer.concat([plain.subarray(0, 400), plain])),
  ];
  await withEmptyDatabase(async ({ ctx }) => {
    const before = await dumpTables(ctx);
    for (const variant of variants) {
      await writeFile(broken, variant);
      await expect(loadBackup(ctx, broken)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
    expect(await dumpTables(ctx)).toEqual(before);
  });
});

function replaceInHeader(plain: Buffer, from: string, to: string): Buffer {
  const at = plain.indexOf(from);
  if (at === -1 || from.length !== to.length) throw new Error("the header lacks the text");
  return Buffer.concat([plain.subarray(0, at), Buffer.from(to), plain.subarray(at + to.length)]);
}
