import type { apiKeys } from "@minato/identity/schema";
import { z } from "zod";

import { APP_KINDS } from "./app-kinds.ts";
import type { connectedApps } from "./schema.ts";

/** A connected program as it was when last looked at; without any key. */
export const ConnectedApp = z.object({
  id: z.int(),
  kind: z.enum(APP_KINDS),
  url: z.string(),
  feedUrl: z.string().describe("Address of the feed that the program asks, up to /api"),
  version: z.string().optional(),
  isReachable: z.boolean(),
  hasIndexer: z.boolean().describe("Whether the indexer is still there"),
  isIndexerEnabled: z.boolean(),
  isKeyValid: z
    .boolean()
    .describe("False when the key that the program was given is revoked or has expired"),
  lastAskedAt: z.iso.datetime().optional().describe("When the program last used that key"),
  lastError: z.string().optional(),
  checkedAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
});

/** A connected program. */
export type ConnectedApp = z.output<typeof ConnectedApp>;

/** What is said of the key that a program was given. */
export type GivenKey = Pick<typeof apiKeys.$inferSelect, "revokedAt" | "expiresAt" | "lastUsedAt">;

/** A row as it is shown; a key that is gone altogether is not valid. */
export function toConnectedApp(
  row: typeof connectedApps.$inferSelect,
  key: GivenKey | null,
  now = row.checkedAt,
): ConnectedApp {
  const isExpired = key?.expiresAt != null && key.expiresAt <= now;
  return {
    id: row.id,
    kind: row.kind,
    url: row.url,
    feedUrl: row.feedUrl,
    ...(row.version === null ? {} : { version: row.version }),
    isReachable: row.isReachable,
    hasIndexer: row.hasIndexer,
    isIndexerEnabled: row.isIndexerEnabled,
    isKeyValid: key !== null && key.revokedAt === null && !isExpired,
    ...(key?.lastUsedAt == null ? {} : { lastAskedAt: key.lastUsedAt.toISOString() }),
    ...(row.lastError === null ? {} : { lastError: row.lastError }),
    checkedAt: row.checkedAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}
