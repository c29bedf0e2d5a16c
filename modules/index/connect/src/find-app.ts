import { apiKeys } from "@minato/identity/schema";
import { AppError, type Context, type SealedColumn } from "@minato/kit";
import { VaultError } from "@minato/vault";
import { asc, eq } from "drizzle-orm";
import "@minato/secrets/context";

import type { AppAddress } from "./app-client.ts";
import { toConnectedApp, type ConnectedApp } from "./connected-app.ts";
import { connectedApps } from "./schema.ts";

/** A connected program as it is stored. */
export type AppRow = typeof connectedApps.$inferSelect;

/** Keys of connected programs are sealed for this. */
export const APP_KEY_PURPOSE = "connected apps";

/** Where they lie. */
export const sealedAppKeys: SealedColumn = {
  table: "connected_apps",
  key: ["id"],
  column: "app_key",
  purpose: APP_KEY_PURPOSE,
  forget: "delete from connected_apps",
};

/** All connected programs, the oldest connection first. */
export async function listApps(ctx: Pick<Context, "db" | "now">): Promise<ConnectedApp[]> {
  const rows = await selectApps(ctx).orderBy(asc(connectedApps.id));
  return rows.map(({ app, key }) => toConnectedApp(app, key, ctx.now()));
}

/**
 * A connected program as it is shown.
 * @throws {AppError} NOT_FOUND when there is none
 */
export async function loadApp(ctx: Pick<Context, "db" | "now">, id: number): Promise<ConnectedApp> {
  const [row] = await selectApps(ctx).where(eq(connectedApps.id, id));
  if (row === undefined) throw unknownApp();
  return toConnectedApp(row.app, row.key, ctx.now());
}

/**
 * A connected program as it is stored.
 * @throws {AppError} NOT_FOUND when there is none
 */
export async function findApp({ db }: Pick<Context, "db">, id: number): Promise<AppRow> {
  const [row] = await db.select().from(connectedApps).where(eq(connectedApps.id, id));
  if (row === undefined) throw unknownApp();
  return row;
}

/**
 * Where a connected program is, with its key.
 * @throws {AppError} CONFLICT when the key was sealed with another secret
 */
export async function openAddress(ctx: Pick<Context, "vault">, row: AppRow): Promise<AppAddress> {
  try {
    const appKey = await ctx.vault.open(APP_KEY_PURPOSE, row.appKey);
    return { kind: row.kind, url: row.url, appKey };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    throw new AppError(
      "CONFLICT",
      "The key of this program cannot be read since the secret of the server changed: remove the connection and add it anew",
      { cause: error },
    );
  }
}

function selectApps({ db }: Pick<Context, "db">) {
  // With its number: a key of which nothing else is set counts as none otherwise.
  const { id, revokedAt, expiresAt, lastUsedAt } = apiKeys;
  return db
    .select({ app: connectedApps, key: { id, revokedAt, expiresAt, lastUsedAt } })
    .from(connectedApps)
    .leftJoin(apiKeys, eq(apiKeys.id, connectedApps.apiKeyId));
}

function unknownApp(): AppError {
  return new AppError("NOT_FOUND", "No connected program has this number");
}
