import type { CorpusRecord } from "../corpus.ts";
import type { JudgedQuery } from "./judged-query.ts";
import { readTitle } from "./read-title.ts";

/** Titles of free works and systems, by the names that judgements use. */
const TITLES = {
  bbb1080: "Big.Buck.Bunny.2008.1080p.BluRay.x264-BLENDER",
  bbb2160: "Big Buck Bunny (2008) 2160p 60fps WEB-DL HEVC AAC5.1",
  bbb720: "Big_Buck_Bunny_720p_surround",
  bbbMaking: "The.Making.of.Big.Buck.Bunny.2008.720p.WEB.x264",
  bbbMusic: "Jan Morgenstern - Big Buck Bunny (Original Soundtrack) (2008) [FLAC]",
  bbbGame: "Yo.Frankie.Big.Buck.Bunny.Game.v1.2.1-BLENDER",
  bbb3d: "Big.Buck.Bunny.3D.2008.1080p.Half-SBS.x264",
  sintel1080: "Sintel.2010.1080p.BluRay.DTS.x264-DURIAN",
  sintel4k: "Sintel 2010 2160p HDR10 HEVC TrueHD 7.1",
  sintelSubs: "Sintel 2010 Subtitles Pack srt",
  sintelGame: "Sintel.The.Game.v0.4.Linux-FREE",
  sintelSound: "Sintel Soundtrack (2010) [MP3 320]",
  tears1080: "Tears.of.Steel.2012.1080p.WEB-DL.x264-MANGO",
  tears4k: "Tears of Steel (2012) 2160p DCP to HEVC",
  tearsFrames: "Tears.of.Steel.2012.EXR.Frames.Part.01",
  elephants: "Elephants.Dream.2006.1080p.BluRay.x264-ORANGE",
  elephantsHd: "Elephants Dream (2006) 720p HDTV",
  cosmos: "Cosmos.Laundromat.First.Cycle.2015.2048p.WEB-DL.x264",
  cosmos1080: "Cosmos Laundromat 2015 1080p WEB-DL AAC2.0 H.264",
  spring: "Spring.2019.2160p.WEB-DL.VP9.Opus",
  spring1080: "Spring 2019 1080p BluRay x265 10bit",
  springField: "The.Spring.Field.Guide.2019.epub",
  springSnow: "Snow.Before.Spring.1921.720p.DVDRip.x264",
  sprite: "Sprite.Fright.2021.1080p.WEB-DL.DDP5.1.H.264",
  sprite4k: "Sprite Fright 2021 2160p HDR WEB-DL",
  charge: "Charge.2022.1080p.WEB.H265",
  agent: "Agent.327.Operation.Barbershop.2017.1080p.WEB-DL.x264",
  hero: "Hero.2018.1080p.Grease.Pencil.Short.x264",
  caminandes1: "Caminandes.S01E01.Llama.Drama.1080p.WEB.x264",
  caminandes2: "Caminandes.S01E02.Gran.Dillama.1080p.WEB.x264",
  caminandes3: "Caminandes.S01E03.Llamigos.2160p.WEB.x265",
  caminandesAll: "Caminandes.S01.COMPLETE.1080p.WEB.x264",
  caminandesX: "Caminandes - 1x03 - Llamigos [720p]",
  coffee: "Coffee.Run.2020.1080p.WEB-DL.AV1.Opus",
  metropolis: "Metropolis.1927.1080p.BluRay.FLAC.x264",
  metropolisCut: "Metropolis 1927 Restored 2010 Cut 720p",
  metropolisBook: "Thea von Harbou - Metropolis (1925) epub",
  nosferatu: "Nosferatu.1922.RESTORED.1080p.BluRay.x264",
  nosferatuDe: "Nosferatu - Eine Symphonie des Grauens (1922) German 720p",
  caligari: "Das Cabinet des Dr. Caligari 1920 1080p BluRay",
  caligariEn: "The.Cabinet.of.Dr.Caligari.1920.720p.x264",
  trip: "Le Voyage dans la Lune (1902) Restored Colour 1080p",
  tripEn: "A.Trip.to.the.Moon.1902.1080p.x264",
  general: "The.General.1926.1080p.BluRay.x264",
  generalTheory: "The General Theory of Everything Audio Lectures 1926",
  bleak: "Charles Dickens - Bleak House (1853) epub",
  bleakAudio: "Charles Dickens - Bleak House [Audiobook] [Unabridged] [LibriVox]",
  alice: "Lewis Carroll - Alice's Adventures in Wonderland (1865) epub",
  aliceAudio: "Alices Adventures in Wonderland LibriVox MP3 64k",
  pride: "Jane Austen - Pride & Prejudice (1813) [epub, mobi]",
  prideAudio: "Jane.Austen.Pride.and.Prejudice.Audiobook.LibriVox",
  ubuntu2404: "ubuntu-24.04.1-desktop-amd64.iso",
  ubuntu2404s: "ubuntu-24.04.1-live-server-amd64.iso",
  ubuntu2204: "ubuntu-22.04.5-desktop-amd64.iso",
  kubuntu: "kubuntu-24.04.1-desktop-amd64.iso",
  debian12: "debian-12.7.0-amd64-netinst.iso",
  debian12dvd: "debian-12.7.0-amd64-DVD-1.iso",
  debianArm: "debian-12.7.0-arm64-netinst.iso",
  debian11: "debian-11.11.0-amd64-netinst.iso",
  fedora: "Fedora-Workstation-Live-x86_64-41-1.4.iso",
  fedoraServer: "Fedora-Server-dvd-x86_64-41-1.4.iso",
  arch: "archlinux-2024.10.01-x86_64.iso",
  mint: "linuxmint-22-cinnamon-64bit.iso",
  bach: "J.S. Bach - Open Goldberg Variations (2012) [24-96 FLAC]",
  bachMp3: "Bach_Goldberg_Variations_Kimiko_Ishizaka_MP3",
  bachWtc: "Bach - The Well-Tempered Clavier Book 1 [FLAC]",
  genji: "源氏物語 紫式部 全54帖 青空文庫",
  genjiEn: "The Tale of Genji - Murasaki Shikibu (1925) epub",
  monkey: "西游记 吴承恩 (1592) epub",
  war: "Лев Толстой - Война и мир (1869) fb2",
  warEn: "Leo Tolstoy - War and Peace (1869) epub",
  potemkin: "Броненосец «Потёмкин» 1925 1080p",
  potemkinEn: "Battleship.Potemkin.1925.1080p.BluRay.x264",
} as const;

type Name = keyof typeof TITLES;

/** What was typed, and what a person would want to see for it by grade: 3, 2 and 1. */
const JUDGEMENTS: readonly [text: string, three: string, two?: string, one?: string][] = [
  ["big buck bunny ", "bbb1080 bbb2160 bbb720", "bbb3d", "bbbMaking bbbMusic bbbGame"],
  ["big buck bunny 2160p ", "bbb2160"],
  ["big buck bunny 4k ", "bbb2160"],
  ["bigbuckbunny ", "bbb1080 bbb2160 bbb720", "bbb3d", "bbbMaking bbbMusic bbbGame"],
  ["big buck buny", "bbb1080 bbb2160 bbb720", "bbb3d", "bbbMaking bbbMusic bbbGame"],
  ["bunny buck big ", "bbb1080 bbb2160 bbb720", "bbb3d", "bbbMaking bbbMusic bbbGame"],
  ["making of big buck bunny ", "bbbMaking"],
  ["big buck bunny soundtrack ", "bbbMusic"],
  ["big buck bunny 3d ", "bbb3d"],
  ["sintel ", "sintel1080 sintel4k", "", "sintelSubs sintelGame sintelSound"],
  ["sintle 2010 ", "sintel1080 sintel4k", "", "sintelSubs sintelSound"],
  ["sintel hdr", "sintel4k"],
  ["sintel 216", "sintel4k"],
  ["big buck bunny 108", "bbb1080", "bbb3d"],
  ["sintel game ", "sintelGame"],
  ["tears of steel ", "tears1080 tears4k", "", "tearsFrames"],
  ["tears steel 2012 1080p ", "tears1080", "tears4k", "tearsFrames"],
  ["tears of stel ", "tears1080 tears4k", "", "tearsFrames"],
  ["elephant dream ", "elephants elephantsHd"],
  ["elephants dre", "elephants elephantsHd"],
  ["cosmos laundromat ", "cosmos cosmos1080"],
  ["cosmoslaundromat 1080p ", "cosmos1080", "cosmos"],
  ["spring 2019 ", "spring spring1080", "", "springField"],
  ["spring 2019 2160p ", "spring", "spring1080"],
  ["sprite fright ", "sprite sprite4k"],
  ["spritefright ", "sprite sprite4k"],
  ["agent ", "agent"],
  ["operation barber shop ", "agent"],
  ["caminandes ", "caminandesAll caminandes1 caminandes2 caminandes3 caminandesX"],
  ["caminandes s01e03 ", "caminandes3 caminandesX", "caminandesAll", "caminandes1 caminandes2"],
  ["caminandes 1x03 ", "caminandes3 caminandesX", "caminandesAll", "caminandes1 caminandes2"],
  ["caminandes season 1 ", "caminandesAll", "caminandes1 caminandes2 caminandes3 caminandesX"],
  ["caminandes s01 ", "caminandesAll", "caminandes1 caminandes2 caminandes3 caminandesX"],
  ["caminandes s01e0", "caminandes1 caminandes2 caminandes3 caminandesX"],
  ["caminandes llamigos 2160p ", "caminandes3", "caminandesX"],
  ["coffee run ", "coffee"],
  ["cofee run 2020", "coffee"],
  ["metropolis 1927 ", "metropolis metropolisCut", "", "metropolisBook"],
  ["metropolis epub ", "metropolisBook", "", "metropolis metropolisCut"],
  ["nosferatu ", "nosferatu nosferatuDe"],
  ["nosferatu eine symphonie ", "nosferatuDe", "nosferatu"],
  ["dr caligari ", "caligari caligariEn"],
  ["cabinet of dr. caligari ", "caligariEn", "caligari"],
  ["voyage dans la lune ", "trip", "tripEn"],
  ["the general 1926 ", "general", "", "generalTheory"],
  ["general 1926 1080p ", "general"],
  ["dickens bleak house ", "bleak bleakAudio"],
  ["bleak house audiobook ", "bleakAudio", "bleak"],
  ["alices adventures in wonderland ", "alice aliceAudio"],
  ["alice's adventures ", "alice aliceAudio"],
  ["pride and prejudice ", "pride prideAudio"],
  ["pride & prejudice epub", "pride", "prideAudio"],
  ["jane austin pride ", "pride prideAudio"],
  ["ubuntu 24.04 ", "ubuntu2404 ubuntu2404s", "kubuntu", "ubuntu2204"],
  ["ubuntu 24.04 desktop ", "ubuntu2404", "kubuntu", "ubuntu2404s ubuntu2204"],
  ["ubunut 22.04 ", "ubuntu2204", "", "ubuntu2404 ubuntu2404s"],
  ["debian 12 netinst ", "debian12 debianArm", "", "debian12dvd debian11"],
  ["debian 12 amd64 ", "debian12 debian12dvd", "", "debianArm debian11"],
  ["fedora 41 workstation ", "fedora", "", "fedoraServer"],
  ["arch linux ", "arch"],
  ["linux mint 22 ", "mint"],
  ["goldberg variations ", "bach bachMp3"],
  ["bach goldberg flac ", "bach", "bachMp3"],
  ["well tempered clavier ", "bachWtc"],
  ["源氏物語 ", "genji"],
  ["源氏", "genji"],
  ["西游记 ", "monkey"],
  ["война и мир ", "war", "warEn"],
  ["броненосец потемкин ", "potemkin", "potemkinEn"],
  ["potemkin 1925 ", "potemkinEn", "potemkin"],
];

/** Works and systems that the generator names too: only judged titles of them may be found. */
const ALSO_GENERATED =
  /^(?:elephants dream|big buck bunny|sintel|tears of steel|caminandes|cosmos laundromat|glass half|agent(?: 327)?|hero|spring|coffee run|sprite fright|charge)$|^(?:ubuntu|debian|fedora|archlinux|linuxmint)\b/;

/** Whether nobody judged a generated title although it is about a work that has judged ones. */
export function isUnjudged(title: string): boolean {
  return ALSO_GENERATED.test(readTitle(title).work);
}

/** The records of the titles above; all have the same numbers, so that only words tell them apart. */
export function listHandJudgedRecords(): CorpusRecord[] {
  return Object.values(TITLES).map((title, index) => ({
    infoHash: index.toString(16).padStart(40, "f"),
    title,
    size: 2 ** 30,
    source: "upload",
    seeders: 10,
    publishedAt: "2024-01-01T00:00:00Z",
  }));
}

/** Queries that a person judged; the first of the records has the given number. */
export function listHandJudgedQueries(from: number): JudgedQuery[] {
  const names = Object.keys(TITLES);
  const idOf = (name: string) => {
    const at = names.indexOf(name as Name);
    if (at === -1) throw new Error(`no title is called ${name}`);
    return from + at;
  };
  return JUDGEMENTS.map(([text, ...lists]) => {
    const graded = lists.flatMap((list, index) =>
      (list ?? "")
        .split(" ")
        .filter(Boolean)
        .map((name) => [idOf(name), 3 - index] as const),
    );
    return { kind: "judged by hand", text, grades: new Map(graded) };
  });
}
