import { defineModule } from "@minato/kit";

import { limitsSettings } from "./config.ts";
import "./context.ts";
import { RequestLimits } from "./request-limits.ts";

/** How often one may ask, counted across processes. */
export const limitsModule = defineModule({
  name: "limits",
  settings: limitsSettings,
  async provide(ctx) {
    const limits = new RequestLimits(ctx);
    return { context: { limits }, close: () => limits.close() };
  },
});
