import { defineModule } from "@minato/kit";

import { auditSettings } from "./config.ts";
import { maintainAudit, maintainAuditJob } from "./jobs.ts";
import { auditRouter } from "./router.ts";

/** The record of what people and programs changed. */
export const auditModule = defineModule({
  name: "audit",
  router: auditRouter,
  jobs: [maintainAuditJob],
  settings: auditSettings,
  async provide(ctx) {
    await maintainAudit(ctx);
    return { context: {}, close: () => Promise.resolve() };
  },
});
