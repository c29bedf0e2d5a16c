import { defineModule } from "@minato/kit";

import { feedsHttp } from "./http.ts";
import { feedsRouter } from "./router.ts";

/** Torznab and RSS for Sonarr, Radarr, Lidarr, Readarr, Prowlarr and feed readers. */
export const feedsModule = defineModule({ name: "feeds", router: feedsRouter, http: feedsHttp });
