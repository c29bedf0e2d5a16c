import type { Context } from "@minato/kit";
import { findMatches, foldText, tokenizeQuery } from "@minato/search-text";

import "./context.ts";
import { addSimilarWords } from "./similar-words.ts";

const MAX_SUGGESTIONS = 10;
/** Releases of one work are many, so more titles are read than are shown. */
const MAX_TITLES = 60;

/** A name of a work, with the ranges of UTF-16 units that matched. */
export interface TitleSuggestion {
  text: string;
  highlights: [number, number][];
}

/** Names of works whose releases match what was typed so far, the best seeded first. */
export async function suggestTitles(ctx: Context, q: string): Promise<TitleSuggestion[]> {
  if (q.trim() === "") return [];
  const titles = await ctx.search.suggest(q, MAX_TITLES);
  const parsed = await ctx.torrents.releaseTitles.parse(titles);
  const suggestions = new Map<string, string>();
  for (const [index, title] of titles.entries()) {
    const text = parsed[index]?.title.trim() || title;
    const key = foldText(text);
    if (!suggestions.has(key)) suggestions.set(key, text);
  }
  const { tokens } = tokenizeQuery(q);
  return [...suggestions.values()].slice(0, MAX_SUGGESTIONS).map((text) => ({
    text,
    highlights: findMatches(text, addSimilarWords(text, tokens)),
  }));
}
