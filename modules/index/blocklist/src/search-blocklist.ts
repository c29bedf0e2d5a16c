import type { Context } from "@minato/kit";
import { z } from "zod";

import { BlockedTorrent, SELECT_BLOCKED, toBlockedTorrent } from "./list-blocked-torrents.ts";
import { readEntry } from "./read-entry.ts";
import { findHost } from "./tracker-patterns.ts";

const LIMIT = 100;
const HASH_BYTES = 20;
const MIN_NAME_LENGTH = 2;
const MAX_NAME_LENGTH = 300;
const MAX_WORDS = 10;
const HASH_START = /^[0-9a-f]{4,40}$/i;

export const SearchBlocklistInput = z.object({
  q: z
    .string()
    .trim()
    .min(1)
    .max(4096)
    .describe("An info hash or its beginning, a magnet link, a tracker, or words of a name"),
});

export const SearchBlocklistResult = z.object({
  torrents: z
    .array(BlockedTorrent)
    .describe(
      "Entries with this hash, or blocked here with these words in their name; 100 at most",
    ),
  tracker: z.string().nullable().describe("The blocked pattern under which this tracker falls"),
  keyword: z.string().nullable().describe("The rule that a torrent of this name would meet"),
});

/** Says whether and why something is blocked. */
export async function searchBlocklist(
  ctx: Context,
  q: string,
): Promise<z.output<typeof SearchBlocklistResult>> {
  await ctx.blocklist.catchUp();
  const { trackers, keywords } = ctx.blocklist.rules;
  const host = findHost(q);
  return {
    torrents: await findTorrents(ctx, q),
    tracker: (host === undefined ? undefined : trackers.findPattern(host)) ?? null,
    keyword: keywords.find(q, [q])?.label ?? null,
  };
}

async function findTorrents(ctx: Context, q: string): Promise<BlockedTorrent[]> {
  const ranges = rangesOf(q);
  if (ranges.length === 0) return findNamed(ctx, q);
  const { rows } = await ctx.db.$client.query(
    `${SELECT_BLOCKED}
     join unnest($1::bytea[], $2::bytea[]) u(low, high) on b.info_hash between u.low and u.high
     where b.list_id = 0 or l.id is not null
     order by b.info_hash, b.list_id limit ${LIMIT}`,
    [ranges.map(({ low }) => low), ranges.map(({ high }) => high)],
  );
  return rows.map(toBlockedTorrent);
}

/** The newest whose names hold all of the words; those of lists have no names. */
async function findNamed(ctx: Context, q: string): Promise<BlockedTorrent[]> {
  if (q.length < MIN_NAME_LENGTH || q.length > MAX_NAME_LENGTH) return [];
  const patterns = q
    .split(/\s+/)
    .slice(0, MAX_WORDS)
    .map((word) => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
  const { rows } = await ctx.db.$client.query(
    `${SELECT_BLOCKED} where b.list_id = 0 and b.name ilike all($1::text[])
     order by b.blocked_at desc, b.info_hash desc limit ${LIMIT}`,
    [patterns],
  );
  return rows.map(toBlockedTorrent);
}

function rangesOf(q: string): { low: Buffer; high: Buffer }[] {
  const whole = readEntry(q);
  if (whole !== undefined) return whole.map((hash) => ({ low: hash, high: hash }));
  if (!HASH_START.test(q)) return [];
  const low = Buffer.from(q.padEnd(HASH_BYTES * 2, "0"), "hex");
  const high = Buffer.from(q.padEnd(HASH_BYTES * 2, "f"), "hex");
  return [{ low, high }];
}
