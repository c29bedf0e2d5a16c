import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { z } from "zod";

import { describeAccount } from "./describe-account.ts";
import { listDevices, type PersonContext } from "./devices.ts";
import { accountExported } from "./events.ts";
import { listInvitations } from "./invitations.ts";

/** The record is the longest part; whoever needs more asks an administrator. */
const MAX_ENTRIES = 10_000;

export const AccountExport = z.object({
  exportedAt: z.iso.datetime(),
  account: z.unknown(),
  devices: z.array(z.unknown()),
  apiKeys: z.array(z.unknown()),
  invitations: z.array(z.unknown()),
  record: z.array(z.unknown()).describe("What this person did, the newest first"),
  more: z.record(z.string(), z.unknown()).describe("What other parts of the program keep"),
});

/** Everything that is stored about a person, without what would let others in. */
export async function exportAccount(
  context: PersonContext,
): Promise<z.output<typeof AccountExport>> {
  const { ctx, person, address } = context;
  const { userId } = person;
  const query = async (text: string) => (await ctx.db.$client.query(text, [userId])).rows;
  const answer = {
    exportedAt: ctx.now().toISOString(),
    account: await describeAccount(ctx, userId),
    devices: await listDevices(context),
    apiKeys: await query(
      `select id, name, prefix, scopes, created_at, expires_at, revoked_at, last_used_at, use_count
       from api_keys where user_id = $1 order by id`,
    ),
    invitations: await listInvitations(ctx, { ...person, scopes: new Set() }),
    record: await query(
      `select at, action, object, address, before, after from audit_entries
       where actor_user_id = $1 order by at desc limit ${MAX_ENTRIES}`,
    ),
    more: await gatherMore(context),
  };
  const act = { principal: person, address, action: "users.export", object: person.name };
  await recordAudit(ctx, act);
  return answer;
}

/** Modules above this one add theirs. */
async function gatherMore({ ctx, person }: PersonContext): Promise<Record<string, unknown>> {
  const more: Record<string, unknown> = {};
  const add = (name: string, value: unknown) => {
    more[name] = value;
  };
  await transaction(ctx.db.$client, (client) =>
    ctx.emit(accountExported, { userId: person.userId, add }, client),
  );
  return more;
}
