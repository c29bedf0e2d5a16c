import type { Context } from "@minato/kit";

import "./context.ts";

const MAX_REMEMBERED = 20_000;

/** Announce URLs by number. They never change, so those that were read once are remembered. */
export async function loadTrackers(
  ctx: Pick<Context, "db" | "feeds">,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const known = ctx.feeds.trackers;
  const missing = [...new Set(ids.filter((id) => !known.has(id)))];
  if (missing.length === 0) return known;
  const { rows } = await ctx.db.$client.query<{ id: number; url: string }>({
    name: "feeds-trackers",
    text: "select id, url from trackers where id = any($1::int[])",
    values: [missing],
  });
  // Few distinct ones name most torrents; a page needs all of its own at once.
  if (known.size + rows.length > MAX_REMEMBERED) {
    for (const id of known.keys()) if (!ids.includes(id)) known.delete(id);
  }
  for (const { id, url } of rows) known.set(id, url);
  return known;
}
