import { hkdfSync, randomUUID } from "node:crypto";

import type { Context, Principal, Scope } from "@minato/kit";
import { loadSecret } from "@minato/secrets/load-secret";
import { errors, jwtVerify, SignJWT } from "jose";

import { expandPermissions } from "./roles/role.ts";

/** How long an access token is accepted. */
export const ACCESS_SECONDS = 15 * 60;

/** Below one second, so that a device that was signed out is refused within one. */
const KNOWN_LIFETIME = 900;
const MAX_KNOWN = 5000;
const ALGORITHM = "HS256";
const AUDIENCE = "minato-api";
/** Three parts of base64url (RFC 7519); keys of programs have no dots. */
const FORM = /^[\w-]{1,200}\.[\w-]{1,1000}\.[\w-]{1,200}$/;

type TokenContext = Pick<Context, "db" | "env" | "now">;

interface KnownFamily {
  principal: Principal | undefined;
  readAt: number;
}

/** A person who sent an access token. */
export interface TokenHolder {
  principal: Principal;
  familyId: string;
}

/** Signs and checks access tokens: JWT (RFC 7519) that name a device which can be signed out. */
export class AccessTokens {
  readonly #ctx: TokenContext;
  readonly #known = new Map<string, KnownFamily>();
  #key: Uint8Array | undefined;

  constructor(ctx: TokenContext) {
    this.#ctx = ctx;
  }

  /** True for a text that can only be an access token. */
  isToken(text: string): boolean {
    return FORM.test(text);
  }

  /** A token for a device. */
  async sign(familyId: string, userId: string): Promise<string> {
    const now = Math.floor(this.#ctx.now().getTime() / 1000);
    return new SignJWT({ fam: familyId })
      .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
      .setSubject(userId)
      .setAudience(AUDIENCE)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + ACCESS_SECONDS)
      .sign(await this.#loadKey());
  }

  /** Who sent a token; undefined when it has ended, is forged or its device was signed out. */
  async find(token: string): Promise<TokenHolder | undefined> {
    const familyId = await this.#verify(token);
    if (familyId === undefined) return undefined;
    const principal = await this.#findPrincipal(familyId);
    return principal === undefined ? undefined : { principal, familyId };
  }

  /** Looks every device up anew. */
  forget(): void {
    this.#known.clear();
  }

  async #verify(token: string): Promise<string | undefined> {
    try {
      const { payload } = await jwtVerify(token, await this.#loadKey(), {
        algorithms: [ALGORITHM],
        audience: AUDIENCE,
        currentDate: this.#ctx.now(),
      });
      return typeof payload["fam"] === "string" ? payload["fam"] : undefined;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  async #findPrincipal(familyId: string): Promise<Principal | undefined> {
    const now = this.#ctx.now().getTime();
    const known = this.#known.get(familyId);
    if (known !== undefined && now >= known.readAt && now - known.readAt < KNOWN_LIFETIME) {
      return known.principal;
    }
    const principal = await this.#readPrincipal(familyId);
    this.#known.delete(familyId);
    this.#known.set(familyId, { principal, readAt: now });
    for (const id of this.#known.keys()) {
      if (this.#known.size <= MAX_KNOWN) break;
      this.#known.delete(id);
    }
    return principal;
  }

  async #readPrincipal(familyId: string): Promise<Principal | undefined> {
    const { rows } = await this.#ctx.db.$client.query<{
      id: string;
      email: string;
      permissions: Scope[];
    }>({
      name: "find_token_family",
      text: `select u.id, u.email, r.permissions
             from token_families f
             join users u on u.id = f.user_id join roles r on r.id = u.role
             where f.id = $1 and f.expires_at > $2 and u.suspended_at is null`,
      values: [familyId, this.#ctx.now()],
    });
    const [user] = rows;
    if (user === undefined) return undefined;
    return {
      kind: "user",
      name: user.email,
      userId: user.id,
      keyId: undefined,
      scopes: expandPermissions(user.permissions),
    };
  }

  async #loadKey(): Promise<Uint8Array> {
    this.#key ??= new Uint8Array(
      hkdfSync("sha256", await loadSecret(this.#ctx.env), "minato", "access tokens", 32),
    );
    return this.#key;
  }
}
