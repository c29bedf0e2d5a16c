import "@minato/torrents/provide";
import { AppError, type Context } from "@minato/kit";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import type { SwarmCounts } from "@minato/tracker-protocol";
import { z } from "zod";

import { askTracker, TRACKER_PROBLEMS } from "./ask-tracker.ts";

/** As whose report the numbers are kept, beside those of the other sources. */
export const SCRAPE_SOURCE = "trackers";

const MAX_TRACKERS = 12;

const Count = z.int().nullable();

/** What trackers said of a torrent. */
export const Scrape = z.object({
  seeders: Count.describe("The most that any tracker counts; null when none answered"),
  leechers: Count,
  snatches: Count,
  checkedAt: z.iso.datetime().describe("When they were asked"),
  trackers: z.array(
    z.object({
      tracker: z.string().describe("Scheme and host of its announce URL"),
      seeders: Count,
      leechers: Count,
      problem: z.enum(TRACKER_PROBLEMS).optional().describe("Why there are no numbers"),
      reason: z.string().optional().describe("The same in words, the tracker's own if it refused"),
    }),
  ),
});

/** What trackers said of a torrent. */
export type Scrape = z.output<typeof Scrape>;

/**
 * Asks the public trackers of a torrent how many peers it has, and keeps what they say. Private
 * torrents have none here: their announce URLs belong to who uploaded them.
 * @throws {AppError} NOT_FOUND when it is not in the index, CONFLICT when no tracker of it is known
 */
export async function scrapeTorrent(ctx: Context, infoHash: string): Promise<Scrape> {
  const torrentId = await findTorrentId(ctx, infoHash);
  const { infoHash: stored, trackers } = await loadTrackers(ctx, torrentId);
  if (trackers.length === 0) {
    throw new AppError("CONFLICT", "No public tracker of this torrent is known");
  }
  const answers = await Promise.all(
    trackers.map(async (url) => ({ url, answer: await askTracker(ctx, url, stored) })),
  );
  const counted = answers.flatMap(({ answer }) => ("counts" in answer ? [answer.counts] : []));
  const scrape = {
    ...findMost(counted),
    checkedAt: ctx.now().toISOString(),
    trackers: answers.map(({ url, answer }) => ({
      tracker: toOrigin(url),
      seeders: "counts" in answer ? answer.counts.seeders : null,
      leechers: "counts" in answer ? answer.counts.leechers : null,
      ...("problem" in answer ? answer : {}),
    })),
  };
  if (counted.length > 0) await keep(ctx, stored, scrape);
  return scrape;
}

async function loadTrackers(
  ctx: Context,
  torrentId: number,
): Promise<{ infoHash: Buffer; trackers: string[] }> {
  const { rows } = await ctx.db.$client.query<{ infoHash: Buffer; trackers: string[] | null }>(
    `select t.info_hash as "infoHash", (
       select array_agg(k.url order by k.id) from trackers k where k.id = any(t.tracker_ids)
     ) as trackers from torrents t where t.id = $1`,
    [torrentId],
  );
  const [row] = rows;
  if (row === undefined) throw new AppError("NOT_FOUND", "No torrent with this info hash");
  return { infoHash: row.infoHash, trackers: (row.trackers ?? []).slice(0, MAX_TRACKERS) };
}

/** Trackers count mostly the same peers, so that sums would count them twice. */
function findMost(
  counted: readonly SwarmCounts[],
): Pick<Scrape, "seeders" | "leechers" | "snatches"> {
  return {
    seeders: greatest(counted.map(({ seeders }) => seeders)),
    leechers: greatest(counted.map(({ leechers }) => leechers)),
    snatches: greatest(counted.map(({ snatches }) => snatches)),
  };
}

function greatest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** What tells trackers apart; paths may hold what is not for everyone. */
function toOrigin(announceUrl: string): string {
  const url = URL.parse(announceUrl);
  return url === null ? announceUrl : `${url.protocol}//${url.host}`;
}

async function keep(
  ctx: Context,
  infoHash: Buffer,
  { seeders, leechers, snatches }: Scrape,
): Promise<void> {
  const counts = { seeders, leechers, ...(snatches === null ? {} : { snatches }) };
  const record = { infoHash: infoHash.toString("hex"), ...counts };
  const { errors } = await ingestTorrents(ctx, [record], { sourceName: SCRAPE_SOURCE });
  if (errors[0] !== undefined) throw new Error(`counts were refused: ${errors[0].message}`);
}
