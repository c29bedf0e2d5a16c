import { RANK_PROFILES } from "@minato/search-index";
import { expect, test } from "vitest";

import { searchSettings } from "./config.ts";
import { readWeights } from "./read-weights.ts";
import { RANKS } from "./search-engine.ts";

test("unless administrators change them, orders weigh as the index does by itself", () => {
  const ctx = configure({});
  for (const rank of RANKS) expect(readWeights(ctx, rank)).toEqual(RANK_PROFILES[rank]);
});

test("an order takes the weights that are set", () => {
  const ctx = configure({ newestText: 0.5, newestSeeders: 0, newestAge: 0.25, bestAge: 1 });
  expect(readWeights(ctx, "newest")).toEqual({ text: 0.5, popularity: 0, recency: 0.25 });
});

function configure(stored: Record<string, number>): Parameters<typeof readWeights>[0] {
  // Only the settings of searches are asked for.
  return { config: () => searchSettings.schema.parse(stored) as never };
}
