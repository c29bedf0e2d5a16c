import { defineModule } from "@minato/kit";

import { sealedAppKeys } from "./find-app.ts";
import { checkAppsJob } from "./jobs.ts";
import { connectRouter } from "./router.ts";

/** Adds this index to Sonarr, Radarr, Lidarr and Prowlarr, and watches how they are. */
export const connectModule = defineModule({
  name: "connect",
  router: connectRouter,
  jobs: [checkAppsJob],
  sealed: [sealedAppKeys],
});
