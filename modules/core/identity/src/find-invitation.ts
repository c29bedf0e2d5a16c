import { AppError, type Context } from "@minato/kit";
import type { PoolClient } from "pg";
import { z } from "zod";

import { hashCredential } from "./hash-credential.ts";

/** What whoever holds the code of an invitation may know of it. */
export const InvitationDescription = z.object({
  inviter: z.string().optional(),
  email: z.string().optional().describe("For whom it is"),
  expiresAt: z.iso.datetime(),
});

/** An invitation that can be used. */
export interface FoundInvitation {
  id: number;
  email: string | null;
  inviter: string | null;
  expiresAt: Date;
}

/**
 * The invitation of a code.
 * @throws {AppError} NOT_FOUND for a code there never was, GONE for one that cannot be used any more
 */
export async function findInvitation(
  { db, now }: Pick<Context, "db" | "now">,
  code: string,
): Promise<FoundInvitation> {
  const { rows } = await db.$client.query<FoundInvitation & { isUsable: boolean }>(
    `select i.id, i.email, u.name as inviter, i.expires_at as "expiresAt",
       i.revoked_at is null and i.expires_at > $2 and i.use_count < i.max_uses as "isUsable"
     from invitations i left join users u on u.id = i.created_by where i.hash = $1`,
    [hashCredential(code), now()],
  );
  const [invitation] = rows;
  if (invitation === undefined) throw new AppError("NOT_FOUND", "There is no such invitation");
  if (!invitation.isUsable) throw usedUp();
  return invitation;
}

/** Counts one use; of many at once only as many succeed as the invitation is for. */
export async function useInvitation(
  { now }: Pick<Context, "now">,
  client: PoolClient,
  id: number,
): Promise<void> {
  const { rowCount } = await client.query(
    `update invitations set use_count = use_count + 1
     where id = $1 and revoked_at is null and expires_at > $2 and use_count < max_uses`,
    [id, now()],
  );
  if (rowCount === 0) throw usedUp();
}

function usedUp(): AppError {
  return new AppError("GONE", "This invitation was used, has ended or was taken back");
}
