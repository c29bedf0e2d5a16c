import type { Context } from "@minato/kit";
import { z } from "zod";

const TIMEOUT_MS = 2000;

/** Whether the program can do its work now. */
export const Health = z.discriminatedUnion("status", [
  z.object({ status: z.literal("ok") }),
  z.object({ status: z.literal("starting"), step: z.string() }),
  z.object({ status: z.literal("degraded"), reason: z.string() }),
]);

/** Whether the program can do its work now. */
export type Health = z.output<typeof Health>;

/** Asks the database for a sign of life, for two seconds at most. */
export async function checkHealth(ctx: Context): Promise<Health> {
  const { promise: timeout, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("no answer within two seconds")), TIMEOUT_MS);
  try {
    await Promise.race([ctx.db.$client.query("select 1"), timeout]);
    return { status: "ok" };
  } catch (error) {
    ctx.log.warn({ err: error }, "database does not answer");
    return { status: "degraded", reason: "the database does not answer" };
  } finally {
    clearTimeout(timer);
  }
}
