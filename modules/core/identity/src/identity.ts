import type { Context } from "@minato/kit";

import { AccessTokens } from "./access-tokens.ts";
import { ApiKeyCache } from "./api-key-cache.ts";
import { ApiKeyUsage } from "./api-key-usage.ts";
import { SignInAttempts } from "./attempts/sign-in-attempts.ts";
import { findOidc, readAuthConfig } from "./auth-config.ts";
import type { Auth, AuthConfig } from "./auth.ts";
import { PermissionCache } from "./roles/permission-cache.ts";

interface BuiltAuth {
  /** What it was built with. */
  fingerprint: string;
  auth: Promise<Auth>;
}

/** What recognises callers, kept for the life of the process. */
export class Identity {
  readonly keys: ApiKeyCache;
  readonly usage: ApiKeyUsage;
  readonly tokens: AccessTokens;
  readonly permissions: PermissionCache;
  readonly attempts: SignInAttempts;
  readonly #ctx: Context;
  readonly #built = new Map<"own" | "oidc", BuiltAuth>();

  constructor(ctx: Context) {
    this.#ctx = ctx;
    this.keys = new ApiKeyCache(ctx);
    this.usage = new ApiKeyUsage(ctx);
    this.tokens = new AccessTokens(ctx);
    this.permissions = new PermissionCache(ctx);
    this.attempts = new SignInAttempts(ctx);
  }

  /** better-auth, loaded when the first person comes: keys do without it. */
  auth(): Promise<Auth> {
    return this.#build("own", readAuthConfig(this.#ctx));
  }

  /**
   * better-auth with the OpenID Connect provider, apart from the other: a provider that cannot be
   * reached must not keep people with a password out. Undefined when none is set up.
   */
  async oidcAuth(): Promise<Auth | undefined> {
    const oidc = findOidc(this.#ctx);
    if (oidc === undefined) return undefined;
    return this.#build("oidc", { ...readAuthConfig(this.#ctx), oidc });
  }

  /** Builds both anew at the next need: the provider is asked for its description only then. */
  forgetAuth(): void {
    this.#built.clear();
  }

  #build(kind: "own" | "oidc", config: AuthConfig): Promise<Auth> {
    const fingerprint = JSON.stringify(config);
    const built = this.#built.get(kind);
    if (built?.fingerprint === fingerprint) return built.auth;
    const auth = this.#load(kind, config);
    this.#built.set(kind, { fingerprint, auth });
    return auth;
  }

  async #load(kind: "own" | "oidc", config: AuthConfig): Promise<Auth> {
    try {
      const { createAuth } = await import("./create-auth.ts");
      return await createAuth(this.#ctx, config);
    } catch (error) {
      // The next request tries again: the secret may be readable by then.
      this.#built.delete(kind);
      throw error;
    }
  }

  /** Uses changed roles and accounts at once in this process; others follow within a second. */
  forgetPermissions(): void {
    this.permissions.forget();
    this.tokens.forget();
    this.keys.forget();
  }

  async close(): Promise<void> {
    await this.usage.flush();
  }
}
