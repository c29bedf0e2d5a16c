import { AppError, type Context } from "@minato/kit";
import { eq } from "drizzle-orm";
import type { z } from "zod";

import { askApp, type AppAddress } from "./app-client.ts";
import { HealthList, Indexer, SystemStatus } from "./app-shapes.ts";
import type { ConnectedApp } from "./connected-app.ts";
import { isEnabled, readField } from "./describe-indexer.ts";
import { findApp, loadApp, openAddress, type AppRow } from "./find-app.ts";
import { connectedApps } from "./schema.ts";

interface State {
  isReachable: boolean;
  hasIndexer: boolean;
  isIndexerEnabled: boolean;
  version?: string;
  lastError: string | null;
}

/** Checks of a program that speak of indexers that fail; the others are about its own settings. */
const INDEXER_CHECKS: readonly string[] = ["IndexerStatusCheck", "IndexerLongTermStatusCheck"];

/**
 * Looks how a connected program is now and remembers it. What is wrong with it is part of the
 * answer, not a failure.
 * @throws {AppError} NOT_FOUND for a connection that does not exist
 */
export async function checkApp(
  ctx: Pick<Context, "db" | "vault" | "fetch" | "now" | "log">,
  id: number,
): Promise<ConnectedApp> {
  const row = await findApp(ctx, id);
  const state = await readState(ctx, row);
  await ctx.db
    .update(connectedApps)
    .set({ ...state, checkedAt: ctx.now() })
    .where(eq(connectedApps.id, id));
  if (state.lastError !== null && state.lastError !== row.lastError) {
    const { kind, url } = row;
    ctx.log.warn({ kind, url, problem: state.lastError }, "connected program is not well");
  }
  return loadApp(ctx, id);
}

async function readState(ctx: Pick<Context, "vault" | "fetch">, row: AppRow): Promise<State> {
  let address: AppAddress;
  let version: string;
  try {
    address = await openAddress(ctx, row);
    ({ version } = await askApp(ctx, address, "/system/status", SystemStatus));
  } catch (error) {
    const { hasIndexer, isIndexerEnabled } = row;
    return { isReachable: false, hasIndexer, isIndexerEnabled, lastError: explain(error) };
  }
  let indexer: Indexer;
  try {
    indexer = await askApp(ctx, address, `/indexer/${row.indexerId}`, Indexer);
  } catch (error) {
    const isGone = error instanceof AppError && error.code === "NOT_FOUND";
    const lastError = isGone ? "The indexer was removed there" : explain(error);
    return { isReachable: true, hasIndexer: false, isIndexerEnabled: false, version, lastError };
  }
  const isOn = isEnabled(indexer);
  const lastError = isOn
    ? (describeMove(indexer, row) ?? (await findComplaint(ctx, address, indexer)))
    : "The indexer is switched off there";
  return { isReachable: true, hasIndexer: true, isIndexerEnabled: isOn, version, lastError };
}

/** Somebody may have given the indexer another address. */
function describeMove(indexer: Indexer, { feedUrl }: AppRow): string | undefined {
  const url = readField(indexer, "baseUrl")?.replace(/\/+$/, "");
  if (url === undefined || url === feedUrl) return undefined;
  return `The indexer asks another address there: ${url.slice(0, 300)}`;
}

/** What the program itself says of the indexer: it stops asking one that failed several times. */
async function findComplaint(
  ctx: Pick<Context, "fetch">,
  address: AppAddress,
  { name }: Indexer,
): Promise<string | null> {
  let complaints: z.output<typeof HealthList>;
  try {
    complaints = await askApp(ctx, address, "/health", HealthList);
  } catch (error) {
    return explain(error);
  }
  const about = complaints.find(
    ({ source, message }) =>
      INDEXER_CHECKS.includes(source) && (message.includes(name) || !message.includes(":")),
  );
  return about?.message ?? null;
}

function explain(error: unknown): string {
  if (error instanceof AppError) return error.message.slice(0, 1000);
  throw error;
}
