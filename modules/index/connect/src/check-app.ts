import { AppError, type Context } from "@minato/kit";
import { eq } from "drizzle-orm";

import { askApp, type AppAddress } from "./app-client.ts";
import { Indexer, SystemStatus } from "./app-shapes.ts";
import { toConnectedApp, type ConnectedApp } from "./connected-app.ts";
import { isEnabled } from "./describe-indexer.ts";
import { findApp, openAddress } from "./find-app.ts";
import { connectedApps } from "./schema.ts";

interface State {
  isReachable: boolean;
  hasIndexer: boolean;
  isIndexerEnabled: boolean;
  version?: string;
  lastError: string | null;
}

/**
 * Looks how a connected program is now and remembers it. What is wrong with it is part of the
 * answer, not a failure.
 * @throws {AppError} NOT_FOUND for a connection that does not exist
 */
export async function checkApp(ctx: Context, id: number): Promise<ConnectedApp> {
  const row = await findApp(ctx, id);
  const state = await readState(ctx, row);
  const [updated] = await ctx.db
    .update(connectedApps)
    .set({ ...state, checkedAt: ctx.now() })
    .where(eq(connectedApps.id, id))
    .returning();
  if (updated === undefined)
    throw new AppError("NOT_FOUND", "The connection was removed meanwhile");
  return toConnectedApp(updated);
}

async function readState(ctx: Context, row: Awaited<ReturnType<typeof findApp>>): Promise<State> {
  let address: AppAddress;
  let version: string;
  try {
    address = await openAddress(ctx, row);
    ({ version } = await askApp(ctx, address, "/system/status", SystemStatus));
  } catch (error) {
    return {
      isReachable: false,
      hasIndexer: row.hasIndexer,
      isIndexerEnabled: row.isIndexerEnabled,
      lastError: explain(error),
    };
  }
  try {
    const indexer = await askApp(ctx, address, `/indexer/${row.indexerId}`, Indexer);
    const isOn = isEnabled(indexer);
    const lastError = isOn ? null : "The indexer is switched off there";
    return { isReachable: true, hasIndexer: true, isIndexerEnabled: isOn, version, lastError };
  } catch (error) {
    const isGone = error instanceof AppError && error.code === "NOT_FOUND";
    const lastError = isGone ? "The indexer was removed there" : explain(error);
    return { isReachable: true, hasIndexer: false, isIndexerEnabled: false, version, lastError };
  }
}

function explain(error: unknown): string {
  if (error instanceof AppError) return error.message.slice(0, 1000);
  throw error;
}
