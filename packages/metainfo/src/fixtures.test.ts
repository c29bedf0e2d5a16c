/** Files by other programs: see `fixtures/README.md` and the package webtorrent-fixtures. */
import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { formatInfoHash, parseMetainfo, writeTorrentFile } from "./index.ts";

const HARBOUR = [
  { path: "empty.txt", size: 0 },
  { path: "letters/one.txt", size: 40_000 },
  { path: "letters/two.txt", size: 16_384 },
  { path: "readme.txt", size: 300 },
  { path: "tides/größe der flut.txt", size: 20_000 },
];
const LIGHTHOUSE = [{ path: "lighthouse.txt", size: 70_000 }];

const load = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
const webtorrentFixtures = new URL("fixtures/", import.meta.resolve("webtorrent-fixtures"));
const loadWebtorrent = (name: string) =>
  readFileSync(new URL(`${name}.torrent`, webtorrentFixtures));

test.each([
  ["mktorrent-v1-single", "6b214314c87f3eb935b79cd0e78bdf2279ec5faa", undefined, 32_768, 3],
  ["mktorrent-v1-multi", "e8de34a1e50199601771179009e8f1800410d930", undefined, 32_768, 3],
  ["transmission-v1-private", "d9b4039c0b22ffc66533b1aee29ea50f724bbcab", undefined, 32_768, 3],
  ["libtorrent-v1-padded", "2787be0a007e1655975a9e13535bd9b2c9292aaa", undefined, 16_384, 7],
  [
    "libtorrent-v2-single",
    undefined,
    "e6735a7ef9ef7880380b8b034474ffcfe80f8463eaa8c0abd21fc6ecd67d6239",
    16_384,
    5,
  ],
  [
    "libtorrent-v2-multi",
    undefined,
    "9d532ec108582cf7a3791d522ac5333cc3af5fe3f48868d28c0cd688b893d89c",
    16_384,
    7,
  ],
  [
    "libtorrent-hybrid-single",
    "d14628fda741a95b6c497f4aaf7ada355367ae41",
    "bc4742f3307ee183f509bbc77ef335a2d58d718fb30cc99b988615aa9100a916",
    16_384,
    5,
  ],
  [
    "libtorrent-hybrid-multi",
    "c0652273f40f124822f8e0a6fb93bb8c8d804a00",
    "9e41fb9b9a8c1151d48121664b4be6399a6d81913256d045c60a20e237444f22",
    16_384,
    7,
  ],
  ["by-hand-unsorted", "cc88136e7f47fa1d97e12f2ef753ff07834eb272", undefined, 32_768, 3],
])(
  "%s has the info hashes, files and pieces the other program reports",
  (name, v1, v2, pieceLength, pieceCount) => {
    const metainfo = parseMetainfo(load(`${name}.torrent`));
    expect(metainfo.infoHash && formatInfoHash(metainfo.infoHash)).toBe(v1);
    expect(metainfo.infoHashV2 && formatInfoHash(metainfo.infoHashV2)).toBe(v2);
    const isSingle = /single|by-hand/.test(name);
    // transmission-create leaves empty files out.
    const harbour = name.startsWith("transmission") ? HARBOUR.slice(1) : HARBOUR;
    expect(metainfo).toMatchObject({
      name: isSingle ? "lighthouse.txt" : "harbour notes",
      files: isSingle ? LIGHTHOUSE : harbour,
      size: isSingle ? 70_000 : 76_684,
      pieceLength,
      pieceCount,
      private: name.includes("private"),
      isCanonical: !name.includes("unsorted"),
    });
  },
);

test("what stands around the info dictionary is read", () => {
  expect(parseMetainfo(load("mktorrent-v1-multi.torrent"))).toMatchObject({
    trackers: [
      "http://tracker.example/announce",
      "udp://tracker.example:6969",
      "udp://backup.example:6969",
    ],
    webSeeds: ["https://files.example/"],
    comment: "Notes from the harbour",
    createdBy: "mktorrent 1.1",
    createdAt: new Date("2026-11-21T07:45:36Z"),
    source: "HARBOUR",
    pieceLayers: undefined,
  });
  expect(parseMetainfo(load("mktorrent-v1-single.torrent")).createdAt).toBeUndefined();
});

test.each([
  "mktorrent-v1-multi",
  "transmission-v1-private",
  "libtorrent-v2-multi",
  "libtorrent-hybrid-multi",
  "by-hand-unsorted",
])("%s written again says the same and keeps its info dictionary byte for byte", (name) => {
  const metainfo = parseMetainfo(load(`${name}.torrent`));
  expect(parseMetainfo(writeTorrentFile(metainfo))).toEqual(metainfo);
});

test("a hybrid by libtorrent that is written again is the same file", () => {
  const file = load("libtorrent-hybrid-multi.torrent");
  const metainfo = parseMetainfo(file);
  expect(metainfo.pieceLayers?.length).toBeGreaterThan(100);
  expect(Buffer.from(writeTorrentFile(metainfo)).equals(file)).toBe(true);
});

test.each([
  ["alice", "722fe65b2aa26d14f35b4ad627d20236e481d924", 163_783, 1],
  ["bunny", "af8f10f30bf9aefecf3686922bfa0d5bd290a395", 434_839_491, 1],
  ["folder", "b88da2caac6648e6c7d7687e3f89085f7e230e6b", 15, 1],
  ["leaves", "d2474e86c95b19b8bcfdb92bc12c9d44667cfa36", 362_017, 1],
  ["leaves-metadata", "d2474e86c95b19b8bcfdb92bc12c9d44667cfa36", 362_017, 1],
  ["lots-of-numbers", "114ead6243792ba56297edbb9a78dfba84d4fc00", 12, 6],
  ["numbers", "89d97c2261a21b040cf11caa661a3ba7233bb7e6", 6, 3],
  ["sintel", "c334138ef5bfc2d568ea7324e0e2a3a7ec229bdd", 5_490_455_272, 1],
])("%s of webtorrent-fixtures is read", (name, infoHash, size, fileCount) => {
  const metainfo = parseMetainfo(loadWebtorrent(name));
  expect(formatInfoHash(metainfo.infoHash ?? new Uint8Array())).toBe(infoHash);
  expect(metainfo.size).toBe(size);
  expect(metainfo.files).toHaveLength(fileCount);
  expect(metainfo.isCanonical).toBe(true);
});

test("the corrupt file of webtorrent-fixtures is refused for its missing name", () => {
  expect(() => parseMetainfo(loadWebtorrent("corrupt"))).toThrow(
    "info.name: expected a string, got nothing",
  );
});

test("a creation date in milliseconds, as some programs write it, is understood", () => {
  expect(parseMetainfo(loadWebtorrent("numbers")).createdAt?.getUTCFullYear()).toBe(2015);
});

test("web seeds and the private flag of Big Buck Bunny are read", () => {
  expect(parseMetainfo(loadWebtorrent("bunny"))).toMatchObject({
    private: true,
    webSeeds: [
      "http://distribution.bbb3d.renderfarming.net/video/mp4/bbb_sunflower_1080p_30fps_stereo_abl.mp4",
    ],
  });
});
