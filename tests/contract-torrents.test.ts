import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { scanDictionary } from "@minato/bencode";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createCaller, createKey, type CallApi } from "./support/call-api.ts";
import { ROOT, startServer, type ServerProcess } from "./support/start-server.ts";
import { waitFor } from "./support/wait-for.ts";

const API_KEY = "torrents-administrator-key-0123456789";
const INGEST = "/api/v1/torrents/ingest";
const BY_WEBTORRENT = path.join(ROOT, "node_modules/webtorrent-fixtures/fixtures");
const BY_OTHERS = path.join(ROOT, "packages/metainfo/fixtures");
const PASSKEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const ANNOUNCE = `https://private.example/${PASSKEY}/announce`;

let server: ServerProcess;
let call: CallApi;

beforeAll(async () => {
  server = await startServer({ env: { API_KEY } });
  call = createCaller(server.url, API_KEY);
});

afterAll(() => server?.stop());

test("a torrent is found by its hash in hex, base32 and by its v2 hash", async () => {
  const bytes = await readFile(path.join(BY_OTHERS, "libtorrent-hybrid-single.torrent"));
  await upload(bytes);
  const infoHash = "d14628fda741a95b6c497f4aaf7ada355367ae41";
  const infoHashV2 = "bc4742f3307ee183f509bbc77ef335a2d58d718fb30cc99b988615aa9100a916";
  for (const name of [
    infoHash,
    infoHash.toUpperCase(),
    toBase32(infoHash),
    toBase32(infoHash).toLowerCase(),
    infoHashV2,
  ]) {
    const { status, json } = await call(`/api/v1/torrents/${name}`);
    expect(status).toBe(200);
    expect(json).toMatchObject({ infoHash, infoHashV2, size: 70_000, fileCount: 1 });
  }
});

test("a torrent of version 2 alone goes by its v2 hash, whole or cut short", async () => {
  await upload(await readFile(path.join(BY_OTHERS, "libtorrent-v2-multi.torrent")));
  const infoHashV2 = "9d532ec108582cf7a3791d522ac5333cc3af5fe3f48868d28c0cd688b893d89c";
  const infoHash = infoHashV2.slice(0, 40);
  for (const name of [infoHashV2, infoHash]) {
    const { json } = await call(`/api/v1/torrents/${name}`);
    expect(json).toMatchObject({ infoHash, infoHashV2, fileCount: 5 });
  }
  const { json } = await call(`/api/v1/torrents/${infoHashV2}/files`);
  expect(json).toMatchObject({ total: 5 });
  expect((json as { items: unknown[] }).items).toContainEqual({
    path: expect.stringContaining("größe der flut.txt"),
    size: 20_000,
  });
});

test.for(["", "/files", "/torrent"])(
  "a malformed hash is 400 with its field and an unknown one 404: {infoHash}%s",
  async (below) => {
    for (const name of ["xyz", "0".repeat(39), "g".repeat(40), "1".repeat(32)]) {
      const { status, json } = await call(`/api/v1/torrents/${name}${below}`);
      expect(status).toBe(400);
      expect(json).toEqual({
        code: "BAD_REQUEST",
        message: expect.any(String),
        errors: [{ field: "infoHash", message: expect.any(String) }],
      });
    }
    const { status, json } = await call(`/api/v1/torrents/${"e".repeat(40)}${below}`);
    expect(status).toBe(404);
    expect(json).toEqual({ code: "NOT_FOUND", message: expect.any(String) });
  },
);

test.for([
  [BY_WEBTORRENT, "leaves"],
  [BY_WEBTORRENT, "lots-of-numbers"],
  [BY_WEBTORRENT, "sintel"],
  [BY_OTHERS, "mktorrent-v1-multi"],
  [BY_OTHERS, "libtorrent-v1-padded"],
  [BY_OTHERS, "libtorrent-v2-single"],
  [BY_OTHERS, "libtorrent-hybrid-multi"],
  [BY_OTHERS, "by-hand-unsorted"],
] as const)(
  "the metainfo of %s/%s comes back with the same info, byte for byte",
  async (fixture) => {
    const original = await readFile(path.join(fixture[0], `${fixture[1]}.torrent`));
    await upload(original);
    const info = infoOf(original);
    const infoHash =
      fixture[1] === "libtorrent-v2-single"
        ? hash("sha256", info).slice(0, 40)
        : hash("sha1", info);
    const { status, headers, bytes } = await download(infoHash, API_KEY);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/x-bittorrent");
    expect(headers.get("content-disposition")).toMatch(/^attachment; filename=".+\.torrent"/);
    expect(infoOf(bytes).equals(info)).toBe(true);
  },
);

test("a torrent known by its hash alone has no .torrent", async () => {
  const infoHash = "a1".repeat(20);
  await call(INGEST, { json: { infoHash, title: "Known by name only", size: 1 } });
  expect((await download(infoHash, API_KEY)).status).toBe(404);
});

test("announce URLs of a private torrent are nowhere but in its owner's .torrent", async () => {
  const uploader = await createKey(call, "ingest", "download");
  const reader = await createKey(call, "search", "download", "feeds");
  const bytes = privateTorrent();
  const infoHash = hash("sha1", infoOf(bytes));
  await upload(bytes, uploader);
  // The same torrent from elsewhere, once saying that it is private and once not.
  const record = { infoHash, title: "Harbour notes", trackers: [ANNOUNCE], seeders: 3 };
  for (const more of [{ private: true }, {}]) {
    expect((await call(INGEST, { json: { ...record, ...more } })).status).toBe(200);
  }
  const magnet = `magnet:?xt=urn:btih:${infoHash}&tr=${encodeURIComponent(ANNOUNCE)}`;
  await call(`${INGEST}/magnet`, { json: { magnet } });
  await call(`/api/v1/torrents/${infoHash}`, { method: "PATCH", json: { title: "Notes" } });

  expect((await call(`/api/v1/torrents/${infoHash}`)).json).toMatchObject({
    private: true,
    trackers: [],
    hasMetainfo: true,
  });
  const answers = await collectAnswers(infoHash);
  expect(answers.length).toBeGreaterThan(8);
  expect(answers.filter(({ text }) => text.includes(PASSKEY)).map(({ name }) => name)).toEqual([]);

  expect((await download(infoHash, reader)).bytes.toString("latin1")).not.toContain(PASSKEY);
  for (const key of [API_KEY, uploader]) {
    const file = await download(infoHash, key);
    expect(file.bytes.toString("latin1")).toContain(ANNOUNCE);
    expect(infoOf(file.bytes).equals(infoOf(bytes))).toBe(true);
  }
});

test("a record that was private from the start shows no announce URL either", async () => {
  const infoHash = "b2".repeat(20);
  await call(INGEST, {
    json: { infoHash, title: "Harbour film", size: 5, private: true, trackers: [ANNOUNCE] },
  });
  const answers = await collectAnswers(infoHash);
  expect(answers.filter(({ text }) => text.includes(PASSKEY)).map(({ name }) => name)).toEqual([]);
});

test("a person's correction beats every later ingest and the classifier", async () => {
  const infoHash = "c3".repeat(20);
  const record = { infoHash, title: "Sintel.2010.1080p.BluRay.x264-HARBOUR", size: 100 };
  await call(INGEST, { json: record });
  const correction = {
    title: "Sintel, the director's cut",
    categories: [2040],
    contentType: "movie",
    attributes: { year: 2011, resolution: "720p" },
  };
  const patched = await call(`/api/v1/torrents/${infoHash}`, { method: "PATCH", json: correction });
  expect(patched.status).toBe(200);
  const corrected = {
    title: correction.title,
    attributes: expect.objectContaining(correction.attributes),
  };
  expect(patched.json).toMatchObject(corrected);

  const again = { ...record, title: "Sintel.2010.2160p.WEB-DL", category: 5040, seeders: 9 };
  expect((await call(INGEST, { json: again })).json).toMatchObject({ updated: 1 });
  const redo = await call(`/api/v1/torrents/${infoHash}/enrichment/redo`, { method: "POST" });
  expect(redo.status).toBe(200);
  const { json } = await call(`/api/v1/torrents/${infoHash}`);
  expect(json).toMatchObject({ ...corrected, seeders: 9, contentType: "movie" });
  expect((json as { categories: number[] }).categories).toContain(2040);
  expect((json as { categories: number[] }).categories).not.toContain(5040);
});

test("a correction that says nothing or something impossible is refused", async () => {
  const infoHash = "d4".repeat(20);
  await call(INGEST, { json: { infoHash, title: "Untouched", size: 1 } });
  const name = `/api/v1/torrents/${infoHash}`;
  for (const json of [{}, { title: "" }, { contentType: "song" }, { categories: [1] }]) {
    const answer = await call(name, { method: "PATCH", json });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code: "BAD_REQUEST", message: expect.any(String) });
  }
  expect((await call(name)).json).toMatchObject({ title: "Untouched" });
});

test("a deleted torrent is gone with its files, and DELETE says so the second time", async () => {
  await upload(await readFile(path.join(BY_WEBTORRENT, "numbers.torrent")));
  const name = "/api/v1/torrents/89d97c2261a21b040cf11caa661a3ba7233bb7e6";
  expect((await call(`${name}/files`)).json).toMatchObject({ total: 3 });
  const gone = await call(name, { method: "DELETE" });
  expect(gone).toMatchObject({ status: 204, text: "" });
  for (const [below, method] of [
    ["", "DELETE"],
    ["", "GET"],
    ["/files", "GET"],
  ] as const) {
    expect((await call(name + below, { method })).status).toBe(404);
  }
  await upload(await readFile(path.join(BY_WEBTORRENT, "numbers.torrent")));
  expect((await call(name)).status).toBe(200);
});

test("names are read in the background", async () => {
  const infoHash = "e5".repeat(20);
  const title = "Harbour.Watch.S02E03.720p.WEB.h264-QUAY";
  await call(INGEST, { json: { infoHash, title, size: 100 } });
  const record = await waitFor("the name to be read", async () => {
    const { json } = await call(`/api/v1/torrents/${infoHash}`);
    const { contentType } = json as { contentType: string | null };
    return contentType === null ? undefined : json;
  });
  expect(record).toMatchObject({ attributes: { seasons: [2], episodes: [3] }, resolution: "720p" });
});

test("all of this is nothing to warn of", () => {
  expect(server.stderr()).toBe("");
});

/** Every GET of the OpenAPI document and of the feeds, about one torrent. */
async function collectAnswers(infoHash: string): Promise<{ name: string; text: string }[]> {
  const { json } = await call("/api/v1/openapi.json");
  const { paths } = json as { paths: Record<string, Record<string, unknown>> };
  const names = Object.entries(paths)
    .filter(([name, methods]) => "get" in methods && !name.endsWith("/torrent"))
    .map(([name]) => `/api/v1${name.replace("{infoHash}", infoHash)}`)
    .filter((name) => !name.includes("{"));
  const others = [
    "/api/v1/search?q=harbour",
    "/api/v1/search?q=notes&facets=all",
    `/torznab/api?t=search&q=notes&apikey=${API_KEY}`,
    `/rss?apikey=${API_KEY}`,
    "/metrics",
  ];
  const answers = [];
  for (const name of [...names, ...others]) {
    const { status, text } = await call(name);
    // What belongs to a person is refused to every key.
    expect([200, 400, 403, 404, 410]).toContain(status);
    answers.push({ name, text });
  }
  return answers;
}

async function upload(bytes: Uint8Array, key = API_KEY): Promise<void> {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(bytes)]), "upload.torrent");
  const { json } = await call(`${INGEST}/file`, { body: form, key });
  expect(json).toMatchObject({ received: 1, rejected: 0 });
}

async function download(infoHash: string, key: string) {
  const response = await fetch(`${server.url}/api/v1/torrents/${infoHash}/torrent`, {
    headers: { "x-api-key": key },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}

function infoOf(metainfo: Uint8Array): Buffer {
  const span = scanDictionary(metainfo).get("info");
  if (span === undefined) throw new Error("no info dictionary");
  return Buffer.from(metainfo.subarray(span.start, span.end));
}

function privateTorrent(): Buffer {
  const name = "harbour notes.txt";
  const info = `d6:lengthi300e4:name${name.length}:${name}12:piece lengthi16384e6:pieces20:${"p".repeat(20)}7:privatei1ee`;
  return Buffer.from(`d8:announce${ANNOUNCE.length}:${ANNOUNCE}4:info${info}e`);
}

/** RFC 4648, as old magnet links have it. */
function toBase32(hex: string): string {
  const bits = [...Buffer.from(hex, "hex")].map((byte) => byte.toString(2).padStart(8, "0"));
  return (bits.join("").match(/.{5}/g) ?? [])
    .map((digit) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(digit, 2)])
    .join("");
}
