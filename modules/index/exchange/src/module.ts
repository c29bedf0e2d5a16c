import { defineModule } from "@minato/kit";

import { exchangeSettings } from "./config.ts";
import { failedBackups } from "./find-failed-backups.ts";
import { exchangeHttp } from "./http.ts";
import { pruneChangesJob } from "./jobs/prune-changes.ts";
import { writeBackupJob } from "./jobs/write-backup-run.ts";
import { exchangeRouter } from "./router.ts";

/** What leaves the index and comes back: the feed of changes, exports, backups and imports. */
export const exchangeModule = defineModule({
  name: "exchange",
  router: exchangeRouter,
  http: exchangeHttp,
  jobs: [pruneChangesJob, writeBackupJob],
  live: [
    {
      name: "backups",
      scope: "admin",
      version: `select string_agg(concat_ws(' ', id, state, done, finished_at), ',' order by id)
        from (select * from backup_runs order by id desc limit 20) newest`,
    },
  ],
  problems: [failedBackups],
  settings: exchangeSettings,
});
