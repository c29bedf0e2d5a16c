import { AppError } from "@minato/kit";
import type { PoolClient } from "pg";

import { ADMINISTRATOR } from "./role.ts";

/**
 * Throws CONFLICT unless somebody beside this person can administer. Only under the lock of
 * `lockIdentity`, which makes two who try at once come one after the other.
 */
export async function assertAdministratorLeft(
  client: PoolClient,
  userId: string,
  message: string,
): Promise<void> {
  const { rowCount } = await client.query(
    "select from users where role = $1 and suspended_at is null and id <> $2 limit 1",
    [ADMINISTRATOR, userId],
  );
  if (rowCount === 0) throw new AppError("CONFLICT", message);
}
