import { CONTENT_TYPES, VERDICTS, VIDEO_CODECS } from "@minato/release-title";
import type { QueryKeys, TextKey } from "@minato/search-index";
import { releaseSourceCodes } from "@minato/torrents/attribute-codes";
import { expandCategory, findCategoryByName } from "@minato/torznab";

import type { ColumnName } from "../documents/index-schema.ts";
import { HDR_FORMATS, type HdrFormat } from "../hdr-formats.ts";
import { readWorkId } from "../read-work-id.ts";

const INFO_HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64}|[a-z2-7]{32})$/i;

const OTHER_TYPE_NAMES: Readonly<Record<string, string>> = {
  movies: "movie",
  film: "movie",
  films: "movie",
  series: "tv",
  show: "tv",
  shows: "tv",
  audio: "music",
  book: "ebook",
  books: "ebook",
  games: "game",
  app: "software",
  apps: "software",
};

const OTHER_CODEC_NAMES: Readonly<Record<string, string>> = {
  x264: "avc",
  h264: "avc",
  x265: "hevc",
  h265: "hevc",
};

const OTHER_QUALITY_NAMES: Readonly<Record<string, string>> = {
  "blu-ray": "bluray",
  bd: "bluray",
  webdl: "web-dl",
  "web-rip": "webrip",
};

const OTHER_HDR_NAMES: Readonly<Record<string, HdrFormat>> = {
  dv: "dolby-vision",
  dovi: "dolby-vision",
  hdr10: "hdr",
  hdr10plus: "hdr10+",
};

const HIGH_RANGE = HDR_FORMATS.filter((format) => format !== "sdr");

const OTHER_RESOLUTION_NAMES: Readonly<Record<string, string>> = {
  "8k": "4320p",
  "4k": "2160p",
  uhd: "2160p",
  fhd: "1080p",
  hd: "720p",
};

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** The two letters of ISO 639-1 by the English names of languages in lower case. */
const languageCodes = nameLanguages();

/** The keys of the query language: `year:2010..2015 res:1080p size:>2gb -group:NAME`. */
export const QUERY_KEYS = {
  year: { kind: "number", column: "year" },
  seeders: { kind: "number", column: "seeders" },
  size: { kind: "size", column: "size" },
  seeds: { kind: "number", column: "seeders" },
  added: { kind: "date", column: "indexed" },
  age: { kind: "date", column: "indexed" },
  before: { kind: "date", column: "indexed", operator: "<" },
  after: { kind: "date", column: "indexed", operator: ">=" },
  published: { kind: "date", column: "published" },
  type: oneOf("type", CONTENT_TYPES, OTHER_TYPE_NAMES),
  codec: oneOf("codec", VIDEO_CODECS, OTHER_CODEC_NAMES),
  res: { kind: "text", column: "resolution", normalize: readResolution },
  resolution: { kind: "text", column: "resolution", normalize: readResolution },
  lang: { kind: "text", column: "language", normalize: readLanguage },
  language: { kind: "text", column: "language", normalize: readLanguage },
  cat: { kind: "text", column: "category", normalize: readCategory },
  category: { kind: "text", column: "category", normalize: readCategory },
  season: { kind: "text", column: "season", normalize: readNumber },
  episode: { kind: "text", column: "episode", normalize: readNumber },
  group: { kind: "text", column: "group", normalize: spellings, ignoresCase: true },
  source: { kind: "text", column: "source", normalize: spellings, ignoresCase: true },
  quality: oneOf("quality", releaseSourceCodes.names, OTHER_QUALITY_NAMES),
  hdr: { kind: "text", column: "hdr", normalize: readHdr, without: { no: HIGH_RANGE } },
  verdict: oneOf("verdict", VERDICTS, {}),
  tag: { kind: "text", column: "tag" },
  tags: { kind: "text", column: "tag" },
  hash: { kind: "custom", accepts: (typed) => INFO_HASH.test(typed) },
  imdb: { kind: "custom", accepts: (typed) => readWorkId("imdb", typed) !== undefined },
  tmdb: { kind: "custom", accepts: (typed) => readWorkId("tmdb", typed) !== undefined },
  tvdb: { kind: "custom", accepts: (typed) => readWorkId("tvdb", typed) !== undefined },
  tvmaze: { kind: "custom", accepts: (typed) => readWorkId("tvmaze", typed) !== undefined },
} as const satisfies QueryKeys & Record<string, { column?: ColumnName }>;

function oneOf(
  column: ColumnName,
  names: readonly string[],
  others: Readonly<Record<string, string>>,
): TextKey & { column: ColumnName } {
  const known = new Map([...Object.entries(others), ...names.map((name) => [name, name] as const)]);
  return { kind: "text", column, normalize: (typed) => known.get(typed.toLowerCase()) };
}

/** `hdr:yes` asks for any format that is more than usual. */
function readHdr(typed: string): readonly string[] | undefined {
  const name = typed.toLowerCase();
  if (name === "yes") return HIGH_RANGE;
  const format = HDR_FORMATS.find((one) => one === name) ?? OTHER_HDR_NAMES[name];
  return format === undefined ? undefined : [format];
}

function readResolution(typed: string): string | undefined {
  const name = typed.toLowerCase();
  if (Object.hasOwn(OTHER_RESOLUTION_NAMES, name)) return OTHER_RESOLUTION_NAMES[name];
  const lines = /^(\d{3,4})[pi]?$/i.exec(typed)?.[1];
  return lines === undefined ? undefined : `${Number(lines)}p`;
}

function readCategory(typed: string): readonly string[] | undefined {
  const id = /^\d{1,9}$/.test(typed) ? Number(typed) : findCategoryByName(typed);
  return id === undefined ? undefined : expandCategory(id).map(String);
}

function readNumber(typed: string): string | undefined {
  return /^\d{1,5}$/.test(typed) ? `${Number(typed)}` : undefined;
}

/** The code of a language by its English name; anything else is taken for a code. */
function readLanguage(typed: string): string {
  const name = typed.toLowerCase();
  return languageCodes.get(name) ?? name;
}

function nameLanguages(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });
  const codes = new Map<string, string>();
  for (let code = 0; code < LETTERS.length ** 2; code++) {
    const letters = `${LETTERS[Math.floor(code / LETTERS.length)]}${LETTERS[code % LETTERS.length]}`;
    const name = names.of(letters)?.toLowerCase();
    const [canonical = letters] = Intl.getCanonicalLocales(letters);
    // `mo` was once what is `ro` now.
    const isOld = canonical !== letters && canonical.length === letters.length;
    if (name !== undefined && !isOld) codes.set(name, letters);
  }
  return codes;
}

/** Names are kept as their owners write them; engines that compare exactly find the usual spellings. */
function spellings(typed: string): readonly string[] {
  return [...new Set([typed, typed.toLowerCase(), typed.toUpperCase()])];
}
