import { AppError, SCOPES, type Context, type Principal } from "@minato/kit";
import { eq } from "drizzle-orm";
import { z } from "zod";

import { roles, users } from "./schema.ts";

export const CallerDescription = z.object({
  kind: z.enum(["user", "key", "internal", "guest"]),
  name: z.string(),
  email: z.string().optional(),
  role: z.string().optional(),
  roleName: z.string().optional(),
  userId: z.string().optional(),
  scopes: z.array(z.enum(SCOPES)),
});

/** Tells a caller who it is taken for and what it may do. */
export async function describeCaller(
  ctx: Context,
  { kind, name, userId, scopes }: Principal,
): Promise<z.output<typeof CallerDescription>> {
  const description = { kind, userId, scopes: SCOPES.filter((scope) => scopes.has(scope)) };
  if (kind !== "user" || userId === undefined) return { ...description, name };
  const [user] = await ctx.db
    .select({ name: users.name, email: users.email, role: users.role, roleName: roles.name })
    .from(users)
    .innerJoin(roles, eq(roles.id, users.role))
    .where(eq(users.id, userId));
  if (user === undefined) throw new AppError("UNAUTHORIZED", "This user does not exist any more");
  return { ...description, ...user };
}
