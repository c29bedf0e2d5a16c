import { perLocale } from "./per-locale.ts";

const CODECS: Record<string, string> = {
  avc: "H.264",
  hevc: "H.265",
  vvc: "H.266",
  vc1: "VC-1",
  mpeg2: "MPEG-2",
  xvid: "Xvid",
  divx: "DivX",
};

const MEDIA: Record<string, string> = {
  bluray: "Blu-ray",
  webrip: "WEBRip",
  hdrip: "HDRip",
  screener: "Screener",
  telecine: "Telecine",
  telesync: "Telesync",
};

const AUDIO: Record<string, string> = {
  truehd: "TrueHD",
  atmos: "Atmos",
  vorbis: "Vorbis",
  opus: "Opus",
  "dts-hd": "DTS-HD",
};

const languages = perLocale((locale) => new Intl.DisplayNames(locale, { type: "language" }));

/** A video codec as people write it. */
export function describeCodec(value: string): string {
  return CODECS[value.toLowerCase()] ?? value.toUpperCase();
}

/** The medium a release was made from. */
export function describeMedium(value: string): string {
  return MEDIA[value.toLowerCase()] ?? value.toUpperCase();
}

/** An audio codec as people write it. */
export function describeAudio(value: string): string {
  return AUDIO[value.toLowerCase()] ?? value.toUpperCase();
}

/** A language by its ISO 639-1 code, in the reader's language. */
export function describeLanguage(code: string): string {
  return /^[a-z]{2,3}$/.test(code) ? (languages().of(code) ?? code) : code;
}
