/** Where in a name the fields stand that were read by rules, and how far such rules are right. */
import type { FoldedName } from "./folded-name.ts";
import type { Reading, ReleaseField, ReleaseTitle } from "./release-title.ts";
import type { Span } from "./token-features.ts";

/** Share of asserted names where the rules for a field were right while they were developed. */
const PRECISION: Partial<Readonly<Record<ReleaseField, number>>> = {
  year: 0.98,
  yearEnd: 0.95,
  seasons: 0.98,
  episodes: 0.96,
  absoluteEpisodes: 0.93,
  episodeTitle: 0.8,
  airDate: 0.95,
  volumes: 0.9,
  resolution: 0.99,
  source: 0.98,
  videoCodec: 0.99,
  bitDepth: 0.99,
  hdr: 0.97,
  audioCodecs: 0.96,
  audioChannels: 0.99,
  languages: 0.94,
  editions: 0.85,
  version: 0.97,
  container: 0.97,
  crc: 0.99,
  network: 0.9,
  website: 0.9,
};
const OTHERWISE = 0.9;

/** What the fields are written with; the first match is where the field came from. */
const PATTERNS: Partial<Readonly<Record<ReleaseField, RegExp>>> = {
  seasons:
    /(?<![\p{L}\p{N}])(?:S(?:eason|aison|taffel|ezon|eries)?[ ._]?\d{1,4}|\d{1,4}(?=x\d)|\d{1,2}(?:st|nd|rd|th)[ ._]Season|(?:Temp(?:orada)?|Сезон|Cap)[ .:]*\d{1,4}|第\d+[期季])/iu,
  episodes:
    /(?<=S\d{1,4}[ ._-]?|(?<![\p{L}\p{N}]))E(?:p(?:isode)?)?[ ._]?\d{1,5}(?:[ ._]?[-&~]?[ ._]?E?\d{1,5}(?!\d|p))*|(?<=\d{1,2})x\d{2,4}|(?<=- |[[#_]|Cap[ .]*\d)\d{1,4}(?:-\d{1,4})?(?=v\d|[ _\])]|$)|\d{1,3}[ ._]?(?:of|из)[ ._]?\d{1,3}|第\d+[話话集]/iu,
  airDate: /(?:19|20)\d\d[ ._-]\d\d[ ._-]\d\d|\d\d[ ._-]\d\d[ ._-](?:(?:19|20)\d\d|\d\d)/u,
  volumes: /(?<![\p{L}\p{N}])(?:v|vols?|volumes?|том|tome|t)[ .]?\d{1,4}(?: ?- ?\d{1,4})?/iu,
  isComplete: /(?<!\p{L})(?:complete|complet[ae]?|batch|integrale?|collection)(?!\p{L})/iu,
  resolution: /(?<![\p{L}\p{N}])(?:\d{3,4}[pi]|\d{3,4} ?[x*×] ?\d{3,4}|4k|8k|uhd)(?![\p{L}])/iu,
  source:
    /(?<!\p{L})(?:UHD[ .-]?)?(?:Blu-?ray|BD(?:Rip|Remux|R|25|50|66|100)?|BRRip|HD-?DVD(?:Rip)?|DVD(?:Rip|Scr|R|5|9)?|WEB(?:[ .-]?DL|-?Rip|-?HD|-?Cap)?|U?HDTV(?:Rip)?|[SP]DTV|DSR(?:ip)?|TV-?Rip|SATRip|DVB|HDRip|VHS-?Rip|(?:HD-?)?CAM(?:Rip)?|(?:HD-?)?T[SC]|SCR(?:EENER)?|PPV|WORKPRINT|VOD)(?!\p{L})/iu,
  isRemux: /remux/iu,
  videoCodec:
    /(?<![\p{L}\p{N}])(?:[xh][ .]?26[456]|HEVC|AVC|VVC|AV1|VP[89]|VC-?1|XviD|DivX|MPEG-?[24]|Hi10P?)/iu,
  bitDepth: /(?<![\p{L}\p{N}])(?:Hi10P?|\d{1,2}[ -]?bits?|yuv420p10)/iu,
  hdr: /(?<![\p{L}\p{N}])(?:HDR(?:10)?(?:\+|Plus|P)?|DV|DoVi|Dolby[ .]?Vision|HLG|SDR)(?![\p{L}])/iu,
  audioCodecs:
    /(?<!\p{L})(?:DTS(?:[ .-]?(?:HD|X|ES))?|E-?AC-?3|AC-?3|DDP?|AAC|FLAC|TrueHD|Atmos|L?PCM|MP[23]|Opus|Vorbis|OGG|ALAC)/iu,
  audioChannels: /(?<!\d)[1-9][. ]?[01](?=[ .\-_)\]]|$|ch)|\d(?= ?ch)/iu,
  editions:
    /(?<!\p{L})(?:extended|director'?s|theatrical|unrated|uncut|uncensored|ultimate|anniversary|collector'?s|criterion|diamond|remastered|imax)/iu,
  isProper: /(?<!\p{L})(?:proper|real)(?!\p{L})/iu,
  isRepack: /(?<!\p{L})(?:repack|rerip)/iu,
  is3d: /(?<!\p{L})(?:3D|H?-?SBS|H?-?OU)(?!\p{L})/iu,
  version: /(?<=\d|[ ._\-([])v\d(?![\d.])/iu,
  crc: /(?<=[[(])[\da-f]{8}(?=[\])])/iu,
  hasMultipleAudio: /(?<!\p{L})(?:dual|multi|DL|ML)/iu,
  isDubbed: /(?<!\p{L})(?:dub|dubbed|dublado)/iu,
  isSubbed: /(?<!\p{L})\p{L}{0,5}sub/iu,
  hasHardcodedSubtitles: /(?<!\p{L})(?:HC|hard-?(?:sub|coded))/iu,
};

/** Fields that hold what the name says of itself and not of the release. */
const NOT_READ: ReadonlySet<string> = new Set(["raw", "readings", "timedOut", "categories"]);

/**
 * A reading for every field that holds something and has none yet. Spans are places in `raw`;
 * a field that was concluded and stands nowhere has none.
 */
export function addReadings(release: ReleaseTitle, folded: FoldedName): void {
  const readings = release.readings;
  // The keys of a record of this shape are its fields.
  for (const field of Object.keys(release) as ReleaseField[]) {
    if (NOT_READ.has(field) || readings[field] || isEmpty(release[field])) continue;
    const span = findSpan(field, release, folded);
    const reading: Reading = { confidence: PRECISION[field] ?? OTHERWISE };
    if (span) reading.span = span;
    readings[field] = reading;
  }
}

function findSpan(
  field: ReleaseField,
  release: ReleaseTitle,
  folded: FoldedName,
): Span | undefined {
  const value = release[field];
  const pattern = PATTERNS[field];
  if (pattern) {
    const match = pattern.exec(release.raw);
    if (match) return [match.index, match.index + match[0].length];
  }
  if (typeof value === "string") return folded.find(value, "last");
  if (typeof value === "number") {
    const at = release.raw.lastIndexOf(String(value));
    return at < 0 ? undefined : [at, at + String(value).length];
  }
  return undefined;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === false || value === "") return true;
  return Array.isArray(value) && value.length === 0;
}
