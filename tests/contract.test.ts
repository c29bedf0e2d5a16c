import { once } from "node:events";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { generateRecord, generateRecords } from "@minato/benchmarks/corpus.ts";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createCaller, createKey, type CallApi } from "./support/call-api.ts";
import { ROOT, startServer, type ServerProcess } from "./support/start-server.ts";

const API_KEY = "contract-administrator-key-0123456789";
const INTERNAL_SECRET = "contract-internal-secret-0123456789";
const INGEST = "/api/v1/torrents/ingest";
const ALIASES = [INGEST, "/api/ingest"];
const NDJSON = { "content-type": "application/x-ndjson" };
const MEBIBYTE = 1024 * 1024;
const NOTHING = { received: 0, inserted: 0, updated: 0, unchanged: 0, blocked: 0, rejected: 0 };
const FIXTURES = path.join(ROOT, "node_modules/webtorrent-fixtures/fixtures");

let server: ServerProcess;
let call: CallApi;

beforeAll(async () => {
  server = await startServer({ env: { API_KEY, INTERNAL_SECRET } });
  call = createCaller(server.url, API_KEY);
});

afterAll(() => server?.stop());

test.for(ALIASES)("%s takes one record, an array of them and {torrents}", async (ingest) => {
  const [first, second, third] = records(3);
  expect(await counts(ingest, first)).toEqual({ ...NOTHING, received: 1, inserted: 1 });
  const array = [first, second];
  expect(await counts(ingest, array)).toEqual({
    ...NOTHING,
    received: 2,
    inserted: 1,
    unchanged: 1,
  });
  const torrents = [second, { ...third, infoHash: third?.infoHash.toUpperCase() }];
  expect(await counts(ingest, { torrents })).toEqual({
    ...NOTHING,
    received: 2,
    inserted: 1,
    unchanged: 1,
  });
});

test("an empty list gives zeros", async () => {
  expect(await counts(INGEST, [])).toEqual(NOTHING);
  expect(await counts(INGEST, { torrents: [] })).toEqual(NOTHING);
  const { status, json } = await call(INGEST, { body: "", headers: NDJSON });
  expect(status).toBe(200);
  expect(json).toEqual({ ...NOTHING, errors: [] });
});

test("a bad record is reported with its index and field, and spoils no other", async () => {
  const [first, second] = records(2);
  const { status, json } = await call(INGEST, {
    json: [first, { infoHash: "xyz", title: "Malformed" }, second, { ...first, size: -1 }, 7],
  });
  expect(status).toBe(200);
  expect(json).toMatchObject({ received: 5, inserted: 2, rejected: 3 });
  const errors = (json as { errors: unknown[] }).errors;
  expect(errors).toEqual([
    { index: 1, field: "infoHash", message: expect.any(String) },
    { index: 3, field: "size", message: expect.any(String) },
    { index: 4, field: "$", message: expect.any(String) },
  ]);
});

test("a hash that occurs twice in a request is applied in order and counted each time", async () => {
  const [record] = records(1);
  const seen = [record, { ...record, seeders: 11 }, { ...record, seeders: 7 }];
  expect(await counts(INGEST, seen)).toEqual({ ...NOTHING, received: 3, inserted: 1, updated: 2 });
  const { json } = await call(`/api/v1/torrents/${record?.infoHash}`);
  expect(json).toMatchObject({ seeders: 7 });
});

test.for(ALIASES)("%s streams NDJSON with blank lines and lines that are no JSON", async (name) => {
  const [first, second, third] = records(3).map((record) => JSON.stringify(record));
  const body = `\n${first}\r\n\n   \nno json\n${second}\n{"title":\n\n${third}`;
  const { status, json } = await call(name, { body, headers: NDJSON });
  expect(status).toBe(200);
  expect(json).toEqual({
    ...NOTHING,
    received: 5,
    inserted: 3,
    rejected: 2,
    errors: [
      { index: 1, field: "$", message: expect.any(String) },
      { index: 3, field: "$", message: expect.any(String) },
    ],
  });
});

test.for(ALIASES)("%s/file takes .torrent files and reports those that are none", async (name) => {
  const form = new FormData();
  for (const file of ["alice", "numbers", "corrupt", "sintel"]) {
    const bytes = await readFile(path.join(FIXTURES, `${file}.torrent`));
    form.append("file", new Blob([bytes]), `${file}.torrent`);
  }
  const { status, json } = await call(`${name}/file`, { body: form });
  expect(status).toBe(200);
  expect(json).toMatchObject({ received: 4, rejected: 1, blocked: 0 });
  expect((json as { errors: unknown[] }).errors).toEqual([
    { index: 2, field: expect.any(String), message: expect.stringContaining("corrupt.torrent") },
  ]);
  const alice = await call("/api/v1/torrents/722fe65b2aa26d14f35b4ad627d20236e481d924");
  expect(alice.json).toMatchObject({ title: "alice.txt", hasMetainfo: true, fileCount: 1 });
});

test("a multipart body without a file is refused", async () => {
  const form = new FormData();
  form.append("name", "no file");
  const { status, json } = await call(`${INGEST}/file`, { body: form });
  expect(status).toBe(400);
  expect(json).toMatchObject({ code: "BAD_REQUEST", errors: [{ field: "file" }] });
  const broken = { "content-type": "multipart/form-data; boundary=x" };
  expect((await call(`${INGEST}/file`, { body: "--y\r\n", headers: broken })).status).toBe(400);
});

test.for(ALIASES)("%s/magnet takes {magnet}, {magnets} and plain lines", async (name) => {
  const [first, second, third, fourth] = records(4).map(
    ({ infoHash }) => `magnet:?xt=urn:btih:${infoHash}&dn=Magnet+${infoHash.slice(0, 4)}`,
  );
  const ingest = `${name}/magnet`;
  expect(await counts(ingest, { magnet: first })).toEqual({
    ...NOTHING,
    received: 1,
    inserted: 1,
  });
  const { json } = await call(ingest, { json: { magnets: [second, "magnet:?xt=nothing", 7] } });
  expect(json).toMatchObject({ received: 3, inserted: 1, rejected: 2 });
  const plain = await call(ingest, {
    body: `${third}\r\n\n${fourth}\n`,
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
  expect(plain.json).toMatchObject({ received: 2, inserted: 2, rejected: 0 });
});

test("X-Minato-Scraper names the source, and the record's own source beats it", async () => {
  const [first, second] = records(2).map(({ infoHash, title, size }) => ({
    infoHash,
    title,
    size,
  }));
  await call(INGEST, {
    json: [first, { ...second, source: { name: "own", url: "https://example.org/1" } }],
    headers: { "x-minato-scraper": "harbour-watch" },
  });
  const { json } = await call(`/api/v1/torrents/${first?.infoHash}`);
  expect(json).toMatchObject({ sources: ["harbour-watch"] });
  const other = await call(`/api/v1/torrents/${second?.infoHash}`);
  expect(other.json).toMatchObject({
    sourceDetails: [{ name: "own", url: "https://example.org/1" }],
  });
});

test.for([
  ["malformed JSON", INGEST, "application/json", '{"infoHash":', 400, "BAD_REQUEST"],
  ["a JSON string", INGEST, "application/json", '"text"', 400, "BAD_REQUEST"],
  ["another media type", INGEST, "text/csv", "a,b", 415, "UNSUPPORTED_MEDIA_TYPE"],
  ["no multipart", `${INGEST}/file`, "application/json", "{}", 415, "UNSUPPORTED_MEDIA_TYPE"],
  ["no magnets", `${INGEST}/magnet`, "application/json", "{}", 400, "BAD_REQUEST"],
  ["XML for magnets", `${INGEST}/magnet`, "text/xml", "<m/>", 415, "UNSUPPORTED_MEDIA_TYPE"],
] as const)("%s is refused as a whole", async ([, name, type, body, status, code]) => {
  const answer = await call(name, { body, headers: { "content-type": type } });
  expect(answer.status).toBe(status);
  expect(answer.json).toMatchObject({ code, message: expect.stringMatching(/\w/) });
});

test("JSON of more than 32 MiB is refused, with and without a length", async () => {
  const body = Buffer.alloc(33 * MEBIBYTE, " ");
  const headers = { "content-type": "application/json" };
  const known = await call(INGEST, { body, headers });
  expect(known.status).toBe(413);
  expect(known.json).toMatchObject({ code: "PAYLOAD_TOO_LARGE" });
  const stream = new Blob([body]).stream();
  const streamed = await call(INGEST, { body: stream, headers });
  expect(streamed.status).toBe(413);
});

test("ingest needs the scope or the internal secret, and the secret grants nothing else", async () => {
  const [record] = records(1);
  const json = record;
  const secret = { "x-internal-secret": INTERNAL_SECRET };
  const anonymous = await call(INGEST, { json, key: undefined });
  expect(anonymous.status).toBe(401);
  expect(anonymous.json).toMatchObject({ code: "UNAUTHORIZED", message: expect.any(String) });
  expect((await call(INGEST, { json, key: "no-such-key" })).status).toBe(401);
  const wrong = { "x-internal-secret": `${INTERNAL_SECRET}x` };
  expect((await call(INGEST, { json, key: undefined, headers: wrong })).status).toBe(401);
  const reader = await createKey(call, "search", "feeds", "download", "edit", "metrics");
  const refused = await call(INGEST, { json, key: reader });
  expect(refused.status).toBe(403);
  expect(refused.json).toMatchObject({ code: "FORBIDDEN" });
  const pusher = await createKey(call, "ingest");
  const bearer = { authorization: `Bearer ${pusher}` };
  expect((await call(INGEST, { json, key: undefined, headers: bearer })).status).toBe(200);
  expect((await call(INGEST, { json, key: undefined, headers: secret })).status).toBe(200);
  const read = await call(`/api/v1/torrents/${record?.infoHash}`, {
    key: undefined,
    headers: secret,
  });
  expect(read.status).toBe(403);
  // Keys in the address are for feeds and downloads only.
  expect((await call(`${INGEST}?apikey=${pusher}`, { json, key: undefined })).status).toBe(401);
});

test("a stream that breaks keeps what was committed and leaves the server well", async () => {
  const [first] = records(1);
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  await once(socket, "connect");
  socket.write(
    `POST ${INGEST} HTTP/1.1\r\nhost: minato\r\nx-api-key: ${API_KEY}\r\n` +
      "content-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n",
  );
  for (const record of records(2500)) {
    const line = `${JSON.stringify(record)}\n`;
    socket.write(`${Buffer.byteLength(line).toString(16)}\r\n${line}\r\n`);
  }
  await sleep(300);
  socket.destroy();
  expect((await call("/api/v1/health")).json).toEqual({ status: "ok" });
  expect(await counts(INGEST, first)).toMatchObject({ received: 1, inserted: 1 });
});

test("50,000 records stream through bounded memory", async () => {
  const before = residentBytes();
  let highest = before;
  const timer = setInterval(() => (highest = Math.max(highest, residentBytes())), 50);
  const started = performance.now();
  const body = ReadableStream.from(ndjson(1_000_000, 50_000));
  const { status, json } = await call(INGEST, { body, headers: NDJSON });
  const seconds = (performance.now() - started) / 1000;
  clearInterval(timer);
  process.stdout.write(
    `50,000 records in ${seconds.toFixed(1)} s; memory ${toMebibytes(before)} to at most ${toMebibytes(highest)}\n`,
  );
  expect(status).toBe(200);
  expect(json).toEqual({ ...NOTHING, received: 50_000, inserted: 50_000, errors: [] });
  expect(highest - before).toBeLessThan(250 * MEBIBYTE);
}, 60_000);

test("all of this is nothing to warn of", () => {
  expect(server.stderr()).toBe("");
});

let nextRecord = 0;

/** Records that no other test has sent. */
function records(count: number) {
  nextRecord += count;
  return [...generateRecords(nextRecord - count, count, { filesPerTorrent: 2 })];
}

async function counts(ingest: string, json: unknown): Promise<Record<string, unknown>> {
  const answer = await call(ingest, { json });
  expect(answer.status).toBe(200);
  const { errors, ...rest } = answer.json as { errors: unknown[] };
  expect(errors).toEqual([]);
  return rest;
}

/** Lines in pieces of 100, made while they are sent. */
function* ndjson(from: number, count: number): Generator<Uint8Array> {
  for (let start = from; start < from + count; start += 100) {
    const lines = Array.from({ length: 100 }, (_, index) => generateRecord(start + index));
    yield Buffer.from(lines.map((record) => `${JSON.stringify(record)}\n`).join(""));
  }
}

function residentBytes(): number {
  const status = readFileSync(`/proc/${server.child.pid}/status`, "utf8");
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

function toMebibytes(bytes: number): string {
  return `${Math.round(bytes / MEBIBYTE)} MiB`;
}
