import type { Context } from "@minato/kit";
import { desc, lt } from "drizzle-orm";
import { z } from "zod";

import { auditEntries } from "./schema.ts";

export const AuditListInput = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, "must be a cursor from an earlier answer")
    .optional(),
});

export const AuditEntry = z.object({
  id: z.number(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(auditEntries.actorKind.enumValues),
    name: z.string(),
    userId: z.string().optional(),
    keyId: z.number().optional(),
  }),
  action: z.string(),
  object: z.string(),
  address: z.string().optional(),
  before: z.unknown(),
  after: z.unknown(),
});

export const AuditPage = z.object({
  items: z.array(AuditEntry),
  nextCursor: z.string().optional(),
});

/** Answers a page of the record, the newest entry first. */
export async function listAuditEntries(
  ctx: Context,
  { limit, cursor }: z.output<typeof AuditListInput>,
): Promise<z.output<typeof AuditPage>> {
  const rows = await ctx.db
    .select()
    .from(auditEntries)
    .where(cursor === undefined ? undefined : lt(auditEntries.id, Number(cursor)))
    .orderBy(desc(auditEntries.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(toEntry);
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.id) : undefined };
}

function toEntry(row: typeof auditEntries.$inferSelect): z.output<typeof AuditEntry> {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: {
      kind: row.actorKind,
      name: row.actorName,
      userId: row.actorUserId ?? undefined,
      keyId: row.actorKeyId ?? undefined,
    },
    action: row.action,
    object: row.object,
    address: row.address ?? undefined,
    before: row.before,
    after: row.after,
  };
}
