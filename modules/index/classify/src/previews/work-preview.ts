import { transaction } from "@minato/database";
import { defineJob, type Context } from "@minato/kit";
import type { PoolClient } from "pg";
import { z } from "zod";

import "../context.ts";
import { readTorrents } from "../read-torrents.ts";
import type { RuleSet } from "../rules/rule-set.ts";
import { describeChange, type RowChange } from "./compare-attributes.ts";
import { findStale } from "./find-stale.ts";
import { loadAttributes } from "./load-attributes.ts";

/** Torrents of one step, and of one reading. */
const STEP = 2000;
const BATCH = 500;
/** A job works so long and then sends the next. */
const MAX_DURATION_MS = 60_000;
const MAX_SAMPLES = 50;
const MAX_ERROR_LENGTH = 500;

/** What one step found. */
interface Found {
  examined: number;
  read: number;
  changedIds: number[];
  changes: RowChange[];
  lastId: number | undefined;
}

/** Walks all torrents and notes which of them would change; each job sends the next. */
export const previewJob = defineJob({
  name: "classify.preview",
  data: z.object({ previewId: z.int() }),
  async run(ctx, { previewId }, signal) {
    const until = performance.now() + MAX_DURATION_MS;
    for (;;) {
      signal.throwIfAborted();
      await ctx.torrents.pressure.ease(signal);
      if (!(await workStep(ctx, previewId))) return;
      if (performance.now() > until) break;
    }
    await ctx.send(previewJob, { previewId });
  },
});

/** Does one step; false when the preview has ended. */
async function workStep(ctx: Context, previewId: number): Promise<boolean> {
  const { rows } = await ctx.db.$client.query<{ afterId: number; scope: string }>(
    `select after_id as "afterId", scope from classification_previews
     where id = $1 and state = 'running'`,
    [previewId],
  );
  const [preview] = rows;
  if (preview === undefined) return false;
  try {
    const rules = await ctx.classify.rules.load(ctx.db.$client);
    const found = await findChanges(ctx, preview.afterId, preview.scope === "all", rules);
    return await transaction(ctx.db.$client, (client) => note(ctx, client, previewId, found));
  } catch (error) {
    await noteFailure(ctx, previewId, error);
    throw error;
  }
}

async function findChanges(
  ctx: Context,
  afterId: number,
  isEverything: boolean,
  rules: RuleSet,
): Promise<Found> {
  const { rows } = await ctx.db.$client.query<{ id: number }>(
    "select id from torrents where id > $1 order by id limit $2",
    [afterId, STEP],
  );
  const ids = rows.map(({ id }) => id);
  const stale = isEverything ? ids : await findStale(ctx, ids, rules);
  const found: Found = {
    examined: ids.length,
    read: stale.length,
    changedIds: [],
    changes: [],
    lastId: ids.at(-1),
  };
  for (let start = 0; start < stale.length; start += BATCH) {
    const batch = stale.slice(start, start + BATCH);
    const read = await readTorrents(ctx, batch, rules);
    const stored = await loadAttributes(ctx, batch);
    for (const attributes of read) {
      const known = stored.get(attributes.torrentId);
      if (known === undefined) continue;
      const change = describeChange(known, attributes);
      if (change.changes.length === 0) continue;
      found.changedIds.push(attributes.torrentId);
      found.changes.push(change);
    }
  }
  return found;
}

/** Adds what a step found to the preview unless it was cancelled meanwhile. */
async function note(
  ctx: Context,
  client: PoolClient,
  previewId: number,
  found: Found,
): Promise<boolean> {
  const { rows } = await client.query<{ fields: Record<string, number>; samples: RowChange[] }>(
    `select fields, samples from classification_previews
     where id = $1 and state = 'running' for update`,
    [previewId],
  );
  const [preview] = rows;
  if (preview === undefined) return false;
  const fields = { ...preview.fields };
  for (const { changes } of found.changes) {
    for (const { field } of changes) fields[field] = (fields[field] ?? 0) + 1;
  }
  const samples = [...preview.samples, ...found.changes].slice(0, MAX_SAMPLES);
  const isDone = found.lastId === undefined;
  await client.query(
    `update classification_previews set examined = examined + $2, read = read + $3,
       changed = changed + $4, fields = $5, samples = $6, after_id = coalesce($7, after_id),
       updated_at = $8, error = null,
       state = case when $9 then 'done' else state end,
       finished_at = case when $9 then $8::timestamptz end
     where id = $1`,
    [
      previewId,
      found.examined,
      found.read,
      found.changedIds.length,
      JSON.stringify(fields),
      JSON.stringify(samples),
      found.lastId ?? null,
      ctx.now(),
      isDone,
    ],
  );
  if (found.changedIds.length > 0) {
    await client.query(
      "insert into classification_findings (preview_id, torrent_ids) values ($1, $2)",
      [previewId, found.changedIds],
    );
  }
  if (isDone) await noteChecked(client, previewId, "nothing changed");
  return !isDone;
}

/**
 * Notes that every torrent is as the versions of a preview read it: because nothing would change, or
 * because a run changed what would.
 */
export async function noteChecked(
  client: PoolClient,
  previewId: number,
  reason: "nothing changed" | "applied",
): Promise<void> {
  await client.query(
    `update classification_state s set
       checked_parser_version = greatest(s.checked_parser_version, p.parser_version),
       checked_rules_version = greatest(s.checked_rules_version, p.rules_version)
     from classification_previews p
     where p.id = $1 and p.state = 'done' and ($2 or p.changed = 0)`,
    [previewId, reason === "applied"],
  );
}

async function noteFailure(ctx: Context, previewId: number, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  await ctx.db.$client.query(
    "update classification_previews set error = $2, updated_at = $3 where id = $1",
    [previewId, message.slice(0, MAX_ERROR_LENGTH), ctx.now()],
  );
}
