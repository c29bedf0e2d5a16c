import { AppError, type Context } from "@minato/kit";
import { asc, eq } from "drizzle-orm";

import { Profile } from "./profile.ts";
import { torznabProfiles } from "./schema.ts";

type ProfileRow = typeof torznabProfiles.$inferSelect;

/** All profiles by name. */
export async function listProfiles({ db }: Pick<Context, "db">): Promise<Profile[]> {
  const rows = await db.select().from(torznabProfiles).orderBy(asc(torznabProfiles.name));
  return rows.map(toProfile);
}

/**
 * The profile with a name, in any case.
 * @throws {AppError} NOT_FOUND when there is none
 */
export async function findProfile({ db }: Pick<Context, "db">, name: string): Promise<Profile> {
  const [row] = await db
    .select()
    .from(torznabProfiles)
    .where(eq(torznabProfiles.name, name.toLowerCase()));
  if (row === undefined) throw unknownProfile();
  return toProfile(row);
}

/** A row as it is shown. */
export function toProfile(row: ProfileRow): Profile {
  return Profile.parse({
    name: row.name,
    title: row.title,
    filters: row.filters,
    sort: row.sort ?? undefined,
    limits: { default: row.defaultLimit, max: row.maxLimit },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  });
}

/** What a profile that does not exist answers. */
export function unknownProfile(): AppError {
  return new AppError("NOT_FOUND", "No profile with this name");
}
