import { AppError, type Context } from "@minato/kit";

/**
 * Checks the password of a person once more before something that cannot be undone. Who has none,
 * because they sign in elsewhere or with a passkey, passes.
 * @throws {AppError} BAD_REQUEST naming the field
 */
export async function checkPassword(
  ctx: Pick<Context, "db">,
  userId: string,
  password: string | undefined,
  field: string,
): Promise<void> {
  const hash = await findPasswordHash(ctx, userId);
  if (hash === undefined) return;
  const { verifyPassword } = await import("better-auth/crypto");
  if (password !== undefined && (await verifyPassword({ hash, password }))) return;
  const message = "is not your password";
  throw new AppError("BAD_REQUEST", `${field} ${message}`, { errors: [{ field, message }] });
}

/** True for a person who can sign in with a password. */
export async function hasPassword(ctx: Pick<Context, "db">, userId: string): Promise<boolean> {
  return (await findPasswordHash(ctx, userId)) !== undefined;
}

async function findPasswordHash(
  { db }: Pick<Context, "db">,
  userId: string,
): Promise<string | undefined> {
  const { rows } = await db.$client.query<{ password: string }>(
    `select password from accounts
     where user_id = $1 and provider_id = 'credential' and password is not null`,
    [userId],
  );
  return rows[0]?.password;
}
