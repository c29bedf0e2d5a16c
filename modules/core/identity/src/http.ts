import { AppError, type ErrorCode, type HttpEnv, type HttpRoutes } from "@minato/kit";
import type { Context as HonoContext } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";

import { NewUser, Password } from "./create-user.ts";
import { parseInput } from "./parse-input.ts";
import { assertOwnOrigin } from "./request-origin.ts";

const PREFIX = "/api/auth/";
const MAX_BODY = 16 * 1024;

const text = z.string().min(1).max(500);

/** What of better-auth is offered; it has many more endpoints. */
const ENDPOINTS = {
  "sign-in/email": z.object({ email: text, password: text, rememberMe: z.boolean().optional() }),
  "sign-out": z.object({}),
  "get-session": undefined,
  "list-sessions": undefined,
  "revoke-session": z.object({ token: text }),
  "change-password": z.object({
    currentPassword: text,
    newPassword: Password,
    revokeOtherSessions: z.boolean().default(true),
  }),
  "update-user": NewUser.pick({ name: true }),
} as const;

const ERROR_CODES: Record<number, ErrorCode> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  422: "BAD_REQUEST",
  429: "TOO_MANY_REQUESTS",
};

/** Signing in and out, one's sessions, name and password. */
export const identityHttp: HttpRoutes = (app) => {
  const onError = () => {
    throw new AppError("PAYLOAD_TOO_LARGE", `At most ${MAX_BODY} bytes are accepted here`);
  };
  app.use(`${PREFIX}*`, bodyLimit({ maxSize: MAX_BODY, onError }));
  app.all(`${PREFIX}*`, handleAuth);
};

async function handleAuth(c: HonoContext<HttpEnv>): Promise<Response> {
  const endpoint = c.req.path.slice(c.req.path.indexOf(PREFIX) + PREFIX.length);
  const { method } = c.req;
  if (!isEndpoint(endpoint)) throw unknownEndpoint();
  const schema = ENDPOINTS[endpoint];
  if (method !== (schema === undefined ? "GET" : "POST")) throw unknownEndpoint();
  const { ctx, address } = c.var.request;
  const { headers } = c.req.raw;
  assertOwnOrigin(ctx.env, headers);
  const body = schema === undefined ? undefined : parseInput(schema, await readJson(c));
  const auth = await ctx.identity.auth();
  const response = await auth.handle({ endpoint, method, headers, address, body });
  if (!response.ok) throw await toAppError(response);
  return response;
}

async function readJson(c: HonoContext): Promise<unknown> {
  const body = await c.req.text();
  if (body === "") return {};
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) {
    throw new AppError("UNSUPPORTED_MEDIA_TYPE", "The body must be application/json");
  }
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new AppError("BAD_REQUEST", "The body is not valid JSON", { cause: error });
  }
}

const AuthError = z.object({ message: z.string() }).catch({ message: "Authentication failed" });

async function toAppError(response: Response): Promise<Error> {
  const { message } = AuthError.parse(await response.json().catch(() => undefined));
  const code = ERROR_CODES[response.status];
  if (code === undefined) return new Error(`better-auth answered ${response.status}: ${message}`);
  const seconds = Number(response.headers.get("x-retry-after"));
  return new AppError(code, message, seconds > 0 ? { retryAfterSeconds: seconds } : {});
}

function isEndpoint(name: string): name is keyof typeof ENDPOINTS {
  return Object.hasOwn(ENDPOINTS, name);
}

function unknownEndpoint(): AppError {
  return new AppError("NOT_FOUND", "There is nothing at this address");
}
