import { AppError, type Context } from "@minato/kit";
import { CHANGE_KINDS } from "@minato/torrents/record-change";
import { loadItems, TorrentItem } from "@minato/torrents/torrent-item";
import { z } from "zod";

import { readChangeCursor, writeChangeCursor, type ChangeCursor } from "./change-cursor.ts";

/** The cursor that stands for everything that is yet to come. */
const NOW = "now";
const DEFAULT_LIMIT = 100;

/** What a follower asks for. */
export const ChangesInput = z.object({
  cursor: z
    .string()
    .max(200)
    .optional()
    .describe("nextCursor of the last answer; absent: the oldest kept change; now: from here on"),
  limit: z.coerce.number().int().min(1).max(1000).default(DEFAULT_LIMIT),
  swarm: z
    .union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")])
    .default(false)
    .describe("Also torrents of which only swarm numbers changed"),
});

/** A torrent that changed, with what is known of it now. */
export const TorrentChange = z.object({
  kind: z.enum(["inserted", "updated", "deleted"]),
  infoHash: z.string().describe("40 hex"),
  at: z.iso.datetime(),
  torrent: TorrentItem.optional().describe("Absent when it was deleted"),
});

/** A page of changes in an order in which nothing is ever added before what was read. */
export const ChangesPage = z.object({
  items: z.array(TorrentChange),
  nextCursor: z.string(),
  hasMore: z.boolean().describe("Whether asking again at once is worth it"),
});

type TorrentChange = z.output<typeof TorrentChange>;

interface FeedRow {
  feedId: string;
  horizon: string;
  isPruned: boolean;
}

/** One torrent of a row of `torrent_changes`. */
interface ChangeRow {
  transactionId: string;
  id: string;
  /** Counted from one. */
  position: number;
  isLast: boolean;
  at: Date;
  kind: number;
  torrentId: number;
  infoHash: Buffer | null;
}

/**
 * One statement sees the feed's own row, the horizon and the changes in the same snapshot. A
 * transaction below the horizon is over, so no row can come to stand before one that is read here,
 * whenever its id was given out and whenever it was committed.
 */
const READ = `
select f.id as "feedId", h.horizon::text, c.*,
  ($1::xid8, $2::bigint) <= (f.pruned_transaction_id, f.pruned_id) as "isPruned"
from change_feed f
cross join (select pg_snapshot_xmin(pg_current_snapshot()) as horizon) h
left join lateral (
  select c.transaction_id::text as "transactionId", c.id::text as id, c.at, c.kind,
    u.torrent_id as "torrentId", c.info_hashes[u.position] as "infoHash",
    u.position::int as position, u.position = cardinality(c.torrent_ids) as "isLast"
  from torrent_changes c
  cross join lateral unnest(c.torrent_ids) with ordinality u(torrent_id, position)
  where (c.transaction_id, c.id) >= ($1::xid8, $2::bigint)
    and not ((c.transaction_id, c.id) = ($1::xid8, $2::bigint) and u.position <= $3)
    and c.transaction_id < h.horizon and ($4 or c.kind <> ${CHANGE_KINDS.counted})
  order by c.transaction_id, c.id, u.position limit $5
) c on true
order by c."transactionId"::xid8, c.id::bigint, c.position`;

/**
 * Lists what changed since a cursor, each torrent as it is now.
 * @throws {AppError} BAD_REQUEST for a malformed cursor, GONE when changes after it were pruned or
 *   the database was restored since: the follower reads everything anew
 */
export async function listChanges(
  ctx: Context,
  { cursor, limit, swarm }: z.output<typeof ChangesInput>,
): Promise<z.output<typeof ChangesPage>> {
  const from = cursor === undefined || cursor === NOW ? undefined : readChangeCursor(cursor);
  const { feed, changes } = await readChanges(ctx, from, swarm, cursor === NOW ? 0 : limit + 1);
  if (from !== undefined && (from.feedId !== feed.feedId || feed.isPruned)) {
    throw new AppError("GONE", "Changes after this cursor are gone; read the whole index anew");
  }
  const page = changes.slice(0, limit);
  const last = page.at(-1);
  const hasMore = changes.length > limit && last !== undefined;
  return {
    items: await toItems(ctx, page),
    nextCursor: writeChangeCursor(hasMore ? afterChange(feed, last) : atHorizon(feed)),
    hasMore,
  };
}

async function readChanges(
  ctx: Context,
  from: ChangeCursor | undefined,
  swarm: boolean,
  limit: number,
): Promise<{ feed: FeedRow; changes: ChangeRow[] }> {
  const { rows } = await ctx.db.$client.query<FeedRow & (ChangeRow | { id: null })>({
    name: "exchange-changes",
    text: READ,
    values: [from?.transactionId ?? "0", from?.id ?? "0", from?.offset ?? 0, swarm, limit],
  });
  const [feed] = rows;
  if (feed === undefined) throw new Error("the table change_feed has lost its row");
  return { feed, changes: rows.filter((row): row is FeedRow & ChangeRow => row.id !== null) };
}

/** The place behind a change: within its row, or at the next row of its transaction. */
function afterChange({ feedId }: FeedRow, change: ChangeRow): ChangeCursor {
  const { transactionId, id, position, isLast } = change;
  return isLast
    ? { feedId, transactionId, id: `${BigInt(id) + 1n}`, offset: 0 }
    : { feedId, transactionId, id, offset: position };
}

/** Every transaction below it has been read, and none of the others. */
function atHorizon({ feedId, horizon }: FeedRow): ChangeCursor {
  return { feedId, transactionId: horizon, id: "0", offset: 0 };
}

async function toItems(ctx: Context, page: readonly ChangeRow[]): Promise<TorrentChange[]> {
  const ids = new Set(page.map(({ torrentId }) => torrentId));
  const loaded = await loadItems(ctx, [...ids]);
  const items = new Map(loaded.map(({ torrentId, item }) => [torrentId, item]));
  return page.flatMap(({ kind, at, torrentId, infoHash }): TorrentChange[] => {
    if (infoHash !== null) {
      return [{ kind: "deleted", infoHash: infoHash.toString("hex"), at: at.toISOString() }];
    }
    const torrent = items.get(torrentId);
    // Deleted meanwhile: a later change says so by its info hash.
    if (torrent === undefined) return [];
    return [
      {
        kind: kind === CHANGE_KINDS.inserted ? "inserted" : "updated",
        infoHash: torrent.infoHash,
        at: at.toISOString(),
        torrent,
      },
    ];
  });
}
