// What the pictures of the documentation show: freely licensed works, with invented hashes.
import { createHash } from "node:crypto";

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const HOUR = 3_600_000;

/** Title, category, size in MiB, seeders, leechers, hours since it was published, files, sources. */
const RELEASES = [
  [
    "Big.Buck.Bunny.2008.2160p.WEB-DL.HEVC.x265-Blender",
    "movies",
    2840,
    1240,
    31,
    3,
    "film",
    "abc",
  ],
  ["Big Buck Bunny (2008) 1080p BluRay x264 FLAC 5.1", "movies", 1030, 2310, 84, 20, "film", "abd"],
  ["Big.Buck.Bunny.2008.720p.WEBRip.x264.AAC", "movies", 342, 640, 12, 90, "film", "ab"],
  ["Sintel.2010.2160p.UHD.BluRay.x265.10bit.HDR-DURIAN", "movies", 5480, 880, 42, 6, "film", "abc"],
  ["Sintel (2010) 1080p BluRay x264 DTS", "movies", 1190, 1720, 23, 31, "film", "ab"],
  ["Sintel.2010.720p.x264.MULTi.SUBS-Blender", "movies", 648, 311, 4, 400, "film", "b"],
  ["Tears.of.Steel.2012.2160p.WEB-DL.DDP5.1.HEVC-MANGO", "movies", 6240, 512, 19, 9, "film", "abd"],
  ["Tears of Steel (2012) 1080p WEB-DL x264", "movies", 571, 1430, 8, 52, "film", "abc"],
  ["Tears.of.Steel.2012.Making.Of.1080p.WEB.x264", "movies", 1900, 61, 2, 700, "film", "c"],
  [
    "Cosmos.Laundromat.2015.2160p.WEB-DL.x265-GOOSEBERRY",
    "movies",
    3320,
    402,
    11,
    14,
    "film",
    "ab",
  ],
  ["Cosmos Laundromat - First Cycle (2015) 1080p", "movies", 760, 690, 3, 120, "film", "ad"],
  ["Elephants.Dream.2006.1080p.HDTV.x264.AC3", "movies", 815, 233, 1, 210, "film", "bd"],
  ["Spring.2019.2160p.WEB-DL.AV1.Opus-Blender", "movies", 1480, 977, 37, 2, "film", "abc"],
  ["Spring (2019) 1080p WEB-DL x264 AAC", "movies", 410, 1210, 9, 44, "film", "ab"],
  ["Agent.327.Operation.Barbershop.2017.1080p.WEB.x264", "movies", 268, 154, 0, 300, "film", "a"],
  ["Caminandes.S01.1080p.WEB-DL.x264-Blender", "tv", 690, 348, 6, 26, "season", "abc"],
  ["Caminandes.S01E02.Gran.Dillama.2160p.WEB-DL.x265", "tv", 402, 120, 2, 27, "film", "ab"],
  ["Caminandes.S01E03.Llamigos.1080p.WEB-DL.x264", "tv", 214, 186, 1, 28, "film", "ab"],
  ["Hero.2018.1080p.WEB-DL.x264-Grease.Pencil", "movies", 190, 76, 0, 500, "film", "c"],
  ["Coffee.Run.2020.2160p.WEB-DL.HEVC", "movies", 720, 144, 3, 130, "film", "ac"],
  [
    "Sprite.Fright.2021.2160p.WEB-DL.DDP5.1.x265-Blender",
    "movies",
    3960,
    760,
    28,
    5,
    "film",
    "abcd",
  ],
  ["Charge.2022.1080p.WEB-DL.x264.AAC", "movies", 436, 503, 7, 60, "film", "ab"],
  ["Wing.It.2023.2160p.WEB-DL.AV1-Blender", "movies", 1120, 622, 16, 8, "film", "abc"],
  ["Project.Gold.2024.1080p.WEB-DL.x265", "movies", 330, 288, 5, 17, "film", "ab"],
  ["Nosferatu.1922.Restored.1080p.BluRay.FLAC.x264", "movies", 9310, 418, 22, 70, "film", "bd"],
  [
    "Metropolis.1927.The.Complete.Version.720p.BluRay.x264",
    "movies",
    6120,
    271,
    14,
    150,
    "film",
    "d",
  ],
  ["A.Trip.to.the.Moon.1902.Hand.Coloured.1080p.x264", "movies", 1240, 96, 1, 900, "film", "d"],
  ["The.General.1926.1080p.BluRay.x264.AC3", "movies", 7460, 204, 6, 260, "film", "bd"],
  ["ubuntu-24.04.3-desktop-amd64.iso", "software", 6050, 4820, 131, 1, "image", "abe"],
  ["ubuntu-24.04.3-live-server-arm64.iso", "software", 2710, 940, 22, 1, "image", "ae"],
  ["debian-13.1.0-amd64-netinst.iso", "software", 783, 2950, 40, 4, "image", "abe"],
  ["debian-13.1.0-amd64-DVD-1.iso", "software", 3780, 1180, 33, 4, "image", "ae"],
  ["Fedora-Workstation-Live-42-1.1-x86_64", "software", 2270, 1610, 45, 12, "image", "abe"],
  ["archlinux-2026.06.01-x86_64.iso", "software", 1260, 2120, 19, 7, "image", "abe"],
  ["linuxmint-22.2-cinnamon-64bit.iso", "software", 2890, 1960, 27, 22, "image", "ae"],
  ["openSUSE-Leap-16.0-DVD-x86_64.iso", "software", 4420, 530, 8, 35, "image", "e"],
  ["nixos-graphical-25.11-x86_64-linux.iso", "software", 3150, 610, 13, 16, "image", "be"],
  ["alpine-standard-3.22.1-x86_64.iso", "software", 241, 402, 2, 48, "image", "e"],
  ["FreeBSD-14.3-RELEASE-amd64-dvd1.iso", "software", 4610, 377, 9, 80, "image", "ae"],
  ["Raspberry Pi OS 2026-05-07 arm64 full", "software", 2760, 820, 17, 65, "image", "ab"],
  ["LibreOffice 25.8.1 Windows x86-64", "software", 352, 640, 5, 19, "image", "ae"],
  ["blender-4.5.2-linux-x64", "software", 371, 905, 12, 10, "image", "abe"],
  [
    "Johann Sebastian Bach - The Open Goldberg Variations (2012) [FLAC 24-96]",
    "audio",
    1590,
    214,
    3,
    38,
    "album",
    "bd",
  ],
  [
    "Johann Sebastian Bach - The Well-Tempered Clavier, Book 1 (2015) [FLAC]",
    "audio",
    810,
    162,
    2,
    95,
    "album",
    "bd",
  ],
  [
    "Musopen Collection - Beethoven Symphonies (2012) [FLAC]",
    "audio",
    2960,
    133,
    4,
    180,
    "album",
    "d",
  ],
  ["Musopen - Chopin Complete Works (2018) [MP3 320]", "audio", 3420, 287, 9, 240, "album", "bd"],
  ["US Marine Band - Holst The Planets (2010) [FLAC]", "audio", 388, 58, 0, 620, "album", "d"],
  ["Erik Satie - Gymnopedies and Gnossiennes (2016) [V0]", "audio", 121, 77, 1, 330, "album", "d"],
  [
    "Jane Austen - Pride and Prejudice (LibriVox) [MP3 64]",
    "audiobook",
    318,
    402,
    6,
    110,
    "album",
    "bd",
  ],
  [
    "Herman Melville - Moby-Dick (LibriVox, 2023) [M4B]",
    "audiobook",
    640,
    231,
    3,
    75,
    "album",
    "d",
  ],
  [
    "Mary Shelley - Frankenstein (LibriVox) [MP3 128]",
    "audiobook",
    486,
    188,
    2,
    140,
    "album",
    "bd",
  ],
  [
    "Arthur Conan Doyle - The Adventures of Sherlock Holmes (1892) EPUB",
    "ebook",
    4,
    340,
    1,
    55,
    "book",
    "bd",
  ],
  ["Project Gutenberg - Best of 2025 (EPUB, 500 books)", "ebook", 1260, 512, 21, 13, "shelf", "bd"],
  ["Walt Whitman - Leaves of Grass (1855) EPUB", "ebook", 3, 92, 0, 410, "book", "d"],
  ["Charles Darwin - On the Origin of Species (1859) PDF", "ebook", 18, 171, 0, 280, "book", "d"],
  [
    "Jules Verne - Vingt mille lieues sous les mers (1870) FRENCH EPUB",
    "ebook",
    5,
    64,
    1,
    340,
    "book",
    "d",
  ],
  ["Standard Ebooks - All Releases 2026-06", "ebook", 2210, 388, 15, 11, "shelf", "bd"],
  ["OpenStreetMap Planet 260601 (PBF)", "other", 84_000, 71, 18, 15, "image", "e"],
  ["Wikipedia EN 2026-05 all maxi ZIM (Kiwix)", "other", 118_000, 830, 96, 18, "image", "be"],
  ["0 A.D. Release 27 Linux", 4050, 1560, 244, 4, 45, "image", "ab"],
  ["SuperTuxKart 1.5 Windows", 4050, 720, 198, 2, 66, "image", "ab"],
  ["Internet Archive - 78 rpm Jazz 1917-1925", "audio", 5230, 86, 5, 190, "album", "d"],
  [
    "Internet Archive - Prelinger Industrial Films Vol. 3 (1948-1957)",
    "movies",
    21_400,
    112,
    12,
    230,
    "season",
    "d",
  ],
  [
    "NASA - Apollo 11 Onboard Audio and Photographs (1969)",
    "other",
    9800,
    149,
    3,
    310,
    "shelf",
    "bd",
  ],
];

const SOURCES = {
  a: "Quayside",
  b: "Lanterna",
  c: "Film mirror",
  d: "Open shelf",
  e: "Distributions",
};
const TRACKERS = [
  "udp://tracker.example.org:6969/announce",
  "https://tracker.example.net/announce",
];

/** The records of one source after the other, as `POST /torrents/ingest` takes them. */
export function listExampleRecords(now = Date.now()) {
  return Object.entries(SOURCES).map(([letter, name]) => ({
    name,
    records: RELEASES.filter((release) => release[7].includes(letter)).map((release) =>
      toRecord(release, name, letter, now),
    ),
  }));
}

/** Info hash of the release whose page is shown. */
export const SHOWN_HASH = hashOf("Sprite.Fright.2021.2160p.WEB-DL.DDP5.1.x265-Blender");

function toRecord([title, category, megabytes, seeders, leechers, hours, kind], name, letter, now) {
  const size = Math.round(megabytes * MIB);
  // Each source has its own count of the same swarm.
  const part = 1 - letter.charCodeAt(0) / 997;
  return {
    infoHash: hashOf(title),
    title,
    size,
    category,
    seeders: Math.round(seeders * part),
    leechers: Math.round(leechers * part),
    snatches: Math.round(seeders * 7.3),
    publishedAt: new Date(now - hours * 11 * HOUR).toISOString(),
    trackers: TRACKERS,
    source: { name, url: `https://example.org/releases/${hashOf(title).slice(0, 8)}` },
    files: FILES[kind](title, size),
  };
}

const FILES = {
  film: (title, size) => [
    { path: `${title}/${title}.mkv`, size: size - 3 * MIB },
    { path: `${title}/Subs/English.srt`, size: 61_200 },
    { path: `${title}/Subs/Deutsch.srt`, size: 64_900 },
    { path: `${title}/Subs/Nederlands.srt`, size: 60_100 },
    { path: `${title}/Extras/poster.jpg`, size: 2_400_000 },
    { path: `${title}/${title}.nfo`, size: 4100 },
  ],
  season: (title, size) =>
    split(size, 3, (n) => `${title}/${title.replace(/\.S01.*/, "")}.S01E0${n}.mkv`),
  image: (title, size) => [{ path: title, size }],
  album: (title, size) => [
    ...split(size - 2 * MIB, 12, (n) => `${title}/${String(n).padStart(2, "0")} - Part ${n}.flac`),
    { path: `${title}/cover.jpg`, size: 2 * MIB },
  ],
  book: (title, size) => [
    {
      path: `${title.replace(/ (EPUB|PDF)$/, "")}.${title.endsWith("PDF") ? "pdf" : "epub"}`,
      size,
    },
  ],
  shelf: (title, size) =>
    split(size, size > GIB ? 240 : 60, (n) => `${title}/${Math.ceil(n / 40)}/book ${n}.epub`),
};

function split(size, count, nameOf) {
  const each = Math.floor(size / count);
  return Array.from({ length: count }, (_, index) => ({ path: nameOf(index + 1), size: each }));
}

function hashOf(title) {
  return createHash("sha1").update(title).digest("hex");
}
