export { classifyRelease } from "./classify-release.ts";
export type { ReleaseClass, ReleaseDescription } from "./classify-release.ts";
export type { ReleaseFile } from "./file-shape.ts";
export { CONTENT_TYPES } from "./content-type.ts";
export type { ContentType } from "./content-type.ts";
export { parseReleaseTitle } from "./parse-release-title.ts";
export type { ReadingOptions } from "./parse-release-title.ts";
export { MAX_NAME_LENGTH, MAX_NON_LATIN_LETTERS, prepareName } from "./prepare-name.ts";
export {
  AUDIO_CODECS,
  createEmptyReleaseTitle,
  EDITIONS,
  HDR_FORMATS,
  SOURCES,
  VIDEO_CODECS,
} from "./release-title.ts";
export type {
  AudioCodec,
  Edition,
  HdrFormat,
  Reading,
  ReleaseField,
  ReleaseTitle,
  Source,
  VideoCodec,
} from "./release-title.ts";
export { createReleaseTitleParser } from "./release-title-parser.ts";
export type { ReleaseTitleParser, ReleaseTitleParserOptions } from "./release-title-parser.ts";
export { loadTaggerModel } from "./tagger-model.ts";
export type { Calibration, TaggerModel } from "./tagger-model.ts";
export { judgeRelease } from "./verdict/judge-release.ts";
export type { JudgedRelease } from "./verdict/judge-release.ts";
export { FAKE_SCORE, REASON_WEIGHTS, SUSPICIOUS_SCORE, VERDICTS } from "./verdict/verdict.ts";
export type { ReasonCode, ReleaseVerdict, Verdict, VerdictReason } from "./verdict/verdict.ts";
