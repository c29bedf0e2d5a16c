/** Other parsers of release names, with their answers in the vocabulary of the data file. */
import { filenameParse } from "@ctrl/video-filename-parser";
import type { FoundFields } from "@minato/release-title/training/score-names";
import { parseTorrentTitle } from "@viren070/parse-torrent-title";
import { parse as parseTitle } from "parse-torrent-title";

/** One parser to compare with. */
export interface NameParser {
  name: string;
  read(title: string): FoundFields;
}

/** The parsers of npm; those of other languages are left out. */
export const LIBRARIES: readonly NameParser[] = [
  { name: "@viren070/parse-torrent-title", read: readViren },
  { name: "parse-torrent-title", read: readParseTorrentTitle },
  { name: "@ctrl/video-filename-parser", read: readVideoFilename },
];

/** The first that matches is the family of the source. */
const SOURCE_FAMILIES: readonly (readonly [family: string, pattern: RegExp])[] = [
  ["telesync", /telesync|hdts/iu],
  ["telecine", /telecine|^tc$/iu],
  ["cam", /cam/iu],
  ["screener", /scr/iu],
  ["workprint", /workprint/iu],
  ["ppv", /ppv/iu],
  ["web", /web|vod|dlmux/iu],
  ["bluray", /blu|^bd|^br|uhdrip|^remux/iu],
  ["dvd", /dvd|^r5$/iu],
  ["hdrip", /^hdrip$/iu],
  ["vhs", /vhs/iu],
  ["tv", /tv|sat|dsr/iu],
];

const CODECS: readonly (readonly [codec: string, pattern: RegExp])[] = [
  ["h265", /265|hevc/iu],
  ["h264", /264|avc/iu],
  ["xvid", /xvid/iu],
  ["divx", /divx|dvix/iu],
  ["mpeg2", /mpeg-?2|h\.?262/iu],
  ["av1", /av1/iu],
];

function readViren(title: string): FoundFields {
  const found = parseTorrentTitle(title);
  return {
    title: found.title,
    year: toNumber(found.year),
    season: found.seasons ?? [],
    episode: found.episodes ?? [],
    resolution: found.resolution === "4k" ? "2160p" : found.resolution,
    source: familyOf(found.quality),
    videoCodec: nameOf(CODECS, found.codec),
    group: found.group,
    languages: (found.languages ?? []).filter((language) => /^[a-z]{2}$/u.test(language)),
  };
}

function readParseTorrentTitle(title: string): FoundFields {
  const found = parseTitle(title);
  return {
    title: found.title,
    year: found.year,
    season: toList(found.season),
    episode: toList(found.episode),
    resolution: found.resolution?.toLowerCase().replace("4k", "2160p"),
    source: familyOf(found.source),
    videoCodec: nameOf(CODECS, found.codec),
    group: found.group,
  };
}

/** It has to be told whether a name is an episode; it is where a film's reading has no year. */
function readVideoFilename(title: string): FoundFields {
  const asShow = filenameParse(title, true);
  const isShow =
    "seasons" in asShow && (asShow.seasons.length > 0 || asShow.episodeNumbers.length > 0);
  const found = isShow ? asShow : filenameParse(title);
  return {
    title: found.title,
    year: toNumber(found.year ?? undefined),
    season: "seasons" in found ? found.seasons : [],
    episode: "seasons" in found ? found.episodeNumbers : [],
    resolution: found.resolution?.toLowerCase(),
    source: familyOf(found.sources[0]),
    videoCodec: nameOf(CODECS, found.videoCodec),
    group: found.group ?? undefined,
  };
}

function familyOf(source: string | undefined): string | undefined {
  return nameOf(SOURCE_FAMILIES, source);
}

function nameOf(
  names: readonly (readonly [name: string, pattern: RegExp])[],
  text: string | undefined,
): string | undefined {
  return text === undefined ? undefined : names.find(([, pattern]) => pattern.test(text))?.[0];
}

function toNumber(text: string | undefined): number | undefined {
  const value = Number.parseInt(text ?? "", 10);
  return Number.isNaN(value) ? undefined : value;
}

function toList(value: number | undefined): number[] {
  return value === undefined ? [] : [value];
}
