const MAX_LENGTH = 100;
const MAX_READ = 300;
const MAX_TEAM_LENGTH = 40;
const SEPARATOR = /[\s._]+/u;
const YEAR = /^(?:19|20)\d\d$/;
const DETAIL =
  /^(?:s\d{1,4}(?:e\d.*)?|season|\d{1,2}x\d{2,3}|\d{3,4}[pi]|v\d+|web|web-dl|webrip|bluray|blu-ray|dvdrip|bdrip|hdtv|complete|repack|proper)$/i;
const EDGES = /^[\s\-–:,.]+|[\s\-–:,.]+$/gu;

/**
 * The head of a title, before year, season, resolution, brackets and the like, as a person would
 * type it: `Big.Buck.Bunny.2008.1080p` gives `Big Buck Bunny`. Empty when nothing stands before them.
 */
export function leadPhrase(title: string): string {
  const text = withoutTeam(title.slice(0, MAX_READ));
  const bracket = text.search(/[([{]/);
  const open = bracket === -1 ? text : text.slice(0, bracket);
  const words = open.split(open.includes(" ") ? /\s+/u : SEPARATOR);
  const head: string[] = [];
  for (const [index, word] of words.entries()) {
    if (head.length > 0 && (YEAR.test(word) || (word === "-" && isNumber(words[index + 1])))) break;
    if (DETAIL.test(word)) break;
    head.push(word);
  }
  return head.join(" ").slice(0, MAX_LENGTH).replace(EDGES, "").toWellFormed();
}

/** Teams of some scenes stand in brackets before the title. */
function withoutTeam(text: string): string {
  let rest = text.trimStart();
  while (rest.startsWith("[")) {
    const end = rest.indexOf("]");
    if (end === -1 || end > MAX_TEAM_LENGTH) return rest;
    rest = rest.slice(end + 1).trimStart();
  }
  return rest;
}

function isNumber(word: string | undefined): boolean {
  return word !== undefined && /^\d/.test(word);
}
