import { defineModule, on } from "@minato/kit";
import { torrentsChanged } from "@minato/torrents/events";

import { searchSettings } from "./config.ts";
import { searchProblem } from "./find-search-problem.ts";
import { provideSearch } from "./provide.ts";
import { searchRouter } from "./router.ts";
import { watchRebuildJob } from "./watch-rebuild.ts";

/** Finds torrents by text and filters. */
export const searchModule = defineModule({
  name: "search",
  router: searchRouter,
  settings: searchSettings,
  jobs: [watchRebuildJob],
  problems: [searchProblem],
  live: [
    {
      name: "searchIndexes",
      scope: "admin",
      version: `select concat_ws(' ', (select generation from search_rebuilds),
        max(updated_at), sum(progress)) from search_indexes`,
    },
  ],
  listeners: [on(torrentsChanged, async (ctx) => ctx.search.expectChanges())],
  provide: provideSearch,
});
