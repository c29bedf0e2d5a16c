import { expect, test } from "vitest";

import { classifyRelease, type ReleaseDescription } from "./classify-release.ts";
import type { ContentType } from "./content-type.ts";
import { parseReleaseTitle } from "./parse-release-title.ts";

test.each<[string, ContentType, number[]]>([
  ["Sintel.2010.1080p.BluRay.x264-DURIAN", "movie", [2000, 2040, 2050]],
  ["Sintel.2010.2160p.WEB-DL.HEVC-DURIAN", "movie", [2000, 2045, 2080, 2090]],
  ["Sintel.2010.3D.HSBS.1080p.BluRay.x264-DURIAN", "movie", [2000, 2040, 2050, 2060]],
  ["Sintel.2010.DVDRip.XviD-DURIAN", "movie", [2000, 2030, 2070]],
  ["Sintel (2010)", "movie", [2000, 2030]],
  ["The.Lantern.Keepers.S02E07.720p.HDTV.x264-XYZ", "tv", [5000, 5040]],
  ["The.Lantern.Keepers.S02E07.2160p.WEB-DL.x265-XYZ", "tv", [5000, 5010, 5045, 5090]],
  ["The.Lantern.Keepers.S02.480p.DVDRip.x264-XYZ", "tv", [5000, 5030]],
  ["The Lantern Keepers S02E07", "tv", [5000, 5030]],
  ["Evening.Ledger.2021.03.09.720p.WEB.h264-XYZ", "tv", [5000, 5010, 5040]],
  ["The.Salt.Roads.S01E01.DOCUMENTARY.1080p.HDTV.x264-XYZ", "tv", [5000, 5040, 5080]],
  ["[Sora-Subs] Kaze no Machi - 07 (1080p) [1A2B3C4D].mkv", "anime", [5000, 5040, 5070]],
  ["Formula1.2023.Sample.Grand.Prix.Race.1080p.WEB.h264-XYZ", "sport", [5000, 5010, 5040, 5060]],
  ["Jo Sample - Quiet Songs (2014) [FLAC]", "music", [3000, 3040]],
  ["Jo_Sample-Quiet_Songs-WEB-2014-ABC", "music", [3000, 3050]],
  ["Jo_Sample-Quiet_Songs-WEB-2014-ABC_iNT", "music", [3000, 3050]],
  ["Jo_Sample-Quiet_Songs-x264-2014-ABC", "music", [3000, 3020]],
  ["Jo Sample - Night Radio 81 (20.04.2017) 256 kbps", "music", [3000, 3010]],
  ["Quiet.Rooms.BluRay.1996.German.DTS", "movie", [2000, 2030, 2050]],
  ["The.Lantern.Keepers.S02E07.WEB-DL.x264.AAC", "tv", [5000, 5010, 5030]],
  ["The.Lantern.Keepers.S02E07.720p.UFC.WEBRip.x264-XYZ", "tv", [5000, 5010, 5040]],
  ["Jo Sample - Quiet Songs 2014 [MP3 320 kbps]", "music", [3000, 3010]],
  ["Jo.Sample.Live.2014.MBLURAY.x264-ABC", "music", [3000, 3020]],
  ["Jules Verne - The Mysterious Island (Unabridged) [m4b]", "audiobook", [3000, 3030]],
  ["Jules_Verne-The_Mysterious_Island-AUDIOBOOK-WEB-2021-ABC", "audiobook", [3000, 3030]],
  ["Jules Verne - The Mysterious Island.epub", "ebook", [7000, 7020]],
  ["Jules.Verne.The.Mysterious.Island.2012.Retail.EPUB.eBook-ABC", "ebook", [7000, 7020]],
  ["Paper Boats 003 (2020) (Digital) (Sample-Scans).cbz", "comic", [7000, 7030]],
  ["Sample.Gardening.September.2021.MAGAZiNE.eBook-ABC", "magazine", [7000, 7010]],
  ["debian-12.7.0-amd64-netinst.iso", "software", [4000, 4020]],
  ["ubuntu-24.04.1-desktop-amd64.iso", "software", [4000, 4020]],
  ["Fedora-Workstation-Live-x86_64-41", "software", [4000, 4010]],
  ["archlinux-2024.09.01-x86_64.iso", "software", [4000, 4020]],
  ["Sample.Editor.Pro.v4.2.1.x64.Multilingual.Incl.Keygen-ABC", "software", [4000, 4010]],
  ["Sample.Editor.4.2.1.MacOS-ABC.dmg", "software", [4000, 4030]],
  ["Sample.Notes.v3.1.apk", "software", [4000, 4070]],
  ["Paper.Dragons.MULTi12.Update.v1.0.4-TENOKE", "game", [4000, 4050]],
  ["Paper_Dragons_NSW-VENOM", "game", [1000, 1090]],
  ["Paper.Dragons.PS4-ABC", "game", [1000, 1180]],
  ["Paper.Dragons.XBOX360-ABC", "game", [1000, 1050]],
  ["Udemy - Knitting for Beginners", "course", [8000, 8010]],
  ["Sample.Studio.21.03.09.XXX.1080p.MP4-ABC", "adult", [6000, 6040]],
  ["Sample.Studio.21.03.09.XXX.2160p.MP4-ABC", "adult", [6000, 6045]],
  ["0123456789abcdef0123456789abcdef01234567", "other", [8000, 8010]],
  ["0123456789abcdef0123456789abcdef01234567.mkv", "other", [8000, 8010]],
  ["", "other", [8000, 8010]],
])("%s is known by its name", (name, contentType, categories) => {
  expect(classify({ name })).toEqual({ contentType, categories });
});

test.each<[string, string[], ContentType, number[]]>([
  ["Quiet Songs", ["01.flac", "02.flac", "cover.jpg", "rip.cue"], "music", [3000, 3040]],
  ["Quiet Songs", ["01.mp3", "02.mp3"], "music", [3000, 3010]],
  ["Quiet Songs", ["01.ogg"], "music", [3000, 3050]],
  ["The Mysterious Island", ["chapters.m4b"], "audiobook", [3000, 3030]],
  ["The Mysterious Island", ["island.epub", "cover.jpg"], "ebook", [7000, 7020]],
  ["Paper Boats", ["1.cbr", "2.cbz"], "comic", [7000, 7030]],
  ["Quiet Rooms", ["VIDEO_TS/VTS_01_1.VOB"], "movie", [2000, 2030, 2070]],
  ["Quiet Rooms", ["BDMV/STREAM/00001.m2ts"], "movie", [2000, 2040, 2050]],
  ["The Lantern Keepers", ["The Lantern Keepers 1x01.mkv", "1x02.mkv"], "tv", [5000, 5030]],
  ["Paper Dragons", ["dragons.nsp"], "game", [1000, 1090]],
  ["Sample Notes", ["notes.apk"], "software", [4000, 4070]],
  ["Sample Tool", ["tool.dmg"], "software", [4000, 4030]],
  ["Sample Archive", ["data.rar"], "other", [8000, 8010]],
])("%s with %s is known by its files", (name, paths, contentType, categories) => {
  const files = paths.map((path) => ({ path, size: 1_000_000 }));
  expect(classify({ name, files })).toEqual({ contentType, categories });
});

test("files outweigh the name", () => {
  const files = [{ path: "Sintel.2010.1080p.exe", size: 900_000 }];
  expect(classify({ name: "Sintel.2010.1080p.BluRay.x264", files }).contentType).toBe("software");
});

test("the majority of bytes decides and not the number of files", () => {
  const files = [
    { path: "Sintel.mkv", size: 4_000_000_000 },
    ...Array.from({ length: 90 }, (_, index) => ({ path: `art/${index}.mp3`, size: 1000 })),
  ];
  expect(classify({ name: "Sintel 2010", files }).contentType).toBe("movie");
});

test.each<[string, number[], ContentType, number[]]>([
  ["Kaze no Machi", [5070], "anime", [5000, 5030, 5070]],
  ["Kaze no Machi S01E02 1080p", [5000, 5070], "anime", [5000, 5040, 5070]],
  ["The Mysterious Island", [3030], "audiobook", [3000, 3030]],
  ["Quiet Rooms", [2000], "movie", [2000, 2030]],
  ["Quiet Rooms", [2000, 2045], "movie", [2000, 2045]],
  ["Quiet Rooms (2014)", [5040], "tv", [5000, 5040]],
  ["The Lantern Keepers S01E02 720p", [2000], "tv", [5000, 5040]],
  ["Paper Dragons", [4050], "game", [4000, 4050]],
  ["Paper Dragons", [100_234], "other", [8000, 8010]],
  ["Paper Dragons", [6000], "adult", [6000, 6070]],
])("%s from a source that says %s", (name, given, contentType, categories) => {
  expect(classify({ name, categories: given })).toEqual({ contentType, categories });
});

test("television and films always have exactly one child for the resolution", () => {
  for (const tag of ["", "240p", "480p", "576p", "720p", "1080p", "1440p", "2160p", "4320p"]) {
    for (const [name, children] of [
      [`The.Lantern.Keepers.S01E01.${tag}.x264-XYZ`, [5030, 5040, 5045]],
      [`Sintel.2010.${tag}.x264-DURIAN`, [2030, 2040, 2045]],
    ] as const) {
      const { categories } = classify({ name });
      expect(categories.filter((id) => children.some((child) => child === id))).toHaveLength(1);
    }
  }
});

test("hostile names and file lists are classified in bounded time", () => {
  const name = `${"vs ".repeat(3000)}${"Formula1 v1.1.1.1".repeat(500)}`;
  const files = Array.from({ length: 50_000 }, (_, index) => ({
    path: `${"x/".repeat(500)}${index}.s01e01.mkv`,
    size: index,
  }));
  const title = parseReleaseTitle(name);
  const start = performance.now();
  classifyRelease({ title, name, files });
  expect(performance.now() - start).toBeLessThan(400);
});

function classify(given: Omit<ReleaseDescription, "title">): ReturnType<typeof classifyRelease> {
  return classifyRelease({ ...given, title: parseReleaseTitle(given.name) });
}
