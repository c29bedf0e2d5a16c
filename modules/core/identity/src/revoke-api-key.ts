import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type Context } from "@minato/kit";

import type { Caller } from "./caller.ts";
import "./context.ts";

interface RevokedRow {
  name: string;
  prefix: string;
  is_environment: boolean;
}

/** Ends a key for good; every process refuses it within a second. */
export async function revokeApiKey(ctx: Context, caller: Caller, id: number): Promise<void> {
  await transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<RevokedRow>(
      `update api_keys set revoked_at = $2 where id = $1 and revoked_at is null
       returning name, prefix, is_environment`,
      [id, ctx.now()],
    );
    const [key] = rows;
    if (key === undefined) throw new AppError("NOT_FOUND", "No key in use has this number");
    if (key.is_environment) {
      throw new AppError("CONFLICT", "This key lives as long as API_KEY is set: remove it there");
    }
    const act = {
      ...caller,
      action: "apiKeys.revoke",
      object: `${id} ${key.name}`,
      before: { name: key.name, prefix: key.prefix },
    };
    await recordAudit(ctx, act, client);
  });
  ctx.identity.keys.forget();
}
