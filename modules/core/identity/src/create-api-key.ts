import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, SCOPES, type Context } from "@minato/kit";
import { drizzle } from "drizzle-orm/node-postgres";
import { z } from "zod";

import { ApiKey, toApiKey } from "./api-key.ts";
import type { Caller } from "./caller.ts";
import { apiKeyCreated } from "./events.ts";
import { hashCredential } from "./hash-credential.ts";
import { Networks } from "./keys/networks.ts";
import { randomText } from "./random-text.ts";
import { apiKeys } from "./schema.ts";

const KEY_PREFIX = "mnt_";
const RANDOM_LENGTH = 40;
const SHOWN_LENGTH = KEY_PREFIX.length + 4;

export const NewApiKey = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
  expiresAt: z.iso.datetime({ offset: true }).optional(),
  networks: Networks.optional().describe("Where it is accepted from; empty: from everywhere"),
  requestsPerMinute: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe("A limit of its own; absent: the limits of the server"),
});

export const CreatedApiKey = ApiKey.extend({
  /** The key itself, shown this once. */
  key: z.string(),
});

/** A new secret with what is stored of it. */
export function makeSecret(ctx: Pick<Context, "random">) {
  const key = KEY_PREFIX + randomText(ctx, RANDOM_LENGTH);
  return { key, prefix: key.slice(0, SHOWN_LENGTH), hash: hashCredential(key) };
}

/** Makes a key; what it answers is the only time the key is readable. */
export async function createApiKey(
  ctx: Context,
  caller: Caller,
  { name, scopes, expiresAt, networks, requestsPerMinute }: z.output<typeof NewApiKey>,
): Promise<z.output<typeof CreatedApiKey>> {
  const now = ctx.now();
  if (expiresAt !== undefined && new Date(expiresAt) <= now) {
    const errors = [{ field: "expiresAt", message: "must be in the future" }];
    throw new AppError("BAD_REQUEST", "The key would have expired already", { errors });
  }
  const { key, prefix, hash } = makeSecret(ctx);
  return transaction(ctx.db.$client, async (client) => {
    const rows = await drizzle({ client })
      .insert(apiKeys)
      .values({
        name,
        prefix,
        hash,
        networks: networks ?? [],
        requestsPerMinute: requestsPerMinute ?? null,
        scopes: [...new Set(scopes)],
        createdAt: now,
        expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
      })
      .returning();
    const [created] = rows.map(toApiKey);
    if (created === undefined) throw new Error("an insert without conflict returned no row");
    const act = {
      ...caller,
      action: "apiKeys.create",
      object: `${created.id} ${name}`,
      after: { name, prefix, scopes: created.scopes, expiresAt, networks, requestsPerMinute },
    };
    await recordAudit(ctx, act, client);
    const by = caller.principal?.name ?? "system";
    await ctx.emit(apiKeyCreated, { id: created.id, name, prefix, by }, client);
    return { ...created, key };
  });
}
