import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type Context } from "@minato/kit";
import type { PoolClient } from "pg";
import { z } from "zod";

import { SYSTEM, type Caller } from "./caller.ts";
import { parseInput } from "./parse-input.ts";
import { randomText } from "./random-text.ts";
import { GUEST, MEMBER, RoleId } from "./roles/role.ts";

const ID_LENGTH = 32;
/** better-auth's name for signing in with a password. */
const PASSWORD_PROVIDER = "credential";

export const Password = z
  .string()
  .min(8, "must have at least 8 characters")
  .max(128, "must have at most 128 characters");

export const NewUser = z.object({
  name: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(100, "must have at most 100 characters")
    .regex(/^[^\p{Cc}]*$/u, "must not hold control characters"),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, "must have at most 254 characters")
    .pipe(z.email("must be an e-mail address")),
  password: Password,
  role: RoleId.refine((role) => role !== GUEST, "is for people who are not signed in").default(
    MEMBER,
  ),
});

/** Makes a person who signs in with a password; throws BAD_REQUEST, or CONFLICT for a known address. */
export async function createUser(
  ctx: Context,
  input: z.input<typeof NewUser>,
  caller: Caller = SYSTEM,
): Promise<{ id: string; email: string }> {
  const user = parseInput(NewUser, input);
  const passwordHash = await hashPassword(user.password);
  // Whoever makes accounts for others vouches for their addresses.
  const isVerified = true;
  return transaction(ctx.db.$client, (client) =>
    insertUser(ctx, client, { ...user, passwordHash, isVerified }, caller),
  );
}

/** A user as it is stored. */
export interface UserRow extends Omit<z.output<typeof NewUser>, "password"> {
  /** Absent until the person chooses a password. */
  passwordHash: string | undefined;
  /** The address is known to be the person's. */
  isVerified: boolean;
  invitationId?: number | undefined;
}

/** The part of making a user that belongs into a transaction. */
export async function insertUser(
  ctx: Context,
  client: PoolClient,
  user: UserRow,
  caller: Caller,
): Promise<{ id: string; email: string }> {
  const id = randomText(ctx, ID_LENGTH);
  await assertRole(client, user.role);
  const { rowCount } = await client.query(
    `insert into users
       (id, name, email, role, email_verified, invitation_id, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict (email) do nothing`,
    [id, user.name, user.email, user.role, user.isVerified, user.invitationId, ctx.now()],
  );
  if (rowCount === 0) {
    throw new AppError("CONFLICT", `A user with the e-mail address ${user.email} exists already`);
  }
  if (user.passwordHash !== undefined) {
    await insertPassword(ctx, client, id, user.passwordHash);
  }
  const { name, email, role } = user;
  const act = { ...caller, action: "users.create", object: email, after: { name, email, role } };
  await recordAudit(ctx, act, client);
  return { id, email };
}

async function assertRole(client: PoolClient, role: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>("select id from roles order by id");
  const known = rows.map(({ id }) => id).filter((id) => id !== GUEST);
  if (known.includes(role)) return;
  const message = `must be one of ${known.join(", ")}`;
  throw new AppError("BAD_REQUEST", `role ${message}`, { errors: [{ field: "role", message }] });
}

/** Lets a user who has no password sign in with one. */
export async function insertPassword(
  ctx: Context,
  client: PoolClient,
  userId: string,
  passwordHash: string,
): Promise<void> {
  await client.query(
    `insert into accounts (id, user_id, account_id, provider_id, password, created_at, updated_at)
     values ($1, $2, $2, $3, $4, $5, $5)`,
    [randomText(ctx, ID_LENGTH), userId, PASSWORD_PROVIDER, passwordHash, ctx.now()],
  );
}

/** scrypt with better-auth's parameters, in its format. Slow on purpose, so never in a transaction. */
export async function hashPassword(password: string): Promise<string> {
  // Only few processes ever need it, and it brings much with it.
  const crypto = await import("better-auth/crypto");
  return crypto.hashPassword(password);
}
