import type { UserRole } from "./schema.ts";

/** A request to one of the endpoints we offer, its origin and body already checked. */
export interface AuthRequest {
  /** Path below `/api/auth/`. */
  endpoint: string;
  method: "GET" | "POST";
  headers: Headers;
  address: string;
  body: unknown;
}

/** Who a session belongs to. */
export interface FoundSession {
  userId: string;
  email: string;
  role: UserRole;
  /** `Set-Cookie` values of a session that was just prolonged. */
  cookies: readonly string[];
}

/** What we use of better-auth. */
export interface Auth {
  readonly handle: (request: AuthRequest) => Promise<Response>;
  /** Looks the session of a cookie up; prolongs it when it is a day old and `refresh` is set. */
  readonly findSession: (headers: Headers, refresh: boolean) => Promise<FoundSession | undefined>;
}
