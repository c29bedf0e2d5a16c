import { z } from "zod";

import { NewUser, Password } from "./create-user.ts";

const text = z.string().min(1).max(500);
const token = z.string().min(1).max(2000);
const code = z.string().trim().min(6).max(20);
const trustDevice = z.boolean().default(false);
/** Absent for people who have none: they sign in elsewhere or with a passkey. */
const password = text.optional();
/** A passkey's answer (WebAuthn Level 3, PublicKeyCredentialJSON); checked by better-auth. */
const Credential = z.looseObject({ id: text, type: z.literal("public-key") });

/** An endpoint of better-auth that is offered, with what it takes. */
interface Endpoint {
  method: "GET" | "POST";
  /** Of the body, or for GET of the parameters in the address. */
  input: z.ZodObject;
  /** True when `currentPassword` is checked first, for whoever has a password. */
  confirms?: true;
  /** True where the OpenID Connect provider takes part. */
  isElsewhere?: true;
}

const get = (input: z.ZodObject = z.object({})): Endpoint => ({ method: "GET", input });
const post = (input: z.ZodObject = z.object({})): Endpoint => ({ method: "POST", input });

/** What of better-auth is offered; it has many more endpoints. */
export const ENDPOINTS = {
  "sign-in/email": post(
    z.object({ email: text, password: text, rememberMe: z.boolean().optional() }),
  ),
  "sign-out": post(),
  "get-session": get(),
  "list-sessions": get(),
  "revoke-session": post(z.object({ token: text })),
  "change-password": post(
    z.object({
      currentPassword: text,
      newPassword: Password,
      revokeOtherSessions: z.boolean().default(true),
    }),
  ),
  "update-user": post(NewUser.pick({ name: true })),
  "request-password-reset": post(NewUser.pick({ email: true })),
  "reset-password": post(z.object({ token: text, newPassword: Password })),
  "send-verification-email": post(NewUser.pick({ email: true })),
  "verify-email": get(z.object({ token })),
  "change-email": {
    ...post(z.object({ newEmail: NewUser.shape.email, currentPassword: password })),
    confirms: true,
  },
  "two-factor/enable": post(z.object({ password })),
  "two-factor/disable": post(z.object({ password })),
  "two-factor/generate-backup-codes": post(z.object({ password })),
  "two-factor/verify-totp": post(z.object({ code, trustDevice })),
  "two-factor/verify-backup-code": post(z.object({ code, trustDevice })),
  "passkey/generate-register-options": get(),
  "passkey/verify-registration": post(
    z.object({ response: Credential, name: z.string().trim().min(1).max(60) }),
  ),
  "passkey/generate-authenticate-options": get(),
  "passkey/verify-authentication": post(z.object({ response: Credential })),
  "passkey/update-passkey": post(z.object({ id: text, name: z.string().trim().min(1).max(60) })),
  "passkey/delete-passkey": post(z.object({ id: text })),
  "sign-in/social": {
    ...post(
      z.object({
        provider: z.literal("oidc"),
        callbackURL: z.string().startsWith("/").max(500).default("/"),
        errorCallbackURL: z.string().startsWith("/").max(500).optional(),
      }),
    ),
    isElsewhere: true,
  },
  "callback/oidc": {
    ...get(
      z.object({
        state: z.string().max(2000).optional(),
        code: z.string().max(4000).optional(),
        error: z.string().max(500).optional(),
        error_description: z.string().max(2000).optional(),
        iss: z.string().max(1000).optional(),
      }),
    ),
    isElsewhere: true,
  },
} as const satisfies Record<string, Endpoint>;

/** Name of an endpoint that is offered. */
export type EndpointName = keyof typeof ENDPOINTS;

/** The endpoint of this name and method, undefined when there is none. */
export function findEndpoint(
  name: string,
  method: string,
): { name: EndpointName; endpoint: Endpoint } | undefined {
  if (!Object.hasOwn(ENDPOINTS, name)) return undefined;
  // The table has this very key.
  const known = name as EndpointName;
  const endpoint: Endpoint = ENDPOINTS[known];
  return endpoint.method === method ? { name: known, endpoint } : undefined;
}
