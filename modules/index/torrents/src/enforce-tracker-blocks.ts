import "@minato/blocklist/context";
import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import type { Pool, PoolClient } from "pg";

import { torrentsRuledOut } from "./events.ts";
import { lockForDeletion } from "./locks.ts";
import { recordChange } from "./record-change.ts";
import { removeTorrents } from "./remove-torrents.ts";

const URL_BATCH = 20_000;

interface TrackedTorrent {
  id: number;
  trackerIds: number[] | null;
  /** Announce URLs of a private torrent's uploaded file. */
  privateTrackers: string[] | null;
}

/** What is left of a torrent's trackers. */
interface Remainder {
  id: number;
  trackerIds: number[];
  privateTrackers: string[];
}

/** The numbers of all announce URLs whose host is blocked. */
export async function findBlockedTrackerIds(ctx: Context): Promise<Set<number>> {
  await ctx.blocklist.catchUp();
  const { trackers } = ctx.blocklist.rules;
  const ids = new Set<number>();
  for (let position = 0; !trackers.isEmpty;) {
    const { rows } = await ctx.db.$client.query<{ id: number; url: string }>(
      "select id, url from trackers where id > $1 order by id limit $2",
      [position, URL_BATCH],
    );
    for (const { id, url } of rows) if (trackers.matches(url)) ids.add(id);
    if (rows.length < URL_BATCH) break;
    position = rows.at(-1)?.id ?? position;
  }
  return ids;
}

/** Takes blocked trackers from the torrents and deletes those that have no other; says how many. */
export async function enforceTrackerBlocks(
  ctx: Context,
  torrentIds: readonly number[],
  blockedIds: ReadonlySet<number>,
): Promise<number> {
  const suspects = await findRemainders(ctx, ctx.db.$client, torrentIds, blockedIds);
  if (suspects.length === 0) return 0;
  return transaction(ctx.db.$client, async (client) => {
    await lockForDeletion(client);
    // A block may be lifted since the walk began.
    const stillBlocked = await keepBlocked(ctx, client, blockedIds);
    const ids = suspects.map(({ id }) => id);
    const remainders = await findRemainders(ctx, client, ids, stillBlocked);
    const deleted = remainders.filter(isEmpty).map(({ id }) => id);
    if (deleted.length > 0) {
      await ctx.emit(torrentsRuledOut, { torrentIds: deleted, reason: "trackers" }, client);
      await removeTorrents(client, deleted);
    }
    await writeRemainders(
      client,
      remainders.filter((one) => !isEmpty(one)),
    );
    return deleted.length;
  });
}

async function keepBlocked(
  ctx: Context,
  client: PoolClient,
  blockedIds: ReadonlySet<number>,
): Promise<ReadonlySet<number>> {
  await ctx.blocklist.catchUp(client);
  const { trackers } = ctx.blocklist.rules;
  const { rows } = await client.query<{ id: number; url: string }>(
    "select id, url from trackers where id = any($1::int[])",
    [[...blockedIds]],
  );
  return new Set(rows.filter(({ url }) => trackers.matches(url)).map(({ id }) => id));
}

/** Torrents that have a blocked tracker, with their other ones. */
async function findRemainders(
  ctx: Context,
  client: Pool | PoolClient,
  torrentIds: readonly number[],
  blockedIds: ReadonlySet<number>,
): Promise<Remainder[]> {
  const { rows } = await client.query<TrackedTorrent>(
    `select t.id, t.tracker_ids as "trackerIds", m.private_trackers as "privateTrackers"
     from torrents t left join torrent_metainfo m on m.torrent_id = t.id
     where t.id = any($1::int[]) and (t.tracker_ids is not null or m.private_trackers is not null)`,
    [torrentIds],
  );
  const { trackers } = ctx.blocklist.rules;
  return rows.flatMap(({ id, trackerIds, privateTrackers }) => {
    const ids = trackerIds ?? [];
    const urls = privateTrackers ?? [];
    const remainder: Remainder = {
      id,
      trackerIds: ids.filter((tracker) => !blockedIds.has(tracker)),
      privateTrackers: urls.filter((url) => !trackers.matches(url)),
    };
    const isSame =
      remainder.trackerIds.length === ids.length &&
      remainder.privateTrackers.length === urls.length;
    return isSame ? [] : [remainder];
  });
}

function isEmpty({ trackerIds, privateTrackers }: Remainder): boolean {
  return trackerIds.length + privateTrackers.length === 0;
}

async function writeRemainders(
  client: PoolClient,
  remainders: readonly Remainder[],
): Promise<void> {
  if (remainders.length === 0) return;
  const ids = remainders.map(({ id }) => id);
  const toLiteral = ({ trackerIds }: Remainder) =>
    trackerIds.length === 0 ? null : `{${trackerIds.join(",")}}`;
  await client.query(
    `update torrents t set tracker_ids = u.tracker_ids::int[]
     from unnest($1::int[], $2::text[]) u(id, tracker_ids) where t.id = u.id`,
    [ids, remainders.map(toLiteral)],
  );
  for (const { id, privateTrackers } of remainders) {
    await client.query(
      `update torrent_metainfo set private_trackers = $2
       where torrent_id = $1 and private_trackers is distinct from $2`,
      [id, privateTrackers.length === 0 ? null : privateTrackers],
    );
  }
  await recordChange(client, "updated", ids);
}
