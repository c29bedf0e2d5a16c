/** Where in a name the fields stand that were read by rules, and how far such rules are right. */
import type { FoldedName } from "./folded-name.ts";
import type { ReleaseField, ReleaseTitle } from "./release-title.ts";
import type { Span } from "./token-features.ts";

type Value = ReleaseTitle[ReleaseField];

/** How a field is found again. */
interface Place {
  field: ReleaseField;
  /** Reads the field; a function for each is faster than a name. */
  valueOf: (release: ReleaseTitle) => Value;
  /** Share of asserted names where the rules for it were right while they were developed; 0.9. */
  confidence?: number;
  /** What it is written with; the first match is where it came from. */
  pattern?: RegExp;
}

const PLACES: readonly Place[] = [
  { field: "title", valueOf: (release) => release.title },
  { field: "contentType", valueOf: (release) => release.contentType },
  { field: "artist", valueOf: (release) => release.artist },
  { field: "year", valueOf: (release) => release.year, confidence: 0.98 },
  { field: "yearEnd", valueOf: (release) => release.yearEnd, confidence: 0.95 },
  {
    field: "seasons",
    valueOf: (release) => release.seasons,
    confidence: 0.98,
    pattern:
      /(?<![\p{L}\p{N}])(?:S(?:eason|aison|taffel|ezon|eries)?[ ._]?\d{1,4}|\d{1,4}(?=x\d)|\d{1,2}(?:st|nd|rd|th)[ ._]Season|(?:Temp(?:orada)?|Сезон|Cap)[ .:]*\d{1,4}|第\d+[期季])/iu,
  },
  {
    field: "episodes",
    valueOf: (release) => release.episodes,
    confidence: 0.96,
    pattern:
      /(?<=S\d{1,4}[ ._-]?|(?<![\p{L}\p{N}]))E(?:p(?:isode)?)?[ ._]?\d{1,5}(?:[ ._]?[-&~]?[ ._]?E?\d{1,5}(?!\d|p))*|(?<=\d{1,2})x\d{2,4}|(?<=- |[[#_]|Cap[ .]*\d)\d{1,4}(?:-\d{1,4})?(?=v\d|[ _\])]|$)|\d{1,3}[ ._]?(?:of|из)[ ._]?\d{1,3}|第\d+[話话集]/iu,
  },
  { field: "absoluteEpisodes", valueOf: (release) => release.absoluteEpisodes, confidence: 0.93 },
  { field: "episodeTitle", valueOf: (release) => release.episodeTitle, confidence: 0.8 },
  {
    field: "airDate",
    valueOf: (release) => release.airDate,
    confidence: 0.95,
    pattern: /(?:19|20)\d\d[ ._-]\d\d[ ._-]\d\d|\d\d[ ._-]\d\d[ ._-](?:(?:19|20)\d\d|\d\d)/u,
  },
  {
    field: "volumes",
    valueOf: (release) => release.volumes,
    confidence: 0.9,
    pattern:
      /(?<![\p{L}\p{N}])(?:v|vols?|volumes?|том|tome|t)[ .]{0,2}(?:\d{1,4}(?: ?- ?\d{1,4})?|[IVX]{1,4}(?!\p{L}))/iu,
  },
  {
    field: "part",
    valueOf: (release) => release.part,
    pattern:
      /(?<![\p{L}\p{N}])(?:part[ei]?|pt|teil|partie|часть)(?:[ ._-]{0,2}\d{1,2}|[ ._-]{1,2}[IVX]{1,4})(?![\p{L}\p{N}])/iu,
  },
  {
    field: "disc",
    valueOf: (release) => release.disc,
    pattern: /(?<![\p{L}\p{N}])(?:CD|dis[ck])[ ._-]{0,2}\d{1,2}(?![\p{L}\p{N}])/iu,
  },
  {
    field: "isComplete",
    valueOf: (release) => release.isComplete,
    pattern: /(?<!\p{L})(?:complete|complet[ae]?|batch|integrale?|collection)(?!\p{L})/iu,
  },
  {
    field: "resolution",
    valueOf: (release) => release.resolution,
    confidence: 0.99,
    pattern: /(?<![\p{L}\p{N}])(?:\d{3,4}[pi]|\d{3,4} ?[x*×] ?\d{3,4}|4k|8k|uhd)(?![\p{L}])/iu,
  },
  {
    field: "source",
    valueOf: (release) => release.source,
    confidence: 0.98,
    pattern:
      /(?<!\p{L})(?:UHD[ .-]?)?(?:Blu-?ray|BD(?:Rip|Remux|R|25|50|66|100)?|BRRip|HD-?DVD(?:Rip)?|DVD(?:Rip|Scr|R|5|9)?|WEB(?:[ .-]?DL|-?Rip|-?HD|-?Cap)?|U?HDTV(?:Rip)?|[SP]DTV|DSR(?:ip)?|TV-?Rip|SATRip|DVB|HDRip|VHS-?Rip|(?:HD-?)?CAM(?:Rip)?|(?:HD-?)?T[SC]|SCR(?:EENER)?|PPV|WORKPRINT|VOD)(?!\p{L})/iu,
  },
  { field: "isRemux", valueOf: (release) => release.isRemux, pattern: /remux/iu },
  {
    field: "videoCodec",
    valueOf: (release) => release.videoCodec,
    confidence: 0.99,
    pattern:
      /(?<![\p{L}\p{N}])(?:[xh][ .]?26[456]|HEVC|AVC|VVC|AV1|VP[89]|VC-?1|XviD|DivX|MPEG-?[24]|Hi10P?)/iu,
  },
  {
    field: "bitDepth",
    valueOf: (release) => release.bitDepth,
    confidence: 0.99,
    pattern: /(?<![\p{L}\p{N}])(?:Hi10P?|\d{1,2}[ -]?bits?|yuv420p10)/iu,
  },
  {
    field: "hdr",
    valueOf: (release) => release.hdr,
    confidence: 0.97,
    pattern:
      /(?<![\p{L}\p{N}])(?:HDR(?:10)?(?:\+|Plus|P)?|DV|DoVi|Dolby[ .]?Vision|HLG|SDR)(?![\p{L}])/iu,
  },
  {
    field: "audioCodecs",
    valueOf: (release) => release.audioCodecs,
    confidence: 0.96,
    pattern:
      /(?<!\p{L})(?:DTS(?:[ .-]?(?:HD|X|ES))?|E-?AC-?3|AC-?3|DDP?|AAC|FLAC|TrueHD|Atmos|L?PCM|MP[23]|Opus|Vorbis|OGG|ALAC)/iu,
  },
  {
    field: "audioChannels",
    valueOf: (release) => release.audioChannels,
    confidence: 0.99,
    pattern: /(?<!\d)[1-9][. ]?[01](?=[ .\-_)\]]|$|ch)|\d(?= ?ch)/iu,
  },
  { field: "languages", valueOf: (release) => release.languages, confidence: 0.94 },
  {
    field: "hasMultipleAudio",
    valueOf: (release) => release.hasMultipleAudio,
    pattern: /(?<!\p{L})(?:dual|multi|DL|ML)/iu,
  },
  {
    field: "isDubbed",
    valueOf: (release) => release.isDubbed,
    pattern: /(?<!\p{L})(?:dub|dubbed|dublado)/iu,
  },
  {
    field: "isSubbed",
    valueOf: (release) => release.isSubbed,
    pattern: /(?<!\p{L})\p{L}{0,5}sub/iu,
  },
  {
    field: "hasHardcodedSubtitles",
    valueOf: (release) => release.hasHardcodedSubtitles,
    pattern: /(?<!\p{L})(?:HC|hard-?(?:sub|coded))/iu,
  },
  {
    field: "editions",
    valueOf: (release) => release.editions,
    confidence: 0.85,
    pattern:
      /(?<!\p{L})(?:extended|director'?s|theatrical|unrated|uncut|uncensored|ultimate|anniversary|collector'?s|criterion|diamond|remastered|imax)/iu,
  },
  {
    field: "isProper",
    valueOf: (release) => release.isProper,
    pattern: /(?<!\p{L})(?:proper|real)(?!\p{L})/iu,
  },
  {
    field: "isRepack",
    valueOf: (release) => release.isRepack,
    pattern: /(?<!\p{L})(?:repack|rerip)/iu,
  },
  {
    field: "is3d",
    valueOf: (release) => release.is3d,
    pattern: /(?<!\p{L})(?:3D|H?-?SBS|H?-?OU)(?!\p{L})/iu,
  },
  { field: "isAnime", valueOf: (release) => release.isAnime },
  { field: "isDocumentary", valueOf: (release) => release.isDocumentary },
  {
    field: "version",
    valueOf: (release) => release.version,
    confidence: 0.97,
    pattern: /(?<=\d|[ ._\-([])v\d(?![\d.])/iu,
  },
  { field: "group", valueOf: (release) => release.group },
  { field: "container", valueOf: (release) => release.container, confidence: 0.97 },
  {
    field: "crc",
    valueOf: (release) => release.crc,
    confidence: 0.99,
    pattern: /(?<=[[(])[\da-f]{8}(?=[\])])/iu,
  },
  { field: "platform", valueOf: (release) => release.platform },
  { field: "appVersion", valueOf: (release) => release.appVersion },
  { field: "issue", valueOf: (release) => release.issue },
  { field: "network", valueOf: (release) => release.network, confidence: 0.9 },
  { field: "website", valueOf: (release) => release.website, confidence: 0.9 },
];
const OTHERWISE = 0.9;

/**
 * A reading for every field that holds something and has none yet. Spans are places in `raw`;
 * a field that was concluded and stands nowhere has none.
 */
export function addReadings(release: ReleaseTitle, folded: FoldedName): void {
  const { readings, raw } = release;
  for (const { field, valueOf, confidence = OTHERWISE, pattern } of PLACES) {
    const value = valueOf(release);
    if (isEmpty(value) || readings[field]) continue;
    const span = findSpan(value, pattern, raw, folded);
    readings[field] = span ? { confidence, span } : { confidence };
  }
}

function findSpan(
  value: Value,
  pattern: RegExp | undefined,
  raw: string,
  folded: FoldedName,
): Span | undefined {
  const match = pattern?.exec(raw);
  if (match) return [match.index, match.index + match[0].length];
  if (typeof value === "string") return folded.find(value, "last");
  if (typeof value === "number") {
    const at = raw.lastIndexOf(String(value));
    return at < 0 ? undefined : [at, at + String(value).length];
  }
  return undefined;
}

function isEmpty(value: Value): boolean {
  if (value === undefined || value === false || value === "") return true;
  return Array.isArray(value) && value.length === 0;
}
