import { defineModule } from "@minato/kit";

import { feedsSettings } from "./config.ts";
import "./context.ts";
import { feedsHttp } from "./http.ts";
import { PageMarks } from "./page-marks.ts";
import { feedsRouter } from "./router.ts";

/** Torznab, RSS, Atom and Stremio for Sonarr, Radarr, Lidarr, Prowlarr, readers and players. */
export const feedsModule = defineModule({
  name: "feeds",
  router: feedsRouter,
  http: feedsHttp,
  settings: feedsSettings,
  provide: () =>
    Promise.resolve({
      context: {
        feeds: { marks: new PageMarks(), trackers: new Map() },
      },
      close: () => Promise.resolve(),
    }),
});
