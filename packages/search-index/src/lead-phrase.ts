const MAX_LENGTH = 100;
const BRACKETS_BEFORE = /^(?:\s*\[[^\]]{0,40}\]\s*)+/u;
const DETAILS =
  /[\s([{_-]*(?:\b(?:19|20)\d\d\b|\bs\d{1,4}(?:e\d+)?\b|\bseason\b|\b\d{1,2}x\d{2}\b|\b\d{3,4}[pi]\b|\bv\d+\.|[([{]|\s-\s\d|\b(?:web|bluray|dvdrip|hdtv)\b).*$/isu;
const EDGES = /^[\s\-–:,.]+|[\s\-–:,.]+$/gu;

/**
 * The head of a title, before year, season, resolution and the like, as a person would type it:
 * `Big.Buck.Bunny.2008.1080p` gives `Big Buck Bunny`. Empty when nothing stands before them.
 */
export function leadPhrase(title: string): string {
  const start = title.slice(0, 300).replace(BRACKETS_BEFORE, "");
  const spaced = /\s/u.test(start) ? start : start.replace(/[._]+/g, " ");
  const head = spaced.replace(DETAILS, "").replace(/\s+/gu, " ").replace(EDGES, "");
  return head.slice(0, MAX_LENGTH).toWellFormed();
}
