/** Forms of numbering that the library leaves out or reads otherwise, each with its own reading. */
import { gated, type GatedPattern } from "./patterns/gated-pattern.ts";
import type { Numbering } from "./read-episodes.ts";

/** Widest span of episodes that one name is believed to hold. */
const MAX_EPISODES = 1500;

interface Form {
  pattern: GatedPattern;
  read(groups: readonly string[]): Numbering | undefined;
}

const BEGIN = "(?<![\\p{L}\\p{N}])";
const END = "(?![\\p{L}\\p{N}])";

/** In order of trust: the first that matches decides. */
const FORMS: readonly Form[] = [
  // [FLAC 24-96], (24/192 FLAC): bits and kilohertz of music
  {
    pattern: gated(
      /[[({](?:(?:flac|alac|wav|lossless|hi-?res)[ ._,-]{1,3})?(?:16|24|32)[-/_](?:44|48|88|96|176|192|352|384)(?:[.,][12])?(?=[ ._,\])}-][^[\](){}]{0,20}(?:flac|alac|wav|lossless|hi-?res)|(?<=(?:flac|alac|wav|lossless|hi-?res).{1,12})[\])}])/iu,
    ),
    read: () => ({ seasons: [], episodes: [] }),
  },
  // wikipedia_en_all_maxi_2024-01.zim: the month in which a copy of a site was made
  { pattern: gated(/\.zim$/iu), read: () => ({ seasons: [], episodes: [] }) },
  // S22E5363-E5366, S42 Ep10688 - Ep10692: soaps with thousands of episodes
  {
    pattern: gated(
      new RegExp(
        `${BEGIN}S(\\d{1,3})[ ._]?E[pP]?(\\d{4,5})(?: ?- ?E?[pP]?(\\d{4,5}))?${END}`,
        "iu",
      ),
    ),
    read: ([season = "", first = "", last]) => between(season, first, last),
  },
  // 1x01-x03, 8x01_02, 2x07x08, 1x02-03-04
  {
    pattern: gated(
      new RegExp(`${BEGIN}(\\d{1,2})x(\\d{2})(?:[-_+x]x?\\d{2})*[-_+x]x?(\\d{2})${END}`, "iu"),
    ),
    read: ([season = "", first = "", last]) => between(season, first, last),
  },
  // Episode 1001 - 1012
  {
    pattern: gated(
      new RegExp(`${BEGIN}(?:Episodes?|Eps?)[. ]?(\\d{1,4}) ?[-~] ?(\\d{1,4})(?!\\d)`, "iu"),
    ),
    read: ([first = "", last]) => between(undefined, first, last),
  },
  // 全24集: all of them, so none is named
  { pattern: gated(/全\d{1,4}[集话話]/u), read: () => ({ seasons: [], episodes: [] }) },
  // [Group] Title #01v2, [Group] Title #1-4
  {
    pattern: gated(/^\[.*[^\p{L}\p{N}]#(\d{1,4})(?:v\d)?(?:-(\d{1,4}))?(?![\p{L}\p{N}])/u),
    read: ([first = "", last]) => between(undefined, first, last),
  },
  // S6.E1-S6E2, S01E01-E03 with the season twice
  {
    pattern: gated(
      new RegExp(`${BEGIN}S(\\d{1,2})[ ._]?E(\\d{1,3}) ?- ?S\\1[ ._]?E(\\d{1,3})${END}`, "iu"),
    ),
    read: ([season = "", first = "", last]) => between(season, first, last),
  },
  // 1940x01 and S2014: seasons named after years
  {
    pattern: gated(
      new RegExp(
        `${BEGIN}(?:S((?:19|20)\\d\\d)|((?:19|20)\\d\\d)(?=x\\d\\d(?!\\d)))[ ._]?(?:[ex](\\d{1,3}))?${END}`,
        "iu",
      ),
    ),
    read: ([written, plain, episode]) => ({
      seasons: [Number(written ?? plain)],
      episodes: episode === undefined ? [] : [Number(episode)],
    }),
  },
  // S07D1: a disc of a season
  {
    pattern: gated(
      new RegExp(`${BEGIN}S(\\d{1,2})[ ._]?D(?:isc)?(\\d{1,2})(?:[-&]\\d)*${END}`, "iu"),
    ),
    read: ([season = ""]) => ({ seasons: [Number(season)], episodes: [] }),
  },
  // S01S02
  {
    pattern: gated(new RegExp(`${BEGIN}S(\\d{1,2})S(\\d{1,2})${END}`, "iu")),
    read: ([first = "", last]) => ({ seasons: span(first, last) ?? [], episodes: [] }),
  },
  // 2nd Season 24, 3rd Season - 07, 2nd Season - 01 ~ 12
  {
    pattern: gated(
      new RegExp(
        `${BEGIN}(\\d{1,2})(?:st|nd|rd|th) Season(?: ?-)? (\\d{1,3})(?:v\\d)?(?: ?~ ?(\\d{1,3}))?${END}(?!p)`,
        "iu",
      ),
    ),
    read: ([season = "", first = "", last]) => between(season, first, last),
  },
  // 第2期 第08話, 第1008話, 第01-12集
  {
    pattern: gated(/第(\d{1,2})[期季]\D{0,6}?(?:第)?(\d{1,4})(?:v\d)?(?:[話话集]|(?=[\] 】]))/u),
    read: ([season = "", episode = ""]) => ({
      seasons: [Number(season)],
      episodes: [Number(episode)],
    }),
  },
  {
    pattern: gated(/第(\d{1,4})(?:[-~](\d{1,4}))?[話话集回]/u),
    read: ([first = "", last]) => between(undefined, first, last),
  },
  // [01-24完], [12 END]
  {
    pattern: gated(/[[【](\d{1,3})(?:-(\d{1,4}))?(?: ?(?:完|END|Fin))[\]】]/iu),
    read: ([first = "", last]) => between(undefined, first, last),
  },
  // 79.BLM, 1. Bölüm
  {
    pattern: gated(
      new RegExp(
        `${BEGIN}(?:(\\d{1,2})[. ] ?Sezon[ .])?(\\d{1,4})[. ] ?B(?:LM|[oö]l[uü]m)${END}`,
        "iu",
      ),
    ),
    read: ([season, episode = ""]) => between(season, episode),
  },
  // Se.3 afl.3 en 4
  {
    pattern: gated(
      new RegExp(
        `${BEGIN}Se?\\.? ?(\\d{1,2}) afl\\.? ?(\\d{1,3})(?: (?:en|-|t/m) (\\d{1,3}))?${END}`,
        "iu",
      ),
    ),
    read: ([season = "", first = "", last]) => between(season, first, last),
  },
  // [Cap.101], [Cap.112_114]: season and episode in one number
  {
    pattern: gated(new RegExp(`${BEGIN}Cap\\. ?(\\d{1,2})(\\d\\d)(?:_\\1(\\d\\d))?${END}`, "iu")),
    read: ([season = "", first = "", last]) => between(season, first, last),
  },
  // Saison VII
  {
    pattern: gated(
      /(?<!\p{L})(?:Season|Saison|Temporada|Stagione|Staffel)[ .](II|III|IV|V|VI|VII|VIII|IX|X)(?![\p{L}\p{N}])/u,
    ),
    read: ([roman = ""]) => ({ seasons: [ROMAN.indexOf(roman)], episodes: [] }),
  },
  // 1xAll: a whole season
  {
    pattern: gated(new RegExp(`${BEGIN}(\\d{1,2})xAll${END}`, "iu")),
    read: ([season = ""]) => ({ seasons: [Number(season)], episodes: [] }),
  },
  // S01 to S08
  {
    pattern: gated(new RegExp(`${BEGIN}S(\\d{1,2}) (?:to|thru|through) S?(\\d{1,2})${END}`, "iu")),
    read: ([first = "", last]) => ({ seasons: span(first, last) ?? [], episodes: [] }),
  },
  // S01OVA02
  {
    pattern: gated(new RegExp(`${BEGIN}S(\\d{1,2})(?:OVA|OAD|SP)(\\d{1,3})${END}`, "iu")),
    read: ([season = "", episode = ""]) => between(season, episode),
  },
  // Title - 01 ~ 12 [1080p]
  {
    pattern: gated(/[ _]-[ _](\d{1,4}) ?~ ?(\d{1,4})(?=[ _]*(?:[[(]|$))/u),
    read: ([first = "", last]) => between(undefined, first, last),
  },
  // Title - 01v2 [1080p], Title - 01v2-04
  {
    pattern: gated(/[ _]-[ _](\d{1,4})v\d(?:-(\d{1,4}))?(?=[ _]*(?:[[(]|$))/iu),
    read: ([first = "", last]) => between(undefined, first, last),
  },
  // Title - 111C [1080p]: a part of an episode
  {
    pattern: gated(/[ _]-[ _](\d{2,4})[a-d](?=[ _]*(?:[[(]|$))/iu),
    read: ([episode = ""]) => between(undefined, episode),
  },
];

const ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];

/** Seasons and episodes where the name holds one of the special forms. */
export function readSpecialNumbering(name: string): Numbering | undefined {
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(name);
    if (match) return read(match.slice(1));
  }
  return undefined;
}

function between(season: string | undefined, first: string, last?: string): Numbering | undefined {
  const episodes = span(first, last);
  if (!episodes) return undefined;
  return { seasons: season === undefined ? [] : [Number(season)], episodes };
}

/** The numbers from first to last, at most {@link MAX_EPISODES}. */
function span(first: string, last: string | undefined): number[] | undefined {
  const from = Number(first);
  const to = Math.max(from, Number(last ?? first));
  if (to - from > MAX_EPISODES) return undefined;
  return Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
}
