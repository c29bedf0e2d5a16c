import { defineModule } from "@minato/kit";

import { identityHttp } from "./http.ts";
import { Identity } from "./identity.ts";
import { identityRouter } from "./router.ts";

declare module "@minato/kit/context" {
  interface Context {
    readonly identity: Identity;
  }
}

export const identityModule = defineModule({
  name: "identity",
  router: identityRouter,
  http: identityHttp,
  async provide(ctx) {
    const identity = new Identity(ctx);
    return { context: { identity }, close: () => identity.close() };
  },
});
