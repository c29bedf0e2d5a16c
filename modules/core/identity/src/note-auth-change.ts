import { recordAudit } from "@minato/audit/record-audit";
import type { Context } from "@minato/kit";

import type { EndpointName } from "./auth-endpoints.ts";
import type { FoundSession } from "./auth.ts";
import { endOtherDevices } from "./end-other-devices.ts";

/** What a person did to their account, by the endpoint that did it. */
const ACTIONS: Partial<Record<EndpointName, string>> = {
  "change-email": "users.requestEmailChange",
  "two-factor/enable": "users.prepareTwoFactor",
  "two-factor/disable": "users.disableTwoFactor",
  "two-factor/generate-backup-codes": "users.renewRecoveryCodes",
  "passkey/verify-registration": "users.addPasskey",
  "passkey/delete-passkey": "users.removePasskey",
};

/** Puts what a person changed about their ways to sign in on record. */
export async function noteAuthChange(
  ctx: Context,
  endpoint: EndpointName,
  { userId, email, name }: Omit<FoundSession, "cookies">,
  address: string,
): Promise<void> {
  const principal = {
    kind: "user",
    name: email,
    userId,
    keyId: undefined,
    scopes: new Set([]),
  } as const;
  const caller = { principal, address };
  if (endpoint === "change-password") {
    await endOtherDevices(
      ctx,
      { ...caller, action: "users.changePassword" },
      { id: userId, email, name },
    );
    return;
  }
  const action =
    endpoint === "two-factor/verify-totp" ? "users.enableTwoFactor" : ACTIONS[endpoint];
  if (action !== undefined) await recordAudit(ctx, { ...caller, action, object: email });
}
