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
  lastError: z.string().optional(),
  checkedAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
});

/** A connected program. */
export type ConnectedApp = z.output<typeof ConnectedApp>;

/** A row as it is shown. */
export function toConnectedApp(row: typeof connectedApps.$inferSelect): ConnectedApp {
  return {
    id: row.id,
    kind: row.kind,
    url: row.url,
    feedUrl: row.feedUrl,
    ...(row.version === null ? {} : { version: row.version }),
    isReachable: row.isReachable,
    hasIndexer: row.hasIndexer,
    isIndexerEnabled: row.isIndexerEnabled,
    ...(row.lastError === null ? {} : { lastError: row.lastError }),
    checkedAt: row.checkedAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}
