import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type Context, type RequestContext } from "@minato/kit";
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";

import { askApp, type AppAddress } from "./app-client.ts";
import { KeptIndexer } from "./app-shapes.ts";
import type { ConnectedApp } from "./connected-app.ts";
import { withAddress } from "./describe-indexer.ts";
import { findApp, loadApp, openAddress, type AppRow } from "./find-app.ts";
import { addIndexer, checkIdentity, withNewKey } from "./place-indexer.ts";
import { revokeGivenKey } from "./revoke-given-key.ts";
import { updateIndexer, type SavedIndexer } from "./save-indexer.ts";
import { connectedApps } from "./schema.ts";

/**
 * Puts a connection in order again: gives the program a new key, sets address and switches of its
 * indexer, or adds it anew when it is gone. The old key is revoked.
 * @throws {AppError} NOT_FOUND when there is no such connection, CONFLICT when the program's key
 *   cannot be read, BAD_REQUEST with what the program, or the way to it, has against it
 */
export async function renewApp(context: RequestContext, id: number): Promise<ConnectedApp> {
  const { ctx, principal, address } = context;
  const row = await findApp(ctx, id);
  const app = await openAddress(ctx, row);
  const version = await checkIdentity(ctx, app);
  const { placed, apiKeyId } = await withNewKey(context, app, (apiKey) =>
    placeAgain(ctx, app, row, apiKey),
  );
  await transaction(ctx.db.$client, async (client) => {
    await drizzle({ client })
      .update(connectedApps)
      .set({
        version,
        apiKeyId,
        indexerId: placed.id,
        isReachable: true,
        hasIndexer: true,
        isIndexerEnabled: placed.problem === undefined,
        lastError: placed.problem ?? null,
        checkedAt: ctx.now(),
      })
      .where(eq(connectedApps.id, id));
    const object = `${row.kind} ${row.url}`;
    const before = { indexerId: row.indexerId, apiKeyId: row.apiKeyId };
    const after = { indexerId: placed.id, apiKeyId };
    const act = { principal, address, action: "connect.renew", object, before, after };
    await recordAudit(ctx, act, client);
  });
  await revokeGivenKey(context, row.apiKeyId);
  return loadApp(ctx, id);
}

async function placeAgain(
  ctx: Pick<Context, "fetch">,
  app: AppAddress,
  { indexerId, feedUrl }: AppRow,
  apiKey: string,
): Promise<SavedIndexer> {
  try {
    const path = `/indexer/${indexerId}`;
    const indexer = await askApp(ctx, app, path, KeptIndexer);
    return await updateIndexer(ctx, app, withAddress(indexer, app.kind, { feedUrl, apiKey }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "NOT_FOUND") throw error;
  }
  return addIndexer(ctx, app, { feedUrl, apiKey, name: "Minato", categories: undefined });
}
