import { type BencodeInput, encode } from "@minato/bencode";
import { expect, test } from "vitest";

import {
  MetainfoError,
  type MetainfoLimits,
  parseInfoDictionary,
  parseMetainfo,
  writeTorrentFile,
} from "./index.ts";

const HASH = new Uint8Array(20).fill(1);
const ROOT = new Uint8Array(32).fill(2);
const INFO = { name: "lamp", length: 100, "piece length": 16_384, pieces: HASH };
const TREE = { lamp: { "": { length: 100, "pieces root": ROOT } } };
const INFO_V2 = { name: "lamp", "piece length": 16_384, "meta version": 2, "file tree": TREE };

type Fields = { readonly [key: string]: BencodeInput | undefined };

const parse = (info: Fields, outer: Fields = {}, limits?: MetainfoLimits) =>
  parseMetainfo(encode({ ...outer, info: { ...INFO, ...info } }), limits);
const parseFiles = (files: BencodeInput, extra: Fields = {}) =>
  parse({ files, length: undefined, ...extra });
const parsePath = (...path: (string | Uint8Array)[]) => parseFiles([{ length: 100, path }]).files;
const parseTree = (tree: BencodeInput, extra: Fields = {}) =>
  parseInfoDictionary(encode({ ...INFO_V2, "file tree": tree, ...extra }));
const leaf = (length: number) => ({ "": { length, "pieces root": ROOT } });

function errorOf(run: () => unknown): MetainfoError {
  try {
    run();
  } catch (error) {
    if (error instanceof MetainfoError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

test("a single file is one entry named like the torrent", () => {
  expect(parse({})).toMatchObject({
    name: "lamp",
    size: 100,
    pieceCount: 1,
    files: [{ path: "lamp", size: 100 }],
    private: false,
    trackers: [],
    webSeeds: [],
  });
});

test("an info dictionary alone gives the same as inside a file", () => {
  const whole = parse({ private: 1, source: "HARBOUR" });
  const alone = parseInfoDictionary(whole.info);
  expect(whole).toMatchObject(alone);
  expect(alone).toMatchObject({ private: true, source: "HARBOUR" });
});

test.each([
  ["info.name", { name: undefined }, "expected a string, got nothing"],
  ["info.name", { name: ["lamp"] }, "expected a string, got a list of 1"],
  ["info.length", { length: -1 }, "expected an integer from 0"],
  ["info.length", { length: undefined }, "got nothing"],
  ["info.piece length", { "piece length": 0 }, "expected an integer from 1"],
  ["info.piece length", { "piece length": 2 ** 40 }, "to 2147483648"],
  ["info.pieces", { pieces: undefined }, "expected 1 hashes, a string of 20 bytes, got nothing"],
  ["info.pieces", { pieces: new Uint8Array(40) }, "got a string of 40 bytes"],
  ["info.pieces", { length: 16_385 }, "expected 2 hashes"],
  ["info.meta version", { "meta version": 3 }, "expected 2, got 3"],
  ["info.files", { files: [] }, "expected a list of files, got a list of 0"],
  ["info.files", { files: ["a"] }, "expected a dictionary, got a string of 1 bytes"],
  ["info.files", { files: [{ length: 100, path: ["a"], attr: "p" }] }, "at least one file"],
  ["info.files[0].length", { files: [{ path: ["a"] }] }, "got nothing"],
  ["info.files[0].path", { files: [{ length: 1, path: [] }] }, "1 to 128 strings"],
  ["info.files[0].path", { files: [{ length: 1, path: [1] }] }, "1 to 128 strings"],
  ["info.files[0].path", { files: [{ length: 1, path: Array(129).fill("a") }] }, "a list of 129"],
  ["info.files[1].path", { files: [{ length: 1, path: ["a"] }, { length: 1 }] }, "got nothing"],
])("%s is refused: %j", (field, info, message) => {
  const error = errorOf(() => parse(info));
  expect(error.field).toBe(field);
  expect(error.message).toContain(message);
});

test.each([
  ["metainfo", "", "found the end at byte 0"],
  ["metainfo", "4:spam", "expected a dictionary at byte 0"],
  ["metainfo", "d4:infod4:name4:lampeex", "expected the end, found 1 more bytes"],
  ["info", "de", "expected a dictionary, got nothing"],
  ["info", "d4:infolee", "expected a dictionary, got a list of 0"],
])("%s of %j is refused", (field, text, message) => {
  const error = errorOf(() => parseMetainfo(Buffer.from(text)));
  expect(error.field).toBe(field);
  expect(error.message).toContain(message);
});

test("a size beyond exact numbers is refused", () => {
  const error = errorOf(() => parse({ length: 2n ** 60n }));
  expect(error.field).toBe("info.length");
  expect(error.message).toContain("got 1152921504606846976");
});

test("sizes whose sum is no exact number are refused", () => {
  const file = { length: Number.MAX_SAFE_INTEGER, path: ["a"] };
  expect(errorOf(() => parseFiles([file, file])).message).toContain("bytes altogether");
});

test.each([
  [["..", "..", "etc", "passwd"], "etc/passwd"],
  [["/etc/passwd"], "_etc_passwd"],
  [["a", "", ".", "b"], "a/b"],
  [[".. "], "_"],
  [[".."], "_"],
  [["a\0b\nc.txt"], "a_b_c.txt"],
  [["..\\..\\boot.ini"], ".._.._boot.ini"],
  [["invoice\u202Efdp.exe"], "invoice_fdp.exe"],
  [[`${"x".repeat(2_000)}.mkv`], `${"x".repeat(996)}.mkv`],
])("the path %j is made safe", (path, expected) => {
  expect(parsePath(...path)).toEqual([{ path: expected, size: 100 }]);
});

test("a path that no file system could hold is refused", () => {
  const parts = Array.from({ length: 100 }, () => "directory".repeat(10));
  expect(errorOf(() => parsePath(...parts)).message).toContain("at most 4096 characters");
});

test("a name that is empty or leads outside becomes the info hash", () => {
  for (const name of ["", "..", "."]) expect(parse({ name }).name).toMatch(/^[0-9a-f]{40}$/);
});

test("padding files of BEP 47 and of BitComet are counted into the pieces but not listed", () => {
  const metainfo = parseFiles(
    [
      { length: 10_000, path: ["a"] },
      { length: 6_384, path: [".pad", "6384"], attr: "p" },
      { length: 10_000, path: ["b"] },
      { length: 6_384, path: ["_____padding_file_0_if you see this file"] },
      { length: 1, path: ["c"], attr: "x" },
    ],
    { pieces: new Uint8Array(60) },
  );
  expect(metainfo.files.map(({ path }) => path)).toEqual(["a", "b", "c"]);
  expect(metainfo.size).toBe(20_001);
  expect(metainfo.pieceCount).toBe(3);
});

test("a symbolic link may go without a length", () => {
  const link = { attr: "l", path: ["link"], "symlink path": ["a"] };
  expect(parseFiles([{ length: 100, path: ["a"] }, link]).files[1]).toEqual({
    path: "link",
    size: 0,
  });
});

test("names in UTF-8 are preferred to those in another encoding, unless they are broken", () => {
  const latin = new Uint8Array([0x6c, 0xfc, 0x62]);
  expect(parse({ name: latin, "name.utf-8": "lüb" }).name).toBe("lüb");
  expect(parse({ name: "lueb", "name.utf-8": latin }).name).toBe("lueb");
  const file = { length: 100, path: [latin], "path.utf-8": ["ü", "b"] };
  expect(parseFiles([file]).files[0]?.path).toBe("ü/b");
  expect(parseFiles([{ ...file, path: ["a"], "path.utf-8": [latin] }]).files[0]?.path).toBe("a");
});

test("a name that is no UTF-8 is read in the declared encoding, otherwise as Windows-1252", () => {
  const shiftJis = new Uint8Array([0x83, 0x7e, 0x83, 0x69, 0x83, 0x67]);
  expect(parse({ name: shiftJis }, { encoding: "Shift_JIS" }).name).toBe("ミナト");
  const latin = new Uint8Array([0x4b, 0xfc, 0x73, 0x74, 0x65, 0x81]);
  expect(parse({ name: latin }).name).toBe("Küste_");
  expect(parse({ name: latin }, { encoding: "no such encoding" }).name).toBe("Küste_");
  expect(parse({ name: "ミナト" }, { encoding: "Shift_JIS" }).name).toBe("ミナト");
});

test("trackers are flattened tier by tier, then announce, each once, unknown kinds left out", () => {
  const metainfo = parse(
    {},
    {
      announce: "http://a.example/announce",
      "announce-list": [
        ["udp://b.example:1", " http://a.example/announce ", ""],
        ["wss://c.example", "javascript:alert(1)", 5, "http://", "dht://d", "http://e.example/\n"],
        "HTTPS://F.example/announce",
        ["http://g.example/\u0000", "udp://b.example:1", `http://${"h".repeat(3_000)}/`],
      ],
    },
  );
  expect(metainfo.trackers).toEqual([
    "udp://b.example:1",
    "http://a.example/announce",
    "wss://c.example",
    "http://e.example/",
    "HTTPS://F.example/announce",
  ]);
});

test("trackers beyond the limit are left out", () => {
  const trackers = Array.from({ length: 2_000 }, (_, index) => [`udp://t${index}.example:1`]);
  expect(parse({}, { "announce-list": trackers }).trackers).toHaveLength(500);
  expect(parse({}, { "announce-list": trackers }, { maxUrls: 3 }).trackers).toHaveLength(3);
});

test("web seeds may be one string, with spaces in it, or a list", () => {
  expect(parse({}, { "url-list": "http://a.example/My lamp" }).webSeeds).toEqual([
    "http://a.example/My%20lamp",
  ]);
  expect(parse({}, { "url-list": ["http://a.example", "file:///etc"] }).webSeeds).toEqual([
    "http://a.example",
  ]);
  expect(parse({}, { "url-list": "" }).webSeeds).toEqual([]);
});

test("optional fields of the wrong type or out of range are left out", () => {
  const metainfo = parse(
    { private: "1", source: 5 },
    { comment: 1, "created by": [], "creation date": 2n ** 62n, announce: {}, "url-list": 3 },
  );
  expect(metainfo).toMatchObject({
    private: false,
    source: undefined,
    comment: undefined,
    createdBy: undefined,
    createdAt: undefined,
    trackers: [],
    webSeeds: [],
  });
  expect(parse({}, { "creation date": -1 }).createdAt).toBeUndefined();
});

test("a comment keeps its lines, loses control characters and is cut", () => {
  const { comment } = parse({}, { comment: "one\r\ntwo\0\x1b[31m\tthree" });
  expect(comment).toBe("one\ntwo[31m\tthree");
  expect(parse({}, { comment: "😀".repeat(9_000) }).comment).toBe("😀".repeat(5_000));
});

test("texts of many megabytes cost no time", () => {
  const long = new Uint8Array(8_000_000);
  const started = process.threadCpuUsage();
  const metainfo = parse({ name: long, source: long }, { comment: long, encoding: long });
  const { user, system } = process.threadCpuUsage(started);
  expect(user + system).toBeLessThan(1_000_000);
  expect(metainfo).toMatchObject({ name: "_", source: undefined, comment: undefined });
});

test("files beyond the limits are refused", () => {
  expect(errorOf(() => parse({}, {}, { maxBytes: 50 })).field).toBe("metainfo");
  expect(errorOf(() => parse({}, {}, { maxElements: 5 })).message).toContain("5 elements");
  const files = [1, 2, 3].map((length) => ({ length, path: ["a"] }));
  const info = { files, length: undefined };
  expect(parse(info, {}, { maxFiles: 3 }).files).toHaveLength(3);
  expect(errorOf(() => parse(info, {}, { maxFiles: 2 })).message).toContain("at most 2 files");
});

test("a file tree is flattened", () => {
  const tree = { a: { b: leaf(1), c: leaf(20_000) }, d: { "": { length: 0 } }, "..": leaf(1) };
  expect(parseTree(tree)).toMatchObject({
    infoHash: undefined,
    infoHashV2: expect.any(Uint8Array),
    size: 20_002,
    pieceCount: 4,
    files: [
      { path: "_", size: 1 },
      { path: "a/b", size: 1 },
      { path: "a/c", size: 20_000 },
      { path: "d", size: 0 },
    ],
  });
});

test.each([
  [{}, "at least one file"],
  [{ a: 1 }, "expected a dictionary, got 1"],
  [{ "": { length: 1, "pieces root": ROOT } }, "expected a name"],
  [{ a: { "": { length: 1 } } }, "expected a pieces root of 32 bytes, got nothing"],
  [{ a: { "": { length: 1, "pieces root": HASH } } }, "got a string of 20 bytes"],
  [{ a: { "": { length: 0 }, b: { "": { length: 0 } } } }, "without children"],
  [{ a: { "": { "pieces root": ROOT } } }, "expected an integer from 0"],
])("the file tree %j is refused", (tree, message) => {
  const error = errorOf(() => parseTree(tree));
  expect(error.field).toBe("info.file tree");
  expect(error.message).toContain(message);
});

test("pieces of version 2 are a power of two from 16 KiB", () => {
  for (const pieceLength of [8_192, 20_000]) {
    const error = errorOf(() => parseTree(TREE, { "piece length": pieceLength }));
    expect(error.field).toBe("info.piece length");
  }
});

test("a hybrid whose halves list different files is refused", () => {
  const hybrid = parseTree(TREE, INFO);
  expect(hybrid.infoHash).toHaveLength(20);
  expect(hybrid.infoHashV2).toHaveLength(32);
  expect(errorOf(() => parseTree(TREE, { ...INFO, length: 99 })).field).toBe("info.files");
  expect(errorOf(() => parseTree(TREE, { ...INFO, name: "other" })).field).toBe("info.files");
});

test("piece layers must be a dictionary", () => {
  expect(errorOf(() => parse({}, { "piece layers": "x" })).field).toBe("piece layers");
});

test("a written file has sorted keys and the info dictionary byte for byte", () => {
  const info = Buffer.from("d4:name4:lamp6:lengthi0ee");
  const file = writeTorrentFile({
    info,
    trackers: ["udp://a.example:1", "udp://b.example:2"],
    webSeeds: ["https://c.example/"],
    comment: "küste",
    createdBy: "Minato",
    createdAt: new Date(1_700_000_000_999),
    pieceLayers: Buffer.from("de"),
  });
  expect(Buffer.from(file).toString()).toBe(
    "d8:announce17:udp://a.example:113:announce-listll17:udp://a.example:1el17:udp://b.example:2ee" +
      "7:comment6:küste10:created by6:Minato13:creation datei1700000000e" +
      "4:infod4:name4:lamp6:lengthi0ee12:piece layersde8:url-list18:https://c.example/e",
  );
});

test("only a well-formed info dictionary is written", () => {
  for (const info of ["", "le", "d1:a", "dede"]) {
    const error = errorOf(() => writeTorrentFile({ info: Buffer.from(info), trackers: [] }));
    expect(error.field).toBe("info");
  }
});
