import type { Context } from "@minato/kit";
import { lockAgainstDeletion } from "@minato/torrents/locks";
import { readTagCorrection, writeTagCorrection } from "@minato/torrents/tags";
import type { PoolClient } from "pg";
import { z } from "zod";

import { announce, dropEmptyCorrections } from "./batch-corrections.ts";
import type { Batch, BatchResult } from "./batch.ts";

const Request = z.object({ tags: z.array(z.string()) });

/** What a batch replaced: the tags people had put on and taken off before, by torrent id. */
const ReplacedTags = z.object({
  /** When the batch wrote its own. */
  at: z.string(),
  tags: z.record(z.string(), z.array(z.string()).nullable()),
});

interface TagRow {
  id: number;
  tags: string[] | null;
}

/** Puts tags on the torrents of a batch, or takes them off, whatever rules say of them. */
export async function applyTags(
  ctx: Context,
  client: PoolClient,
  batch: Batch,
): Promise<BatchResult> {
  const { tags } = Request.parse(batch.request);
  await lockAgainstDeletion(client);
  const at = ctx.now().toISOString();
  const { rows } = await client.query<TagRow>(
    `select t.id, c.tags from torrents t left join torrent_corrections c on c.torrent_id = t.id
     where t.id = any($1::int[]) order by t.id for update of t`,
    [batch.torrentIds],
  );
  const corrected = rows.map(({ tags: stored }) => {
    const { added, removed } = readTagCorrection(stored);
    const isAdding = batch.action === "addTags";
    const without = (list: readonly string[]) => list.filter((tag) => !tags.includes(tag));
    return writeTagCorrection({
      added: isAdding ? [...added, ...tags] : without(added),
      removed: isAdding ? without(removed) : [...removed, ...tags],
    });
  });
  const ids = rows.map(({ id }) => id);
  await client.query(
    `insert into torrent_corrections as c (torrent_id, tags, corrected_by, corrected_at)
     select u.id, string_to_array(u.tags, ','), $3, $4::timestamptz
     from unnest($1::int[], $2::text[]) u(id, tags) order by u.id
     on conflict (torrent_id) do update set tags = excluded.tags,
       corrected_by = excluded.corrected_by, corrected_at = excluded.corrected_at`,
    [ids, corrected.map((list) => list.join(",")), batch.startedBy, at],
  );
  await announce(ctx, client, ids);
  const before = { at, tags: Object.fromEntries(rows.map((row) => [row.id, row.tags])) };
  return { done: ids.length, before };
}

/** Puts the tags back as they were, except where a person corrected the torrent again since. */
export async function undoTags(
  ctx: Context,
  client: PoolClient,
  batch: Batch,
): Promise<BatchResult> {
  const before = ReplacedTags.parse(batch.before);
  await lockAgainstDeletion(client);
  const ids = Object.keys(before.tags).map(Number);
  const stored = Object.values(before.tags).map((tags) => tags?.join(",") ?? null);
  const { rows } = await client.query<{ id: number }>(
    `update torrent_corrections c set tags = string_to_array(u.tags, ',')
     from unnest($1::int[], $2::text[]) u(id, tags)
     where c.torrent_id = u.id and c.corrected_at = $3::timestamptz
     returning c.torrent_id as id`,
    [ids, stored, before.at],
  );
  const undone = rows.map(({ id }) => id);
  await dropEmptyCorrections(client, undone);
  await announce(ctx, client, undone);
  return { done: undone.length };
}
