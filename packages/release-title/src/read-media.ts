import type { ParsedResult } from "@viren070/parse-torrent-title";

import { gated, type GatedPattern } from "./patterns/gated-pattern.ts";
import type { AudioCodec, HdrFormat, Source, VideoCodec } from "./release-title.ts";

const SOURCE_OF_QUALITY: Readonly<Record<string, Source>> = {
  "BluRay REMUX": "bluray",
  REMUX: "bluray",
  BluRay: "bluray",
  BRRip: "bluray",
  BDRip: "bluray",
  UHDRip: "bluray",
  BRMUX: "bluray",
  BDMUX: "bluray",
  DVD: "dvd",
  DVDRip: "dvd",
  R5: "dvd",
  VHSRip: "vhs",
  "WEB-DL": "web-dl",
  DLMUX: "web-dl",
  WEBRip: "webrip",
  WEBCap: "webrip",
  "WEB-DLRip": "webrip",
  WEBMUX: "web",
  WEB: "web",
  VODR: "web",
  HDRip: "hdrip",
  HDTV: "hdtv",
  HDTVRip: "hdtv",
  PDTV: "tv",
  SDTV: "tv",
  TVRip: "tv",
  SATRip: "tv",
  PPV: "ppv",
  PPVRip: "ppv",
  SCR: "screener",
  TeleCine: "telecine",
  TeleSync: "telesync",
  WORKPRINT: "workprint",
  CAM: "cam",
};

const VIDEO_CODEC_OF: Readonly<Record<string, VideoCodec>> = {
  x264: "avc",
  h264: "avc",
  avc: "avc",
  x265: "hevc",
  h265: "hevc",
  hevc: "hevc",
  xvid: "xvid",
  divx: "divx",
  dvix: "divx",
  mpeg2: "mpeg2",
  av1: "av1",
  vp8: "vp8",
  vp9: "vp9",
};

const AUDIO_CODEC_OF: Readonly<Record<string, AudioCodec>> = {
  "DTS Lossless": "dts-hd",
  "DTS Lossy": "dts",
  TrueHD: "truehd",
  Atmos: "atmos",
  FLAC: "flac",
  EAC3: "eac3",
  DDP: "eac3",
  DD: "ac3",
  AC3: "ac3",
  AAC: "aac",
  OPUS: "opus",
  PCM: "pcm",
  MP3: "mp3",
};

const HDR_OF: Readonly<Record<string, HdrFormat>> = {
  DV: "dolby-vision",
  "HDR10+": "hdr10+",
  HDR: "hdr",
  SDR: "sdr",
};

/** Spellings that run into their neighbours, in the order in which they are tried. */
const SOURCE_SPELLINGS: readonly (readonly [Source, GatedPattern])[] = [
  ["cam", gated(/\bHD-?CAM|\bCAM-?(?:HD|Rip)/iu)],
  ["web-dl", gated(/WEB-?(?:DL|U?HD)(?![a-z])/iu)],
  [
    "web-dl",
    gated(/(?:Amazon|Netflix|iTunes|Maxdome|Disney|Hulu|Apple|Joyn|Vudu|Paramount)U?HD(?![a-z])/iu),
  ],
  ["webrip", gated(/WEB-?Rip|(?:Amazon|Netflix|iTunes)U?HDRip/iu)],
  [
    "bluray",
    gated(
      /UHD2BD|(?:BD|BR|UHD)Rip|M?Blu-?ray|BDLight|(?<![a-z])(?:US|JP|UHD|ITA)?BD(?:R|ISO|25|50|66|100)?(?=[ ._)(\]-]|$|\d{3,4}[pi])/iu,
    ),
  ],
  ["hdtv", gated(/(?<![a-z])A?HDTV(?![a-z])|(?<![a-z])A?HDTV(?:[xh]26|mux|rip)/iu)],
  ["dvd", gated(/\d?x?DVD(?:[59R]|rip|mux)?(?![a-z])|xvidvd/iu)],
  ["vhs", gated(/VHS-?Rip/iu)],
  [
    "tv",
    gated(/(?<![a-z])(?:DSR(?:ip)?|D-?TV(?:Rip)?|DVB(?:Rip)?|PDTV|SDTV|TVRip|SATRip)(?![a-wyz])/iu),
  ],
  ["dvd", gated(/[ .](?:NTSC|PAL)[ .]/u)],
];
const HD_DVD = gated(/\bHD[ .-]?DVD(?!Scr)/iu);
const HD_CAM = gated(/\bHD-CAM\b/iu);
const DVD = gated(/\bDVD\b/iu);

/** Spellings that the library leaves out, in the order in which they are tried. */
const CODEC_SPELLINGS: readonly (readonly [VideoCodec, GatedPattern])[] = [
  ["vc1", gated(/\bvc-?1\b/iu)],
  ["avc", gated(/(?<![a-z])(?:Hi10P?|[xh]\.?264)(?![a-z])|(?<=TV|Rip|DL|Ray)[xh]264/iu)],
  ["xvid", gated(/(?<![a-z])(?:xvid)(?![a-z])/iu)],
  ["divx", gated(/(?<![a-z])divx\d?(?![a-z])/iu)],
  ["mpeg2", gated(/\b(?:h\.?262|mpe?g-?2)\b/iu)],
  ["vvc", gated(/\b(?:vvc|[xh]\.?266)\b/iu)],
];
const TEN_BITS = gated(/\b(?:hi10p?|10bits?|yuv420p10)\b/iu);
const HLG = gated(/\bHLG\b/u);
const VORBIS = gated(/\b(?:vorbis|ogg)\b/iu);
const ALAC = gated(/\balac\b/iu);
const CHANNELS = gated(/(?:DDP?|AAC|AC3|DTS|FLAC|OPUS|PCM)[ .-]?([1-7])[. ]?([01])\b/iu);

/** Height of the picture in lines. */
export function readResolution(found: ParsedResult, name: string): number | undefined {
  const plain = SITE_PREFIX.test(name) ? undefined : found.resolution;
  if (plain !== undefined && plain !== "4k") return asHeight(plain);
  const text = name.replace(SITE_PREFIX, "");
  const written = HEIGHT.exec(text)?.[1] ?? DIMENSIONS.exec(text)?.[1] ?? readBareHeight(text);
  if (written !== undefined) return asHeight(written);
  if (found.resolution === "4k" || ULTRA_DISC.test(text)) return 2160;
  return asHeight(plain ?? found.resolution ?? "");
}

/** "[720pSite.com]" says nothing of the picture. */
const SITE_PREFIX = /^[[(][^\])]*\.(?:com|org|net|to|in|me)[\])]/iu;
const HEIGHT = gated(/(?<![\p{L}\p{N}])(?:bd|web|tc|m)?(\d{3,4})[pi](?![\p{L}])/iu);
const DIMENSIONS = gated(/(?<!\d)\d{3,4} ?[x*×] ?(\d{3,4})(?!\d)/u);
/** A height without its letter: alone in brackets or before words of a source. */
const BARE_HEIGHT = gated(
  /[[(](480|540|576|720|1080|2160)[\])]|[ ._](480|576|720|1080|2160)(?=[ ._](?:bd|hdtv|web|blu|dvd|rktn|amzn|nf|dsnp|hmax|x26|hevc))/iu,
);
const ULTRA_DISC = gated(/(?<![\p{L}])UHD[ ._-]?(?:BD|Blu-?ray)/iu);

function readBareHeight(text: string): string | undefined {
  const match = BARE_HEIGHT.exec(text);
  return match?.[1] ?? match?.[2];
}

function asHeight(text: string): number | undefined {
  const height = Number.parseInt(text, 10);
  return height >= 120 && height <= 8640 ? height : undefined;
}

/** Where the picture came from; the name is asked for what the library has no word for. */
export function readSource(found: ParsedResult, name: string): Source | undefined {
  if (HD_DVD.test(name)) return "hd-dvd";
  if (HD_CAM.test(name)) return "cam";
  const quality = found.quality ?? "";
  // "DVD … REMUX": the library has one word for streams copied from any disc.
  if (quality === "REMUX" && DVD.test(name)) return "dvd";
  return (
    SOURCE_OF_QUALITY[quality] ??
    SOURCE_OF_QUALITY[quality.toUpperCase()] ??
    SOURCE_SPELLINGS.find(([, pattern]) => pattern.test(name))?.[0]
  );
}

/** Format of the video stream. */
export function readVideoCodec(found: ParsedResult, name: string): VideoCodec | undefined {
  const { codec } = found;
  const known = codec && VIDEO_CODEC_OF[codec.toLowerCase().replaceAll(/[ .-]/gu, "")];
  if (known) return known;
  return CODEC_SPELLINGS.find(([, pattern]) => pattern.test(name))?.[0];
}

/** Bits per colour channel. */
export function readBitDepth(found: ParsedResult, name: string): number | undefined {
  const bits = Number.parseInt(found.bitDepth ?? "", 10);
  if (bits > 0) return bits;
  return TEN_BITS.test(name) ? 10 : undefined;
}

/** Dynamic range formats, each once. */
export function readHdr(found: ParsedResult, name: string): HdrFormat[] {
  const formats = mapAll(found.hdr, HDR_OF);
  if (HLG.test(name)) formats.push("hlg");
  return formats;
}

/** Audio formats, each once. */
export function readAudioCodecs(found: ParsedResult, name: string): AudioCodec[] {
  const codecs = mapAll(found.audio, AUDIO_CODEC_OF);
  if (VORBIS.test(name)) codecs.push("vorbis");
  if (ALAC.test(name)) codecs.push("alac");
  return codecs;
}

/** Loudspeaker layout as "5.1". */
export function findAudioChannels(found: ParsedResult, name: string): string | undefined {
  const layout = found.channels?.find((channels) => /^\d\.\d$/u.test(channels));
  if (layout) return layout;
  return CHANNELS.exec(name)?.slice(1).join(".");
}

function mapAll<T>(values: readonly string[] | undefined, table: Readonly<Record<string, T>>): T[] {
  if (!values) return [];
  const known = values.map((value) => table[value]);
  return [...new Set(known.filter((value) => value !== undefined))];
}
