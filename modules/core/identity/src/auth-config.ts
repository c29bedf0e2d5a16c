import type { Context } from "@minato/kit";
import { findMailProblem } from "@minato/mail/mail-server";
import { findSiteAddress, siteSettings } from "@minato/settings/site";

import type { AuthConfig, OidcConfig } from "./auth.ts";
import { identitySettings } from "./config.ts";

/** Name of the provider in addresses: `/api/auth/callback/oidc`. */
export const OIDC_PROVIDER = "oidc";

type ConfigContext = Pick<Context, "config" | "env">;

/** What better-auth is built with at the moment. */
export function readAuthConfig(ctx: ConfigContext): AuthConfig {
  return {
    siteName: ctx.config(siteSettings).name,
    passkeyDomain: findPasskeyDomain(ctx),
    requiresVerifiedEmail:
      ctx.config(identitySettings).verifiesEmail && findMailProblem(ctx) === undefined,
  };
}

/** The provider people may sign in with; undefined when none is set up. */
export function findOidc(ctx: ConfigContext): OidcConfig | undefined {
  const { oidcIssuer, oidcClientId, oidcClientSecret, oidcCreatesAccounts } =
    ctx.config(identitySettings);
  const address = findSiteAddress(ctx);
  if (oidcIssuer === "" || oidcClientId === "" || address === undefined) return undefined;
  return {
    issuer: oidcIssuer.replace(/\/+$/, ""),
    clientId: oidcClientId,
    clientSecret: oidcClientSecret,
    redirectUri: `${address}/api/auth/callback/${OIDC_PROVIDER}`,
    createsAccounts: oidcCreatesAccounts,
  };
}

/**
 * The domain passkeys are bound to: that of this server, and on a server without one `localhost`,
 * where browsers allow them without TLS.
 */
export function findPasskeyDomain(ctx: ConfigContext): string {
  const address = findSiteAddress(ctx);
  return address === undefined ? "localhost" : new URL(address).hostname;
}
