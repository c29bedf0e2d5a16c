/** Where the name of a work ends in most names of releases: a year, lines, a season, or a bracket. */
const END = /\s[[({]?(?:(?:19|20)\d{2}\b|\d{3,4}[pi]\b|S\d{1,3}(?:E\d|\b)|[[({])/i;
/** Blanks of names that have none; dots of versions and dates are kept. */
const BLANK = /(?<!\bx86)_+|_+(?!64)|(?<!\b\d{1,2})(?<!\b(?:19|20)\d{2})\.+|\.+(?!\d{1,2}\b)/g;
const EXTENSION = /\.(?:iso|img|zip|exe|dmg|epub|pdf|mkv|mp4|avi)$/i;
const LEADING_TAG = /^\[[^\]]{1,40}\]\s*/;

/** What stands large on a cover: the name of the work, as far as a release's name shows it. */
export function coverTitle(title: string): string {
  const words = title.replace(EXTENSION, "").replaceAll(BLANK, " ").replace(LEADING_TAG, "").trim();
  const end = END.exec(words)?.index ?? -1;
  const name = (end > 0 ? words.slice(0, end) : words).replace(/[\s\-–]+$/, "");
  return name === "" ? title : name;
}
