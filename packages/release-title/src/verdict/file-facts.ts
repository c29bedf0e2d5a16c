/** What a file list holds, as far as it matters for whether a release is what it says. */
import type { ReleaseFile } from "../file-shape.ts";

/** What a file is for a verdict. */
export type FileRole =
  | "video"
  | "audio"
  | "book"
  | "disc-image"
  | "program"
  | "script"
  | "archive"
  | "minor"
  | "other";

/** Facts of a file list, gathered in one pass. */
export interface FileFacts {
  /** Files that were looked at. */
  count: number;
  totalBytes: number;
  /** Bytes and largest file by role. */
  roles: ReadonlyMap<FileRole, { count: number; bytes: number; largest: ReleaseFile }>;
  /** The first file with a hidden ending. */
  doubleExtension: string | undefined;
  reversedName: string | undefined;
  /** The first file whose name speaks of a password. */
  passwordNote: string | undefined;
  /** The first file that offers a codec or a player, or tells how to play. */
  codecLure: string | undefined;
  /** Volumes, checksums or a note of the scene: archives are how such a release is packed. */
  isScene: boolean;
  /** A copied disc. */
  isDisc: boolean;
  /** Every video is a sample. */
  isSampleOnly: boolean;
}

/** Files that are looked at. */
const MAX_FILES = 5000;
/** Characters of a path that are looked at, from its end. */
const MAX_PATH = 400;
/** No program for Windows is smaller: what is, only looks like one. */
const SMALLEST_PROGRAM_BYTES = 260;

const ENDINGS: Readonly<Record<Exclude<FileRole, "other">, string>> = {
  video:
    "mkv mk3d mp4 m4v avi mov mpg mpeg ts m2ts mts vob ifo bup webm flv ogm ogv divx 3gp rm rmvb wmv asf",
  audio:
    "mp3 flac m4a m4b aac ogg oga opus wav aiff ape alac wv tak tta wma ac3 dts dsf dff mka aax",
  book: "epub mobi azw azw3 azw4 pdf djvu fb2 lit prc chm cbr cbz cb7 cbt doc docx rtf kfx zim",
  "disc-image": "iso img bin mdf mds nrg",
  program: "exe scr com pif msi cpl gadget apk dmg pkg jar",
  script: "bat cmd vbs vbe js jse wsf wsh ps1 psm1 hta lnk reg inf scf",
  archive: "rar zip 7z tar gz bz2 xz ace arj cab lzh zst",
  minor:
    "txt nfo sfv md5 sha1 srt sub idx ass ssa sup vtt smi jpg jpeg png gif webp bmp url htm html website log cue m3u m3u8 diz nzb xml json par2 torrent md ttf otf lrc",
};
const ROLE_OF = new Map<string, FileRole>(
  Object.entries(ENDINGS).flatMap(([role, endings]) =>
    // The keys are exactly the roles.
    endings.split(" ").map((ending) => [ending, role as FileRole] as const),
  ),
);

const ENDING = /\.([a-z\d]{1,8})\s*$/iu;
const RUNS = "exe|scr|com|pif|msi|cpl|bat|cmd|vbs|vbe|js|jse|wsf|wsh|ps1|hta|lnk|jar|apk";
const DOUBLE = new RegExp(
  String.raw`\.(?:mkv|mp4|m4v|avi|mov|mpe?g|webm|wmv|ts|mp3|flac|m4a|epub|mobi|pdf|docx?|jpe?g|png|txt|srt|zip|rar)[\s._-]{0,40}\.(?:${RUNS})$`,
  "iu",
);
/** Marks that turn the direction of what follows (UAX #9). */
const REVERSED = /[\u202e\u202d\u2066-\u2068]/u;
const NOTE = /\.(?:txt|html?|url|nfo|md|rtf|docx?|pdf|lnk|jpg|png)$/iu;
const PASSWORD =
  /(?:^|[^a-z])(?:pass(?:word|wort|code|wd)?s?|contrase(?:ñ|n)a|senha|mot de passe|пароль)(?:[^a-z]|$)|密码/iu;
const LURE =
  /codec|(?:^|[^a-z])(?:how[ ._-]*to[ ._-]*(?:play|open|watch|extract|unlock)|(?:install|download|use|get)[ ._-]*(?:this|the|our)?[ ._-]*player|can.?t[ ._-]*play|won.?t[ ._-]*play|read[ ._-]*(?:me)?[ ._-]*(?:first|before)[ ._-]*(?:play|watch)\w*)/iu;
const SAMPLE = /(?:^|[^a-z])sample(?:[^a-z]|$)/iu;
const SCENE = /\.(?:sfv|r\d\d|s\d\d|part\d+\.rar|\d{3})$/iu;

/** The ending of a file's name in lower case. */
export function endingOf(path: string): string | undefined {
  return ENDING.exec(path)?.[1]?.toLowerCase();
}

/** What an ending stands for. */
export function roleOf(ending: string | undefined): FileRole {
  return (ending === undefined ? undefined : ROLE_OF.get(ending)) ?? "other";
}

/** Reads a file list; only its first 5,000 files. */
export function readFileFacts(files: readonly ReleaseFile[]): FileFacts {
  const roles = new Map<FileRole, { count: number; bytes: number; largest: ReleaseFile }>();
  const facts = {
    count: Math.min(files.length, MAX_FILES),
    totalBytes: 0,
    roles,
    doubleExtension: undefined as string | undefined,
    reversedName: undefined as string | undefined,
    passwordNote: undefined as string | undefined,
    codecLure: undefined as string | undefined,
    isScene: false,
    isDisc: false,
    isSampleOnly: false,
  };
  let ownVideos = 0;
  for (const file of files.slice(0, MAX_FILES)) {
    const path = file.path.slice(-MAX_PATH);
    const name = path.slice(path.lastIndexOf("/") + 1);
    const ending = endingOf(name);
    const role = findRole(ending, name, file.size);
    const known = roles.get(role);
    if (known === undefined) roles.set(role, { count: 1, bytes: file.size, largest: file });
    else {
      known.count += 1;
      known.bytes += file.size;
      if (file.size > known.largest.size) known.largest = file;
    }
    facts.totalBytes += file.size;
    facts.isScene ||= SCENE.test(name);
    facts.isDisc ||= /(?:^|\/)(?:VIDEO_TS|BDMV)(?:\/|$)/iu.test(path);
    if (role === "video" && !SAMPLE.test(path)) ownVideos += 1;
    if (DOUBLE.test(name)) facts.doubleExtension ??= file.path;
    if (REVERSED.test(name) && (role === "program" || role === "script")) {
      facts.reversedName ??= file.path;
    }
    if (NOTE.test(name) && PASSWORD.test(name)) facts.passwordNote ??= file.path;
    if (LURE.test(name) && role !== "video") facts.codecLure ??= file.path;
  }
  facts.isSampleOnly = roles.has("video") && ownVideos === 0;
  return facts;
}

function findRole(ending: string | undefined, name: string, size: number): FileRole {
  // The volumes of old archives: .r00, .001
  if (SCENE.test(name) && ending !== "sfv") return "archive";
  const role = roleOf(ending);
  const isTooSmall = size > 0 && size < SMALLEST_PROGRAM_BYTES;
  return role === "program" && isTooSmall && ending !== "jar" ? "minor" : role;
}
