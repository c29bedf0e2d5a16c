import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError } from "@minato/kit";

import { checkPassword } from "./check-password.ts";
import "./context.ts";
import type { PersonContext } from "./devices.ts";
import { lockIdentity } from "./identity-lock.ts";
import { assertRemovable, removeAccount, type RemovablePerson } from "./people/change-person.ts";

/**
 * Deletes a person's own account with everything that hangs on it. What others see of them, such as
 * uploads and the audit record, stays without a way back to an account.
 * @throws {AppError} BAD_REQUEST for a wrong password, TOO_MANY_REQUESTS after many, CONFLICT for the last administrator
 */
export async function deleteAccount(
  { ctx, person, address, headers }: PersonContext,
  password: string | undefined,
): Promise<void> {
  const { userId } = person;
  const attempt = { kind: "confirmation", account: userId, address, headers } as const;
  await ctx.identity.attempts.guard(attempt, () =>
    checkPassword(ctx, userId, password, "password"),
  );
  await transaction(ctx.db.$client, async (client) => {
    await lockIdentity(client);
    const { rows } = await client.query<RemovablePerson>(
      "select id, email, role, suspended_at from users where id = $1",
      [person.userId],
    );
    const [user] = rows;
    if (user === undefined) throw new AppError("NOT_FOUND", "The account is gone already");
    await assertRemovable(client, user);
    await removeAccount(client, user);
    const act = { principal: person, address, action: "users.delete", object: user.email };
    await recordAudit(ctx, act, client);
  });
  ctx.identity.forgetPermissions();
}
