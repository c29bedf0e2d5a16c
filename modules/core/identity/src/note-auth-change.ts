import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";

import type { EndpointName } from "./auth-endpoints.ts";
import type { FoundSession } from "./auth.ts";
import { endOtherDevices } from "./end-other-devices.ts";
import { accountChanged, type AccountChange } from "./events.ts";

interface AuthChange {
  /** As the record names it. */
  action: string;
  /** What the person is told; absent for what changes nothing yet. */
  change?: AccountChange;
}

/** What a person did to their account, by the endpoint that did it. */
const CHANGES: Partial<Record<EndpointName, AuthChange>> = {
  "change-email": { action: "users.requestEmailChange", change: "emailRequest" },
  "two-factor/enable": { action: "users.prepareTwoFactor" },
  // Whoever has a session sends a code to turn it on.
  "two-factor/verify-totp": { action: "users.enableTwoFactor", change: "twoFactorOn" },
  "two-factor/disable": { action: "users.disableTwoFactor", change: "twoFactorOff" },
  "two-factor/generate-backup-codes": {
    action: "users.renewRecoveryCodes",
    change: "recoveryCodes",
  },
  "passkey/verify-registration": { action: "users.addPasskey", change: "passkeyAdded" },
  "passkey/delete-passkey": { action: "users.removePasskey", change: "passkeyRemoved" },
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
  const found = CHANGES[endpoint];
  if (found === undefined) return;
  const { action, change } = found;
  await transaction(ctx.db.$client, async (client) => {
    await recordAudit(ctx, { ...caller, action, object: email }, client);
    if (change !== undefined) await ctx.emit(accountChanged, { userId, change }, client);
  });
}
