import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type RequestContext } from "@minato/kit";
import { CONTENT_TYPES, VERDICTS } from "@minato/release-title";
import type { PoolClient } from "pg";
import { z } from "zod";

import { torrentsChanged } from "./events.ts";
import { cleanText } from "./field-values.ts";
import { lockAgainstDeletion } from "./locks.ts";
import { recordChange } from "./record-change.ts";
import { MAX_TAGS, readTagCorrection, Tag, writeTagCorrection } from "./tags.ts";
import { TorrentAttributes } from "./torrent-attributes.ts";
import { writeTitle } from "./write-title.ts";

const category = z.int().min(1000).max(999_999);

/** What a person may correct; absent fields stay as they are. */
export const Correction = z.object({
  title: z.string().trim().min(1).max(1000).optional(),
  categories: z.array(category).min(1).max(20).optional().describe("Newznab categories"),
  contentType: z.enum(CONTENT_TYPES).optional(),
  attributes: TorrentAttributes.partial().optional(),
  tags: z
    .array(Tag)
    .max(MAX_TAGS)
    .optional()
    .describe("All tags it is to have: those that rules put on and are not named stay off"),
  hidden: z.boolean().optional().describe("Whether searches and feeds leave it out"),
  verdict: z.enum(VERDICTS).optional().describe("Whatever name and files look like"),
});

/** What a person may correct. */
export type Correction = z.output<typeof Correction>;

/**
 * Keeps a person's correction; no later ingest and no classifier overrides it.
 * @throws {AppError} NOT_FOUND when the torrent is gone
 */
export async function correctTorrent(
  request: RequestContext,
  torrentId: number,
  correction: Correction,
): Promise<void> {
  const { ctx, principal, address } = request;
  await transaction(ctx.db.$client, async (client) => {
    await lockAgainstDeletion(client);
    const title = correction.title === undefined ? undefined : cleanText(correction.title);
    const { rows } = await client.query<{ title: string; infoHash: string }>(
      `select title, encode(info_hash, 'hex') as "infoHash" from torrents where id = $1 for update`,
      [torrentId],
    );
    const before = rows[0];
    if (before === undefined) throw new AppError("NOT_FOUND", "No torrent with this info hash");
    await client.query(
      `insert into torrent_corrections as c
         (torrent_id, title, content_type, categories, attributes, corrected_by, corrected_at,
          tags, is_hidden, verdict)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (torrent_id) do update set
         title = coalesce(excluded.title, c.title),
         content_type = coalesce(excluded.content_type, c.content_type),
         categories = coalesce(excluded.categories, c.categories),
         attributes = case when excluded.attributes is null then c.attributes
           else coalesce(c.attributes, '{}') || excluded.attributes end,
         tags = coalesce(excluded.tags, c.tags),
         is_hidden = coalesce(excluded.is_hidden, c.is_hidden),
         verdict = coalesce(excluded.verdict, c.verdict),
         corrected_by = excluded.corrected_by, corrected_at = excluded.corrected_at`,
      [
        torrentId,
        title ?? null,
        correction.contentType ?? null,
        correction.categories ?? null,
        correction.attributes === undefined ? null : JSON.stringify(correction.attributes),
        principal?.name ?? "unknown",
        ctx.now(),
        correction.tags === undefined
          ? null
          : await correctTags(client, torrentId, correction.tags),
        correction.hidden ?? null,
        correction.verdict ?? null,
      ],
    );
    if (title !== undefined) await writeTitle(client, torrentId, title);
    await recordChange(client, "updated", [torrentId]);
    await ctx.emit(torrentsChanged, { torrentIds: [torrentId] }, client);
    await recordAudit(
      ctx,
      {
        principal,
        address,
        action: "torrents.update",
        object: before.infoHash,
        before: { title: before.title },
        after: correction,
      },
      client,
    );
  });
}

/** What a person says by naming all tags: those are put on, all others it has are taken off. */
async function correctTags(
  client: PoolClient,
  torrentId: number,
  wanted: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<{ tags: string[] | null; corrected: string[] | null }>(
    `select a.tags, c.tags as corrected from torrents t
     left join torrent_attributes a on a.torrent_id = t.id
     left join torrent_corrections c on c.torrent_id = t.id where t.id = $1`,
    [torrentId],
  );
  const before = readTagCorrection(rows[0]?.corrected ?? null);
  const had = [...(rows[0]?.tags ?? []), ...before.added, ...before.removed];
  return writeTagCorrection({ added: wanted, removed: had });
}
