import { expect, test } from "vitest";

import { parseReleaseTitle } from "./parse-release-title.ts";

test("a film gives title, year and everything about its encoding", () => {
  expect(
    parseReleaseTitle("Sintel.2010.2160p.BluRay.REMUX.HEVC.DTS-HD.MA.5.1-DURIAN"),
  ).toMatchObject({
    title: "Sintel",
    year: 2010,
    resolution: 2160,
    source: "bluray",
    isRemux: true,
    videoCodec: "hevc",
    audioCodecs: ["dts-hd"],
    audioChannels: "5.1",
    group: "DURIAN",
    seasons: [],
    episodes: [],
    isAnime: false,
  });
});

test("encoders are folded into the format they write", () => {
  expect(parseReleaseTitle("Spring.2019.1080p.WEB-DL.x264-BLND").videoCodec).toBe("avc");
  expect(parseReleaseTitle("Spring.2019.1080p.WEB-DL.H.264-BLND").videoCodec).toBe("avc");
  expect(parseReleaseTitle("Spring.2019.1080p.WEBRip.x265-BLND").videoCodec).toBe("hevc");
  expect(parseReleaseTitle("Spring.2019.DVDRip.XviD-BLND").videoCodec).toBe("xvid");
  expect(parseReleaseTitle("Spring.2019.1080p.WEBRip.AV1.Opus-BLND").videoCodec).toBe("av1");
});

test("a number at the front of a title stays in the title", () => {
  expect(parseReleaseTitle("12.Quiet.Rooms.2003.720p.BluRay.x264-ABC")).toMatchObject({
    title: "12 Quiet Rooms",
    year: 2003,
    episodes: [],
  });
});

test("a year in the title is not the year of the film", () => {
  expect(parseReleaseTitle("Harbour.1931.2014.1080p.BluRay.x264-ABC")).toMatchObject({
    title: "Harbour 1931",
    year: 2014,
  });
});

test("one episode of a series", () => {
  expect(
    parseReleaseTitle("The.Lantern.Keepers.S02E07.The.Long.Fog.720p.HDTV.x264-XYZ"),
  ).toMatchObject({
    title: "The Lantern Keepers",
    seasons: [2],
    episodes: [7],
    episodeTitle: "The Long Fog",
    resolution: 720,
    source: "hdtv",
    group: "XYZ",
  });
});

test.each([
  ["The.Lantern.Keepers.S02E07E08.1080p.WEB-DL.H264-XYZ", [7, 8]],
  ["The.Lantern.Keepers.S02E07-E09.1080p.WEB-DL.H264-XYZ", [7, 8, 9]],
  ["The Lantern Keepers 2x07 1080p WEB-DL H264-XYZ", [7]],
])("%s lists every episode", (name, episodes) => {
  expect(parseReleaseTitle(name)).toMatchObject({ seasons: [2], episodes });
});

test("a season pack has seasons and no episodes", () => {
  expect(
    parseReleaseTitle("The.Lantern.Keepers.S01-S03.COMPLETE.1080p.BluRay.x265-XYZ"),
  ).toMatchObject({ seasons: [1, 2, 3], episodes: [], isComplete: true });
});

test("a daily programme has the day of its broadcast", () => {
  expect(parseReleaseTitle("Evening.Ledger.2021.03.09.Jo.Sample.720p.WEB.h264-XYZ")).toMatchObject({
    title: "Evening Ledger",
    airDate: "2021-03-09",
  });
});

test("a fansub name has an absolute episode, a revision, a group and a checksum", () => {
  expect(
    parseReleaseTitle("[Sora-Subs] Kaze no Machi - 07v2 (1080p) [1A2B3C4D].mkv"),
  ).toMatchObject({
    title: "Kaze no Machi",
    group: "Sora-Subs",
    episodes: [7],
    absoluteEpisodes: [7],
    version: 2,
    crc: "1A2B3C4D",
    container: "mkv",
    isAnime: true,
  });
});

test("languages are ISO 639-1 codes and more than one is marked", () => {
  const release = parseReleaseTitle("Sintel.2010.MULTi.FRENCH.GERMAN.1080p.BluRay.x264-ABC");
  expect(release.languages).toEqual(expect.arrayContaining(["fr", "de"]));
  expect(release.languages.every((code) => /^[a-z]{2}$/u.test(code))).toBe(true);
  expect(release.hasMultipleAudio).toBe(true);
});

test("dynamic range and bit depth are read together", () => {
  expect(parseReleaseTitle("Spring.2019.2160p.WEB-DL.DV.HDR10+.10bit.HEVC-ABC")).toMatchObject({
    hdr: ["dolby-vision", "hdr10+"],
    bitDepth: 10,
  });
});

test("corrections, cuts and stereoscopy are flags", () => {
  expect(
    parseReleaseTitle("Spring.2019.EXTENDED.PROPER.3D.HSBS.1080p.BluRay.x264-ABC"),
  ).toMatchObject({
    editions: ["extended"],
    isProper: true,
    is3d: true,
    isRepack: false,
  });
  expect(parseReleaseTitle("Spring.2019.REPACK.720p.WEB-DL.H264-ABC").isRepack).toBe(true);
});

test("a title in another script is kept", () => {
  expect(parseReleaseTitle("Весенний ветер 2019 WEB-DL 1080p").title).toBe("Весенний ветер");
  expect(parseReleaseTitle("春の風 2019 1080p WEB-DL").title).toBe("春の風");
});

test.each([
  ["Quiet Rooms 2014 720p BluRay x264 LANTERN", "LANTERN"],
  ["Quiet Rooms (2014) (1080p BluRay x265 HEVC 10bit AAC 5.1 Lantern)", "Lantern"],
  ["Quiet Rooms (2014) (1080p BluRay x265 HEVC 10bit AAC 5.1 Other) [Lantern]", "Lantern"],
  ["Quiet.Rooms.2014.1080p.WEB-DL.H264-LANTERN-xpost", "LANTERN"],
  ["Quiet.Rooms.2014.1080p.WEB-DL.H264-Lantern_Crew", "Lantern_Crew"],
  ["Quiet.Rooms.2014.1080p.WEB-DL.x264-Lan-TERN", "Lan-TERN"],
  ["Quiet.Rooms.2014.1080p.WEB-DL.x264-LANTERN[rartv]", "LANTERN"],
  ["Quiet Rooms 2014 1080p BluRay x264 AAC", undefined],
  ["Quiet Rooms", undefined],
])("%s is of the group %s", (name, group) => {
  expect(parseReleaseTitle(name).group).toBe(group);
});

test.each([
  ["The.Lantern.Keepers.S01E02.S01E03.HDTV.XviD-XYZ", [1], [2, 3]],
  ["The Lantern Keepers S06E01-S06E04 1080p WEB-DL", [6], [1, 2, 3, 4]],
  ["The.Lantern.Keepers.2x04.2x05.720p.BluRay-XYZ", [2], [4, 5]],
  ["The.Salt.Roads.3of7.Harbour.DVDRip.XviD-XYZ", [], [3]],
  ["The.Lantern.Keepers.213.720p.HDTV.x264-XYZ", [2], [13]],
  ["[Sora-Subs] Kaze no Machi 07 (1080p)", [], [7]],
  ["[Sora-Subs] Kaze no Machi #07v2 (1080p)", [], [7]],
])("%s is numbered %j %j", (name, seasons, episodes) => {
  expect(parseReleaseTitle(name)).toMatchObject({ seasons, episodes });
});

test.each([
  ["Paper Boats #003 (2020) (Digital) (Sample-Scans).cbz", "Paper Boats"],
  ["Paper Boats v02 (2020) (Digital) (Sample-Scans).cbr", "Paper Boats"],
  ["Paper_Boats_v01_c01[Sample-Scans].zip", "Paper Boats"],
  ["Paper Boats - Ch.36 - A Cold Visit.cbz", "Paper Boats"],
  ["Бумажные лодки Том 1 Глава 2", "Бумажные лодки"],
])("%s is a comic called %s", (name, title) => {
  expect(parseReleaseTitle(name).title).toBe(title);
});

test.each([
  ["Fechten.2014.German.DL.1080p.BluRay.x264-ABC", "Fechten"],
  ["The.German.2014.1080p.BluRay.x264-ABC", "The German"],
])("%s keeps %s as its title", (name, title) => {
  expect(parseReleaseTitle(name).title).toBe(title);
});

test.each([
  ["Quiet.Rooms.2014.German.UHD2BD.1080p.x264-ABC", "bluray"],
  ["Quiet.Rooms.2014.FRENCH.AHDTVMux.x264-ABC", "hdtv"],
  ["Quiet.Rooms.2014.2xDVD9.PAL-ABC", "dvd"],
  ["Quiet.Rooms.2014.HDDVDRip.AVC-ABC", "hd-dvd"],
  ["Quiet.Rooms.2014.1080p.x264-ABC", undefined],
])("%s comes from %s", (name, source) => {
  expect(parseReleaseTitle(name).source).toBe(source);
});

test("flags are languages", () => {
  const { languages } = parseReleaseTitle("Quiet Rooms (2014) 1080p WEB-DL 🇫🇷 🇯🇵 🇬🇧");
  expect(languages).toEqual(expect.arrayContaining(["fr", "ja", "en"]));
});

test("a work whose name is written like a tag keeps its name", () => {
  expect(parseReleaseTitle("The.Uncut.Diamond.2001.1080p.BluRay.x264-ABC").title).toBe(
    "The Uncut Diamond",
  );
});

test.each([
  ["Salt.Roads.S22E5363-E5366.HDTV.x264-ABC", [22], [5363, 5364, 5365, 5366]],
  ["Salt Roads - 1x02-03-04 - The Fog", [1], [2, 3, 4]],
  ["Salt.Roads.S07D1.NTSC.DVDR-ABC", [7], []],
  ["Salt Roads Saison VII FRENCH BDRip XviD-ABC", [7], []],
  ["Salt Roads 79. Bölüm 1080p WEB-DL H264-ABC", [], [79]],
  ["风之町 第2期 第08話 1080p", [2], [8]],
  ["[Sora-Subs] Kaze no Machi 2nd Season - 05 [1080p]", [2], [5]],
  ["[Sora-Subs] Kaze no Machi - 11 - 511 Harbour Street [1080p]", [], [11]],
])("%s is numbered %j %j", (name, seasons, episodes) => {
  expect(parseReleaseTitle(name)).toMatchObject({ seasons, episodes });
});

test("programs, albums and books name their version and their makers", () => {
  expect(parseReleaseTitle("Harbour.Mixer.v12.0.1.MacOS-WHARF")).toMatchObject({
    title: "Harbour Mixer",
    appVersion: "12.0.1",
    contentType: "software",
  });
  expect(parseReleaseTitle("Jo_Sample-Quiet_Songs-(CAT012)-CD-FLAC-2014-ABC")).toMatchObject({
    title: "Quiet Songs",
    artist: "Jo Sample",
    year: 2014,
  });
  expect(parseReleaseTitle("(Folk) [CD] Jo Sample - Quiet Songs - 2014, FLAC")).toMatchObject({
    title: "Quiet Songs",
    artist: "Jo Sample",
  });
  expect(parseReleaseTitle("The Time Machine by H. G. Wells [ENG / epub]")).toMatchObject({
    title: "The Time Machine",
    artist: "H. G. Wells",
  });
});

test.each([
  ["Paper.Boats.NSW-ABC", "switch"],
  ["Salt_Roads_PS4-ABC", "ps4"],
  ["ubuntu-24.04-desktop-amd64.iso", "linux"],
  ["Paper.Boats.Editor.v2.1.MacOSX.Incl.Keygen-ABC", "mac"],
  ["Paper.Boats.Editor.v2.1.WinALL.Incl.Keygen-ABC", "windows"],
  ["Paper.Boats.2019.Android.1080p.WEB-DL.x264-ABC", undefined],
])("%s is for %s", (name, platform) => {
  const release = parseReleaseTitle(name);
  expect(release.platform).toBe(platform);
  expect(release.readings.platform !== undefined).toBe(platform !== undefined);
});

test.each([
  ["Jo_Sample-Quiet_Songs_(feat_Ada_Mast)-Single-WEB-2014-ABC_iNT", "Quiet Songs", "ABC"],
  ["Jo_Sample-Quiet_Songs_(Long_Mix)-(CAT-012)-7_Inch_Vinyl-2014-AB", "Quiet Songs", "AB"],
  ["Jo-Ann_Sample_-_Quiet_Songs-Reissue_Limited_Edition-8LP-2014-TiDE", "Quiet Songs", "TiDE"],
  ["Jo_Sample-Songs_86-98-OST-CD-FLAC-2014-ABC", "Songs 86-98", "ABC"],
  ["Jo Sample-Quiet Songs-EP-2014-ABC", "Quiet Songs", "ABC"],
  ["Harbour_Radio--Quiet_Songs-DVBS-08-05-2014-ABC", "Quiet Songs", "ABC"],
])("the album %s is called %s, by group %s", (name, title, group) => {
  expect(parseReleaseTitle(name)).toMatchObject({ title, group, contentType: "music" });
});

test.each([
  ["Harbour.3D.v1.20.KEYMAKER.ONLY-ABC", "Harbour 3D", "1.20"],
  ["Harbour.CD.Studio.Professional.v1.0.21.Retail-ABC", "Harbour CD Studio Professional", "1.0.21"],
  ["Harbour.Mixer.2022.23.3.2.WinALL-ABC", "Harbour Mixer 2022", "23.3.2"],
  ["Harbour.Mixer.Version.v5.16.Cracked-ABC", "Harbour Mixer", "5.16"],
])("the program %s is called %s in version %s", (name, title, appVersion) => {
  expect(parseReleaseTitle(name)).toMatchObject({ title, appVersion, contentType: "software" });
});

test.each([
  ["Salt.Roads.CD1.DVDRip.XviD-ABC", "Salt Roads", { disc: 1 }],
  ["Salt Roads CD 2 of 3 DVDRip XviD", "Salt Roads", { disc: 2, episodes: [] }],
  ["Jo Sample - Quiet Songs (Disc 2) (2014) [FLAC]", "Quiet Songs", { disc: 2 }],
  ["Salt.Roads.Part.2.2014.1080p.BluRay.x264-ABC", "Salt Roads Part 2", { part: 2 }],
  ["Salt.Roads.Part.II.2014.1080p.BluRay.x264-ABC", "Salt Roads Part II", { part: 2 }],
  ["Salt.Roads.S01E03.The.Fog.Pt.2.720p.HDTV.x264-ABC", "Salt Roads", { part: 2, episodes: [3] }],
  ["Jo Sample - Quiet Songs Vol. 3 (2014) [FLAC]", "Quiet Songs Vol. 3", { volumes: [3] }],
  ["Salt Roads Volume IV (2014) 1080p BluRay x264", "Salt Roads Volume IV", { volumes: [4] }],
])("%s is %s with its number", (name, title, numbers) => {
  expect(parseReleaseTitle(name)).toMatchObject({ title, ...numbers });
});

test.each([
  ["The.Part.Time.Keeper.2014.1080p.WEB-DL.x264-ABC", "The Part Time Keeper"],
  ["The CD Shop 2014 1080p WEB-DL x264", "The CD Shop"],
  ["Part.of.Salt.2014.1080p.WEB-DL.x264-ABC", "Part of Salt"],
  ["Salt.Roads.2014.1080p.WEB-DL.x264-PTV", "Salt Roads"],
])("%s has neither part nor disc and is called %s", (name, title) => {
  const release = parseReleaseTitle(name);
  expect(release).toMatchObject({ title, volumes: [] });
  expect([release.part, release.disc]).toEqual([undefined, undefined]);
});

test.each([
  ["[Sora-Subs] Kaze no Machi #1-4 (1080p)", [], [1, 2, 3, 4]],
  ["[Sora-Subs] Kaze no Machi - 01 ~ 03 [1080p]", [], [1, 2, 3]],
  ["[Sora-Subs] Kaze no Machi 2nd Season - 01 ~ 03 [1080p]", [2], [1, 2, 3]],
  ["[Sora-Subs] Kaze no Machi - 01v2-03 [1080p]", [], [1, 2, 3]],
  ["[Sora-Subs] Kaze no Machi - S01OVA02", [1], [2]],
  ["[Sora-Subs] Kaze no Machi - 111C [1080p].mkv", [], [111]],
  ["Salt Roads - 1xAll - Complete (720p WEB)", [1], []],
  ["Salt Roads - Complete Seasons S01 to S03 (1080p DVDRip)", [1, 2, 3], []],
  ["Harbour Tonight - 2014-10-30 - The Fog (1) [HDTV-720p]", [], []],
  ["Harbour.Tonight.2014.10.30.E07.720p.HDTV.x264-ABC", [], [7]],
])("%s is numbered %j %j", (name, seasons, episodes) => {
  expect(parseReleaseTitle(name)).toMatchObject({ seasons, episodes });
});

test.each([
  ["[Sora-Subs] Kaze no Machi - 10 (XviD_Tsubame)", "Sora-Subs"],
  ["[Sora-Subs m.3.w] Kaze no Machi - 10 [1080p]", "Sora-Subs m.3.w"],
  ["[Sora & Tsubame] Kaze no Machi - 10 [1080p]", "Sora & Tsubame"],
  ["Salt.Roads.2014.1080p.BluRay.DTS.x264.dxva-ABC", "ABC"],
])("%s is by %s", (name, group) => {
  expect(parseReleaseTitle(name).group).toBe(group);
});

test.each([
  ["Paper Boats Book 03 (2020) (digital) (Sample-Scans).cbr", "Paper Boats"],
  ["Paper Boats S01 014 (digital).cbz", "Paper Boats"],
  ["QUAY.-.Paper.Boats.No.2.2014.Hybrid.Comic.eBook-ABC", "Paper Boats"],
  ["Paper.Boats.Comics.Ausgabe.15.Januar.2014.German.Comic.eBook-AB", "Paper Boats Comics"],
])("%s is a comic called %s", (name, title) => {
  expect(parseReleaseTitle(name)).toMatchObject({ title, contentType: "comic" });
});

test.each([
  "Jo Sample - Quiet Songs (2014) [FLAC 24-96]",
  "Jo Sample - Quiet Songs (2014) [24-192 FLAC]",
  "Jo Sample - Quiet Songs (2014) (24/44.1 FLAC)",
])("bits and kilohertz of music are no episodes: %s", (name) => {
  expect(parseReleaseTitle(name)).toMatchObject({
    title: "Quiet Songs",
    contentType: "music",
    episodes: [],
  });
});

test("a span of episodes beside a lossless codec stays one", () => {
  const { episodes } = parseReleaseTitle("[Tide] Lantern Keepers [24-48][FLAC][1080p]");
  expect(episodes).toHaveLength(25);
});

test.each(["Harbour Library (EPUB, 500 books)", "Jo Sample - Collected Works (EPUB, 50 books)"])(
  "how many books there are is neither a group nor an episode: %s",
  (name) => {
    const { group, episodes, contentType } = parseReleaseTitle(name);
    expect({ group, episodes, contentType }).toEqual({
      group: undefined,
      episodes: [],
      contentType: "ebook",
    });
  },
);

test.each([
  ["wikipedia_en_all_maxi_2024-01.zim", "ebook"],
  ["2024-07-04-raspios-bookworm-arm64.img.xz", "software"],
  ["raspbian-2023-05-03.img.gz", "software"],
])("copies of sites and packed images are no programmes of that day: %s", (name, contentType) => {
  for (const files of [undefined, [{ path: name, size: 1_200_000_000 }]]) {
    const release = parseReleaseTitle(name, files && { files });
    expect(release).toMatchObject({ contentType, episodes: [] });
    expect(release.group).toBeUndefined();
  }
});
