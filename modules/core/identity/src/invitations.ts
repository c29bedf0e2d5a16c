import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, hasScope, type Context } from "@minato/kit";
import { queueMail } from "@minato/mail/queue-mail";
import { findSiteAddress } from "@minato/settings/site";
import type { PoolClient } from "pg";
import { z } from "zod";

import { identitySettings } from "./config.ts";
import { NewUser } from "./create-user.ts";
import { hashCredential } from "./hash-credential.ts";
import type { Person } from "./person-procedure.ts";
import { randomText } from "./random-text.ts";

const CODE_LENGTH = 24;
const DAY = 24 * 60 * 60 * 1000;

export const NewInvitation = z.object({
  email: NewUser.shape.email
    .optional()
    .describe("Sends it there, and spares confirming the address"),
  note: z.string().trim().max(200).optional().describe("For whoever looks at the list"),
  maxUses: z.int().min(1).max(1000).default(1),
  days: z.int().min(1).max(365).default(14),
});

export const Invitation = z.object({
  id: z.int(),
  email: z.string().optional(),
  note: z.string().optional(),
  inviter: z.string().optional(),
  maxUses: z.int(),
  useCount: z.int(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  isUsable: z.boolean(),
  people: z.array(z.string()).describe("Names of those who came"),
});

export const CreatedInvitation = z.object({
  id: z.int(),
  path: z.string().describe("The page that accepts it; shown this once"),
  link: z.string().optional().describe("Where the address of this server is known"),
});

interface Inviter {
  person: Person;
  address: string;
}

/**
 * Makes an invitation; its code is readable in the answer only.
 * @throws {AppError} FORBIDDEN for a member who has invited as many as allowed
 */
export async function createInvitation(
  ctx: Context,
  { person, address }: Inviter,
  { email, note, maxUses, days }: z.output<typeof NewInvitation>,
): Promise<z.output<typeof CreatedInvitation>> {
  const code = randomText(ctx, CODE_LENGTH);
  const path = `/invitation?code=${code}`;
  const now = ctx.now();
  const expiresAt = new Date(now.getTime() + days * DAY);
  const id = await transaction(ctx.db.$client, async (client) => {
    const inviter = await lockInviter(ctx, client, person, email === undefined ? maxUses : 1);
    const { rows } = await client.query<{ id: number }>(
      `insert into invitations (hash, email, note, max_uses, created_by, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [
        hashCredential(code),
        email,
        note,
        email === undefined ? maxUses : 1,
        person.userId,
        now,
        expiresAt,
      ],
    );
    const [created] = rows;
    if (created === undefined) throw new Error("an insert returned no row");
    if (email !== undefined) {
      const mail = { kind: "invitation", recipient: email, variables: { inviter, path } } as const;
      await queueMail(ctx, { ...mail, expiresAt }, client);
    }
    const act = { principal: person, address, action: "invitations.create" };
    await recordAudit(ctx, { ...act, object: `${created.id}`, after: { email, maxUses } }, client);
    return created.id;
  });
  const site = findSiteAddress(ctx);
  return { id, path, ...(site === undefined ? {} : { link: site + path }) };
}

/** Takes an invitation back; whoever came by it stays. */
export async function revokeInvitation(
  ctx: Context,
  { person, address }: Inviter,
  id: number,
): Promise<void> {
  await transaction(ctx.db.$client, async (client) => {
    const { rowCount } = await client.query(
      `update invitations set revoked_at = $2
       where id = $1 and revoked_at is null and ($3 or created_by = $4)`,
      [id, ctx.now(), hasScope(person, "admin"), person.userId],
    );
    if (rowCount === 0) throw new AppError("NOT_FOUND", "No invitation of yours has this number");
    const act = { principal: person, address, action: "invitations.revoke", object: `${id}` };
    await recordAudit(ctx, act, client);
  });
}

interface InvitationRow {
  id: number;
  email: string | null;
  note: string | null;
  inviter: string | null;
  max_uses: number;
  use_count: number;
  created_at: Date;
  expires_at: Date;
  is_usable: boolean;
  people: string[];
}

/** The newest 200 invitations: one's own, and for administrators everybody's. */
export async function listInvitations(
  ctx: Context,
  person: Person,
): Promise<z.output<typeof Invitation>[]> {
  const { rows } = await ctx.db.$client.query<InvitationRow>(
    `select i.*, u.name as inviter,
       i.revoked_at is null and i.expires_at > $1 and i.use_count < i.max_uses as is_usable,
       array(select name from users where invitation_id = i.id order by created_at limit 100)
         as people
     from invitations i left join users u on u.id = i.created_by
     where $2 or i.created_by = $3 order by i.id desc limit 200`,
    [ctx.now(), hasScope(person, "admin"), person.userId],
  );
  return rows.map((row) => ({
    id: row.id,
    ...(row.email === null ? {} : { email: row.email }),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.inviter === null ? {} : { inviter: row.inviter }),
    maxUses: row.max_uses,
    useCount: row.use_count,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    isUsable: row.is_usable,
    people: row.people,
  }));
}

/** The inviter's name; members may invite only so many, however many requests come at once. */
async function lockInviter(
  ctx: Context,
  client: PoolClient,
  person: Person,
  places: number,
): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    "select name from users where id = $1 for update",
    [person.userId],
  );
  const name = rows[0]?.name;
  if (name === undefined) throw new AppError("UNAUTHORIZED", "This user does not exist any more");
  if (hasScope(person, "admin")) return name;
  const { invitationsPerMember } = ctx.config(identitySettings);
  const { rows: counts } = await client.query<{ given: number }>(
    `select coalesce(sum(case when revoked_at is null and expires_at > $2
       then max_uses else use_count end), 0)::int as given
     from invitations where created_by = $1`,
    [person.userId, ctx.now()],
  );
  const left = invitationsPerMember - (counts[0]?.given ?? 0);
  if (places <= left) return name;
  throw new AppError("FORBIDDEN", `You may invite ${Math.max(0, left)} more people`);
}
