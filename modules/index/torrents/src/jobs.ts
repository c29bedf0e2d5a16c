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
    const next = await walkTorrents(ctx, afterId, signal, (ids) => enforceKeywordRules(ctx, ids));
    if (next !== undefined) await ctx.send(enforceKeywordRulesJob, { afterId: next });
  },
});

/** Takes blocked trackers out of everything that is stored; each job sends the next. */
export const enforceTrackerBlocksJob = defineJob({
  name: "torrents.enforceTrackerBlocks",
  data: Position,
  async run(ctx, { afterId }, signal) {
    const blockedIds = await findBlockedTrackerIds(ctx);
    const next = await walkTorrents(ctx, afterId, signal, (ids) =>
      enforceTrackerBlocks(ctx, ids, blockedIds),
    );
    if (next !== undefined) await ctx.send(enforceTrackerBlocksJob, { afterId: next });
  },
});
