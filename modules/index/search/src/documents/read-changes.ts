import { CHANGE_KINDS } from "@minato/torrents/record-change";
import type { Pool } from "pg";

/** How far the log of changes was read: everything before it, and nothing from it on. */
export interface ChangePosition {
  /** Of `change_feed`; another one after a full restore. */
  feedId: string;
  transactionId: string;
  /** Of the row of the log. */
  id: string;
  /** Torrents of that row that were read. */
  offset: number;
}

/** Torrents that changed, each in one of the lists. */
export interface ChangedTorrents {
  /** Entered, changed or gone. */
  whole: number[];
  /** Only swarm numbers. */
  counted: number[];
  /** Whether some of them entered. */
  hasInserted: boolean;
  position: ChangePosition;
  /** Whether there is more to read at once. */
  hasMore: boolean;
}

interface FeedRow {
  feedId: string;
  horizon: string;
  isPruned: boolean;
}

interface ChangeRow {
  transactionId: string;
  id: string;
  kind: number;
  torrentId: number;
  place: number;
}

/**
 * The feed's row, the horizon and the changes in one snapshot. Every transaction below the horizon
 * is over, so no row can come to stand before one that is read here.
 */
const READ = `
select f.id as "feedId", h.horizon::text, c.*,
  ($1::xid8, $2::bigint) <= (f.pruned_transaction_id, f.pruned_id) as "isPruned"
from change_feed f
cross join (select pg_snapshot_xmin(pg_current_snapshot()) as horizon) h
left join lateral (
  select c.transaction_id::text as "transactionId", c.id::text as id, c.kind,
    u.torrent_id as "torrentId", u.place::int as place
  from torrent_changes c
  cross join lateral unnest(c.torrent_ids) with ordinality u(torrent_id, place)
  where (c.transaction_id, c.id) >= ($1::xid8, $2::bigint)
    and not ((c.transaction_id, c.id) = ($1::xid8, $2::bigint) and u.place <= $3)
    and c.transaction_id < h.horizon
  order by c.transaction_id, c.id, u.place limit $4
) c on true
order by c."transactionId"::xid8, c.id::bigint, c.place`;

/** The place behind everything that is over now: whoever reads all torrents after this misses nothing. */
export async function findNewestPosition(pool: Pool): Promise<ChangePosition> {
  const { rows } = await pool.query<{ feedId: string; horizon: string }>(
    `select id as "feedId", pg_snapshot_xmin(pg_current_snapshot())::text as horizon
     from change_feed`,
  );
  const [feed] = rows;
  if (feed === undefined) throw new Error("the table change_feed has lost its row");
  return { feedId: feed.feedId, transactionId: feed.horizon, id: "0", offset: 0 };
}

/** Reads on from a position; undefined when what follows it is gone or the database was restored. */
export async function readChanges(
  pool: Pool,
  from: ChangePosition,
  limit: number,
): Promise<ChangedTorrents | undefined> {
  const { rows } = await pool.query<FeedRow & (ChangeRow | { id: null })>({
    name: "search-changes",
    text: READ,
    values: [from.transactionId, from.id, from.offset, limit],
  });
  const [feed] = rows;
  if (feed === undefined) throw new Error("the table change_feed has lost its row");
  if (feed.feedId !== from.feedId || feed.isPruned) return undefined;
  const changes = rows.filter((row): row is FeedRow & ChangeRow => row.id !== null);
  const whole = new Set<number>();
  const counted = new Set<number>();
  for (const { kind, torrentId } of changes) {
    (kind === CHANGE_KINDS.counted ? counted : whole).add(torrentId);
  }
  const last = changes.at(-1);
  const hasMore = changes.length === limit && last !== undefined;
  return {
    whole: [...whole],
    counted: [...counted].filter((id) => !whole.has(id)),
    hasInserted: changes.some(({ kind }) => kind === CHANGE_KINDS.inserted),
    position: hasMore ? behind(from, last) : atHorizon(from, feed),
    hasMore,
  };
}

function behind({ feedId }: ChangePosition, last: ChangeRow): ChangePosition {
  return { feedId, transactionId: last.transactionId, id: last.id, offset: last.place };
}

function atHorizon({ feedId }: ChangePosition, { horizon }: FeedRow): ChangePosition {
  return { feedId, transactionId: horizon, id: "0", offset: 0 };
}
