import "@minato/blocklist/context";
import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import { findBlockedTrackerIds } from "@minato/torrents/enforce-tracker-blocks";
import type { RuleReason } from "@minato/torrents/events";
import { lockAgainstDeletion } from "@minato/torrents/locks";
import { z } from "zod";

import { unpackRecord } from "./purgatory-record.ts";
import { restoreTorrents } from "./restore-torrents.ts";
import { screenRestored } from "./screen-restored.ts";

const BATCH = 500;
const MAX_DURATION_MS = 60_000;
const REASONS: readonly RuleReason[] = ["trackers", "words"];

interface RuledOut {
  id: number;
  reason: RuleReason;
  record: Buffer;
}

/** Announce URLs of a deleted torrent, by number and as its own file names them. */
const Announced = z.object({
  torrents: z.tuple([z.object({ tracker_ids: z.array(z.number()).nullable() })]),
  torrent_metainfo: z
    .array(z.object({ private_trackers: z.array(z.string()).nullable() }))
    .nullable(),
});

/**
 * Brings back what rules had taken out and no rule keeps out any more, from the purgatory's id after
 * `afterId` on. After a minute it stops and gives the id from which another job goes on; undefined
 * at the end.
 */
export async function returnRuledOut(
  ctx: Context,
  afterId: number,
  signal: AbortSignal,
): Promise<number | undefined> {
  const until = performance.now() + MAX_DURATION_MS;
  // Whatever still deletes by the rules of before is waited for, so that it is seen here.
  await transaction(ctx.db.$client, lockAgainstDeletion);
  const blockedIds = await findBlockedTrackerIds(ctx);
  let position = afterId;
  let total = 0;
  let isMore = true;
  while (isMore && performance.now() < until) {
    signal.throwIfAborted();
    const found = await readRuledOut(ctx, position);
    const ids = found.filter((one) => isFree(ctx, one, blockedIds)).map(({ id }) => id);
    total += await transaction(ctx.db.$client, async (client) => {
      const restored = await restoreTorrents(ctx, client, ids);
      if (restored > 0) await screenRestored(ctx, client);
      return restored;
    });
    position = found.at(-1)?.id ?? position;
    isMore = found.length === BATCH;
  }
  if (total > 0) ctx.log.info({ torrents: total }, "torrents of lifted rules brought back");
  return isMore ? position : undefined;
}

async function readRuledOut(ctx: Context, afterId: number): Promise<RuledOut[]> {
  const { rows } = await ctx.db.$client.query<RuledOut>(
    `select torrent_id as id, reason, record from purgatory
     where torrent_id > $1 and reason = any($2::text[]) and expires_at > $3
     order by torrent_id limit $4`,
    [afterId, REASONS, ctx.now(), BATCH],
  );
  return rows;
}

/** True unless all its trackers are blocked still; words are looked at when it is brought back. */
function isFree(ctx: Context, { reason, record }: RuledOut, blockedIds: ReadonlySet<number>) {
  if (reason !== "trackers") return true;
  const { torrents, torrent_metainfo } = Announced.parse(JSON.parse(unpackRecord(record)));
  const { trackers } = ctx.blocklist.rules;
  const privateTrackers = torrent_metainfo?.[0]?.private_trackers ?? [];
  return (
    (torrents[0].tracker_ids ?? []).some((id) => !blockedIds.has(id)) ||
    privateTrackers.some((url) => !trackers.matches(url))
  );
}
