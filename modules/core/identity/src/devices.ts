import { recordAudit } from "@minato/audit/record-audit";
import { AppError, type Context, type RequestContext } from "@minato/kit";
import { z } from "zod";

import "./context.ts";
import { describeDevice } from "./describe-device.ts";
import type { Person } from "./person-procedure.ts";

export const Device = z.object({
  id: z.string(),
  kind: z.enum(["browser", "tokens"]).describe("Signed in with a cookie or with tokens"),
  name: z.string(),
  ipAddress: z.string().optional(),
  createdAt: z.iso.datetime(),
  usedAt: z.iso.datetime().describe("For a browser exact to a day"),
  expiresAt: z.iso.datetime(),
  isCurrent: z.boolean(),
});

/** A request of a person. */
export interface PersonContext extends RequestContext {
  readonly person: Person;
}

interface DeviceRow {
  id: string;
  kind: "browser" | "tokens";
  device: string | null;
  userAgent: string | null;
  ipAddress: string | null;
  createdAt: Date;
  usedAt: Date;
  expiresAt: Date;
}

/** Everywhere a person is signed in, the most recent first. */
export async function listDevices(context: PersonContext): Promise<z.output<typeof Device>[]> {
  const { ctx, person } = context;
  const current = await findCurrent(context);
  const { rows } = await ctx.db.$client.query<DeviceRow>(
    `select id, 'browser' as kind, null as device, user_agent as "userAgent",
       ip_address as "ipAddress", created_at as "createdAt", updated_at as "usedAt",
       expires_at as "expiresAt"
     from sessions where user_id = $1 and expires_at > $2
     union all
     select id, 'tokens', device, user_agent, ip_address, created_at, used_at, expires_at
     from token_families where user_id = $1 and expires_at > $2
     order by "usedAt" desc limit 200`,
    [person.userId, ctx.now()],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.device ?? describeDevice(row.userAgent),
    ...(row.ipAddress === null ? {} : { ipAddress: row.ipAddress }),
    createdAt: row.createdAt.toISOString(),
    usedAt: row.usedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    isCurrent: row.id === current,
  }));
}

/** Signs a person's device out; it is refused within a second. */
export async function endDevice(context: PersonContext, id: string): Promise<void> {
  const { ctx, person, address } = context;
  const sessions = await ctx.db.$client.query(
    "delete from sessions where id = $1 and user_id = $2",
    [id, person.userId],
  );
  const families = await ctx.db.$client.query(
    "delete from token_families where id = $1 and user_id = $2",
    [id, person.userId],
  );
  if (sessions.rowCount === 0 && families.rowCount === 0) {
    throw new AppError("NOT_FOUND", "None of your devices has this id");
  }
  ctx.identity.tokens.forget();
  const act = { principal: person, address, action: "users.endDevice", object: person.name };
  await recordAudit(ctx, act);
}

/** Signs every other device of a person out and answers how many. */
export async function endOthers(context: PersonContext): Promise<number> {
  const { ctx, person, address } = context;
  const current = (await findCurrent(context)) ?? "";
  let ended = 0;
  for (const table of ["sessions", "token_families"]) {
    const { rowCount } = await ctx.db.$client.query(
      `delete from ${table} where user_id = $1 and id <> $2`,
      [person.userId, current],
    );
    ended += rowCount ?? 0;
  }
  ctx.identity.tokens.forget();
  const act = { principal: person, address, action: "users.endDevices", object: person.name };
  await recordAudit(ctx, { ...act, after: { ended } });
  return ended;
}

async function findCurrent({ ctx, headers }: RequestContext): Promise<string | undefined> {
  const bearer = /^bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  if (bearer !== undefined) return (await ctx.identity.tokens.find(bearer))?.familyId;
  return (await findSession(ctx, headers))?.sessionId;
}

async function findSession(ctx: Context, headers: Headers) {
  const auth = await ctx.identity.auth();
  return auth.findSession(headers, false);
}
