import { drawRank, createRandom, type Random } from "./random.ts";
import { drawForeignTitle, drawInvented, drawPerson, drawTitle } from "./vocabulary.ts";

/** The names that a torrent of one kind takes. */
export interface ReleaseShape {
  title: string;
  /** Newznab category. */
  category: number;
  /** Name of the file at an index among `count` files, relative to the torrent. */
  nameFile(index: number, count: number): string;
  /** Mean size of its largest files in bytes. */
  typicalSize: number;
  /** Files of about the same size, as opposed to one large file with small ones beside it. */
  isEven: boolean;
  /** The digits of an IMDb-like id, the same for all releases of a work. */
  imdbNumber?: number;
}

const GiB = 2 ** 30;
const MiB = 2 ** 20;
const WORKS = 150_000;

/** Films under Creative Commons licences by the Blender Foundation. */
const OPEN_FILMS = [
  "Elephants Dream 2006",
  "Big Buck Bunny 2008",
  "Sintel 2010",
  "Tears of Steel 2012",
  "Caminandes Llamigos 2016",
  "Cosmos Laundromat 2015",
  "Glass Half 2015",
  "Agent 327 2017",
  "Hero 2018",
  "Spring 2019",
  "Coffee Run 2020",
  "Sprite Fright 2021",
  "Charge 2022",
];
const DISTRIBUTIONS =
  "ubuntu debian fedora archlinux linuxmint opensuse alpine nixos manjaro gentoo void slackware almalinux rocky tails raspios".split(
    " ",
  );
const RESOLUTIONS = ["1080p", "1080p", "1080p", "720p", "720p", "2160p", "480p", "576p"];
const SOURCES = [
  "WEB-DL",
  "WEB-DL",
  "WEBRip",
  "BluRay",
  "BluRay",
  "HDTV",
  "DVDRip",
  "BDRip",
  "WEB",
];
const VIDEO_CODECS = ["x264", "x264", "H.264", "x265", "H.265", "HEVC", "AV1", "XviD"];
const AUDIO_CODECS = ["AAC2.0", "DDP5.1", "DD5.1", "AAC", "DTS", "FLAC", "TrueHD.7.1", "Opus"];
const EXTRAS = ["", "", "", "", "REPACK.", "PROPER.", "EXTENDED.", "MULTi.", "10bit.", "HDR."];
const AUDIO_FORMATS = ["FLAC", "MP3 320", "MP3 V0", "24-96 FLAC", "AAC", "Opus"];

/** A shape for the record of the generator: what it is, how it is called, what its files are called. */
export function drawShape(random: Random): ReleaseShape {
  let roll = random.next();
  for (const [share, draw] of SHAPES) {
    if (roll < share) return draw(random);
    roll -= share;
  }
  return drawFilm(random);
}

const SHAPES: readonly (readonly [number, (random: Random) => ReleaseShape])[] = [
  [0.22, drawFilm],
  [0.2, drawEpisode],
  [0.08, drawSeason],
  [0.03, drawDaily],
  [0.1, drawAnime],
  [0.1, drawAlbum],
  [0.04, drawSceneAlbum],
  [0.05, drawBook],
  [0.03, drawAudiobook],
  [0.03, drawComic],
  [0.04, drawGame],
  [0.03, drawSoftware],
  [0.02, drawDistribution],
  [0.03, drawForeign],
];

function drawFilm(random: Random): ReleaseShape {
  const work = workOf(random, 1);
  const named = random.chance(0.01) ? random.pick(OPEN_FILMS) : undefined;
  const year = 1960 + drawRank(work, 66, 200);
  const name = named ?? `${drawTitle(work)} ${random.chance(0.3) ? `(${year})` : year}`;
  const tags = videoTags(random);
  const isDotted = random.chance(0.7);
  const title = isDotted
    ? `${dotted(name)}.${tags}-${group(random)}`
    : `${name} ${tags.replaceAll(".", " ")} [${group(random)}]`;
  const shape = video(title, tags.includes("2160p") ? 2045 : 2040, 4 * GiB);
  return named === undefined ? { ...shape, imdbNumber: imdbNumber(work) } : shape;
}

function drawEpisode(random: Random): ReleaseShape {
  const work = workOf(random, 2);
  const name = drawTitle(work);
  const season = 1 + drawRank(random, 20, 2);
  const first = 1 + random.below(24);
  const second = random.chance(0.04)
    ? random.pick([`E${pad(first + 1)}`, `-E${pad(first + 1)}`])
    : "";
  const mark = random.chance(0.05)
    ? `${season}x${pad(first)}`
    : `S${pad(season)}E${pad(first)}${second}`;
  const part = random.chance(0.3) ? `${dotted(drawTitle(random))}.` : "";
  const title = `${dotted(name)}.${mark}.${part}${videoTags(random)}-${group(random)}`;
  return { ...video(title, 5040, 1.2 * GiB), imdbNumber: imdbNumber(work) };
}

function drawSeason(random: Random): ReleaseShape {
  const name = dotted(drawTitle(workOf(random, 2)));
  const season = 1 + drawRank(random, 20, 2);
  const last = random.chance(0.1) ? `-S${pad(season + 2)}` : "";
  const tags = `${videoTags(random)}-${group(random)}`;
  const title = random.chance(0.2)
    ? `${name.replaceAll(".", " ")} Season ${season} Complete ${tags.replaceAll(".", " ")}`
    : `${name}.S${pad(season)}${last}.${tags}`;
  const nameFile = (index: number): string =>
    `${name}.S${pad(season)}E${pad(index + 1)}.${tags}.mkv`;
  return even(title, 5040, 900 * MiB, nameFile);
}

function drawDaily(random: Random): ReleaseShape {
  const name = dotted(drawTitle(workOf(random, 3)));
  const date = `${2012 + random.below(14)}.${pad(1 + random.below(12))}.${pad(1 + random.below(28))}`;
  return video(`${name}.${date}.${videoTags(random)}-${group(random)}`, 5040, 0.7 * GiB);
}

function drawAnime(random: Random): ReleaseShape {
  const name = drawTitle(workOf(random, 4));
  const team = group(random);
  const resolution = random.pick(["1080p", "720p", "480p"]);
  const checksum = (random.next() * 2 ** 32) >>> 0;
  const crc = checksum.toString(16).toUpperCase().padStart(8, "0");
  if (random.chance(0.2)) {
    const title = `[${team}] ${name} (${pad(1)}-${pad(12 + random.below(14))}) (${resolution}) [Batch]`;
    return even(title, 5070, 500 * MiB, (index) => `[${team}] ${name} - ${pad(index + 1)}.mkv`);
  }
  const number = pad(1 + drawRank(random, 800, 12));
  const title = `[${team}] ${name} - ${number} (${resolution}) [${crc}]`;
  return video(title, 5070, 0.6 * GiB);
}

function drawAlbum(random: Random): ReleaseShape {
  const work = workOf(random, 5);
  const artist = work.chance(0.5) ? drawPerson(work) : drawTitle(work);
  const album = drawTitle(work);
  const year = 1970 + work.below(56);
  const format = random.pick(AUDIO_FORMATS);
  const extension = format.includes("FLAC") ? "flac" : "mp3";
  const title = `${artist} - ${album} (${year}) [${format}]`;
  return even(title, extension === "flac" ? 3040 : 3010, 30 * MiB, trackNames(work, extension));
}

function drawSceneAlbum(random: Random): ReleaseShape {
  const work = workOf(random, 5);
  const name = `${drawPerson(work)}-${drawTitle(work)}`.toLowerCase().replace(/[^a-z0-9-]+/g, "_");
  const title = `${name}-web-flac-${1990 + work.below(36)}-${group(random).toLowerCase()}`;
  return even(title, 3040, 28 * MiB, trackNames(work, "flac"));
}

function trackNames(work: Random, extension: string): (index: number) => string {
  const words = Array.from({ length: 12 }, () => drawInvented(work));
  return (index) => {
    const word = words[index % words.length] ?? "";
    return `${pad(index + 1)} - ${word} ${words[(index * 5 + 1) % 12] ?? ""}.${extension}`;
  };
}

function drawBook(random: Random): ReleaseShape {
  const work = workOf(random, 6);
  const extension = random.pick(["epub", "epub", "pdf", "mobi", "azw3"]);
  const title = `${drawPerson(work)} - ${drawTitle(work)} (${1950 + work.below(76)}) ${extension}`;
  return even(title, 7020, 6 * MiB, (index) => `${title} ${index === 0 ? "" : index}.${extension}`);
}

function drawAudiobook(random: Random): ReleaseShape {
  const work = workOf(random, 6);
  const name = `${drawPerson(work)} - ${drawTitle(work)}`;
  const title = `${name} [Audiobook] [${random.pick(["Unabridged", "M4B", "MP3 64k"])}]`;
  return even(title, 3030, 40 * MiB, (index) => `${name} - Chapter ${pad(index + 1)}.mp3`);
}

function drawComic(random: Random): ReleaseShape {
  const name = drawTitle(workOf(random, 7));
  const year = 1990 + random.below(36);
  const first = 1 + random.below(60);
  const nameFile = (index: number): string =>
    `${name} ${String(first + index).padStart(3, "0")} (${year}) (digital).cbz`;
  const title = `${name} ${String(first).padStart(3, "0")} (${year}) (digital) (${group(random)})`;
  return even(title, 7030, 45 * MiB, nameFile);
}

function drawGame(random: Random): ReleaseShape {
  const version = `v${random.below(4)}.${random.below(20)}.${random.below(10)}`;
  const title = `${dotted(drawTitle(workOf(random, 8)))}.${version}-${group(random)}`;
  return even(title, 4050, 500 * MiB, (index) => `data/archive_${pad(index)}.pak`);
}

function drawSoftware(random: Random): ReleaseShape {
  const name = drawTitle(workOf(random, 9)).replace(/^(?:The|A) /, "");
  const version = `${1 + random.below(24)}.${random.below(10)}.${random.below(4000)}`;
  const title = `${name} ${version} ${random.pick(["x64", "macOS", "Linux", "Multilingual"])}`;
  return even(title, 4010, 90 * MiB, (index) => `setup/part-${pad(index)}.bin`);
}

function drawDistribution(random: Random): ReleaseShape {
  const version = `${8 + random.below(36)}.${random.pick(["04", "10", "0", "1", "2.1"])}`;
  const flavour = random.pick([
    "desktop-amd64",
    "live-server-amd64",
    "netinst-arm64",
    "x86_64-dvd",
  ]);
  const name = `${random.pick(DISTRIBUTIONS)}-${version}-${flavour}`;
  return even(`${name}.iso`, 4020, 2.5 * GiB, (index) =>
    index === 0 ? `${name}.iso` : `SHA${index}SUMS`,
  );
}

function drawForeign(random: Random): ReleaseShape {
  const name = drawForeignTitle(workOf(random, 10));
  const title = random.chance(0.5)
    ? `${name} (${1980 + random.below(46)}) ${videoTags(random).replaceAll(".", " ")}`
    : `${dotted(name)}.S${pad(1 + random.below(4))}E${pad(1 + random.below(12))}.${videoTags(random)}`;
  return video(title, random.chance(0.5) ? 2010 : 5020, 2 * GiB);
}

/** A generator that belongs to a work, so that its releases agree on names; a few works have many. */
function workOf(random: Random, kind: number): Random {
  return createRandom(kind * 0x1000000 + drawRank(random, WORKS, 60));
}

function video(title: string, category: number, typicalSize: number): ReleaseShape {
  const nameFile = (index: number): string => {
    if (index === 0) return `${title}.mkv`;
    if (index === 1) return `${title}.nfo`;
    if (index === 2) return "Sample/sample.mkv";
    return `Subs/${index}_${LANGUAGES[index % LANGUAGES.length] ?? ""}.srt`;
  };
  return { title, category, typicalSize, nameFile, isEven: false };
}

const LANGUAGES = ["English", "German", "French", "Spanish", "Italian", "Polish", "Japanese"];

function even(
  title: string,
  category: number,
  typicalSize: number,
  nameFile: (index: number) => string,
): ReleaseShape {
  return { title, category, typicalSize, nameFile, isEven: true };
}

function videoTags(random: Random): string {
  const audio = random.chance(0.6) ? `${random.pick(AUDIO_CODECS)}.` : "";
  const extra = random.pick(EXTRAS);
  return `${extra}${random.pick(RESOLUTIONS)}.${random.pick(SOURCES)}.${audio}${random.pick(VIDEO_CODECS)}`;
}

function imdbNumber(work: Random): number {
  return 90_000_000 + work.below(9_000_000);
}

/** An invented release group; a few of them make most releases. */
function group(random: Random): string {
  return drawInvented(createRandom(7_000_000 + drawRank(random, 3000, 5))).toUpperCase();
}

function dotted(name: string): string {
  return name
    .replace(/[':,()]/g, "")
    .replace(/&/g, "and")
    .replace(/\s+/g, ".");
}

function pad(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
