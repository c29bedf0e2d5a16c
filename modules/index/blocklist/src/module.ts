import { defineModule } from "@minato/kit";

import { blocklistSettings } from "./config.ts";
import { readDefaultTerms } from "./default-rule.ts";
import { failingLists } from "./find-failing-lists.ts";
import { blocklistHttp } from "./http.ts";
import { forgetListJob, refreshListJob, refreshListsJob } from "./jobs.ts";
import { provideBlocklist } from "./provide.ts";
import { blocklistRouter } from "./router.ts";

/** The blocklist with these terms in its built-in rule; tests bring harmless ones. */
export function createBlocklistModule(defaultTerms: () => readonly string[]) {
  return defineModule({
    name: "blocklist",
    router: blocklistRouter,
    http: blocklistHttp,
    jobs: [refreshListJob, refreshListsJob, forgetListJob],
    live: [
      {
        name: "blocks",
        scope: "edit",
        version: `select concat_ws(' ', (select version from blocklist_state), count(*),
          max(last_fetched_at), count(last_error)) from blocklists`,
      },
    ],
    problems: [failingLists],
    settings: blocklistSettings,
    provide: (ctx) => provideBlocklist(ctx, defaultTerms()),
  });
}

/** What must not be in the index: torrents, trackers and words. */
export const blocklistModule = createBlocklistModule(readDefaultTerms);
