import { foldText } from "./fold.ts";
import { scanTokens } from "./scan.ts";
import { findSynonyms } from "./synonyms.ts";

/** The most UTF-16 units of a query that are looked at. */
export const MAX_QUERY_LENGTH = 1024;

/** The most tokens of a query; further ones are left out. */
export const MAX_QUERY_TOKENS = 64;

/** One word of a query. */
export interface QueryToken {
  text: string;
  /** Words that begin with the text match too. */
  isPrefix: boolean;
  /** Of a season or episode that is still being typed: words that begin so match too. */
  beginning?: string;
  /** Other words for the same: a title with one of them matches too. */
  synonyms?: readonly string[];
  /** A title without the word matches too. */
  isOptional: boolean;
  /** Only titles without the word match. */
  isExcluded: boolean;
}

/** What a query asks for: every token that is neither optional nor excluded, in any order. */
export interface TokenizedQuery {
  tokens: QueryToken[];
  /** The words of each quoted phrase, in order; they are among the tokens as well. */
  phrases: string[][];
}

interface Segment {
  text: string;
  isQuoted: boolean;
  isExcluded: boolean;
}

// A quoted phrase, perhaps excluded, or an excluded word; everything else was typed plainly.
const SEGMENT = /(?<minus>(?<!\S)-)?(?:"(?<quoted>[^"]*)"|(?<=(?<!\S)-)(?<word>[^\s"]+))/gu;
/** Years, seasons and episodes with all their digits: nobody goes on typing after them. */
const WHOLE = /^(?:(?:19|20)\d\d|s\d{2,}|s\d+e\d{2,})$/;
/** A season or episode of which digits may be missing, and the dot or blank that parts may have. */
const STARTED =
  /(?<![\p{L}\p{N}])(?:s(?<season>\d{1,4})(?<mark>[ ._-]?ep?)?|(?<cross>\d{1,2})x)(?<episode>\d?)$/u;
/** Lines of a picture, which titles write with a letter behind: 1080p, 1080i. */
const LINES = /^(?:480|576|720|1080|1440|2160|4320)$/;
const UNSPACED =
  /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]$/u;

/**
 * Reads a search query. All words must match; the last one also as a prefix unless a blank follows
 * or it is a whole year, season or episode: `202` matches `2024`, `s01e0` matches `s01e07`; `1080`
 * matches `1080p` anywhere; `4k` also matches `2160p`, `hevc` also `x265`; a leading "the" and every
 * "and" or `&` are optional;
 * `-word` excludes; the words of a `"quoted phrase"` are required as written. Words come out in
 * the forms that `tokenize` gives to titles, as do the cleaned titles that Sonarr and Radarr send.
 * Never throws; takes time linear in the query.
 */
export function tokenizeQuery(text: string): TokenizedQuery {
  const query = text.slice(0, MAX_QUERY_LENGTH).replace(/[“”„«»]/g, '"');
  const tokens = new Map<string, QueryToken>();
  const phrases: string[][] = [];
  const segments = splitSegments(query);
  for (const [index, segment] of segments.entries()) {
    const folded = foldText(segment.text);
    const words = scanTokens(folded, "query", MAX_QUERY_TOKENS);
    const isTyped = !segment.isQuoted && !segment.isExcluded;
    if (segment.isQuoted && !segment.isExcluded && words.length > 0) {
      phrases.push(words.map((word) => word.text));
    }
    const endsOpen = isTyped && index === segments.length - 1 && !/\s$/u.test(query);
    const started = endsOpen ? startedEpisode(folded) : undefined;
    for (const [position, word] of words.entries()) {
      const isLast = endsOpen && position === words.length - 1;
      const key = `${segment.isExcluded ? "-" : "+"}${word.text}`;
      if (tokens.has(key) || tokens.size >= MAX_QUERY_TOKENS) continue;
      const synonyms = isTyped ? findSynonyms(word.text) : [];
      tokens.set(key, {
        text: word.text,
        isPrefix: isTyped && (isBeginning(word.text) || (isLast && !WHOLE.test(word.text))),
        ...(isLast && started !== undefined && { beginning: started }),
        ...(synonyms.length > 0 && { synonyms }),
        isOptional: isTyped && isOptionalWord(word.text, index === 0 ? position : -1),
        isExcluded: segment.isExcluded,
      });
    }
  }
  return { tokens: requireSomething([...tokens.values()]), phrases };
}

/**
 * Whether a word of a query may be absent from the title: "the" at position 0, because Sonarr,
 * Radarr and many release names leave it out, and "and" anywhere.
 */
export function isOptionalWord(word: string, position: number): boolean {
  return word === "and" || (word === "the" && position === 0);
}

/** Whether titles are expected to go on after it, wherever it stands in a query. */
function isBeginning(word: string): boolean {
  return UNSPACED.test(word) || LINES.test(word);
}

/** How the index writes what a season or episode at the end of a text begins with. */
function startedEpisode(folded: string): string | undefined {
  const { season, mark, cross, episode = "" } = STARTED.exec(folded)?.groups ?? {};
  if (season === undefined && cross === undefined) return undefined;
  if (mark === undefined && cross === undefined) {
    // A second digit belongs to the season, which is whole then.
    return season?.length === 1 && episode === "" ? `s${season}` : undefined;
  }
  return `s${(season ?? cross)!.padStart(2, "0")}e${episode}`;
}

function splitSegments(query: string): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  const addTyped = (text: string): void => {
    if (/\S/u.test(text)) segments.push({ text, isQuoted: false, isExcluded: false });
  };
  for (const match of query.matchAll(SEGMENT)) {
    const { quoted, word } = match.groups ?? {};
    const isExcluded = word !== undefined || match.groups?.["minus"] !== undefined;
    addTyped(query.slice(from, match.index));
    segments.push({ text: quoted ?? word ?? "", isQuoted: quoted !== undefined, isExcluded });
    from = match.index + match[0].length;
  }
  addTyped(query.slice(from));
  return segments;
}

/** A query of optional words alone asks for those words. */
function requireSomething(tokens: QueryToken[]): QueryToken[] {
  if (tokens.some((token) => !token.isOptional && !token.isExcluded)) return tokens;
  return tokens.map((token) => ({ ...token, isOptional: false }));
}
