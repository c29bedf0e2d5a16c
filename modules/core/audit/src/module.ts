import { defineModule } from "@minato/kit";

import { auditRouter } from "./router.ts";

export const auditModule = defineModule({ name: "audit", router: auditRouter });
