import { AppError, type Context } from "@minato/kit";
import { z } from "zod";

import { RoleId } from "../roles/role.ts";
import { PersonEntry } from "./person-entry.ts";

export const PeopleListInput = z.object({
  q: z.string().trim().max(200).optional().describe("Part of the name or the address"),
  role: RoleId.optional(),
  suspended: z.stringbool().or(z.boolean()).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(300).optional(),
});

export const PeoplePage = z.object({
  items: z.array(PersonEntry),
  nextCursor: z.string().optional(),
  total: z.int(),
});

interface PersonRow extends Omit<
  z.output<typeof PersonEntry>,
  "createdAt" | "lastSeenAt" | "suspendedAt" | "invitedBy"
> {
  createdAt: Date;
  lastSeenAt: Date | null;
  suspendedAt: Date | null;
  inviterId: string | null;
  inviterName: string | null;
}

/** A page of the people, by their address. */
export async function listPeople(
  ctx: Pick<Context, "db" | "now">,
  { q, role, suspended, limit, cursor }: z.output<typeof PeopleListInput>,
): Promise<z.output<typeof PeoplePage>> {
  const filter = `($1::text is null or u.role = $1)
    and ($2::boolean is null or (u.suspended_at is not null) = $2)
    and ($3::text is null or u.email like $3 or lower(u.name) like $3)`;
  const values = [role, suspended, q === undefined || q === "" ? undefined : toPattern(q)];
  const { rows } = await ctx.db.$client.query<PersonRow>(
    `${select("$5")} where ${filter} and ($4::text is null or u.email > $4) order by u.email limit $6`,
    [...values, cursor === undefined ? undefined : fromCursor(cursor), ctx.now(), limit + 1],
  );
  const total = await ctx.db.$client.query<{ count: number }>(
    `select count(*)::int from users u where ${filter}`,
    values,
  );
  const items = rows.slice(0, limit).map(toEntry);
  const last = items.at(-1);
  return {
    items,
    ...(rows.length > limit && last !== undefined
      ? { nextCursor: Buffer.from(last.email).toString("base64url") }
      : {}),
    total: total.rows[0]?.count ?? 0,
  };
}

/** Somebody by their id; throws NOT_FOUND. */
export async function loadPerson(
  ctx: Pick<Context, "db" | "now">,
  id: string,
): Promise<z.output<typeof PersonEntry>> {
  const { rows } = await ctx.db.$client.query<PersonRow>(`${select("$2")} where u.id = $1`, [
    id,
    ctx.now(),
  ]);
  const [row] = rows;
  if (row === undefined) throw new AppError("NOT_FOUND", "Nobody has this id");
  return toEntry(row);
}

/** People with their devices; `now` is the parameter with the present. */
const select = (
  now: string,
) => `select u.id, u.name, u.email, u.email_verified as "emailVerified", u.role,
    r.name as "roleName", u.two_factor_enabled as "twoFactorEnabled",
    u.created_at as "createdAt", u.suspended_at as "suspendedAt",
    devices.count as "deviceCount", devices.seen as "lastSeenAt",
    inviter.id as "inviterId", inviter.name as "inviterName"
  from users u
  join roles r on r.id = u.role
  left join invitations i on i.id = u.invitation_id
  left join users inviter on inviter.id = i.created_by
  left join lateral (
    select count(*) filter (where ends > ${now})::int as count, max(seen) as seen
    from (select updated_at as seen, expires_at as ends from sessions where user_id = u.id
          union all select used_at, expires_at from token_families where user_id = u.id) d
  ) devices on true`;

function toPattern(text: string): string {
  return `%${text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

function fromCursor(cursor: string): string {
  return Buffer.from(cursor, "base64url").toString().replaceAll("\0", "");
}

function toEntry(row: PersonRow): z.output<typeof PersonEntry> {
  const { createdAt, lastSeenAt, suspendedAt, inviterId, inviterName, ...person } = row;
  return {
    ...person,
    createdAt: createdAt.toISOString(),
    ...(lastSeenAt === null ? {} : { lastSeenAt: lastSeenAt.toISOString() }),
    ...(suspendedAt === null ? {} : { suspendedAt: suspendedAt.toISOString() }),
    ...(inviterId === null || inviterName === null
      ? {}
      : { invitedBy: { id: inviterId, name: inviterName } }),
  };
}
