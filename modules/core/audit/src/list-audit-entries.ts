import type { Context } from "@minato/kit";
import { and, desc, eq, gte, ilike, lt } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";

import { auditEntries } from "./schema.ts";

const text = z.string().trim().max(200).optional();
const instant = z.iso.datetime({ offset: true }).or(z.iso.date()).optional();

export const AuditListInput = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, "must be a cursor from an earlier answer")
    .optional(),
  actor: text.describe("Part of the name of who did it"),
  action: text.describe("How the action begins: apiKeys or apiKeys.create"),
  object: text.describe("Part of what it was done to"),
  about: text.describe("Exactly what it was done to: an info hash"),
  address: text.describe("How the address begins that it came from"),
  from: instant.describe("Not before"),
  to: instant.describe("Before"),
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
  input: z.output<typeof AuditListInput>,
): Promise<z.output<typeof AuditPage>> {
  const { limit, cursor, actor, action, object, about, address, from, to } = input;
  const rows = await ctx.db
    .select()
    .from(auditEntries)
    .where(
      and(
        cursor === undefined ? undefined : lt(auditEntries.id, Number(cursor)),
        contains(auditEntries.actorName, actor, "%"),
        contains(auditEntries.action, action, ""),
        contains(auditEntries.object, object, "%"),
        about === undefined || about === "" ? undefined : eq(auditEntries.object, about),
        contains(auditEntries.address, address, ""),
        from === undefined ? undefined : gte(auditEntries.at, new Date(from)),
        to === undefined ? undefined : lt(auditEntries.at, new Date(to)),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(toEntry);
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.id) : undefined };
}

function contains(column: AnyPgColumn, wanted: string | undefined, before: "%" | "") {
  if (wanted === undefined || wanted === "") return undefined;
  return ilike(column, `${before}${wanted.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
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
