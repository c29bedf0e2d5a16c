/** What the rules for one kind of release find in a name. */
export interface KindReading {
  title: string;
  /** Musician, author or publisher. */
  artist?: string;
  year?: number;
  group?: string;
  /** Version of a program. */
  appVersion?: string;
  /** Issue of a comic or a magazine. */
  issue?: string;
}

const FILE_ENDING =
  /\.(?:cb[rz7ta]|epub|pdf|mobi|azw3|djvu|fb2|zip|rar|7z|iso|exe|dmg|apk|mp3|flac|m4b|nfo|torrent|nzb)$/iu;
/** "-GRP" or "-GRP_INT" at the end of a name without blanks. */
const SCENE_GROUP = /-([\p{L}\p{N}][\p{L}\p{N}_]{1,20}?)(?:_i?nt)?$/iu;

/** The name without the ending of a file. */
export function dropFileEnding(name: string): string {
  return name.replace(FILE_ENDING, "");
}

/** Group of a name that is written without blanks, and what stands before it. */
export function splitSceneGroup(name: string): { body: string; group: string } | undefined {
  if (name.includes(" ")) return undefined;
  const match = SCENE_GROUP.exec(name);
  return match ? { body: name.slice(0, match.index), group: match[1] ?? "" } : undefined;
}

/** Words as a person writes them, from a part of a name written with dots or underscores. */
export function toWords(part: string): string {
  const text = part.replaceAll("_", " ").replaceAll("+", " ");
  return (text.includes(" ") ? text : text.replaceAll(".", " ")).replaceAll(/\s+/gu, " ").trim();
}

/** A year between 1900 and 2039; "20XX" is none. */
export function toYear(text: string | undefined): number | undefined {
  return text !== undefined && /^(?:19\d\d|20[0-3]\d)$/u.test(text) ? Number(text) : undefined;
}
