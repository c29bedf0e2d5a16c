import { statfs } from "node:fs/promises";

import { AppError, type Context } from "@minato/kit";
import { z } from "zod";

import { measureTables } from "./measure-database.ts";

const MIN_GAIN_BYTES = 1024 * 1024;
const MIN_GAIN_SHARE = 0.1;
/** The copy of a table may come out somewhat larger than estimated. */
const RESERVE = 1.2;

/** What giving space back would do. */
export const CompactionPlan = z.object({
  tables: z
    .array(
      z.object({
        name: z.string(),
        bytes: z.int(),
        gainBytes: z.int().describe("What the system would get back; an estimate"),
      }),
    )
    .describe("Tables that are worth it, the smallest copy first"),
  gainBytes: z.int(),
  neededBytes: z
    .int()
    .describe(
      "Free disk space needed: one table at a time is written anew before the old one goes",
    ),
  freeBytes: z.int().nullable().describe("Free disk space; null when the database is elsewhere"),
  isPossible: z.boolean(),
});

/** What giving space back would do. */
export type CompactionPlan = z.output<typeof CompactionPlan>;

/** Says which tables would shrink and what that needs. */
export async function planCompaction(ctx: Context): Promise<CompactionPlan> {
  const tables = (await measureTables(ctx))
    .map((table) => ({ ...table, gainBytes: table.bytes - table.liveBytes }))
    .filter(
      ({ bytes, gainBytes }) => gainBytes >= MIN_GAIN_BYTES && gainBytes >= bytes * MIN_GAIN_SHARE,
    )
    .toSorted((a, b) => a.liveBytes - b.liveBytes);
  const { rows } = await ctx.db.$client.query<{ isLogged: boolean }>(
    `select current_setting('wal_level') <> 'minimal' as "isLogged"`,
  );
  // Where others follow the log, the copy is written there too.
  const copies = rows[0]?.isLogged ? 2 : 1;
  const largest = Math.max(0, ...tables.map(({ liveBytes }) => liveBytes));
  const neededBytes = Math.ceil(largest * copies * RESERVE);
  const freeBytes = await findFreeBytes(ctx);
  return {
    tables: tables.map(({ name, bytes, gainBytes }) => ({ name, bytes, gainBytes })),
    gainBytes: tables.reduce((sum, { gainBytes }) => sum + gainBytes, 0),
    neededBytes,
    freeBytes,
    isPossible: tables.length > 0 && freeBytes !== null && freeBytes >= neededBytes,
  };
}

/**
 * Refuses to start what would fill the disk.
 * @throws {AppError} CONFLICT when there is not enough space, or it cannot be seen and is not trusted
 */
export function assertSpace(
  { neededBytes, freeBytes }: Pick<CompactionPlan, "neededBytes" | "freeBytes">,
  trustDisk: boolean,
): void {
  if (freeBytes === null && !trustDisk) {
    const message = `The database's disk cannot be seen from here; it needs ${neededBytes} bytes`;
    throw new AppError("CONFLICT", `${message} free. Look there and send trustDisk`);
  }
  if (freeBytes !== null && freeBytes < neededBytes) {
    const message = `Needs ${neededBytes} bytes of free disk space, there are ${freeBytes}`;
    throw new AppError("CONFLICT", message);
  }
}

async function findFreeBytes({ env }: Context): Promise<number | null> {
  if (env.databaseUrl !== undefined) return null;
  const { bavail, bsize } = await statfs(env.dataDir);
  return bavail * bsize;
}
