import { loadSecret } from "@minato/identity/load-secret";
import { AppError, type Context } from "@minato/kit";
import { createVault, VaultError, type Vault } from "@minato/vault";
import { asc, eq } from "drizzle-orm";

import type { AppAddress } from "./app-client.ts";
import { toConnectedApp, type ConnectedApp } from "./connected-app.ts";
import { connectedApps } from "./schema.ts";

type AppRow = typeof connectedApps.$inferSelect;

const PURPOSE = "connected apps";

/** All connected programs, the oldest connection first. */
export async function listApps({ db }: Pick<Context, "db">): Promise<ConnectedApp[]> {
  const rows = await db.select().from(connectedApps).orderBy(asc(connectedApps.id));
  return rows.map(toConnectedApp);
}

/**
 * A connected program.
 * @throws {AppError} NOT_FOUND when there is none
 */
export async function findApp({ db }: Pick<Context, "db">, id: number): Promise<AppRow> {
  const [row] = await db.select().from(connectedApps).where(eq(connectedApps.id, id));
  if (row === undefined) throw new AppError("NOT_FOUND", "No connected program has this number");
  return row;
}

/** The vault of the keys of connected programs. */
export async function openVault({ env }: Pick<Context, "env">): Promise<Vault> {
  return createVault(await loadSecret(env), PURPOSE);
}

/**
 * Where a connected program is, with its key.
 * @throws {AppError} CONFLICT when the key was sealed with another secret
 */
export async function openAddress(ctx: Pick<Context, "env">, row: AppRow): Promise<AppAddress> {
  const vault = await openVault(ctx);
  try {
    return { kind: row.kind, url: row.url, appKey: vault.open(row.appKey) };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    throw new AppError(
      "CONFLICT",
      "The key of this program cannot be read since the secret of the server changed: remove the connection and add it anew",
      { cause: error },
    );
  }
}
