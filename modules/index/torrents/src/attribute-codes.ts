/** Names of attributes as the small numbers the database holds; a number once given never changes. */
import type { ContentType, Source, Verdict, VideoCodec } from "@minato/release-title";

const CONTENT_TYPE_CODES = {
  other: 0,
  movie: 1,
  tv: 2,
  anime: 3,
  music: 4,
  audiobook: 5,
  ebook: 6,
  comic: 7,
  magazine: 8,
  game: 9,
  software: 10,
  course: 11,
  sport: 12,
  adult: 13,
} as const satisfies Record<ContentType, number>;

const SOURCE_CODES = {
  bluray: 1,
  "hd-dvd": 2,
  dvd: 3,
  "web-dl": 4,
  webrip: 5,
  web: 6,
  hdrip: 7,
  hdtv: 8,
  tv: 9,
  vhs: 10,
  ppv: 11,
  screener: 12,
  telecine: 13,
  telesync: 14,
  workprint: 15,
  cam: 16,
} as const satisfies Record<Source, number>;

const VIDEO_CODEC_CODES = {
  avc: 1,
  hevc: 2,
  vvc: 3,
  av1: 4,
  vp8: 5,
  vp9: 6,
  vc1: 7,
  mpeg2: 8,
  xvid: 9,
  divx: 10,
} as const satisfies Record<VideoCodec, number>;

const VERDICT_CODES = { good: 0, suspicious: 1, fake: 2 } as const satisfies Record<
  Verdict,
  number
>;

/** Translates between the names of one attribute and their numbers. */
export interface Codes<Name extends string> {
  readonly names: readonly Name[];
  readonly toCode: (name: Name) => number;
  /** Undefined for a number that stands for nothing. */
  readonly toName: (code: number | null) => Name | undefined;
}

export const contentTypeCodes = createCodes<ContentType>(CONTENT_TYPE_CODES);
export const releaseSourceCodes = createCodes<Source>(SOURCE_CODES);
export const videoCodecCodes = createCodes<VideoCodec>(VIDEO_CODEC_CODES);
export const verdictCodes = createCodes<Verdict>(VERDICT_CODES);

function createCodes<Name extends string>(codes: Readonly<Record<Name, number>>): Codes<Name> {
  // The keys of a record over Name are its names.
  const names = Object.keys(codes) as Name[];
  const byCode = new Map(names.map((name) => [codes[name], name]));
  return {
    names,
    toCode: (name) => codes[name],
    toName: (code) => (code === null ? undefined : byCode.get(code)),
  };
}
