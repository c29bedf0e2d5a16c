import { expect, test } from "vitest";

import { classifyRelease } from "../classify-release.ts";
import type { ReleaseFile } from "../file-shape.ts";
import { parseReleaseTitle } from "../parse-release-title.ts";
import { judgeRelease } from "./judge-release.ts";

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const FILM = "Sintel.2010.1080p.BluRay.x264-OPEN";

function judge(name: string, files: Record<string, number> = {}, size?: number) {
  const title = parseReleaseTitle(name);
  const list: ReleaseFile[] = Object.entries(files).map(([path, bytes]) => ({ path, size: bytes }));
  const total = list.reduce((sum, file) => sum + file.size, 0);
  const { contentType } = classifyRelease({ name, title, files: list });
  const known = size ?? (list.length > 0 ? total : undefined);
  return judgeRelease({
    name,
    title,
    contentType,
    files: list,
    ...(known === undefined ? {} : { size: known }),
  });
}

function codes(...input: Parameters<typeof judge>) {
  return judge(...input).reasons.map(({ code }) => code);
}

test.each<[string, Record<string, number>]>([
  [FILM, { [`${FILM}/${FILM}.mkv`]: 4 * GIB, [`${FILM}/${FILM}.nfo`]: 3000 }],
  [FILM, { "a.rar": GIB, "a.r00": GIB, "a.r01": GIB, "a.sfv": 400, "a.nfo": 9000 }],
  ["Caminandes.S01E03.720p.WEB-DL.x264-HARBOR", { "c.mp4": 40 * MIB, "c.srt": 2000 }],
  ["Caminandes.S01.1080p.WEB-DL.x264-HARBOR", { "1.mkv": GIB, "2.mkv": GIB, "3.mkv": GIB }],
  ["[Wharf] Tidal Bells - 07v2 (BD 1080p HEVC 10bit) [ABCD1234].mkv", { "a.mkv": 500 * MIB }],
  ["Big Buck Bunny 2008 2160p UHD BluRay HEVC", { "BDMV/STREAM/0.m2ts": 20 * GIB, "a.exe": 9000 }],
  ["Elephants Dream 2006 DVDRip XviD", { "e.avi": 400 * MIB, "read this first.txt": 900 }],
  ["ubuntu-26.04-desktop-amd64.iso", { "ubuntu-26.04-desktop-amd64.iso": 6 * GIB }],
  ["wikipedia_en_all_maxi_2024-01.zim", { "wikipedia_en_all_maxi_2024-01.zim": 100 * GIB }],
  ["raspbian-2023-05-03.img.gz", { "raspbian-2023-05-03.img.gz": GIB }],
  ["Harbour Toolkit 4.2 Setup x64", { "setup.exe": 90 * MIB, "password.txt": 20 }],
  ["Lewis Carroll - Alice's Adventures in Wonderland (TXT)", { "alice.txt": 163_783 }],
  ["Tidal.Kingdoms-RUNE", { "setup.exe": 20 * GIB, "crack/game.exe": 20 * MIB }],
  ["night sessions 2011 FLAC", { "01.flac": 30 * MIB, "02.flac": 30 * MIB, "cover.jpg": 90_000 }],
  ["Leaves of Grass (1855) EPUB", { "song.epub": MIB, "notes.pdf": 2 * MIB }],
  ["Harbour lights (1994) WMV", { "harbour.wmv": 700 * MIB }],
  [FILM, {}],
])("%s with honest files is good", (name, files) => {
  expect(judge(name, files)).toMatchObject({ verdict: "good" });
});

test.each<[string, string, Record<string, number>]>([
  ["program-instead", FILM, { [`${FILM}.exe`]: 12 * MIB }],
  ["program-instead", FILM, { "Sintel.scr": 700 * MIB, "Sample.mkv": MIB }],
  ["program-instead", FILM, { "play me.lnk": 2000, "readme.txt": 100 }],
  ["double-extension", FILM, { "Sintel.1080p.mkv.exe": 12 * MIB, "other.mkv": 4 * GIB }],
  ["double-extension", "Harbour papers", { "report.pdf      .scr": 90_000 }],
  ["reversed-name", "Harbour papers", { "report\u202efdp.exe": 90_000 }],
  ["password-archive", FILM, { "Sintel.rar": GIB, "PASSWORD - READ ME.txt": 200 }],
  ["password-archive", FILM, { "Sintel.zip": GIB, "get the password.url": 200 }],
  ["nothing-promised", FILM, { "readme.html": 2000, "cover.jpg": 90_000 }],
  ["nothing-promised", "Lewis Carroll - Through the Looking-Glass (EPUB)", { "note.txt": 900 }],
])("%s makes a fake", (code, name, files) => {
  const { verdict, score, reasons } = judge(name, files);
  expect([verdict, reasons.map((reason) => reason.code)]).toEqual([
    "fake",
    expect.arrayContaining([code]),
  ]);
  expect(score).toBeGreaterThanOrEqual(0.75);
});

test.each<[string, string, Record<string, number>]>([
  ["program-beside", FILM, { "Sintel.mkv": 4 * GIB, "Player Setup.exe": 3 * MIB }],
  ["archive-instead", FILM, { "Sintel.zip": GIB }],
  ["lure-container", FILM, { "Sintel.wmv": 700 * MIB }],
  ["codec-lure", FILM, { "Sintel.mkv": 4 * GIB, "Install Codec.txt": 300 }],
  ["tiny-for-claim", "Sintel.2010.2160p.BluRay.x265-OPEN", { "s.mkv": 12 * MIB }],
  ["sample-only", FILM, { "Sample/sintel-sample.mkv": 300 * MIB }],
])("%s makes a release suspicious", (code, name, files) => {
  const { verdict, reasons } = judge(name, files);
  expect([verdict, reasons.map((reason) => reason.code)]).toEqual([
    "suspicious",
    expect.arrayContaining([code]),
  ]);
});

test("reasons add up: a lure in a Windows format is a fake", () => {
  const files = { "Sintel.wmv": 700 * MIB, "codec needed.txt": 300, "password.txt": 20 };
  expect(judge(FILM, files)).toMatchObject({ verdict: "fake" });
});

test("reasons say which file they mean, the heaviest first", () => {
  const { reasons } = judge(FILM, { "a.mkv": 4 * GIB, "b/x.mkv.exe": MIB, "password.txt": 9 });
  expect(reasons.map(({ code, file }) => [code, file])).toEqual([
    ["double-extension", "b/x.mkv.exe"],
    ["program-beside", "b/x.mkv.exe"],
    ["password-note", "password.txt"],
  ]);
  for (const { text } of reasons) expect(text).toMatch(/^[A-Z].*\.$/);
});

test("what is far too small to run is no program", () => {
  expect(codes(FILM, { "Sintel.mkv": 4 * GIB, "DO_NOT_MIRROR.exe": 99 })).toEqual([]);
});

test("without files the name's ending and the size decide", () => {
  expect(judge(`${FILM}.exe`)).toMatchObject({ verdict: "fake" });
  expect(codes(FILM, {}, 9 * MIB)).toEqual(["tiny-for-claim"]);
  expect(codes(FILM, {}, 100 * MIB)).toEqual(["small-for-claim"]);
  expect(codes("Sintel.2010.480p.DVDRip.XviD", {}, 80 * GIB)).toEqual(["huge-for-claim"]);
  expect(codes("Sintel", {}, 1)).toEqual([]);
});

test("a known length takes the place of the least one", () => {
  const title = parseReleaseTitle(FILM);
  const release = { name: FILM, title, contentType: "movie" as const, size: 50 * MIB };
  expect(judgeRelease({ ...release, durationSeconds: 900 }).reasons).toEqual([]);
  expect(judgeRelease({ ...release, durationSeconds: 9000 }).reasons).toMatchObject([
    { code: "tiny-for-claim" },
  ]);
});

test("hostile file lists cost little", () => {
  const paths = [
    `${"a.mkv ".repeat(2000)}.exe`,
    `${".".repeat(5000)}exe`,
    "how to".repeat(3000),
    `${"\u202e".repeat(3000)}.exe`,
    `${"pass".repeat(3000)}.txt`,
    `${" ".repeat(9000)}.mkv${" ".repeat(9000)}.exe`,
    "",
    "/",
    "\0",
  ];
  const files = Array.from({ length: 20_000 }, (_, at) => ({
    path: paths[at % paths.length] ?? "",
    size: at,
  }));
  const title = parseReleaseTitle(FILM);
  const startedAt = performance.now();
  const { score } = judgeRelease({ name: FILM, title, contentType: "movie", files });
  expect(score).toBeGreaterThan(0);
  expect(performance.now() - startedAt).toBeLessThan(5000);
});
