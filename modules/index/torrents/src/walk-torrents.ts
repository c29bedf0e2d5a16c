import type { Context } from "@minato/kit";

const BATCH = 1000;
const MAX_DURATION_MS = 60_000;

/**
 * Visits the ids of all torrents after `afterId` in their order, a batch at a time. After a minute it
 * stops and gives the id from which another job goes on; undefined at the end.
 */
export async function walkTorrents(
  ctx: Context,
  afterId: number,
  signal: AbortSignal,
  visit: (torrentIds: readonly number[]) => Promise<void>,
): Promise<number | undefined> {
  const until = performance.now() + MAX_DURATION_MS;
  let position = afterId;
  for (;;) {
    signal.throwIfAborted();
    const { rows } = await ctx.db.$client.query<{ id: number }>(
      "select id from torrents where id > $1 order by id limit $2",
      [position, BATCH],
    );
    const last = rows.at(-1);
    if (last === undefined) return undefined;
    await visit(rows.map(({ id }) => id));
    position = last.id;
    if (performance.now() > until) return position;
  }
}
