import type { ContentType } from "../content-type.ts";
import type { ReleaseFile } from "../file-shape.ts";
import type { ReleaseTitle } from "../release-title.ts";
import { endingOf, readFileFacts, roleOf, type FileFacts, type FileRole } from "./file-facts.ts";
import { plausibleBytes } from "./plausible-size.ts";
import {
  REASON_WEIGHTS,
  weighReasons,
  type ReasonCode,
  type ReleaseVerdict,
  type VerdictReason,
} from "./verdict.ts";

/** What is known of a release that is judged. */
export interface JudgedRelease {
  /** The name as it was given. */
  name: string;
  /** The name as it was read. */
  title: ReleaseTitle;
  contentType: ContentType;
  /** Files of the torrent; without them only name and size are judged. */
  files?: readonly ReleaseFile[];
  /** Bytes of the whole release. */
  size?: number;
  /** Length of the picture where it is known from elsewhere. */
  durationSeconds?: number;
}

/** What a name promises to hold. */
type Promised = "video" | "audio" | "book";

/**
 * Judges whether a release is what it says: programs in the place of films, hidden endings, archives
 * with passwords, sizes that cannot be, lures to download something. Reads at most 5,000 files and
 * costs microseconds for usual ones; its patterns are linear and see bounded texts.
 */
export function judgeRelease(release: JudgedRelease): ReleaseVerdict {
  const promised = findPromise(release);
  const files = release.files ?? [];
  const facts = files.length === 0 ? undefined : readFileFacts(files);
  return weighReasons([
    ...judgeEndings(facts),
    ...(promised === undefined ? [] : judgePromise(release, promised, facts)),
    ...(promised === "video" ? judgeSize(release, facts) : []),
  ]);
}

/**
 * What the name promises, in whatever it is found to be: a film that turns out to be a program is no
 * honest program. Games and programs may hold anything that runs.
 */
function findPromise({ name, title, contentType }: JudgedRelease): Promised | undefined {
  const role = roleOf(title.container ?? endingOf(name.slice(-20)));
  if (role === "video" || role === "audio" || role === "book") return role;
  const hasPicture = title.videoCodec !== undefined || title.source !== undefined;
  if (hasPicture && (title.resolution !== undefined || title.videoCodec !== undefined)) {
    return contentType === "game" ? undefined : "video";
  }
  if (title.resolution !== undefined && VIDEO_TYPES.has(contentType)) return "video";
  if (title.seasons.length > 0 && title.episodes.length > 0) return "video";
  return PROMISE_OF[contentType];
}

const VIDEO_TYPES: ReadonlySet<ContentType> = new Set(["movie", "tv", "anime", "sport", "adult"]);
const PROMISE_OF: Partial<Record<ContentType, Promised>> = {
  movie: "video",
  tv: "video",
  anime: "video",
  audiobook: "audio",
  ebook: "book",
  comic: "book",
  magazine: "book",
};

function judgeEndings(facts: FileFacts | undefined): VerdictReason[] {
  const reasons: VerdictReason[] = [];
  const { doubleExtension, reversedName } = facts ?? {};
  if (doubleExtension !== undefined) {
    const text = "A file hides that it is a program behind the ending of another kind of file.";
    reasons.push(because("double-extension", text, doubleExtension));
  }
  if (reversedName !== undefined) {
    const text = "A program turns part of its name around, so that it looks like something else.";
    reasons.push(because("reversed-name", text, reversedName));
  }
  return reasons;
}

function judgePromise(
  release: JudgedRelease,
  promised: Promised,
  facts: FileFacts | undefined,
): VerdictReason[] {
  if (facts === undefined) return judgeBareName(release, promised);
  const held = countHeld(promised, facts);
  const reasons = [
    ...judgePrograms(promised, facts, held),
    ...judgeArchives(promised, facts, held),
    ...judgeLures(release, promised, facts),
  ];
  if (facts.totalBytes === 0) {
    return [...reasons, because("empty-files", "All of its files are empty.")];
  }
  if (held === 0 && reasons.length === 0 && !facts.roles.has("archive")) {
    const text = `The name promises ${PROMISES[promised]}, but no file is one.`;
    reasons.push(because("nothing-promised", text));
  }
  if (promised === "video" && facts.isSampleOnly) {
    const text = "The only video is a sample.";
    reasons.push(because("sample-only", text, facts.roles.get("video")?.largest.path));
  }
  const other = facts.roles.get("other");
  if (held > 0 && other !== undefined && other.bytes > facts.totalBytes * 0.8) {
    const text = "Most of it is in files of a kind that does not belong to such a release.";
    reasons.push(because("mostly-other", text, other.largest.path));
  }
  return reasons;
}

const PROMISES: Readonly<Record<Promised, string>> = {
  video: "a video",
  audio: "audio",
  book: "something to read",
};

/** The name of a single file is its title: "….1080p.x264.exe" needs no file list. */
function judgeBareName({ name, title }: JudgedRelease, promised: Promised): VerdictReason[] {
  const ending = endingOf(name.slice(-20));
  const isProgram = roleOf(ending) === "program" && ending !== "com" && ending !== "pkg";
  if (!isProgram || title.raw === "") return [];
  const text = `The name promises ${PROMISES[promised]} and ends like a program.`;
  return [because("program-instead", text)];
}

/** Files that keep the promise; a disc image or a copied disc can hold a film. */
function countHeld(promised: Promised, facts: FileFacts): number {
  const roles: readonly FileRole[] =
    promised === "video" ? ["video", "disc-image"] : promised === "audio" ? ["audio"] : ["book"];
  const held = roles.reduce((sum, role) => sum + (facts.roles.get(role)?.count ?? 0), 0);
  // An album may come as a video, a talk as audio, a book as pictures of its pages.
  const others = promised === "video" ? 0 : (facts.roles.get("video")?.count ?? 0);
  const audio = promised === "book" ? (facts.roles.get("audio")?.count ?? 0) : 0;
  const pictures =
    promised === "book" && facts.count > 5 ? (facts.roles.get("minor")?.count ?? 0) : 0;
  const text = promised === "book" && hasPlainText(facts) ? 1 : 0;
  return held + others + audio + pictures + text + (facts.isDisc ? 1 : 0);
}

/** Books out of copyright often come as plain text, longer than any note beside a release. */
function hasPlainText(facts: FileFacts): boolean {
  const largest = facts.roles.get("minor")?.largest;
  if (largest === undefined || largest.size < SHORTEST_BOOK_BYTES) return false;
  return PLAIN_TEXTS.has(endingOf(largest.path) ?? "");
}

const SHORTEST_BOOK_BYTES = 20_000;
const PLAIN_TEXTS: ReadonlySet<string> = new Set(["txt", "md", "htm", "html"]);

function judgePrograms(promised: Promised, facts: FileFacts, held: number): VerdictReason[] {
  const program = facts.roles.get("program") ?? facts.roles.get("script");
  if (program === undefined) return [];
  const { path } = program.largest;
  const bytes = program.bytes + (facts.roles.get("script")?.bytes ?? 0);
  if (held === 0 || bytes > facts.totalBytes / 2) {
    const text = `The name promises ${PROMISES[promised]}, but what it holds is a program.`;
    return [because("program-instead", text, path)];
  }
  // Enhanced audio discs, learning material and players on old discs come with programs.
  if (promised !== "video" || facts.isDisc) return [];
  return [because("program-beside", "A program lies beside the video.", path)];
}

function judgeArchives(promised: Promised, facts: FileFacts, held: number): VerdictReason[] {
  const archive = facts.roles.get("archive");
  const { passwordNote } = facts;
  if (held > 0 || archive === undefined) {
    if (passwordNote === undefined) return [];
    return [because("password-note", "A file speaks of a password.", passwordNote)];
  }
  if (passwordNote !== undefined) {
    const text = "It holds an archive and a note about its password instead of what it promises.";
    return [because("password-archive", text, passwordNote)];
  }
  if (facts.isScene || archive.count > 3) return [];
  const text = `The name promises ${PROMISES[promised]}, but it holds an archive.`;
  return [because("archive-instead", text, archive.largest.path)];
}

function judgeLures(
  { name, title }: JudgedRelease,
  promised: Promised,
  facts: FileFacts,
): VerdictReason[] {
  const reasons: VerdictReason[] = [];
  if (promised === "video" && facts.codecLure !== undefined) {
    const text = "A file wants you to install something before you can watch.";
    reasons.push(because("codec-lure", text, facts.codecLure));
  }
  const video = facts.roles.get("video");
  const isWindowsMedia = video !== undefined && /\.(?:wmv|asf)$/iu.test(video.largest.path);
  const promisesOther =
    (title.videoCodec !== undefined && title.videoCodec !== "vc1") ||
    (title.source !== undefined && (title.resolution ?? 0) >= 720);
  if (promised === "video" && isWindowsMedia && promisesOther && !/\b(?:wmv|asf)\b/iu.test(name)) {
    const text =
      "The video is in a Windows format the name does not speak of; such files can ask for a download.";
    reasons.push(because("lure-container", text, video.largest.path));
  }
  return reasons;
}

/** Compares the bytes with what the claimed picture needs; archives count as what they hold. */
function judgeSize(release: JudgedRelease, facts: FileFacts | undefined): VerdictReason[] {
  const { title, contentType, durationSeconds } = release;
  const size = release.size ?? facts?.totalBytes ?? 0;
  if (size === 0) return [];
  const episodes = Math.max(title.episodes.length, title.absoluteEpisodes.length);
  const isPack = title.isComplete || (title.seasons.length > 0 && episodes === 0);
  const range = plausibleBytes({
    contentType: title.seasons.length > 0 && contentType !== "anime" ? "tv" : contentType,
    resolution: title.resolution,
    isRemux: title.isRemux,
    durationSeconds,
    parts: Math.max(1, episodes, isPack ? 2 : 1),
  });
  if (range === undefined) return [];
  const claim = `${title.resolution}p`;
  if (size < range.least / 8) {
    return [because("tiny-for-claim", `It is far too small for a picture of ${claim}.`)];
  }
  if (size < range.least) {
    return [because("small-for-claim", `It is small for a picture of ${claim}.`)];
  }
  const isOne = (facts?.roles.get("video")?.count ?? 1) <= 1;
  if (isOne && size > range.most) {
    return [because("huge-for-claim", `It is larger than a picture of ${claim} can be.`)];
  }
  return [];
}

function because(code: ReasonCode, text: string, file?: string): VerdictReason {
  return { code, weight: REASON_WEIGHTS[code], text, ...(file === undefined ? {} : { file }) };
}
