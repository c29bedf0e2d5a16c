/** What the files of a torrent are, judged by their extensions weighed with their sizes. */

/** One file as a torrent lists it. */
export interface ReleaseFile {
  /** Path with "/" between its parts. */
  path: string;
  /** Size in bytes. */
  size: number;
}

/** Kinds of file that tell what a release is. */
export const FILE_KINDS = [
  "video",
  "audio",
  "audiobook",
  "ebook",
  "comic",
  "image",
  "disc-image",
  "program",
  "mac-program",
  "android-program",
  "ios-program",
  "rom",
] as const;
/** One of {@link FILE_KINDS}. */
export type FileKind = (typeof FILE_KINDS)[number];

/** What the files say together. */
export interface FileShape {
  /** The kind with more than half of the bytes that have a kind; `undefined` if none has. */
  kind: FileKind | undefined;
  /** Extension with the most bytes within the kind, lower case. */
  extension: string | undefined;
  /** VIDEO_TS or BDMV folders: a copied disc. */
  disc: "dvd" | "bluray" | undefined;
  /** Video files whose own names number a season and an episode. */
  numberedVideoCount: number;
}

/** Files that are looked at; further ones change a majority only by intent. */
const MAX_FILES = 5000;
/** Characters at the end of a path that are looked at. */
const MAX_PATH_TAIL = 300;

const EXTENSIONS: Readonly<Record<FileKind, string>> = {
  video:
    "mkv mk3d mp4 m4v avi wmv mov mpg mpeg ts m2ts mts vob ifo webm flv ogm ogv divx 3gp rm rmvb asf",
  audio:
    "mp3 flac m4a aac ogg oga opus wav aiff ape alac wv tak tta wma ac3 dts dsf dff mka cue mid",
  audiobook: "m4b aax aaxc",
  ebook: "epub mobi azw azw3 azw4 pdf djvu fb2 lit prc chm doc docx rtf txt kfx zim",
  comic: "cbr cbz cb7 cbt cba",
  image: "jpg jpeg png gif webp bmp tif tiff heic psd",
  "disc-image": "iso img bin mdf mds nrg cdi ccd vhd vmdk qcow2 ova",
  program: "exe msi appimage deb rpm flatpak snap jar dll cab",
  "mac-program": "dmg pkg app",
  "android-program": "apk xapk apks aab obb",
  "ios-program": "ipa",
  rom: "nsp xci nsz xcz nds 3ds cia gba gbc gb n64 z64 v64 nes sfc smc wbfs wad wux rvz gcm cso pbp chd vpk xex rap",
};
const KIND_OF = new Map<string, FileKind>(
  FILE_KINDS.flatMap((kind) => EXTENSIONS[kind].split(" ").map((extension) => [extension, kind])),
);
/** Notes, covers and subtitles are part of any release, so they weigh as nothing. */
const MINOR_EXTENSIONS: ReadonlySet<string> = new Set(["txt", "jpg", "jpeg", "png", "gif", "cue"]);

const EXTENSION = /\.([a-z\d]{2,8})$/iu;
/** An image of a disc or card that was packed on its own. */
const PACKED_IMAGE = /\.(img|iso|vhd|vmdk|qcow2)\.(?:xz|gz|bz2|zst)$/iu;
const EPISODE_NUMBER = /(?:^|[^a-z\d])(?:s\d{1,2}[ ._-]?e\d{1,3}|\d{1,2}x\d{2,3})(?!\d)/iu;

/** Weighs the files; without any with a known extension every field says nothing. */
export function readFileShape(files: readonly ReleaseFile[]): FileShape {
  const weights = new Map<FileKind, Map<string, number>>();
  const shape: FileShape = {
    kind: undefined,
    extension: undefined,
    disc: undefined,
    numberedVideoCount: 0,
  };
  for (const file of files.slice(0, MAX_FILES)) {
    const path = file.path.slice(-MAX_PATH_TAIL);
    shape.disc ??= findDisc(path);
    const extension = findExtension(path);
    const kind = extension === undefined ? undefined : KIND_OF.get(extension);
    if (extension === undefined || kind === undefined) continue;
    if (kind === "video" && EPISODE_NUMBER.test(path)) shape.numberedVideoCount += 1;
    const weight = MINOR_EXTENSIONS.has(extension) ? 1 : Math.max(1, file.size) + 1;
    const byExtension = weights.get(kind) ?? new Map<string, number>();
    byExtension.set(extension, (byExtension.get(extension) ?? 0) + weight);
    weights.set(kind, byExtension);
  }
  const [kind, byExtension] = heaviest(weights, (inner) => sum(inner.values())) ?? [];
  shape.kind = kind;
  shape.extension = byExtension && heaviest(byExtension, (weight) => weight, 0)?.[0];
  return shape;
}

/** The shape of a release that is one file called like the release. */
export function readSingleFileShape(name: string): FileShape {
  const path = name.slice(-MAX_PATH_TAIL);
  const extension = findExtension(path);
  const kind = extension === undefined ? undefined : KIND_OF.get(extension);
  return {
    kind,
    extension: kind && extension,
    disc: findDisc(path),
    numberedVideoCount: kind === "video" && EPISODE_NUMBER.test(path) ? 1 : 0,
  };
}

function findExtension(path: string): string | undefined {
  return (PACKED_IMAGE.exec(path) ?? EXTENSION.exec(path))?.[1]?.toLowerCase();
}

function findDisc(path: string): FileShape["disc"] {
  if (/(?:^|\/)VIDEO_TS(?:\/|\.)/iu.test(path)) return "dvd";
  return /(?:^|\/)BDMV\//iu.test(path) ? "bluray" : undefined;
}

function heaviest<K, V>(
  entries: ReadonlyMap<K, V>,
  weigh: (value: V) => number,
  leastShare = 0.5,
): [K, V] | undefined {
  const total = sum([...entries.values()].map(weigh));
  const [first] = [...entries].toSorted(([, left], [, right]) => weigh(right) - weigh(left));
  return first && weigh(first[1]) > total * leastShare ? first : undefined;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
