import { AppError, type Context } from "@minato/kit";
import { z } from "zod";

import { identitySettings } from "./config.ts";
import { ADMINISTRATOR } from "./roles/role.ts";

export const Account = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  role: z.string(),
  roleName: z.string(),
  createdAt: z.iso.datetime(),
  hasPassword: z.boolean(),
  twoFactorEnabled: z.boolean(),
  mayInvite: z.boolean(),
  signsInElsewhere: z.boolean().describe("Linked with the OpenID Connect provider"),
  passkeys: z.array(z.object({ id: z.string(), name: z.string(), createdAt: z.iso.datetime() })),
});

interface AccountRow extends Omit<
  z.output<typeof Account>,
  "createdAt" | "mayInvite" | "passkeys"
> {
  createdAt: Date;
  passkeys: { id: string; name: string | null; created_at: string }[];
}

/** What a person sees of their own account. */
export async function describeAccount(
  { db, config }: Pick<Context, "db" | "config">,
  userId: string,
): Promise<z.output<typeof Account>> {
  const { rows } = await db.$client.query<AccountRow>(
    `select u.id, u.name, u.email, u.email_verified as "emailVerified", u.role,
       r.name as "roleName", u.created_at as "createdAt", u.two_factor_enabled as "twoFactorEnabled",
       exists (select from accounts where user_id = u.id and password is not null) as "hasPassword",
       exists (select from accounts where user_id = u.id and provider_id = 'oidc')
         as "signsInElsewhere",
       coalesce((select json_agg(p order by p.created_at) from passkeys p where p.user_id = u.id),
         '[]') as passkeys
     from users u join roles r on r.id = u.role where u.id = $1`,
    [userId],
  );
  const [account] = rows;
  if (account === undefined) {
    throw new AppError("UNAUTHORIZED", "This user does not exist any more");
  }
  return {
    ...account,
    createdAt: account.createdAt.toISOString(),
    mayInvite: account.role === ADMINISTRATOR || config(identitySettings).membersMayInvite,
    passkeys: account.passkeys.map(({ id, name, created_at: createdAt }) => ({
      id,
      name: name ?? "Passkey",
      createdAt: new Date(createdAt).toISOString(),
    })),
  };
}
