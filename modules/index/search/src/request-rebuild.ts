import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import type { Context, Principal } from "@minato/kit";

import { watchRebuildJob } from "./watch-rebuild.ts";

/** Who asks. */
interface Caller {
  principal: Principal | undefined;
  address: string | undefined;
}

/** Asks every process to build its index anew beside the old one; answers the generation it will have. */
export async function requestRebuild(ctx: Context, caller: Caller): Promise<number> {
  return transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<{ generation: number }>(
      `insert into search_rebuilds (id, generation, requested_at) values (1, 1, now())
       on conflict (id) do update
       set generation = search_rebuilds.generation + 1, requested_at = now()
       returning generation`,
    );
    await recordAudit(ctx, { ...caller, action: "search.rebuild", object: "search" }, client);
    const generation = rows[0]?.generation ?? 0;
    const email = caller.principal?.kind === "user" ? caller.principal.name : null;
    await ctx.send(watchRebuildJob, { generation, email, looks: 0 }, { client });
    return generation;
  });
}
