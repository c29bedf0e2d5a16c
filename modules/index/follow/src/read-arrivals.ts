import type { Context } from "@minato/kit";
import { CHANGE_KINDS } from "@minato/torrents/record-change";

/** Up to where the feed of changes was read. */
export interface FollowCursor {
  feedId: string;
  transactionId: string;
  changeId: string;
}

/** Torrents that newly arrived, and where to go on. */
export interface Arrivals {
  torrents: { id: number; indexedAt: Date; title: string }[];
  next: FollowCursor;
  /** More can be read at once. */
  hasMore: boolean;
}

/** Rows of changes, each of up to a thousand torrents. */
const MAX_ROWS = 20;
/** What is read from a name follows within minutes; a torrent that changes later is not new. */
const NEW_FOR = "2 days";

interface ChangeRow {
  transactionId: string;
  changeId: string;
  torrentIds: number[];
  isIndexed: boolean;
}

/** Below the oldest transaction that still runs, so that none comes to stand before what was read. */
const READ = `
select c.transaction_id::text as "transactionId", c.id::text as "changeId",
  c.torrent_ids as "torrentIds", c.at < now() - make_interval(secs => $3) as "isIndexed"
from torrent_changes c
where (c.transaction_id, c.id) > ($1::xid8, $2::bigint)
  and c.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
  and c.kind in (${CHANGE_KINDS.inserted}, ${CHANGE_KINDS.updated})
order by c.transaction_id, c.id limit ${MAX_ROWS}`;

/** Where the feed of changes ends now. */
export async function readHorizon({ db }: Context): Promise<FollowCursor> {
  const { rows } = await db.$client.query<FollowCursor>(
    `select id as "feedId", pg_snapshot_xmin(pg_current_snapshot())::text as "transactionId",
       '0' as "changeId" from change_feed`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("the table change_feed has lost its row");
  return row;
}

/**
 * Reads what newly arrived after a cursor, up to what the search engine knows by now.
 * @param lagSeconds age of the oldest change that the engine does not know; 0 when it knows all
 */
export async function readArrivals(
  ctx: Context,
  cursor: FollowCursor,
  lagSeconds: number,
): Promise<Arrivals> {
  // Asked for first: what commits in between stands behind it and is read the next time.
  const horizon = await readHorizon(ctx);
  const { rows } = await ctx.db.$client.query<ChangeRow>({
    name: "follow-changes",
    text: READ,
    values: [cursor.transactionId, cursor.changeId, lagSeconds],
  });
  const end = lagSeconds === 0 ? -1 : rows.findIndex(({ isIndexed }) => !isIndexed);
  const known = end === -1 ? rows : rows.slice(0, end);
  const last = known.at(-1);
  const isAll = end === -1 && rows.length < MAX_ROWS;
  const { feedId } = cursor;
  const after = last === undefined ? cursor : { ...last, feedId };
  const { transactionId, changeId } = isAll ? horizon : after;
  return {
    torrents: await loadNew(ctx, [...new Set(known.flatMap(({ torrentIds }) => torrentIds))]),
    next: { feedId, transactionId, changeId },
    hasMore: end === -1 && !isAll,
  };
}

async function loadNew(ctx: Context, ids: readonly number[]): Promise<Arrivals["torrents"]> {
  if (ids.length === 0) return [];
  const { rows } = await ctx.db.$client.query<Arrivals["torrents"][number]>(
    `select id, indexed_at as "indexedAt", title from torrents
     where id = any($1) and indexed_at > now() - $2::interval order by indexed_at, id`,
    [ids, NEW_FOR],
  );
  return rows;
}
