import { defineModule } from "@minato/kit";

import "./context.ts";
import { identityHttp } from "./http.ts";
import { Identity } from "./identity.ts";
import { identityRouter } from "./router.ts";

export const identityModule = defineModule({
  name: "identity",
  router: identityRouter,
  http: identityHttp,
  async provide(ctx) {
    const identity = new Identity(ctx);
    return { context: { identity }, close: () => identity.close() };
  },
});
