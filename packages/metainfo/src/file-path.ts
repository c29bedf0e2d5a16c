/** Paths inside a torrent, which a stranger chose and which become paths on somebody's disk. */
import { cleanLine, cutText } from "./foreign-text.ts";

/** Longest name of a file or directory, in UTF-16 units; longer ones are cut. */
export const MAX_NAME_LENGTH = 1_000;

const EXTENSION = /\.[^.]{1,15}$/;

/**
 * Makes one name safe: separators, control characters and changes of direction become `_`, and an
 * overlong name loses its middle so that its extension stays. Returns an empty string for a name
 * that is empty, `.` or `..`.
 */
export function cleanName(text: string): string {
  const name = cleanLine(text.replaceAll(/[/\\]/g, "_"));
  if (name === "." || name === "..") return "";
  if (name.length <= MAX_NAME_LENGTH) return name;
  const extension = EXTENSION.exec(name)?.[0] ?? "";
  return cutText(name, MAX_NAME_LENGTH - extension.length) + extension;
}

/** Joins names with `/` into a relative path that stays inside its directory; never empty. */
export function joinPath(names: readonly string[]): string {
  let path = "";
  for (const name of names) path = extendPath(path, name);
  return path || "_";
}

/** Appends one name, made safe, to a path that is safe already; what is no name adds nothing. */
export function extendPath(path: string, name: string): string {
  const safe = cleanName(name);
  if (path === "" || safe === "") return path || safe;
  return `${path}/${safe}`;
}
