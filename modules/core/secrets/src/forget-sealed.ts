import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import type { Context, SealedColumn } from "@minato/kit";

/**
 * Gives up everything that was sealed under a secret that is lost, and the keys with it, so that
 * the program starts again with another secret.
 */
export async function forgetSealed(
  ctx: Pick<Context, "db" | "now">,
  columns: readonly SealedColumn[],
): Promise<void> {
  await transaction(ctx.db.$client, async (client) => {
    for (const statement of new Set(columns.map(({ forget }) => forget))) {
      await client.query(statement);
    }
    await client.query("delete from vault_keys");
    const act = { principal: undefined, address: undefined };
    await recordAudit(ctx, { ...act, action: "secret.forget", object: "secret" }, client);
  });
}
