import { transaction } from "@minato/database";
import { AppError, type Context } from "@minato/kit";
import { notify } from "@minato/notifications/notify";
import "@minato/search/context";
import { listPostgres } from "@minato/search/postgres/list-ids";
import type { SearchInput } from "@minato/search/search-input";
import { toSearchRequest } from "@minato/search/search-torrents";
import type { PoolClient } from "pg";

import { readFollowedQuery } from "./followed-query.ts";
import { readArrivals, readHorizon, type Arrivals, type FollowCursor } from "./read-arrivals.ts";

interface FollowedRow {
  id: number;
  userId: string;
  name: string;
  query: string;
  createdAt: Date;
}

/** New torrents of one followed search. */
interface Match {
  search: FollowedRow;
  torrents: Arrivals["torrents"];
}

const ONLY = 1;
/** In one run; the next goes on. */
const MAX_BATCHES = 100;
/** Found by one query in one batch: more than can be in it, unless many came in the same moment. */
const MAX_FOUND = 50_000;
/** Longer than a torrent counts as new. */
const HITS_KEPT = "4 days";

/** Tells people what newly arrived for the searches they follow, as far as the index knows it. */
export async function matchFollowed(ctx: Context, signal: AbortSignal): Promise<void> {
  await ctx.db.$client.query(
    "delete from followed_hits where found_at < $1::timestamptz - $2::interval",
    [ctx.now(), HITS_KEPT],
  );
  const { rows: some } = await ctx.db.$client.query("select from followed_searches limit 1");
  const cursor = await findCursor(ctx);
  const horizon = await readHorizon(ctx);
  // After a restore the numbers of transactions begin anew.
  if (some.length === 0 || cursor === undefined || cursor.feedId !== horizon.feedId) {
    await saveCursor(ctx.db.$client, horizon);
    return;
  }
  await matchFrom(ctx, cursor, signal);
}

async function matchFrom(ctx: Context, cursor: FollowCursor, signal: AbortSignal): Promise<void> {
  let current = cursor;
  for (let batch = 0; batch < MAX_BATCHES && !signal.aborted; batch++) {
    const { status, lagSeconds = 0, pending = 0 } = await ctx.search.health();
    // An index that is being built finds too little.
    if (status === "starting") return;
    const lag = pending === 0 ? 0 : Math.max(1, lagSeconds + 1);
    const { torrents, next, hasMore } = await readArrivals(ctx, current, lag);
    const matches = await findMatches(ctx, torrents);
    if (!(await saveBatch(ctx, current, next, matches)) || !hasMore) return;
    current = next;
  }
}

/** The searches of people who may still search, each different query asked once. */
async function findMatches(ctx: Context, torrents: Arrivals["torrents"]): Promise<Match[]> {
  const [first, last] = [torrents.at(0), torrents.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { rows } = await ctx.db.$client.query<FollowedRow>(
    `select f.id, f.user_id as "userId", f.name, f.query, f.created_at as "createdAt"
     from followed_searches f join users u on u.id = f.user_id join roles r on r.id = u.role
     where u.suspended_at is null and r.permissions && array['search', 'admin']
     order by f.query, f.id`,
  );
  const span = { indexedFrom: first.indexedAt, indexedTo: new Date(last.indexedAt.getTime() + 1) };
  const matches: Match[] = [];
  let known: { query: string; ids: ReadonlySet<number> } | undefined;
  for (const search of rows) {
    if (known?.query !== search.query) {
      const input = tryRead(ctx, search);
      const ids = input === undefined ? new Set<number>() : await findIds(ctx, input, span);
      known = { query: search.query, ids };
    }
    const { ids } = known;
    const found = torrents.filter(
      ({ id, indexedAt }) => ids.has(id) && indexedAt >= search.createdAt,
    );
    if (found.length > 0) matches.push({ search, torrents: found });
  }
  return matches;
}

/** Nothing for a query that another version of the program stored and this one does not understand. */
function tryRead(ctx: Context, { id, query }: FollowedRow): SearchInput | undefined {
  try {
    return readFollowedQuery(query).input;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    ctx.log.warn({ err: error, searchId: id }, "followed search is not understood");
    return undefined;
  }
}

/** What the search would show, among what arrived in a span of time. */
async function findIds(
  ctx: Context,
  input: SearchInput,
  span: { indexedFrom: Date; indexedTo: Date },
): Promise<ReadonlySet<number>> {
  const { q, filters } = toSearchRequest(input);
  const request = { q, filters: { ...filters, ...span }, isTolerant: false, limit: MAX_FOUND };
  // Without words, and for engines that know pages only, the database answers as they would.
  const isBlank = (q ?? "").trim() === "";
  const ids = isBlank ? undefined : await ctx.search.list?.(request);
  return new Set(ids ?? (await listPostgres(ctx.db, request)));
}

/** Notes and tells in one transaction; false when another process was quicker. */
async function saveBatch(
  ctx: Context,
  current: FollowCursor,
  next: FollowCursor,
  matches: readonly Match[],
): Promise<boolean> {
  return transaction(ctx.db.$client, async (client) => {
    const { rowCount } = await client.query(
      `select from follow_cursor where id = ${ONLY} and feed_id = $1
         and transaction_id = $2::xid8 and change_id = $3 for update`,
      [current.feedId, current.transactionId, current.changeId],
    );
    if (rowCount === 0) return false;
    for (const match of matches) await tell(ctx, client, match);
    await saveCursor(client, next);
    return true;
  });
}

async function tell(ctx: Context, client: PoolClient, { search, torrents }: Match): Promise<void> {
  const { rows } = await client.query<{ torrentId: number }>(
    `insert into followed_hits (search_id, torrent_id, found_at)
     select s.id, t.id, $3 from followed_searches s, unnest($2::int[]) t (id) where s.id = $1
     on conflict do nothing returning torrent_id as "torrentId"`,
    [search.id, torrents.map(({ id }) => id), ctx.now()],
  );
  const isNew = new Set(rows.map(({ torrentId }) => torrentId));
  const newest = torrents.findLast(({ id }) => isNew.has(id));
  if (newest === undefined) return;
  await client.query(
    "update followed_searches set found = found + $2, last_found_at = $3 where id = $1",
    [search.id, isNew.size, ctx.now()],
  );
  await notify(
    ctx,
    {
      topic: "found",
      values: { search: search.name, title: newest.title.slice(0, 300) },
      subject: `${search.id}`,
      to: { userId: search.userId },
      path: `/?${search.query}&sort=indexed`,
      count: isNew.size,
    },
    client,
  );
}

async function findCursor({ db }: Context): Promise<FollowCursor | undefined> {
  const { rows } = await db.$client.query<FollowCursor>(
    `select feed_id as "feedId", transaction_id::text as "transactionId",
       change_id::text as "changeId" from follow_cursor where id = ${ONLY}`,
  );
  return rows[0];
}

async function saveCursor(
  client: Pick<PoolClient | Context["db"]["$client"], "query">,
  { feedId, transactionId, changeId }: FollowCursor,
): Promise<void> {
  await client.query(
    `insert into follow_cursor (id, feed_id, transaction_id, change_id)
     values (${ONLY}, $1, $2::xid8, $3)
     on conflict (id) do update set feed_id = excluded.feed_id,
       transaction_id = excluded.transaction_id, change_id = excluded.change_id`,
    [feedId, transactionId, changeId],
  );
}
