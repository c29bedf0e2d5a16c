import type { Context } from "@minato/kit";
import { torrentsChanged } from "@minato/torrents/events";
import { lockAgainstDeletion } from "@minato/torrents/locks";
import { recordChange } from "@minato/torrents/record-change";
import type { PoolClient } from "pg";
import { z } from "zod";

import type { Batch, BatchResult } from "./batch.ts";

/** What a batch of corrections replaced. */
const ReplacedCorrections = z.object({
  /** When the batch wrote its own. */
  at: z.string(),
  /** Rows of `torrent_corrections` by torrent id; absent where there was none. */
  rows: z.record(z.string(), z.unknown()),
});

/** The column a run sets, its type and the value. */
interface Corrected {
  column: "categories" | "content_type";
  type: "int[]" | "text";
  value: unknown;
}

/** Corrects one field of the torrents of a batch; a person's other corrections stay. */
export async function applyCorrection(
  ctx: Context,
  client: PoolClient,
  batch: Batch,
): Promise<BatchResult> {
  const { column, type, value } = readCorrected(batch);
  await lockAgainstDeletion(client);
  const at = ctx.now().toISOString();
  const { rows: replaced } = await client.query<{ id: number; row: unknown }>(
    `select torrent_id as id, to_jsonb(c) as row from torrent_corrections c
     where torrent_id = any($1::int[]) order by torrent_id for update`,
    [batch.torrentIds],
  );
  const { rows } = await client.query<{ id: number }>(
    `insert into torrent_corrections as c (torrent_id, ${column}, corrected_by, corrected_at)
     select t.id, $2::${type}, $3, $4::timestamptz from torrents t where t.id = any($1::int[])
     order by t.id
     on conflict (torrent_id) do update set ${column} = excluded.${column},
       corrected_by = excluded.corrected_by, corrected_at = excluded.corrected_at
     returning torrent_id as id`,
    [batch.torrentIds, value, batch.startedBy, at],
  );
  await announce(
    ctx,
    client,
    rows.map(({ id }) => id),
  );
  const before = { at, rows: Object.fromEntries(replaced.map(({ id, row }) => [id, row])) };
  return { done: rows.length, before };
}

/** Puts back what a batch replaced, except where a person corrected the field again since. */
export async function undoCorrection(
  ctx: Context,
  client: PoolClient,
  batch: Batch,
): Promise<BatchResult> {
  const { column, type, value } = readCorrected(batch);
  const before = ReplacedCorrections.parse(batch.before);
  await lockAgainstDeletion(client);
  const { rows } = await client.query<{ id: number }>(
    `update torrent_corrections c set ${column} = old.${column},
       corrected_by = case when c.corrected_at = $4::timestamptz
         then coalesce(old.corrected_by, c.corrected_by) else c.corrected_by end,
       corrected_at = case when c.corrected_at = $4::timestamptz
         then coalesce(old.corrected_at, c.corrected_at) else c.corrected_at end
     from unnest($1::int[]) u(id),
       jsonb_populate_record(null::torrent_corrections, $2::jsonb -> u.id::text) old
     where c.torrent_id = u.id and c.${column} = $3::${type}
     returning c.torrent_id as id`,
    [batch.torrentIds, JSON.stringify(before.rows), value, before.at],
  );
  const ids = rows.map(({ id }) => id);
  await dropEmptyCorrections(client, ids);
  await announce(ctx, client, ids);
  return { done: ids.length };
}

/** Removes corrections that say nothing any more. */
export async function dropEmptyCorrections(
  client: PoolClient,
  ids: readonly number[],
): Promise<void> {
  await client.query(
    `delete from torrent_corrections where torrent_id = any($1::int[]) and title is null
       and content_type is null and categories is null and attributes is null and tags is null
       and is_hidden is null and verdict is null`,
    [ids],
  );
}

/** Tells that corrections changed; the classifier lays them over what it read. */
export async function announce(
  ctx: Context,
  client: PoolClient,
  torrentIds: number[],
): Promise<void> {
  if (torrentIds.length === 0) return;
  await recordChange(client, "updated", torrentIds);
  await ctx.emit(torrentsChanged, { torrentIds }, client);
}

function readCorrected({ action, request }: Batch): Corrected {
  return action === "setCategory"
    ? { column: "categories", type: "int[]", value: request["categories"] }
    : { column: "content_type", type: "text", value: request["contentType"] };
}
