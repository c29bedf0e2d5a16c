import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type RequestContext } from "@minato/kit";
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { DatabaseError } from "pg";

import { toProfile, unknownProfile } from "./find-profile.ts";
import type { Profile, ProfileDefinition } from "./profile.ts";
import { torznabProfiles } from "./schema.ts";

const UNIQUE_VIOLATION = "23505";

/**
 * Makes a profile.
 * @throws {AppError} CONFLICT when the name is taken
 */
export async function createProfile(
  { ctx, principal, address }: RequestContext,
  definition: ProfileDefinition,
): Promise<Profile> {
  const now = ctx.now();
  return whileNameIsFree(() =>
    transaction(ctx.db.$client, async (client) => {
      const rows = await drizzle({ client })
        .insert(torznabProfiles)
        .values({ ...toColumns(definition), createdAt: now, updatedAt: now })
        .returning();
      const [profile] = rows.map(toProfile);
      if (profile === undefined) throw new Error("an insert without conflict returned no row");
      const object = definition.name;
      const act = { principal, address, action: "feedProfiles.create", object, after: definition };
      await recordAudit(ctx, act, client);
      return profile;
    }),
  );
}

/**
 * Replaces everything a profile says; another name moves its address.
 * @throws {AppError} NOT_FOUND when there is none, CONFLICT when the new name is taken
 */
export async function updateProfile(
  { ctx, principal, address }: RequestContext,
  name: string,
  definition: ProfileDefinition,
): Promise<Profile> {
  return whileNameIsFree(() =>
    transaction(ctx.db.$client, async (client) => {
      const db = drizzle({ client });
      const [before] = await db
        .select()
        .from(torznabProfiles)
        .where(eq(torznabProfiles.name, name))
        .for("update");
      if (before === undefined) throw unknownProfile();
      const rows = await db
        .update(torznabProfiles)
        .set({ ...toColumns(definition), updatedAt: ctx.now() })
        .where(eq(torznabProfiles.id, before.id))
        .returning();
      const [profile] = rows.map(toProfile);
      if (profile === undefined) throw unknownProfile();
      const act = { principal, address, action: "feedProfiles.update", object: name };
      await recordAudit(ctx, { ...act, before: toProfile(before), after: profile }, client);
      return profile;
    }),
  );
}

/**
 * Removes a profile; its addresses answer 404 from then on.
 * @throws {AppError} NOT_FOUND when there is none
 */
export async function deleteProfile(
  { ctx, principal, address }: RequestContext,
  name: string,
): Promise<void> {
  await transaction(ctx.db.$client, async (client) => {
    const rows = await drizzle({ client })
      .delete(torznabProfiles)
      .where(eq(torznabProfiles.name, name))
      .returning();
    const [before] = rows.map(toProfile);
    if (before === undefined) throw unknownProfile();
    const act = { principal, address, action: "feedProfiles.delete", object: name, before };
    await recordAudit(ctx, act, client);
  });
}

function toColumns({ name, title, filters, sort, limits }: ProfileDefinition) {
  return {
    name,
    title,
    filters,
    sort: sort ?? null,
    defaultLimit: limits.default,
    maxLimit: limits.max,
  };
}

async function whileNameIsFree<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const message = "Another profile has this name";
    const errors = [{ field: "name", message }];
    throw new AppError("CONFLICT", message, { errors, cause: error });
  }
}

function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseError) return error.code === UNIQUE_VIOLATION;
  // The query builder wraps what the driver throws.
  return isUniqueViolation(error.cause);
}
