import "./context.ts";
import type { Context, Provided } from "@minato/kit";

import { Blocklist } from "./blocklist.ts";
import { ensureDefaultRule } from "./default-rule.ts";

/** Adds the blocklist to the context; what is in the database is read into memory meanwhile. */
export async function provideBlocklist(
  ctx: Context,
  defaultTerms: readonly string[],
): Promise<Provided> {
  await ensureDefaultRule(ctx, defaultTerms);
  const blocklist = new Blocklist(ctx, defaultTerms);
  await blocklist.catchUp();
  blocklist.startPolling();
  return { context: { blocklist }, close: () => blocklist.close() };
}
