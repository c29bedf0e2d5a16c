import { AppError, boundBody, type Context, type HttpEnv, type HttpRoutes } from "@minato/kit";
import type { Context as HonoContext } from "hono";

import { guardRequest, rememberSignIn } from "./attempts/guard-request.ts";
import { findEndpoint } from "./auth-endpoints.ts";
import { cookiesOf, toAuthFailure } from "./auth-response.ts";
import type { Auth, AuthRequest, FoundSession } from "./auth.ts";
import { checkPassword } from "./check-password.ts";
import { noteAuthChange } from "./note-auth-change.ts";
import { parseInput } from "./parse-input.ts";
import { assertOwnOrigin } from "./request-origin.ts";

const PREFIX = "/api/auth/";
const MAX_BODY = 16 * 1024;

/** Signing in and out, and the ways a person signs in. */
export const identityHttp: HttpRoutes = (app) => {
  app.all(`${PREFIX}*`, handleAuth);
};

async function handleAuth(c: HonoContext<HttpEnv>): Promise<Response> {
  const path = c.req.path.slice(c.req.path.indexOf(PREFIX) + PREFIX.length);
  const found = findEndpoint(path, c.req.method);
  if (found === undefined) throw unknownEndpoint();
  const { name, endpoint } = found;
  const { ctx, address } = c.var.request;
  const { headers } = c.req.raw;
  assertOwnOrigin(ctx.env, headers);
  const isGet = endpoint.method === "GET";
  const input = parseInput(endpoint.input, isGet ? c.req.query() : await readJson(c));
  const request: AuthRequest = {
    endpoint: name,
    method: endpoint.method,
    headers,
    address,
    body: isGet ? undefined : input,
    // Parameters in an address are texts, as the schemas of these endpoints say.
    query: isGet ? (input as Record<string, string>) : undefined,
  };
  const auth = await ctx.identity.auth();
  const session = isGet ? undefined : await auth.findSession(headers, false);
  const response = await guardRequest(ctx, auth, request, session, async () => {
    if (endpoint.confirms === true && session !== undefined) await confirm(ctx, session, request);
    return endpoint.isElsewhere === true ? handleElsewhere(ctx, request) : auth.handle(request);
  });
  if (response.status >= 400) throw await toAuthFailure(response);
  if (session !== undefined) await noteAuthChange(ctx, name, session, address);
  return name === "verify-email"
    ? withoutNewSession(ctx, auth, request, response)
    : rememberSignIn(ctx, auth, request, response);
}

/**
 * Following a link to a new address would sign its reader in, past the second factor: whoever was
 * not signed in before is not afterwards.
 */
async function withoutNewSession(
  { db }: Context,
  auth: Auth,
  request: AuthRequest,
  response: Response,
): Promise<Response> {
  if ((await auth.findSession(request.headers, false)) !== undefined) return response;
  const made = await auth.findSession(new Headers({ cookie: cookiesOf(response) }), false);
  if (made !== undefined) {
    await db.$client.query("delete from sessions where id = $1", [made.sessionId]);
  }
  const headers = new Headers(response.headers);
  headers.delete("set-cookie");
  return new Response(response.body, { status: response.status, headers });
}

/** Asks for the password again, which better-auth does not do here. */
async function confirm(
  ctx: Context,
  { userId }: FoundSession,
  request: AuthRequest,
): Promise<void> {
  const { currentPassword, ...body } = request.body as { currentPassword?: string };
  await checkPassword(ctx, userId, currentPassword, "currentPassword");
  request.body = body;
}

async function handleElsewhere(ctx: Context, request: AuthRequest): Promise<Response> {
  const auth: Auth | undefined = await ctx.identity.oidcAuth();
  if (auth === undefined) throw unknownEndpoint();
  const response = await auth.handle(request);
  // Without the provider's own description it is unknown here: ask for that anew the next time.
  if (response.status === 404) {
    ctx.identity.forgetAuth();
    throw new AppError("SERVICE_UNAVAILABLE", "The sign-in provider cannot be reached", {
      retryAfterSeconds: 10,
    });
  }
  return response;
}

async function readJson(c: HonoContext): Promise<unknown> {
  const body = await (await boundBody(c.req.raw, MAX_BODY)).text();
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

function unknownEndpoint(): AppError {
  return new AppError("NOT_FOUND", "There is nothing at this address");
}
