import type { Context } from "@minato/kit";
import { desc, lt } from "drizzle-orm";
import { z } from "zod";

import { ApiKey, toApiKey } from "./api-key.ts";
import { apiKeys } from "./schema.ts";

export const ApiKeyListInput = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(100),
  /** `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, "must be a cursor from an earlier answer")
    .optional(),
});

export const ApiKeyPage = z.object({
  items: z.array(ApiKey),
  nextCursor: z.string().optional(),
});

/** Answers a page of the keys, revoked ones included, the newest first. */
export async function listApiKeys(
  ctx: Context,
  { limit, cursor }: z.output<typeof ApiKeyListInput>,
): Promise<z.output<typeof ApiKeyPage>> {
  const rows = await ctx.db
    .select()
    .from(apiKeys)
    .where(cursor === undefined ? undefined : lt(apiKeys.id, Number(cursor)))
    .orderBy(desc(apiKeys.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(toApiKey);
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.id) : undefined };
}
