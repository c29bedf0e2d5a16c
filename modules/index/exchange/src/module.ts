import { defineModule } from "@minato/kit";

import { exchangeSettings } from "./config.ts";
import { failedBackups } from "./find-failed-backups.ts";
import { exchangeHttp } from "./http.ts";
import { pruneChangesJob } from "./jobs/prune-changes.ts";
import { tidyRestoresJob } from "./jobs/tidy-restores.ts";
import { workRestoreJob } from "./jobs/work-restore.ts";
import { writeBackupJob } from "./jobs/write-backup-run.ts";
import { exchangeRouter } from "./router.ts";

/** What leaves the index and comes back: the feed of changes, exports, backups, restores and imports. */
export const exchangeModule = defineModule({
  name: "exchange",
  router: exchangeRouter,
  http: exchangeHttp,
  jobs: [pruneChangesJob, writeBackupJob, workRestoreJob, tidyRestoresJob],
  live: [
    {
      name: "backups",
      scope: "admin",
      version: `select string_agg(concat_ws(' ', id, state, done, finished_at), ',' order by id)
        from (select * from backup_runs order by id desc limit 20) newest`,
    },
    {
      name: "restores",
      scope: "admin",
      version: `select string_agg(concat_ws(' ', id, state, received, done, error), ',' order by id)
        from (select * from restore_runs order by id desc limit 20) newest`,
    },
  ],
  problems: [failedBackups],
  settings: exchangeSettings,
});
