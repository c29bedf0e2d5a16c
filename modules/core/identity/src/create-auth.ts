import { passkey } from "@better-auth/passkey";
import { recordAudit } from "@minato/audit/record-audit";
import type { Context } from "@minato/kit";
import { loadSecret } from "@minato/secrets/load-secret";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError, createEmailVerificationToken, isAPIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { twoFactor } from "better-auth/plugins/two-factor";

import { OIDC_PROVIDER } from "./auth-config.ts";
import { ADDRESS_HEADER, COOKIE_PREFIX, hasSecureCookies } from "./auth-cookies.ts";
import { createAuthMail, RESET_SECONDS, VERIFY_SECONDS } from "./auth-mail.ts";
import type { Auth, AuthConfig, AuthRequest, FoundSession, OidcConfig } from "./auth.ts";
import { SYSTEM } from "./caller.ts";
import { endOtherDevices } from "./end-other-devices.ts";
import { findCookie } from "./find-cookie.ts";
import { randomText } from "./random-text.ts";
import * as schema from "./schema.ts";
import { sealCodes, sealSeeds } from "./two-factor-vault.ts";

const SESSION_SECONDS = 30 * 24 * 60 * 60;
const RESET_TOKEN_LENGTH = 40;
const REFRESH_SECONDS = 24 * 60 * 60;
/** What better-auth calls the cookie of who has sent a password and lacks a code. */
const CHALLENGE_COOKIE = "two_factor";
/** better-auth wants one address; ours are many, and the origin of each request is checked before. */
const PLACEHOLDER_ORIGIN = "http://minato.invalid";

/** Starts better-auth over our tables. Import this file lazily: what it brings is large and slow to load. */
export async function createAuth(ctx: Context, config: AuthConfig): Promise<Auth> {
  const secret = await loadSecret(ctx.env);
  const basePath = `${ctx.env.basePath}/api/auth`;
  const auth = betterAuth({
    ...staticOptions(ctx, config),
    secret,
    basePath,
    plugins: [
      createTwoFactor(ctx, config, secret),
      createPasskey(config),
      ...(config.oidc === undefined ? [] : [createOidc(config.oidc)]),
    ],
  });
  return {
    async handle(request) {
      const response = await auth.handler(toRequest(`${PLACEHOLDER_ORIGIN}${basePath}`, request));
      return withOwnLocation(response);
    },
    async findSession(headers, refresh) {
      const { response, headers: answered } = await auth.api.getSession({
        headers,
        query: { disableRefresh: !refresh },
        returnHeaders: true,
      });
      if (response === null) return undefined;
      const { id, email, name } = response.user;
      const found: FoundSession = {
        sessionId: response.session.id,
        userId: id,
        email,
        name,
        cookies: answered.getSetCookie(),
      };
      return found;
    },
    async findChallenged(headers) {
      const { internalAdapter, createAuthCookie } = await auth.$context;
      const { name } = createAuthCookie(CHALLENGE_COOKIE);
      const signed = findCookie(headers, name) ?? "";
      // Its signature is left to better-auth: a challenge is random, and nobody finds another's.
      const identifier = signed.slice(0, Math.max(0, signed.lastIndexOf(".")));
      if (identifier === "" || identifier.length > 200) return undefined;
      return (await internalAdapter.findVerificationValue(identifier))?.value;
    },
    async makeResetToken(userId, expiresAt) {
      const { internalAdapter } = await auth.$context;
      const token = randomText(ctx, RESET_TOKEN_LENGTH);
      const identifier = `reset-password:${token}`;
      await internalAdapter.createVerificationValue({ identifier, value: userId, expiresAt });
      return token;
    },
    makeVerificationToken: (email) =>
      createEmailVerificationToken(secret, email, undefined, VERIFY_SECONDS),
  };
}

function staticOptions(ctx: Context, config: AuthConfig) {
  const mail = createAuthMail(ctx);
  return {
    baseURL: PLACEHOLDER_ORIGIN,
    // Each request's origin was checked by us; better-auth sees the one that passed.
    trustedOrigins: (request?: Request) => [request?.headers.get("origin") ?? PLACEHOLDER_ORIGIN],
    appName: config.siteName,
    database: drizzleAdapter(ctx.db, { provider: "pg", usePlural: true, schema }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      requireEmailVerification: config.requiresVerifiedEmail,
      sendResetPassword: mail.sendResetPassword,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      async onPasswordReset({ user }: { user: { id: string; email: string; name: string } }) {
        await endOtherDevices(ctx, { ...SYSTEM, action: "users.resetPassword" }, user);
        await ctx.identity.attempts.forgive(user.email);
      },
    },
    emailVerification: {
      sendVerificationEmail: mail.sendVerificationEmail,
      sendOnSignIn: true,
      expiresIn: VERIFY_SECONDS,
      async afterEmailVerification({ email }: { email: string }) {
        await recordAudit(ctx, { ...SYSTEM, action: "users.verifyEmail", object: email });
      },
    },
    user: {
      changeEmail: {
        enabled: true,
        sendChangeEmailConfirmation: mail.sendChangeEmailConfirmation,
      },
      additionalFields: {
        role: { type: "string", required: false, defaultValue: "member", input: false },
      },
    },
    databaseHooks: {
      // Tokens of a provider are of no use here: what is not stored cannot be stolen.
      account: { create: { before: dropTokens }, update: { before: dropTokens } },
      session: { create: { before: refuseSuspended(ctx) } },
      user: {
        create: {
          async after({ email, name }: { email: string; name: string }) {
            const after = { name, email, role: "member" };
            await recordAudit(ctx, { ...SYSTEM, action: "users.create", object: email, after });
          },
        },
      },
    },
    // Whoever reads the database alone can use no link that is on its way.
    verification: { storeIdentifier: "hashed" },
    // Nothing that wants a fresh session is offered, except the list of one's own sessions.
    session: { expiresIn: SESSION_SECONDS, updateAge: REFRESH_SECONDS, freshAge: 0 },
    // Bounds how often messages are asked for; guesses are counted by us, across processes. Its
    // memory is bounded; the address comes from us, see `toRequest`.
    rateLimit: {
      enabled: true,
      storage: "memory",
      customRules: {
        "/sign-in/email": false,
        "/change-password": false,
        "/two-factor/*": false,
        "/get-session": false,
      },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: hasSecureCookies(ctx.env),
      defaultCookieAttributes: {
        httpOnly: true,
        sameSite: "lax",
        path: ctx.env.basePath === "" ? "/" : ctx.env.basePath,
      },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => randomText(ctx, 32) },
      // Stated because better-auth turns it off by itself while tests run.
      disableOriginCheck: false,
      // The time of an answer must not tell whether a message was queued.
      backgroundTasks: {
        handler(task: Promise<unknown>) {
          task.catch((error: unknown) => ctx.log.error({ err: error }, "message was not queued"));
        },
      },
    },
    telemetry: { enabled: false },
    logger: {
      log(level, message, ...details) {
        ctx.log[level === "error" || level === "warn" ? level : "debug"]({ details }, message);
      },
    },
    onAPIError: {
      errorURL: `${ctx.env.basePath}/sign-in`,
      onError(error) {
        // What it did not foresee is a bug, and belongs to whoever handles those.
        if (!isAPIError(error)) throw error;
      },
    },
  } satisfies Parameters<typeof betterAuth>[0];
}

function createTwoFactor(ctx: Context, { siteName }: AuthConfig, secret: string) {
  const plugin = twoFactor({
    issuer: siteName,
    allowPasswordless: true,
    // It would lock the owner out together with the guesser.
    accountLockout: { enabled: false },
    backupCodeOptions: { storeBackupCodes: sealCodes(ctx) },
  });
  Object.assign(plugin.schema.twoFactor.fields.secret, { transform: sealSeeds(ctx, secret) });
  return plugin;
}

/** A passkey stands for both factors, so it has to know who holds it: by finger, face or PIN. */
function createPasskey({ passkeyDomain, siteName }: AuthConfig) {
  return passkey({
    rpID: passkeyDomain,
    rpName: siteName,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    registration: {
      afterVerification({ verification }) {
        assertHolder(verification.registrationInfo?.userVerified);
      },
    },
    authentication: {
      afterVerification({ verification }) {
        assertHolder(verification.authenticationInfo.userVerified);
      },
    },
  });
}

function assertHolder(isVerified: boolean | undefined): void {
  if (isVerified === true) return;
  throw new APIError("BAD_REQUEST", {
    message: "The passkey did not ask who holds it: set up a PIN, finger or face for it",
  });
}

function createOidc(oidc: OidcConfig) {
  return genericOAuth({
    config: [
      {
        providerId: OIDC_PROVIDER,
        discoveryUrl: `${oidc.issuer}/.well-known/openid-configuration`,
        clientId: oidc.clientId,
        ...(oidc.clientSecret === "" ? {} : { clientSecret: oidc.clientSecret }),
        redirectURI: oidc.redirectUri,
        scopes: ["openid", "email", "profile"],
        pkce: true,
        disableSignUp: !oidc.createsAccounts,
        requireIdTokenVerification: true,
      },
    ],
  });
}

/** Whoever is suspended is let in by no way to sign in. */
function refuseSuspended({ db }: Context) {
  return async ({ userId }: { userId: string }) => {
    const { rowCount } = await db.$client.query(
      "select from users where id = $1 and suspended_at is not null",
      [userId],
    );
    if (rowCount === 0) return;
    throw new APIError("FORBIDDEN", { message: "This account is suspended" });
  };
}

async function dropTokens<Account extends object>(account: Account) {
  const nothing = { accessToken: null, refreshToken: null, idToken: null };
  return { data: { ...account, ...nothing } };
}

/** Redirects of better-auth lead to its placeholder; ours stay on the host that was asked. */
function withOwnLocation(response: Response): Response {
  const location = response.headers.get("location");
  if (location?.startsWith(PLACEHOLDER_ORIGIN) !== true) return response;
  const headers = new Headers(response.headers);
  headers.set("location", location.slice(PLACEHOLDER_ORIGIN.length) || "/");
  return new Response(response.body, { status: response.status, headers });
}

/** Rebuilds the request from what was checked, so that no header of a stranger gets through. */
function toRequest(base: string, request: AuthRequest): Request {
  const { endpoint, method, headers, address, body, query = {} } = request;
  const search = new URLSearchParams(query).toString();
  const copied = ["cookie", "user-agent"].flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  return new Request(`${base}/${endpoint}${search === "" ? "" : `?${search}`}`, {
    method,
    headers: new Headers([
      ...copied,
      ["origin", originOf(headers)],
      [ADDRESS_HEADER, address],
      ...(body === undefined ? [] : [["content-type", "application/json"] as [string, string]]),
    ]),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The origin that was checked; passkeys are signed for it. */
function originOf(headers: Headers): string {
  const origin = headers.get("origin");
  return origin === null || origin === "null" ? PLACEHOLDER_ORIGIN : origin;
}
