import { defineModule } from "@minato/kit";

import { identitySettings } from "./config.ts";
import "./context.ts";
import { expiringKeys } from "./find-expiring-keys.ts";
import { identityHttp } from "./http.ts";
import { Identity } from "./identity.ts";
import { pruneAttemptsJob } from "./jobs.ts";
import { identityRouter } from "./router.ts";
import { sealedTwoFactors } from "./sealed-two-factors.ts";

export const identityModule = defineModule({
  name: "identity",
  router: identityRouter,
  http: identityHttp,
  jobs: [pruneAttemptsJob],
  settings: identitySettings,
  problems: [expiringKeys],
  sealed: sealedTwoFactors,
  async provide(ctx) {
    const identity = new Identity(ctx);
    return { context: { identity }, close: () => identity.close() };
  },
});
