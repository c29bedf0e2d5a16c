import { defineModule } from "@minato/kit";

import { upkeepSettings } from "./config.ts";
import { budgetProblem } from "./find-excess.ts";
import { checkBudgetJob } from "./jobs/check-budget.ts";
import { compactTablesJob } from "./jobs/compact-tables.ts";
import { returnRuledOutJob } from "./jobs/return-ruled-out.ts";
import { tidyUpJob } from "./jobs/tidy-up.ts";
import { vacuumJob } from "./jobs/vacuum-tables.ts";
import { runJob } from "./jobs/work-runs.ts";
import { upkeepListeners } from "./listeners.ts";
import { provideUpkeep } from "./provide.ts";
import { upkeepRouter } from "./router.ts";

/** Changes many torrents at once, and keeps the database within its size. */
export const upkeepModule = defineModule({
  name: "upkeep",
  router: upkeepRouter,
  provide: provideUpkeep,
  live: [
    {
      name: "runs",
      scope: "edit",
      version: `select concat_ws(' ', max(id), max(updated_at))
        from (select id, updated_at from bulk_runs order by id desc limit 50) newest`,
    },
  ],
  settings: upkeepSettings,
  jobs: [runJob, vacuumJob, checkBudgetJob, tidyUpJob, compactTablesJob, returnRuledOutJob],
  listeners: upkeepListeners,
  problems: [budgetProblem],
});
