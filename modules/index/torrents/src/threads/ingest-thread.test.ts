import { createHash } from "node:crypto";
import { Readable } from "node:stream";

import { encode } from "@minato/bencode";
import { blocklistModule } from "@minato/blocklist";
import { blockTorrents } from "@minato/blocklist/block-torrents";
import { addKeywordRule } from "@minato/blocklist/keyword-rules";
import { unblockTorrents } from "@minato/blocklist/unblock-torrents";
import { defineModule, on } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import type { PoolClient } from "pg";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";

import { torrentsChanged } from "../events.ts";
import type { IngestRequest } from "../ingest-body.ts";
import { listSourceActivity } from "../list-source-activity.ts";
import { lockForDeletion } from "../locks.ts";
import { torrentsModule } from "../module.ts";
import { IngestThread } from "./ingest-thread.ts";

const MEBIBYTE = 1024 * 1024;

let scene: TestContext;
let listen: (torrentIds: readonly number[], client: PoolClient) => Promise<void>;

const listeningModule = defineModule({
  name: "listening",
  listeners: [on(torrentsChanged, (_, { torrentIds }, client) => listen(torrentIds, client))],
});

beforeAll(async () => {
  const modules = [blocklistModule, torrentsModule, listeningModule];
  scene = await createTestContext({ modules });
});
afterAll(() => scene.close());
beforeEach(async () => {
  listen = async () => undefined;
  await scene.ctx.db.$client.query("truncate torrents, torrent_sources");
});

function take(
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
  request: Partial<IngestRequest> = {},
) {
  const source = { form: "lines", sourceName: "harbour", contentType: "", ...request } as const;
  return scene.ctx.torrents.ingestThread.take(source, toStream(chunks));
}

function toStream(
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Readable {
  async function* bytes() {
    for await (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
  }
  return Readable.from(bytes(), { objectMode: false });
}

function hash(number: number): string {
  return number.toString(16).padStart(40, "0");
}

function line(number: number, fields: Record<string, unknown> = {}): string {
  const record = { infoHash: hash(number), title: `Sintel ${number}`, size: 1000, ...fields };
  return `${JSON.stringify(record)}\n`;
}

function magnetOf(number: number): string {
  return `magnet:?xt=urn:btih:${hash(number)}&dn=Spring`;
}

function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (failure: unknown) => failure,
  );
}

async function countRows(table: string): Promise<number> {
  const { rows } = await scene.ctx.db.$client.query<{ count: number }>(
    `select count(*)::int as count from ${table}`,
  );
  return rows[0]?.count ?? 0;
}

/** Connections of the thread that satisfy an SQL condition. */
async function countConnections(condition: string): Promise<number> {
  return countRows(
    `pg_stat_activity where datname = current_database()
       and application_name = 'minato-ingest' and ${condition}`,
  );
}

/** Keeps every batch waiting until it is called. */
async function holdBatches(): Promise<() => Promise<void>> {
  const client = await scene.ctx.db.$client.connect();
  await client.query("begin");
  await lockForDeletion(client);
  let isHeld = true;
  const release = async () => {
    if (!isHeld) return;
    isHeld = false;
    await client.query("commit");
    client.release();
  };
  onTestFinished(release);
  return release;
}

test("lines cut anywhere are taken in by connections of the thread", async () => {
  const writers: unknown[] = [];
  listen = async (_, client) => {
    const { rows } = await client.query("select current_setting('application_name') as name");
    writers.push(...rows);
  };
  const text = Buffer.from(`${line(1)}${line(2, { title: "Öl über Köln" })}no JSON\n${line(3)}`);
  const chunks = Array.from(text, (_, at) => text.subarray(at, at + 1));
  expect(await take(chunks)).toMatchObject({
    received: 4,
    inserted: 3,
    rejected: 1,
    errors: [{ index: 2, field: "$" }],
  });
  expect(writers).toEqual([{ name: "minato-ingest" }]);
});

test("JSON, magnet links and metainfo come the same way", async () => {
  const records = JSON.stringify({ torrents: [JSON.parse(line(1)), JSON.parse(line(2))] });
  expect(await take([records], { form: "json" })).toMatchObject({ inserted: 2 });
  const magnets = JSON.stringify({ magnets: [magnetOf(3), "no link"] });
  expect(await take([magnets], { form: "magnets" })).toMatchObject({ inserted: 1, rejected: 1 });
  const links = `${magnetOf(4)}\n\n${magnetOf(5)}\n`;
  expect(await take([links], { form: "magnet-lines" })).toMatchObject({ inserted: 2, received: 2 });
  const form = new FormData();
  const info = { length: 5, name: "spring.mkv", "piece length": 16_384, pieces: Buffer.alloc(20) };
  form.append("file", new File([new Uint8Array(encode({ info }))], "spring.torrent"));
  const response = new Response(form);
  const contentType = response.headers.get("content-type") ?? "";
  const uploaded = take([await response.bytes()], { form: "files", contentType });
  expect(await uploaded).toMatchObject({ inserted: 1 });
});

test("records that were read already come the same way", async () => {
  const record = {
    infoHash: hash(1),
    title: "Sintel",
    size: 5,
    publishedAt: "2020-01-02T03:04:05Z",
  };
  const taken = scene.ctx.torrents.ingestThread.takeRecords([record, { title: "no hash" }, 7], {
    sourceName: "harbour",
  });
  expect(await taken).toMatchObject({ received: 3, inserted: 1, rejected: 2 });
});

test("a body that is not what it should be is refused as it is elsewhere", async () => {
  await expect(take(["{"], { form: "json" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(take(["{}"], { form: "magnets" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    errors: [{ field: "magnet" }],
  });
  const tooMuch = Array.from({ length: 80 }, () => new Uint8Array(MEBIBYTE));
  await expect(take(tooMuch, { form: "json" })).rejects.toMatchObject({ status: 413 });
});

test("listeners act in the transaction of the batch, which fails with them", async () => {
  const seen: number[] = [];
  listen = async (torrentIds, client) => {
    const { rowCount } = await client.query("select 1 from torrents where id = any($1::int[])", [
      torrentIds,
    ]);
    seen.push(rowCount ?? 0);
  };
  expect(await take([line(1), line(2)])).toMatchObject({ inserted: 2 });
  expect(seen).toEqual([2]);
  listen = async (_, client) => void (await client.query("select * from no_such_table"));
  await expect(take([line(3)])).rejects.toMatchObject({ code: "42P01" });
  listen = () => Promise.reject(new Error("the harbour is closed"));
  await expect(take([line(4)])).rejects.toThrow("the harbour is closed");
  expect(await countRows("torrents")).toBe(2);
});

test("swarm numbers that move a torrent in lists send the job that does", async () => {
  await take([line(1, { seeders: 1 })]);
  scene.sent.length = 0;
  expect(await take([line(1, { seeders: 500 })])).toMatchObject({ updated: 1 });
  expect(scene.sent).toMatchObject([{ job: { name: "torrents.updateSeedBuckets" } }]);
});

test("a block and a rule bind the next body from their acknowledgement on", async () => {
  const request = { ctx: scene.ctx, principal: undefined, address: "", headers: new Headers() };
  await take([line(900001)]);
  await blockTorrents(request, { infoHashes: [hash(900002)] });
  expect(await take([line(900002)])).toMatchObject({ blocked: 1 });
  await unblockTorrents(request, { infoHashes: [hash(900002)] });
  expect(await take([line(900002)])).toMatchObject({ inserted: 1 });
  await addKeywordRule(request, { pattern: "thick fog", target: "both", action: "block" });
  expect(await take([line(900003, { title: "Thick fog" }), line(900004)])).toMatchObject({
    blocked: 1,
    inserted: 1,
  });
  const blocked = `blocked_torrents where info_hash = decode('${hash(900003)}', 'hex')`;
  expect(await countRows(blocked)).toBe(1);
});

test("halves of a hybrid are joined", async () => {
  const v2 = createHash("sha256").update("hybrid").digest("hex");
  const halves = [line(1), line(2, { infoHash: undefined, infoHashV2: v2 })];
  expect(await take(halves)).toMatchObject({ inserted: 2 });
  expect(await take([line(1, { infoHashV2: v2 })])).toMatchObject({ rejected: 0 });
  expect(await countRows("torrents")).toBe(1);
});

test("what a source sent is counted before it is acknowledged", async () => {
  await take([line(1), "no JSON\n"], { sourceName: "counted" });
  await scene.ctx.torrents.sourceActivity.flush();
  const reports = await listSourceActivity(scene.ctx);
  expect(reports.find(({ name }) => name === "counted")).toMatchObject({
    inserted: 1,
    rejected: 1,
    lastRejectReason: expect.stringContaining("got no JSON"),
  });
});

test("a database that is held up makes the sender wait, however much there is to send", async () => {
  const release = await holdBatches();
  let sent = 0;
  let isOver = false;
  async function* endless() {
    for (let number = 1; ; number += 100) {
      if (isOver) return;
      yield Array.from({ length: 100 }, (_, at) => line(number + at)).join("");
      sent += 100;
    }
  }
  const taken = take(endless());
  await waitFor(
    "two batches to wait",
    async () => (await countConnections("wait_event_type = 'Lock'")) === 2,
  );
  await waitFor("another batch and a mebibyte to be gathered", () => sent >= 3000);
  isOver = true;
  // A mebibyte holds some fourteen thousand of these records.
  expect(sent).toBeLessThan(25_000);
  await release();
  const { received, inserted } = await taken;
  expect(inserted).toBe(received);
});

test("a sender that goes away fails alone, and what it sent whole batches of stays", async () => {
  const others = take([line(5000)]);
  async function* broken() {
    yield Array.from({ length: 1500 }, (_, at) => line(at + 1)).join("");
    await waitFor("the first batch to be stored", async () => (await countRows("torrents")) > 1000);
    throw new Error("aborted");
  }
  await expect(take(broken())).rejects.toThrow("aborted");
  expect(await others).toMatchObject({ inserted: 1 });
  expect(await countRows("torrents")).toBe(1001);
});

test("a lost connection fails the body with the database's own code, and the next one lands", async () => {
  const release = await holdBatches();
  const failed = failureOf(take([line(1)]));
  await waitFor("the batch to wait", async () => {
    const ended = `application_name = 'minato-ingest' and wait_event_type = 'Lock'`;
    const { rowCount } = await scene.ctx.db.$client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and ${ended}`,
    );
    return rowCount === 1;
  });
  expect(await failed).toMatchObject({ code: "57P01" });
  await release();
  expect(await take([line(1)])).toMatchObject({ inserted: 1 });
});

test("bodies of a thread that is lost are refused for a moment, and the next gets another", async () => {
  const module = new URL("./lost-thread-fixture.ts", import.meta.url);
  const thread = new IngestThread(scene.ctx, { module });
  onTestFinished(() => thread.close());
  const request = { form: "lines", sourceName: "harbour", contentType: "" } as const;
  const end = Promise.withResolvers<void>();
  async function* waiting() {
    yield "calm";
    await end.promise;
  }
  const refused = { status: 503, retryAfterSeconds: 2 };
  const others = failureOf(thread.take(request, toStream(waiting())));
  await expect(thread.take(request, toStream(["wreck"]))).rejects.toMatchObject(refused);
  expect(await others).toMatchObject(refused);
  end.resolve();
  expect(await thread.take(request, toStream(["calm"]))).toMatchObject({ received: 0 });
});

test("the thread ends when nothing comes, and starts again", async () => {
  const thread = new IngestThread(scene.ctx, { idleMs: 1 });
  onTestFinished(() => thread.close());
  const request = { form: "lines", sourceName: "harbour", contentType: "" } as const;
  const { rows } = await scene.ctx.db.$client.query("select clock_timestamp()::text as now");
  expect(await thread.take(request, toStream([line(1)]))).toMatchObject({ inserted: 1 });
  const isOfThis = `backend_start > '${rows[0]?.now}'`;
  await waitFor("its connections to end", async () => (await countConnections(isOfThis)) === 0);
  expect(await thread.take(request, toStream([line(2)]))).toMatchObject({ inserted: 1 });
});

test("closing fails what is under way, and what comes later", async () => {
  const thread = new IngestThread(scene.ctx);
  const request = { form: "lines", sourceName: "harbour", contentType: "" } as const;
  const release = await holdBatches();
  const refused = { status: 503 };
  const failed = failureOf(thread.take(request, toStream([line(1)])));
  await waitFor(
    "the batch to wait",
    async () => (await countConnections("wait_event_type = 'Lock'")) === 1,
  );
  await thread.close();
  expect(await failed).toMatchObject(refused);
  await release();
  await expect(thread.take(request, toStream([]))).rejects.toMatchObject(refused);
});
