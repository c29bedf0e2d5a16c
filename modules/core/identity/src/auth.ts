/** A request to one of the endpoints we offer, its origin and body already checked. */
export interface AuthRequest {
  /** Path below `/api/auth/`. */
  endpoint: string;
  method: "GET" | "POST";
  headers: Headers;
  address: string;
  body: unknown;
  /** Parameters in the address. */
  query?: Readonly<Record<string, string>> | undefined;
}

/** Who a session belongs to. */
export interface FoundSession {
  sessionId: string;
  userId: string;
  email: string;
  name: string;
  /** `Set-Cookie` values of a session that was just prolonged. */
  cookies: readonly string[];
}

/** What of the settings better-auth is built with; another one is built when they change. */
export interface AuthConfig {
  /** How authenticator apps and passkeys call this server. */
  siteName: string;
  /** Domain that passkeys are bound to. */
  passkeyDomain: string;
  requiresVerifiedEmail: boolean;
  /** A provider people sign in with, for the endpoints that go there. */
  oidc?: OidcConfig;
}

/** An OpenID Connect provider. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  createsAccounts: boolean;
}

/** What we use of better-auth. */
export interface Auth {
  readonly handle: (request: AuthRequest) => Promise<Response>;
  /** Looks the session of a cookie up; prolongs it when it is a day old and `refresh` is set. */
  readonly findSession: (headers: Headers, refresh: boolean) => Promise<FoundSession | undefined>;
  /** Whom a browser that has still to send a code claims to be, by the challenge it holds. */
  readonly findChallenged: (headers: Headers) => Promise<string | undefined>;
  /** A token with which this person chooses a password, once. */
  readonly makeResetToken: (userId: string, expiresAt: Date) => Promise<string>;
  /** A token that confirms an address of somebody who just registered. */
  readonly makeVerificationToken: (email: string) => Promise<string>;
}
