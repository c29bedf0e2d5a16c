import { defineModule } from "@minato/kit";

import { checkSecret } from "./check-secret.ts";
import "./context.ts";
import { SecretVault } from "./secret-vault.ts";

/** Goes before every other module: what they seal and open goes through `ctx.vault`. */
export const secretsModule = defineModule({
  name: "secrets",
  async provide(ctx) {
    await checkSecret(ctx);
    return { context: { vault: new SecretVault(ctx) }, close: async () => undefined };
  },
});
