/** Newznab categories of a release; names and tree are those of `@minato/torznab`. */
import type { ContentType } from "./content-type.ts";
import type { FileShape } from "./file-shape.ts";
import { findPlatform, NAME_SIGNALS, type Platform } from "./name-signals.ts";
import type { ReleaseTitle } from "./release-title.ts";

/** Least heights of a picture that is called ultra high and high definition. */
const UHD_LINES = 1500;
const HD_LINES = 700;

const CONSOLE_OF: Readonly<Record<Platform, number>> = {
  nds: 1010,
  psp: 1020,
  wii: 1030,
  xbox: 1040,
  xbox360: 1050,
  ps3: 1080,
  "3ds": 1110,
  psvita: 1120,
  wiiu: 1130,
  xboxone: 1140,
  ps4: 1180,
  switch: 1090,
  ps5: 1090,
  ps2: 1090,
  ps1: 1090,
  retro: 1090,
};

interface Described {
  title: ReleaseTitle;
  text: string;
  files: FileShape;
  /** Newznab numbers the source gave. */
  given: readonly number[];
}

/**
 * Parent and children in ascending order, never empty: television and films have exactly one of
 * SD, HD and UHD (SD where nothing tells), since clients ask for those and not for the parent.
 */
export function listCategories(type: ContentType, described: Described): number[] {
  const ids = CATEGORIES_OF[type](described);
  return ids.toSorted((left, right) => left - right);
}

const CATEGORIES_OF = {
  movie: listMovie,
  tv: listTelevision,
  anime: (described) => [...listTelevision(described), 5070],
  sport: (described) => [...listTelevision(described), 5060],
  music: (described) => [3000, musicChild(described)],
  audiobook: () => [3000, 3030],
  ebook: () => [7000, 7020],
  comic: () => [7000, 7030],
  magazine: () => [7000, 7010],
  game: listGame,
  software: (described) => [4000, softwareChild(described)],
  course: ({ files }) => (files.kind === "ebook" ? [7000, 7040] : [8000, 8010]),
  adult: (described) => [6000, adultChild(described)],
  other: () => [8000, 8010],
} as const satisfies Readonly<Record<ContentType, (described: Described) => number[]>>;

function listMovie(described: Described): number[] {
  const { title, files } = described;
  const ids = [2000, { sd: 2030, hd: 2040, uhd: 2045 }[definition(described, 2000)]];
  if (title.source === "bluray" || files.disc === "bluray") ids.push(2050);
  if (title.is3d) ids.push(2060);
  if (title.source === "dvd" || files.disc === "dvd") ids.push(2070);
  if (isWeb(title)) ids.push(2080);
  if (title.videoCodec === "hevc") ids.push(2090);
  return ids;
}

function listTelevision(described: Described): number[] {
  const { title } = described;
  const ids = [5000, { sd: 5030, hd: 5040, uhd: 5045 }[definition(described, 5000)]];
  if (isWeb(title)) ids.push(5010);
  if (title.isDocumentary) ids.push(5080);
  if (title.videoCodec === "hevc") ids.push(5090);
  return ids;
}

/** The source's own SD, HD or UHD child of the parent counts where the name states no height. */
function definition({ title, files, given }: Described, parent: number): "sd" | "hd" | "uhd" {
  const height = title.resolution;
  if (height !== undefined) return height >= UHD_LINES ? "uhd" : height >= HD_LINES ? "hd" : "sd";
  if (given.includes(parent + 45)) return "uhd";
  if (given.includes(parent + 40)) return "hd";
  return files.disc === "bluray" ? "hd" : "sd";
}

function isWeb(title: ReleaseTitle): boolean {
  return title.source === "web-dl" || title.source === "webrip" || title.source === "web";
}

function musicChild({ title, text, files }: Described): number {
  if (NAME_SIGNALS.musicVideo.test(text) || files.kind === "video") return 3020;
  const extension = files.kind === "audio" ? files.extension : undefined;
  if (extension === "mp3") return 3010;
  if (extension !== undefined) return LOSSLESS_EXTENSIONS.has(extension) ? 3040 : 3050;
  if (NAME_SIGNALS.lossless.test(text) || title.audioCodecs.includes("flac")) return 3040;
  if (NAME_SIGNALS.mp3.test(text) || title.audioCodecs.includes("mp3")) return 3010;
  return 3050;
}

const LOSSLESS_EXTENSIONS: ReadonlySet<string> = new Set(
  "flac ape alac wav aiff wv tak tta dsf dff".split(" "),
);

function listGame({ text, files }: Described): number[] {
  const platform = findPlatform(text);
  if (platform) return [1000, CONSOLE_OF[platform]];
  if (files.kind === "rom") return [1000, 1090];
  const ids = [4000, 4050];
  if (files.kind === "android-program") ids.push(4070);
  if (files.kind === "ios-program") ids.push(4060);
  if (files.kind === "mac-program" || NAME_SIGNALS.mac.test(text)) ids.push(4030);
  return ids;
}

function softwareChild({ text, files }: Described): number {
  if (files.kind === "android-program" || NAME_SIGNALS.android.test(text)) return 4070;
  if (files.kind === "ios-program" || NAME_SIGNALS.ios.test(text)) return 4060;
  if (files.kind === "mac-program" || NAME_SIGNALS.mac.test(text)) return 4030;
  return files.kind === "disc-image" || /\biso\b/iu.test(text) ? 4020 : 4010;
}

function adultChild({ title, text, files }: Described): number {
  if (files.kind === "image" || NAME_SIGNALS.images.test(text)) return 6060;
  if (NAME_SIGNALS.pack.test(text)) return 6050;
  if ((title.resolution ?? 0) >= UHD_LINES) return 6045;
  if (title.source === "dvd" || files.disc === "dvd") return 6010;
  if (files.extension === "wmv" || title.container === "wmv") return 6020;
  if (title.videoCodec === "xvid" || title.videoCodec === "divx") return 6030;
  if (title.videoCodec === "avc" || (title.resolution ?? 0) >= HD_LINES) return 6040;
  if (isWeb(title)) return 6090;
  return title.resolution === undefined ? 6070 : 6080;
}
