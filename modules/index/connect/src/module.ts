import { defineModule } from "@minato/kit";

import { sealedAppKeys } from "./find-app.ts";
import { connectRouter } from "./router.ts";

/** Adds this index to Sonarr, Radarr, Lidarr and Prowlarr. */
export const connectModule = defineModule({
  name: "connect",
  router: connectRouter,
  sealed: [sealedAppKeys],
});
