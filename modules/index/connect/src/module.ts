import { defineModule } from "@minato/kit";

import { sealedAppKeys } from "./find-app.ts";
import { checkAppsJob } from "./jobs.ts";
import { connectRouter } from "./router.ts";

/** Adds this index to Sonarr, Radarr, Lidarr and Prowlarr, and watches how they are. */
export const connectModule = defineModule({
  name: "connect",
  router: connectRouter,
  jobs: [checkAppsJob],
  live: [
    {
      name: "apps",
      scope: "admin",
      version: "select concat_ws(' ', count(*), max(checked_at)) from connected_apps",
    },
  ],
  sealed: [sealedAppKeys],
});
