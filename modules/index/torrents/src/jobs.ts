import { defineJob } from "@minato/kit";
import { z } from "zod";

import { enforceKeywordRules } from "./enforce-keyword-rules.ts";
import { enforceTrackerBlocks, findBlockedTrackerIds } from "./enforce-tracker-blocks.ts";
import { walkTorrents } from "./walk-torrents.ts";

const Position = z.object({ afterId: z.int().min(0) });

/** Applies the keyword rules to everything that is stored; each job sends the next. */
export const enforceKeywordRulesJob = defineJob({
  name: "torrents.enforceKeywordRules",
  data: Position,
  async run(ctx, { afterId }, signal) {
    let torrents = 0;
    const next = await walkTorrents(ctx, afterId, signal, async (ids) => {
      torrents += await enforceKeywordRules(ctx, ids);
    });
    if (torrents > 0) ctx.log.info({ torrents }, "torrents deleted by keyword rules");
    if (next !== undefined) await ctx.send(enforceKeywordRulesJob, { afterId: next });
  },
});

/** Takes blocked trackers out of everything that is stored; each job sends the next. */
export const enforceTrackerBlocksJob = defineJob({
  name: "torrents.enforceTrackerBlocks",
  data: Position,
  async run(ctx, { afterId }, signal) {
    const blockedIds = await findBlockedTrackerIds(ctx);
    let torrents = 0;
    const next = await walkTorrents(ctx, afterId, signal, async (ids) => {
      torrents += await enforceTrackerBlocks(ctx, ids, blockedIds);
    });
    if (torrents > 0) ctx.log.info({ torrents }, "torrents whose trackers are all blocked deleted");
    if (next !== undefined) await ctx.send(enforceTrackerBlocksJob, { afterId: next });
  },
});
