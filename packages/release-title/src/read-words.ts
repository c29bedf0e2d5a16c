import type { ParsedResult } from "@viren070/parse-torrent-title";

import { gated } from "./patterns/gated-pattern.ts";
import type { Edition } from "./release-title.ts";

const EDITION_OF: Readonly<Record<string, Edition>> = {
  "Extended Edition": "extended",
  "Director's Cut": "directors",
  Theatrical: "theatrical",
  Uncut: "uncut",
  "Ultimate Edition": "ultimate",
  "Anniversary Edition": "anniversary",
  "Collector's Edition": "collector",
  "Criterion Collection": "criterion",
  "Diamond Edition": "diamond",
  Remastered: "remastered",
  IMAX: "imax",
};

/** Codes of the library that are no plain ISO 639-1 code. */
const LANGUAGE_OF: Readonly<Record<string, string>> = {
  "zh-tw": "zh",
  "es-419": "es",
  "pt-br": "pt",
};

/** Languages of the countries whose code differs from it, for flags (ISO 3166-1 to ISO 639-1). */
const LANGUAGE_OF_COUNTRY: Readonly<Record<string, string>> = {
  gb: "en",
  us: "en",
  au: "en",
  ie: "en",
  jp: "ja",
  kr: "ko",
  cn: "zh",
  tw: "zh",
  hk: "zh",
  br: "pt",
  mx: "es",
  ar: "es",
  at: "de",
  se: "sv",
  dk: "da",
  cz: "cs",
  gr: "el",
  il: "he",
  in: "hi",
  ir: "fa",
  ua: "uk",
  vn: "vi",
  ee: "et",
  rs: "sr",
  si: "sl",
  eg: "ar",
  sa: "ar",
};
/** Two regional indicator symbols. */
const FLAG = /[\u{1F1E6}-\u{1F1FF}]{2}/gu;
const FIRST_INDICATOR = 0x1f1e6;
/** First UTF-16 unit of every flag. */
const FLAG_START = "\uD83C";

/**
 * ISO 639-1 codes, each once, of the library's tags and of flags in the name; what names no single
 * language ("multi audio") is left out.
 */
export function readLanguages(tags: readonly string[], name: string): string[] {
  if (tags.length === 0 && !name.includes(FLAG_START)) return [];
  const codes = tags.map((tag) => LANGUAGE_OF[tag] ?? tag);
  if (name.includes(FLAG_START)) codes.push(...readFlags(name));
  return [...new Set(codes.filter((code) => /^[a-z]{2}$/u.test(code)))];
}

function readFlags(name: string): string[] {
  const flags = name.match(FLAG) ?? [];
  return flags.map((flag) => {
    const letters = Array.from(flag, (symbol) =>
      String.fromCodePoint((symbol.codePointAt(0) ?? FIRST_INDICATOR) - FIRST_INDICATOR + 97),
    );
    const country = letters.join("");
    return LANGUAGE_OF_COUNTRY[country] ?? country;
  });
}

const ULTIMATE_CUT = gated(/\bultimate[ .]cut\b/iu);

/** Cuts and printings, each once. */
export function readEditions(found: ParsedResult, name: string): Edition[] {
  const { extended, unrated, uncensored } = found;
  if (!found.editions && !extended && !unrated && !uncensored && !ULTIMATE_CUT.test(name))
    return [];
  const editions = new Set<Edition>();
  for (const label of found.editions ?? []) {
    const edition = EDITION_OF[label];
    if (edition) editions.add(edition);
  }
  if (extended) editions.add("extended");
  if (unrated) editions.add("unrated");
  if (uncensored) editions.add("uncensored");
  if (ULTIMATE_CUT.test(name)) editions.add("ultimate");
  return [...editions];
}
