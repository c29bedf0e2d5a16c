import { AppError, type Context } from "@minato/kit";
import type { PoolClient } from "pg";
import { z } from "zod";

import { READ_FIELDS, RowChange } from "./compare-attributes.ts";

/** Which torrents a preview looks at. */
export const PREVIEW_SCOPES = ["stale", "all"] as const;

/** A reading of names that only tells what it would change. */
export const Preview = z.object({
  id: z.int(),
  state: z.enum(["running", "done", "cancelled", "failed"]),
  scope: z.enum(PREVIEW_SCOPES).describe("stale: what older rules or an older parser read"),
  total: z.int().describe("Torrents when it started"),
  examined: z.int().describe("Looked at so far"),
  read: z.int().describe("Of these, so many had to be read anew"),
  changed: z.int().describe("Of these, so many would change"),
  fields: z
    .partialRecord(z.enum(READ_FIELDS), z.int())
    .describe("Rows that would change, by field"),
  samples: z.array(RowChange).describe("Some of them, before and after"),
  runId: z.int().nullable().describe("The run that changes what was found"),
  error: z.string().nullable(),
  startedBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});

/** A reading of names that only tells what it would change. */
export type Preview = z.output<typeof Preview>;

type Times = "createdAt" | "updatedAt" | "finishedAt";
type PreviewRow = Omit<Preview, Times> &
  Record<"createdAt" | "updatedAt", Date> & { finishedAt: Date | null };

const SELECT = `select id, state, scope, total, examined, read, changed, fields, samples,
  run_id as "runId", error, started_by as "startedBy", created_at as "createdAt",
  updated_at as "updatedAt", finished_at as "finishedAt" from classification_previews`;

/**
 * Loads a preview.
 * @throws {AppError} NOT_FOUND when there is none
 */
export async function loadPreview(client: Pick<PoolClient, "query">, id: number): Promise<Preview> {
  const { rows } = await client.query<PreviewRow>(`${SELECT} where id = $1`, [id]);
  if (rows[0] === undefined) throw new AppError("NOT_FOUND", "No preview with this id");
  return toPreview(rows[0]);
}

/** The newest preview; undefined when there was none. */
export async function findNewestPreview(ctx: Context): Promise<Preview | undefined> {
  const { rows } = await ctx.db.$client.query<PreviewRow>(`${SELECT} order by id desc limit 1`);
  return rows[0] && toPreview(rows[0]);
}

function toPreview(row: PreviewRow): Preview {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
