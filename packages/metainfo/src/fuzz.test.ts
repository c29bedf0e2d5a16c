import { readdirSync, readFileSync } from "node:fs";

import { type BencodeInput, encode } from "@minato/bencode";
import { expect, test } from "vitest";

import { MetainfoError, parseMagnet, parseMetainfo } from "./index.ts";

const FIXTURES = new URL("../fixtures/", import.meta.url);
const files = readdirSync(FIXTURES)
  .filter((name) => name.endsWith(".torrent"))
  .map((name) => readFileSync(new URL(name, FIXTURES)));

// Park and Miller's generator with a fixed seed, so that a failure can be repeated.
let state = Number(process.env["FUZZ_SEED"] ?? 1);
function below(limit: number): number {
  state = (state * 48_271) % 2_147_483_647;
  return state % limit;
}

/** Processor time of this thread, which other work on the machine does not change. */
function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Whether the input was accepted; an error other than MetainfoError escapes. */
function isAccepted(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (error) {
    if (error instanceof MetainfoError) return false;
    throw error;
  }
}

/** Changes, inserts or removes a few bytes, now and then copied from elsewhere in the input. */
function mutate(input: Buffer): Buffer {
  let output = input;
  for (let count = 1 + below(3); count > 0; count -= 1) {
    const at = below(output.length);
    const from = below(output.length);
    const added = [
      Buffer.from([below(256)]),
      output.subarray(from, from + below(30)),
      Buffer.from(["0", "9", "i", "l", "d", "e", "-", "le", "de", "0:"][below(10)] ?? ""),
    ][below(3)];
    output = Buffer.concat([
      output.subarray(0, at),
      added ?? Buffer.of(),
      output.subarray(at + below(4)),
    ]);
  }
  return output;
}

test("mutated files give metainfo or a MetainfoError, each quickly", () => {
  let accepted = 0;
  let slowest = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const input = mutate(files[round % files.length] ?? Buffer.of());
    const started = threadMilliseconds();
    if (isAccepted(() => parseMetainfo(input))) accepted += 1;
    slowest = Math.max(slowest, threadMilliseconds() - started);
  }
  expect(accepted).toBeGreaterThan(200);
  expect(accepted).toBeLessThan(20_000);
  expect(slowest).toBeLessThan(500);
}, 60_000);

test("mutated magnets give a magnet or a MetainfoError", () => {
  const link = Buffer.from(
    "magnet:?xt=urn:btih:c0652273f40f124822f8e0a6fb93bb8c8d804a00&dn=a%20b%C3%BC&amp;xl=5" +
      "&tr=https%3a%2f%2ftracker.example%2fannounce&ws=https://files.example/&so=0,2-4",
  );
  let accepted = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const text = mutate(link).toString(round % 2 === 0 ? "utf8" : "latin1");
    if (isAccepted(() => parseMagnet(text))) accepted += 1;
  }
  expect(accepted).toBeGreaterThan(1_000);
  expect(accepted).toBeLessThan(20_000);
});

test("a torrent of 100,000 files costs less than a second and a half", () => {
  const list = Array.from({ length: 100_000 }, (_, index) => ({
    length: index,
    path: [`directory ${index % 100}`, `some file with a name of its own ${index}.flac`],
  }));
  const size = list.reduce((sum, file) => sum + file.length, 0);
  const pieces = new Uint8Array(Math.ceil(size / 2 ** 20) * 20);
  const bytes = encode({ info: { name: "n", files: list, "piece length": 2 ** 20, pieces } });
  const started = threadMilliseconds();
  const metainfo = parseMetainfo(bytes);
  expect(threadMilliseconds() - started).toBeLessThan(1_500);
  expect(metainfo.files).toHaveLength(100_000);
  expect(metainfo.size).toBe(size);
}, 60_000);

test("a small file tree that would unfold into endless paths is refused quickly", () => {
  let tree: BencodeInput = Object.fromEntries(
    Array.from({ length: 100_000 }, (_, index) => [`f${index}`, { "": { length: 0 } }]),
  );
  for (let depth = 0; depth < 40; depth += 1) tree = { ["d".repeat(90)]: tree };
  const info = { name: "n", "piece length": 16_384, "meta version": 2, "file tree": tree };
  const bytes = encode({ info });
  const started = threadMilliseconds();
  expect(isAccepted(() => parseMetainfo(bytes))).toBe(false);
  expect(threadMilliseconds() - started).toBeLessThan(2_000);
}, 60_000);
