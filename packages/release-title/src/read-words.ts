import type { ParsedResult } from "@viren070/parse-torrent-title";

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

/** ISO 639-1 codes, each once; what names no single language ("multi audio") is left out. */
export function readLanguages(tags: readonly string[]): string[] {
  const codes = tags.map((tag) => LANGUAGE_OF[tag] ?? tag);
  return [...new Set(codes.filter((code) => /^[a-z]{2}$/u.test(code)))];
}

/** Cuts and printings, each once. */
export function readEditions(found: ParsedResult, name: string): Edition[] {
  const editions = new Set<Edition>();
  for (const label of found.editions ?? []) {
    const edition = EDITION_OF[label];
    if (edition) editions.add(edition);
  }
  if (found.extended) editions.add("extended");
  if (found.unrated) editions.add("unrated");
  if (found.uncensored) editions.add("uncensored");
  if (/\bultimate[ .]cut\b/iu.test(name)) editions.add("ultimate");
  return [...editions];
}
