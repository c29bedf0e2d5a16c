/** Where the name of a work ends in most names of releases: a year, lines, a season, or a bracket. */
const END = /\s[[({]?(?:(?:19|20)\d{2}\b|\d{3,4}[pi]\b|S\d{1,3}(?:E\d|\b)|[[({])/i;
const LEADING_TAG = /^\[[^\]]{1,40}\]\s*/;

/** What stands large on a cover: the name of the work, as far as a release's name shows it. */
export function coverTitle(title: string): string {
  const words = title.replaceAll(/[._]+/g, " ").replace(LEADING_TAG, "").trim();
  const end = END.exec(words)?.index ?? -1;
  const name = (end > 0 ? words.slice(0, end) : words).replace(/[\s\-–]+$/, "");
  return name === "" ? title : name;
}
