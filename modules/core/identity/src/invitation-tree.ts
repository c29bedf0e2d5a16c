import type { Context } from "@minato/kit";
import { z } from "zod";

const LIMIT = 5000;

/** Somebody and who invited them. */
export const InvitedUser = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  roleName: z.string(),
  emailVerified: z.boolean(),
  createdAt: z.iso.datetime(),
  inviterId: z.string().optional(),
});

interface UserRow extends Omit<z.output<typeof InvitedUser>, "createdAt" | "inviterId"> {
  createdAt: Date;
  inviterId: string | null;
}

/** Everybody with their inviter, the oldest account first: together they are a tree. */
export async function readInvitationTree(
  ctx: Pick<Context, "db">,
): Promise<z.output<typeof InvitedUser>[]> {
  const { rows } = await ctx.db.$client.query<UserRow>(
    `select u.id as "userId", u.name, u.email, u.role, r.name as "roleName", u.email_verified as "emailVerified",
       u.created_at as "createdAt", i.created_by as "inviterId"
     from users u join roles r on r.id = u.role left join invitations i on i.id = u.invitation_id
     order by u.created_at, u.id limit $1`,
    [LIMIT],
  );
  return rows.map(({ createdAt, inviterId, ...user }) => ({
    ...user,
    createdAt: createdAt.toISOString(),
    ...(inviterId === null ? {} : { inviterId }),
  }));
}
