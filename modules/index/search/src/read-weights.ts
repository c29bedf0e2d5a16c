import type { Context } from "@minato/kit";
import type { RankWeights } from "@minato/search-index";

import { searchSettings } from "./config.ts";
import type { Rank } from "./search-engine.ts";

/** What each trait counts for an order by relevance, as administrators have set it. */
export function readWeights(ctx: Pick<Context, "config">, rank: Rank): RankWeights {
  const settings = ctx.config(searchSettings);
  return {
    text: settings[`${rank}Text`],
    popularity: settings[`${rank}Seeders`],
    recency: settings[`${rank}Age`],
  };
}
