import { defineModule } from "@minato/kit";

import { torrentsSettings } from "./config.ts";
import { silentSources } from "./find-silent-sources.ts";
import { torrentsHttp } from "./http.ts";
import { enforceKeywordRulesJob, enforceTrackerBlocksJob } from "./jobs.ts";
import { torrentsListeners } from "./listeners.ts";
import { provideTorrents } from "./provide.ts";
import { torrentsRouter } from "./router.ts";
import { maintainSourceHistoryJob } from "./source-history.ts";
import { updateSeedBucketsJob } from "./update-seed-buckets.ts";

/** The store of torrents: ingest, look-up, correction, deletion and metainfo. */
export const torrentsModule = defineModule({
  name: "torrents",
  router: torrentsRouter,
  http: torrentsHttp,
  jobs: [
    enforceKeywordRulesJob,
    enforceTrackerBlocksJob,
    maintainSourceHistoryJob,
    updateSeedBucketsJob,
  ],
  settings: torrentsSettings,
  live: [
    { name: "torrents", scope: "search", version: "select max(id) from torrent_changes" },
    {
      name: "sources",
      scope: "admin",
      version: `select concat_ws(' ', max(last_push_at),
        sum(inserted + updated + unchanged + blocked + rejected)) from source_activity`,
    },
  ],
  listeners: torrentsListeners,
  problems: [silentSources],
  provide: provideTorrents,
});
