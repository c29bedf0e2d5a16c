import { parseSearchUrl, type Context, type Provided } from "@minato/kit";
import "@minato/system/context";
import type { Registry } from "prom-client";

import { searchSettings } from "./config.ts";
import "./context.ts";
import { createPostgresEngine } from "./postgres/postgres-engine.ts";
import { SearchAnalytics } from "./search-analytics.ts";
import type { SearchEngine } from "./search-engine.ts";
import { observeSearches, watchSearches } from "./search-figures.ts";

/** Adds the search engine that `SEARCH_URL` names; only processes that search have an index. */
export async function provideSearch(ctx: Context): Promise<Provided> {
  const engine = await openEngine(ctx);
  // Absent where the module of the figures is not part of the composition.
  const registry: Registry | undefined = ctx.metrics;
  const observed = registry === undefined ? engine : observeSearches(registry, engine);
  const searchAnalytics = new SearchAnalytics(ctx.now);
  const search = watchSearches(observed, (request, result, milliseconds) => {
    const { countQueries } = ctx.config(searchSettings);
    searchAnalytics.note(request, result, milliseconds, countQueries);
  });
  return { context: { search, searchAnalytics }, close: () => engine.close() };
}

async function openEngine(ctx: Context): Promise<SearchEngine> {
  const target = parseSearchUrl(ctx.env.searchUrl);
  if (target === undefined || target.driver === "postgres" || !ctx.env.roles.has("api")) {
    return createPostgresEngine(ctx.db);
  }
  if (target.driver === "embedded") {
    const { openEmbedded } = await import("./embedded/open-embedded.ts");
    return openEmbedded(ctx);
  }
  const { openCluster } = await import("./cluster/open-cluster.ts");
  return openCluster(ctx, target);
}
