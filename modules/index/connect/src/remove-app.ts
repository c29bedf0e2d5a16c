import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type RequestContext } from "@minato/kit";
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { z } from "zod";

import { askApp } from "./app-client.ts";
import { findApp, openAddress, type AppRow } from "./find-app.ts";
import { revokeGivenKey } from "./revoke-given-key.ts";
import { connectedApps } from "./schema.ts";

/** What became of a connection that was removed. */
export const RemovedApp = z.object({
  isIndexerRemoved: z.boolean().describe("False when the program has to be cleaned up by hand"),
  problem: z.string().optional(),
});

/** What became of a connection that was removed. */
export type RemovedApp = z.output<typeof RemovedApp>;

/**
 * Takes this index out of a program, revokes the key it had and forgets the connection; that the
 * program cannot be reached any more does not keep it.
 * @throws {AppError} NOT_FOUND when there is none
 */
export async function removeApp(context: RequestContext, id: number): Promise<RemovedApp> {
  const { ctx, principal, address } = context;
  const row = await findApp(ctx, id);
  const problem = await removeIndexer(context, row);
  await revokeGivenKey(context, row.apiKeyId);
  await transaction(ctx.db.$client, async (client) => {
    await drizzle({ client }).delete(connectedApps).where(eq(connectedApps.id, id));
    const object = `${row.kind} ${row.url}`;
    const before = { feedUrl: row.feedUrl, indexerId: row.indexerId, apiKeyId: row.apiKeyId };
    const after = { problem };
    await recordAudit(
      ctx,
      { principal, address, action: "connect.remove", object, before, after },
      client,
    );
  });
  return { isIndexerRemoved: problem === undefined, ...(problem === undefined ? {} : { problem }) };
}

async function removeIndexer({ ctx }: RequestContext, row: AppRow): Promise<string | undefined> {
  try {
    const app = await openAddress(ctx, row);
    await askApp(ctx, app, `/indexer/${row.indexerId}`, z.unknown(), { method: "DELETE" });
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Somebody removed it there already.
    return error.code === "NOT_FOUND" ? undefined : error.message;
  }
}
