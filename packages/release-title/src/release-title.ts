import type { ContentType } from "./content-type.ts";

/** Where the picture came from, best known kind; the order is not a ranking. */
export const SOURCES = [
  "bluray",
  "hd-dvd",
  "dvd",
  "web-dl",
  "webrip",
  "web",
  "hdrip",
  "hdtv",
  "tv",
  "vhs",
  "ppv",
  "screener",
  "telecine",
  "telesync",
  "workprint",
  "cam",
] as const;
/** One of {@link SOURCES}. */
export type Source = (typeof SOURCES)[number];

/** Video formats; encoders are folded into the format they write (x264 is avc, x265 is hevc). */
export const VIDEO_CODECS = [
  "avc",
  "hevc",
  "vvc",
  "av1",
  "vp8",
  "vp9",
  "vc1",
  "mpeg2",
  "xvid",
  "divx",
] as const;
/** One of {@link VIDEO_CODECS}. */
export type VideoCodec = (typeof VIDEO_CODECS)[number];

/** Audio formats; "atmos" is the object layer that rides on eac3 or truehd. */
export const AUDIO_CODECS = [
  "aac",
  "ac3",
  "eac3",
  "dts",
  "dts-hd",
  "truehd",
  "atmos",
  "flac",
  "alac",
  "pcm",
  "mp3",
  "mp2",
  "opus",
  "vorbis",
] as const;
/** One of {@link AUDIO_CODECS}. */
export type AudioCodec = (typeof AUDIO_CODECS)[number];

/** Dynamic range formats a name can state. */
export const HDR_FORMATS = ["dolby-vision", "hdr10+", "hdr", "hlg", "sdr"] as const;
/** One of {@link HDR_FORMATS}. */
export type HdrFormat = (typeof HDR_FORMATS)[number];

/** Cuts and printings that make one release of a work differ from another. */
export const EDITIONS = [
  "extended",
  "directors",
  "theatrical",
  "unrated",
  "uncut",
  "uncensored",
  "ultimate",
  "anniversary",
  "collector",
  "criterion",
  "diamond",
  "remastered",
  "imax",
] as const;
/** One of {@link EDITIONS}. */
export type Edition = (typeof EDITIONS)[number];

/** How a field was read. */
export interface Reading {
  /** Chance that the field is right, from 0 to 1, as it was measured on names kept back. */
  confidence: number;
  /** Where it stands in `raw`: first position and the one behind the last, in UTF-16 units. */
  span?: readonly [start: number, end: number];
}

/** A field of {@link ReleaseTitle} that is read from the name. */
export type ReleaseField = Exclude<keyof ReleaseTitle, "raw" | "readings" | "timedOut">;

/** What a release name says. Lists are empty and flags false where it says nothing. */
export interface ReleaseTitle {
  /** The name as it was read: cut to length, without control and invisible characters. */
  raw: string;
  /** Title of the work without tags, in its original case; empty where the name holds none. */
  title: string;
  /** What the release is, by its name, its files and what was said of it. */
  contentType: ContentType;
  /** Newznab numbers in ascending order: a parent and at least one child. */
  categories: number[];
  /** Who made it: musician, author, publisher of a course. */
  artist?: string;
  /** First or only year. */
  year?: number;
  /** Last year where the name states a span. */
  yearEnd?: number;
  /** Season numbers in ascending order, 0 for specials. */
  seasons: number[];
  /** Episode numbers in ascending order, within the season if there is one. */
  episodes: number[];
  /** The same numbers where they count through the whole series (anime without a season). */
  absoluteEpisodes: number[];
  /** Title of the episode. */
  episodeTitle?: string;
  /** Day of broadcast as YYYY-MM-DD. */
  airDate?: string;
  /** Volumes of a book, a comic or a series of albums. */
  volumes: number[];
  /** Part of a work in several parts: 2 for "Part 2" and "Pt. II", which stay in the title. */
  part?: number;
  /** Disc of a set: 1 for "CD1". */
  disc?: number;
  /** The name claims the whole season, series or collection. */
  isComplete: boolean;
  /** Height of the picture in lines: 2160, 1080, 720, 576, 480 … */
  resolution?: number;
  source?: Source;
  /** The streams are copied from the disc without encoding. */
  isRemux: boolean;
  videoCodec?: VideoCodec;
  /** Bits per colour channel. */
  bitDepth?: number;
  hdr: HdrFormat[];
  audioCodecs: AudioCodec[];
  /** Loudspeaker layout: "2.0", "5.1", "7.1" … */
  audioChannels?: string;
  /** ISO 639-1 codes in the order of the name. */
  languages: string[];
  /** More than one language can be heard (dual audio, multi). */
  hasMultipleAudio: boolean;
  isDubbed: boolean;
  isSubbed: boolean;
  /** Subtitles are part of the picture. */
  hasHardcodedSubtitles: boolean;
  editions: Edition[];
  isProper: boolean;
  isRepack: boolean;
  is3d: boolean;
  isAnime: boolean;
  isDocumentary: boolean;
  /** Revision of the release: 2 for "v2". */
  version?: number;
  /** Release group. */
  group?: string;
  /** File extension without the dot, in lower case. */
  container?: string;
  /** CRC-32 of the file in upper-case hex, as fansub groups write it. */
  crc?: string;
  /**
   * Game system ("switch", "ps4", "xbox360" …) or operating system ("windows", "mac", "linux",
   * "android", "ios") that a game or program states.
   */
  platform?: string;
  /** Version of a program, "4.2.1". */
  appVersion?: string;
  /** Issue of a comic or magazine, "12" or "12.5". */
  issue?: string;
  /** Broadcaster or streaming service. */
  network?: string;
  /** Web site that put its name in front or behind. */
  website?: string;
  /** Confidence and place of every field that holds something. */
  readings: Partial<Record<ReleaseField, Reading>>;
  /** The name took too long to read; every other field but `raw` and `title` is empty. */
  timedOut?: true;
}

/** A record that knows nothing but the name. */
export function createEmptyReleaseTitle(raw: string): ReleaseTitle {
  return new ReleaseRecord(raw);
}

/** Has every field from the beginning, so that all records have the same shape in memory. */
class ReleaseRecord implements ReleaseTitle {
  raw: string;
  title: string;
  contentType: ContentType = "other";
  categories: number[] = [8000, 8010];
  artist?: string;
  year?: number;
  yearEnd?: number;
  seasons: number[] = [];
  episodes: number[] = [];
  absoluteEpisodes: number[] = [];
  episodeTitle?: string;
  airDate?: string;
  volumes: number[] = [];
  part?: number;
  disc?: number;
  isComplete = false;
  resolution?: number;
  source?: Source;
  isRemux = false;
  videoCodec?: VideoCodec;
  bitDepth?: number;
  hdr: HdrFormat[] = [];
  audioCodecs: AudioCodec[] = [];
  audioChannels?: string;
  languages: string[] = [];
  hasMultipleAudio = false;
  isDubbed = false;
  isSubbed = false;
  hasHardcodedSubtitles = false;
  editions: Edition[] = [];
  isProper = false;
  isRepack = false;
  is3d = false;
  isAnime = false;
  isDocumentary = false;
  version?: number;
  group?: string;
  container?: string;
  crc?: string;
  platform?: string;
  appVersion?: string;
  issue?: string;
  network?: string;
  website?: string;
  readings: ReleaseTitle["readings"] = {};
  timedOut?: true;

  constructor(raw: string) {
    this.raw = raw;
    this.title = raw;
  }
}
