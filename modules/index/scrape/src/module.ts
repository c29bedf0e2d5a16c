import { defineModule } from "@minato/kit";

import { scrapeSettings } from "./config.ts";
import { provideScrape } from "./provide.ts";
import { scrapeRouter } from "./router.ts";

/** Asks trackers how many peers torrents have. */
export const scrapeModule = defineModule({
  name: "scrape",
  router: scrapeRouter,
  settings: scrapeSettings,
  provide: provideScrape,
});
