import { defineModule } from "@minato/kit";

import { welcomeSettings } from "./config.ts";
import { welcomeRouter } from "./router.ts";

/** What a new server is led through: how far that is, and torrents to look around with. */
export const welcomeModule = defineModule({
  name: "welcome",
  router: welcomeRouter,
  settings: welcomeSettings,
});
