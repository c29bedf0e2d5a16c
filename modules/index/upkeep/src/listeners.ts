import { rulesLifted } from "@minato/blocklist/events";
import { on } from "@minato/kit";
import { torrentsRuledOut } from "@minato/torrents/events";

import { returnRuledOutJob } from "./jobs/return-ruled-out.ts";
import { keepInPurgatory } from "./purge-torrents.ts";

/** What rules take out stays for a while, and comes back when they are lifted. */
export const upkeepListeners = [
  on(torrentsRuledOut, async (ctx, { torrentIds, reason }, client) => {
    await keepInPurgatory(ctx, client, torrentIds, { reason });
  }),
  on(rulesLifted, async (ctx, _, client) => {
    await ctx.send(returnRuledOutJob, { afterId: 0 }, { client });
  }),
];
