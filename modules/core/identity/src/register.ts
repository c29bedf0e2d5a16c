import { transaction } from "@minato/database";
import { AppError, type Context, type RequestContext } from "@minato/kit";
import { queueMail } from "@minato/mail/queue-mail";
import type { PoolClient } from "pg";
import { z } from "zod";

import { readAuthConfig } from "./auth-config.ts";
import { VERIFY_SECONDS, verifyPath } from "./auth-mail.ts";
import { identitySettings } from "./config.ts";
import "./context.ts";
import { hashPassword, insertUser, NewUser } from "./create-user.ts";
import { findInvitation, useInvitation, type FoundInvitation } from "./find-invitation.ts";

export const Registration = NewUser.omit({ role: true }).extend({
  invitation: z.string().min(1).max(100).optional().describe("The code of an invitation"),
});

export const Registered = z.object({
  needsConfirmation: z
    .boolean()
    .describe("True: a message with a link is on its way, and has to be followed first"),
});

/**
 * Makes an account for a stranger. The answer is the same when the address has an account already:
 * then its owner is told in a message.
 * @throws {AppError} FORBIDDEN while registration is closed, GONE for an invitation that ended
 */
export async function register(
  { ctx, address }: Pick<RequestContext, "ctx" | "address">,
  { invitation: code, password, ...user }: z.output<typeof Registration>,
): Promise<z.output<typeof Registered>> {
  const invitation = await assertAllowed(ctx, code);
  const passwordHash = await hashPassword(password);
  const isVerified = invitation?.email === user.email;
  const needsConfirmation = !isVerified && readAuthConfig(ctx).requiresVerifiedEmail;
  const auth = await ctx.identity.auth();
  const token = await auth.makeVerificationToken(user.email);
  await transaction(ctx.db.$client, async (client) => {
    if (await tellOwner(ctx, client, user.email)) return;
    if (invitation !== undefined) await useInvitation(ctx, client, invitation.id);
    const row = { ...user, role: "member" as const, passwordHash, isVerified };
    const caller = { principal: undefined, address };
    await insertUser(ctx, client, { ...row, invitationId: invitation?.id }, caller);
    if (isVerified) return;
    await queueMail(
      ctx,
      {
        kind: "verify-email",
        recipient: user.email,
        variables: { name: user.name, path: verifyPath(token) },
        expiresAt: new Date(ctx.now().getTime() + VERIFY_SECONDS * 1000),
      },
      client,
    );
  });
  return { needsConfirmation };
}

async function assertAllowed(
  ctx: Context,
  code: string | undefined,
): Promise<FoundInvitation | undefined> {
  const { registration } = ctx.config(identitySettings);
  if (registration === "closed") {
    throw new AppError("FORBIDDEN", "Accounts are made by administrators here");
  }
  if (code !== undefined) return findInvitation(ctx, code);
  if (registration === "open") return undefined;
  throw new AppError("FORBIDDEN", "An invitation is needed to register here");
}

/** True when the address has an account: its owner is told, the stranger is not. */
async function tellOwner(ctx: Context, client: PoolClient, email: string): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>("select name from users where email = $1", [
    email,
  ]);
  const [owner] = rows;
  if (owner === undefined) return false;
  const variables = { name: owner.name, path: "/forgot-password" };
  await queueMail(ctx, { kind: "account-exists", recipient: email, variables }, client);
  return true;
}
