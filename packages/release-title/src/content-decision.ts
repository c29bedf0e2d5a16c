import type { ContentType } from "./content-type.ts";
import type { FileKind, FileShape } from "./file-shape.ts";
import { findPlatform, isHashed, isLinuxImage, NAME_SIGNALS } from "./name-signals.ts";
import type { ReleaseTitle } from "./release-title.ts";

/** Everything a decision rests on. */
export interface Evidence {
  title: ReleaseTitle;
  /** The name as `toSignalText` gives it. */
  text: string;
  files: FileShape;
  /** The files are known and not only guessed from the name's ending. */
  hasFiles: boolean;
  /** Type that the source's categories stand for. */
  hint: ContentType | undefined;
}

interface Verdict {
  type: ContentType;
  /** A source that says otherwise is believed instead. */
  isGuess: boolean;
}

/** Decides in this order: adult words, files, words of the name, the source; then "other". */
export function decideContentType(evidence: Evidence): ContentType {
  const { hint } = evidence;
  if (NAME_SIGNALS.adult.test(evidence.text) || hint === "adult") return "adult";
  const verdict = judgeFiles(evidence) ?? judgeName(evidence);
  if (!verdict) return hint ?? "other";
  if (verdict.isGuess && hint) return hint;
  if (hint === "audiobook" && verdict.type === "music") return hint;
  if (isPicture(verdict.type) && (hint === "anime" || hint === "sport")) return hint;
  return verdict.type;
}

function judgeFiles(evidence: Evidence): Verdict | undefined {
  const { files, text, title } = evidence;
  if (files.disc) return judgeVideo(evidence);
  switch (files.kind) {
    case "video":
      if (!evidence.hasFiles && isHashed(title.raw)) return undefined;
      return has(text, "course") ? sure("course") : judgeVideo(evidence);
    case "audio":
      // "….WEB-DL.AAC" ends in a tag and not in a file extension.
      if (!evidence.hasFiles && hasVideoWords(title)) return undefined;
      return sure(has(text, "audiobook") ? "audiobook" : "music");
    case "audiobook":
    case "comic":
      return sure(files.kind);
    case "ebook":
      return sure(judgeBook(text));
    case "rom":
      return sure("game");
    case "disc-image":
      return judgeDiscImage(evidence);
    case "image":
      return has(text, "comic") ? sure("comic") : undefined;
    case undefined:
      return undefined;
    default:
      return judgeProgram(text, files.kind);
  }
}

function judgeBook(text: string): ContentType {
  if (has(text, "comic")) return "comic";
  return has(text, "magazine") ? "magazine" : "ebook";
}

function judgeDiscImage(evidence: Evidence): Verdict {
  const { text, title } = evidence;
  if (isLinuxImage(text)) return sure("software");
  if (isGame(text)) return sure("game");
  if (hasVideoWords(title) && !has(text, "software")) return judgeVideo(evidence);
  return { type: "software", isGuess: !has(text, "software") };
}

function judgeProgram(text: string, kind: FileKind): Verdict {
  if (isGame(text) || has(text, "gameWord")) return sure("game");
  const isGuess = kind === "program" && !has(text, "software") && !has(text, "version");
  return { type: "software", isGuess };
}

function judgeName(evidence: Evidence): Verdict | undefined {
  const { title, text } = evidence;
  if (has(text, "audiobook")) return sure("audiobook");
  if (isLinuxImage(text)) return sure("software");
  if (isHashed(title.raw)) return undefined;
  if (hasVideoWords(title)) {
    if (has(text, "course")) return sure("course");
    if (has(text, "musicVideo")) return sure("music");
    if (findPlatform(text) && title.videoCodec === undefined && title.seasons.length === 0) {
      return sure("game");
    }
    return judgeVideo(evidence);
  }
  return judgeWords(evidence);
}

function judgeWords(evidence: Evidence): Verdict | undefined {
  const { title, text } = evidence;
  if (has(text, "ebook") || has(text, "magazine") || has(text, "comic")) {
    return sure(judgeBook(text));
  }
  if (has(text, "course")) return sure("course");
  if (isGame(text)) return sure("game");
  if (has(text, "sceneMusic") || has(text, "musicVideo")) return sure("music");
  if (title.seasons.length > 0 || title.isAnime) return judgeVideo(evidence);
  if (has(text, "music")) return sure("music");
  if (title.airDate !== undefined) return judgeVideo(evidence);
  if (has(text, "software")) return sure("software");
  if (has(text, "version")) return { type: "software", isGuess: true };
  if (has(text, "sport") || title.source !== undefined) return judgeVideo(evidence);
  if (title.episodes.length > 0 || title.year !== undefined) {
    return { ...judgeVideo(evidence), isGuess: true };
  }
  return undefined;
}

function judgeVideo({ title, text, files }: Evidence): Verdict {
  if (has(text, "musicVideo")) return sure("music");
  // Leagues are broadcasters too: "S01E02 … UFC.WEBRip" is a series.
  if (title.seasons.some((season) => season < 1900)) return sure(title.isAnime ? "anime" : "tv");
  if (has(text, "sport") || (title.airDate !== undefined && has(text, "versus"))) {
    return sure("sport");
  }
  if (title.isAnime) return sure("anime");
  if (isNumbered(title) || files.numberedVideoCount > 0) return sure("tv");
  if (title.episodes.length > 0 && title.year === undefined) return { type: "tv", isGuess: true };
  return { type: "movie", isGuess: title.year === undefined };
}

function isGame(text: string): boolean {
  return has(text, "game") || findPlatform(text) !== undefined;
}

function isNumbered(title: ReleaseTitle): boolean {
  return title.seasons.length > 0 || title.airDate !== undefined;
}

/** Words that only moving pictures have; "web" alone is also said of music and books. */
function hasVideoWords(title: ReleaseTitle): boolean {
  if (title.resolution !== undefined || title.videoCodec !== undefined) return true;
  if (title.isRemux || title.hdr.length > 0) return true;
  return title.source !== undefined && title.source !== "web";
}

function isPicture(type: ContentType): boolean {
  return type === "movie" || type === "tv";
}

function has(text: string, signal: keyof typeof NAME_SIGNALS): boolean {
  return NAME_SIGNALS[signal].test(text);
}

function sure(type: ContentType): Verdict {
  return { type, isGuess: false };
}
