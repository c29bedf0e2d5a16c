import type { Context } from "@minato/kit";
import { foldText } from "@minato/search-text";

import "./context.ts";

const MAX_SUGGESTIONS = 10;
/** Releases of one work are many, so more titles are read than are shown. */
const MAX_TITLES = 60;

/** Names of works whose releases match what was typed so far, the best seeded first. */
export async function suggestTitles(ctx: Context, q: string): Promise<{ text: string }[]> {
  if (q.trim() === "") return [];
  const titles = await ctx.search.suggest(q, MAX_TITLES);
  const parsed = await ctx.torrents.releaseTitles.parse(titles);
  const suggestions = new Map<string, string>();
  for (const [index, title] of titles.entries()) {
    const text = parsed[index]?.title.trim() || title;
    const key = foldText(text);
    if (!suggestions.has(key)) suggestions.set(key, text);
  }
  return [...suggestions.values()].slice(0, MAX_SUGGESTIONS).map((text) => ({ text }));
}
