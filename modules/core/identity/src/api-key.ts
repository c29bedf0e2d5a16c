import { SCOPES } from "@minato/kit";
import { z } from "zod";

import type { apiKeys } from "./schema.ts";

/** What may be shown of a key. */
export const ApiKey = z.object({
  id: z.number(),
  name: z.string(),
  /** The first characters of the key. */
  prefix: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  userId: z.string().optional(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().optional(),
  revokedAt: z.iso.datetime().optional(),
  lastUsedAt: z.iso.datetime().optional(),
  useCount: z.number(),
  isEnvironment: z.boolean(),
  networks: z.array(z.string()).describe("Where it is accepted from; empty: from everywhere"),
  requestsPerMinute: z.number().optional(),
  /** Until when the secret before the last rotation is accepted. */
  previousExpiresAt: z.iso.datetime().optional(),
});

/** Leaves the hash out and writes times as text. */
export function toApiKey(row: typeof apiKeys.$inferSelect): z.output<typeof ApiKey> {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    userId: row.userId ?? undefined,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString(),
    revokedAt: row.revokedAt?.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString(),
    useCount: row.useCount,
    isEnvironment: row.isEnvironment,
    networks: row.networks,
    requestsPerMinute: row.requestsPerMinute ?? undefined,
    previousExpiresAt: row.previousExpiresAt?.toISOString(),
  };
}
