import { recordAudit, type AuditedAct } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import { queueMail } from "@minato/mail/queue-mail";

import "./context.ts";
import { accountChanged } from "./events.ts";

interface Person {
  id: string;
  email: string;
  name: string;
}

/**
 * What follows a new password beside the end of sessions: links that are on their way, trusted
 * devices and devices with tokens are refused from now on, and the person is told.
 */
export async function endOtherDevices(
  ctx: Context,
  act: Pick<AuditedAct, "principal" | "address" | "action">,
  { id, email, name }: Person,
): Promise<void> {
  await transaction(ctx.db.$client, async (client) => {
    await client.query("delete from verifications where value = $1", [id]);
    await client.query("delete from token_families where user_id = $1", [id]);
    await recordAudit(ctx, { ...act, object: email }, client);
    const variables = { name, path: "/forgot-password" };
    await queueMail(ctx, { kind: "password-changed", recipient: email, variables }, client);
    await ctx.emit(accountChanged, { userId: id, change: "password" }, client);
  });
  ctx.identity.tokens.forget();
}
