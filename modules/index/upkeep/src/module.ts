import { defineModule } from "@minato/kit";

import { upkeepSettings } from "./config.ts";
import { vacuumJob } from "./jobs/vacuum-tables.ts";
import { runJob } from "./jobs/work-runs.ts";
import { upkeepRouter } from "./router.ts";

/** Changes many torrents at once, and keeps the database within its size. */
export const upkeepModule = defineModule({
  name: "upkeep",
  router: upkeepRouter,
  settings: upkeepSettings,
  jobs: [runJob, vacuumJob],
});
