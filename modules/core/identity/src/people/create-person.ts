import { transaction } from "@minato/database";
import { AppError, type RequestContext } from "@minato/kit";
import { findMailProblem } from "@minato/mail/mail-server";
import { queueMail } from "@minato/mail/queue-mail";
import { findSiteAddress } from "@minato/settings/site";
import { z } from "zod";

import "../context.ts";
import { insertUser, NewUser } from "../create-user.ts";
import { parseInput } from "../parse-input.ts";
import { loadPerson } from "./list-people.ts";
import { PersonEntry } from "./person-entry.ts";

const LINK_MS = 7 * 24 * 60 * 60 * 1000;

/** An account an administrator makes for somebody else, who chooses the password. */
export const NewPerson = NewUser.omit({ password: true }).extend({
  sendsMail: z
    .boolean()
    .default(false)
    .describe("Sends the link to the address; otherwise it is answered, this once"),
});

/** A new account. */
export const CreatedPerson = z.object({
  person: PersonEntry,
  path: z.string().optional().describe("Where the password is chosen, below this server's address"),
  link: z.string().optional().describe("The same, where the address of this server is known"),
  linkExpiresAt: z.iso.datetime(),
});

/**
 * Makes an account without a password, and a link that works once, for a week, to choose one.
 * @throws {AppError} BAD_REQUEST, CONFLICT for a known address, or for mail without a mail server
 */
export async function createPerson(
  { ctx, principal, address }: RequestContext,
  input: z.output<typeof NewPerson>,
): Promise<z.output<typeof CreatedPerson>> {
  const { sendsMail, ...user } = parseInput(NewPerson, input);
  if (sendsMail && findMailProblem(ctx) !== undefined) {
    throw new AppError("CONFLICT", "This server sends no mail: hand the link over instead");
  }
  const expiresAt = new Date(ctx.now().getTime() + LINK_MS);
  const auth = await ctx.identity.auth();
  const row = { ...user, passwordHash: undefined, isVerified: true };
  const { id } = await transaction(ctx.db.$client, (client) =>
    insertUser(ctx, client, row, { principal, address }),
  );
  // On a connection of its own: a link to an account that was rolled back would lead nowhere.
  const token = await auth.makeResetToken(id, expiresAt);
  const path = `/reset-password?token=${encodeURIComponent(token)}`;
  if (sendsMail) {
    const variables = { name: user.name, inviter: principal?.name ?? "", path };
    await queueMail(ctx, { kind: "account-made", recipient: user.email, variables, expiresAt });
  }
  const site = findSiteAddress(ctx);
  return {
    person: await loadPerson(ctx, id),
    linkExpiresAt: expiresAt.toISOString(),
    ...(sendsMail ? {} : { path }),
    ...(sendsMail || site === undefined ? {} : { link: site + path }),
  };
}
