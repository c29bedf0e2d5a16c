import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type Context } from "@minato/kit";
import { and, eq, isNull } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { z } from "zod";

import { toApiKey } from "../api-key.ts";
import type { Caller } from "../caller.ts";
import "../context.ts";
import { type CreatedApiKey, makeSecret } from "../create-api-key.ts";
import { apiKeys } from "../schema.ts";

const HOUR_MS = 60 * 60 * 1000;
const MAX_GRACE_HOURS = 30 * 24;

export const Rotation = z.object({
  id: z.coerce.number().int().min(1).max(2_147_483_647),
  graceHours: z.coerce
    .number()
    .min(0)
    .max(MAX_GRACE_HOURS)
    .default(0)
    .describe("How long the secret before is accepted beside the new one; 0: not at all"),
});

/**
 * Gives a key a new secret, shown this once; everything else about it stays. The secret before the
 * last rotation ends at once.
 * @throws {AppError} NOT_FOUND, CONFLICT for the key of the environment
 */
export async function rotateApiKey(
  ctx: Context,
  caller: Caller,
  { id, graceHours }: z.output<typeof Rotation>,
): Promise<z.output<typeof CreatedApiKey>> {
  const { key, prefix, hash } = makeSecret(ctx);
  const previousExpiresAt =
    graceHours === 0 ? null : new Date(ctx.now().getTime() + graceHours * HOUR_MS);
  const rotated = await transaction(ctx.db.$client, async (client) => {
    const db = drizzle({ client });
    const inUse = and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt));
    const [before] = await db.select().from(apiKeys).where(inUse).for("update");
    if (before === undefined) throw new AppError("NOT_FOUND", "No key in use has this number");
    if (before.isEnvironment) {
      throw new AppError("CONFLICT", "This key is the value of API_KEY: change it there");
    }
    const previousHash = graceHours === 0 ? null : before.hash;
    const [row] = await db
      .update(apiKeys)
      .set({ hash, prefix, previousHash, previousExpiresAt })
      .where(inUse)
      .returning();
    if (row === undefined) throw new Error("a row that was locked is gone");
    const act = {
      ...caller,
      action: "apiKeys.rotate",
      object: `${id} ${row.name}`,
      before: { prefix: before.prefix },
      after: { prefix, graceHours },
    };
    await recordAudit(ctx, act, client);
    return toApiKey(row);
  });
  ctx.identity.keys.forget();
  return { ...rotated, key };
}
